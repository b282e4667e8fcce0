//! Attributes as a table: key, value, and what can be done with it.

use crate::{
    base::words,
    protocol::detail::{Attribute, ValueKind},
    state::command::Command,
    ui::{
        parts::{
            copy::CopyButton,
            icon::{Icon, Sign},
        },
        trace::open_trace::OpenTrace,
    },
};
use leptos::prelude::*;

/// Values longer than this are not searched for by a click: nobody means them.
const LONGEST_SEARCH: usize = 120;

/// A table of attributes.
#[component]
pub fn AttributeTable(
    /// The trace.
    open: OpenTrace,
    /// The attributes.
    attributes: Vec<Attribute>,
    /// Set to have long values whole.
    whole: RwSignal<bool>,
) -> impl IntoView {
    let rows = attributes.into_iter().map(|attribute| view! { <AttributeRow open attribute whole /> });
    view! { <dl class="attributes">{rows.collect_view()}</dl> }
}

#[component]
fn AttributeRow(
    /// The trace.
    open: OpenTrace,
    /// The attribute.
    attribute: Attribute,
    /// Set to have long values whole.
    whole: RwSignal<bool>,
) -> impl IntoView {
    let Attribute { key, value, kind, cut } = attribute;
    let is_searchable = kind == ValueKind::Text
        && cut == 0
        && !value.is_empty()
        && !value.contains('"')
        && value.chars().count() <= LONGEST_SEARCH;
    let class = match kind {
        ValueKind::Text => "value",
        ValueKind::Number | ValueKind::Bool => "value value-number",
        ValueKind::Bytes | ValueKind::Nested => "value value-code",
        ValueKind::Null => "value quiet",
    };
    let shown = match (kind, value.is_empty()) {
        (ValueKind::Null, _) => "no value".to_owned(),
        (_, true) => "(empty)".to_owned(),
        (_, false) => value.clone(),
    };
    let search = is_searchable.then(|| {
        let words = format!("\"{value}\"");
        let label = format!("Search traces with this {key}");
        view! {
            <button
                class="icon-button"
                title="Search traces with this value"
                aria-label=label
                on:click=move |_| {
                    open.session.dispatch(Command::SetQuery(words.clone()));
                    open.session.dispatch(Command::ShowTraces);
                }
            >
                <Icon sign=Sign::Search />
            </button>
        }
    });
    let rest = (cut > 0).then(|| {
        view! {
            <button class="button quiet-button" on:click=move |_| whole.set(true)>
                {format!("Show {} more", words::count(cut, "character", "characters"))}
            </button>
        }
    });
    let what = key.clone();
    view! {
        <div class="attribute">
            <dt title=key.clone()>{breakable(&key)}</dt>
            <dd>
                <span class=class>{shown}</span>
                {rest}
                <span class="attribute-actions">
                    {search}
                    <CopyButton text=value what />
                </span>
            </dd>
        </div>
    }
}

/// A key that may be broken into lines behind its dots and underscores.
fn breakable(key: &str) -> impl IntoView + use<> {
    let parts: Vec<String> = key.split_inclusive(['.', '_']).map(str::to_owned).collect();
    parts.into_iter().map(|part| view! { {part}<wbr /> }).collect_view()
}
