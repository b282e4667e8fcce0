//! Attributes as a table: key, value, and what can be done with it.

use super::menu::AskMenu;
use crate::{
    base::words,
    protocol::detail::{Attribute, ValueKind},
    state::{long_text::first_part, statement::in_lines},
    ui::{
        links::AttributeLinks,
        parts::{
            copy::CopyButton,
            icon::{Icon, Sign},
        },
    },
};
use leptos::prelude::*;

/// The attributes whose value is a statement.
const STATEMENTS: [&str; 2] = ["db.query.text", "sql.query"];

/// A table of attributes.
#[component]
pub fn AttributeTable(
    /// The attributes.
    attributes: Vec<Attribute>,
    /// Set to have long values whole.
    whole: RwSignal<bool>,
) -> impl IntoView {
    let rows = attributes.into_iter().map(|attribute| view! { <AttributeRow attribute whole /> });
    view! { <dl class="attributes">{rows.collect_view()}</dl> }
}

#[component]
fn AttributeRow(
    /// The attribute.
    attribute: Attribute,
    /// Set to have long values whole.
    whole: RwSignal<bool>,
) -> impl IntoView {
    let ask = AskMenu::of_pane();
    let Attribute { key, value, written, cut, .. } = attribute.clone();
    let what = key.clone();
    let menu_label = format!("More on {key}");
    view! {
        <div class="attribute">
            <dt title=key>
                {breakable(&key)}
                {written_as(&key, &written).map(|words| view! { <span class="written-as">{words}</span> })}
            </dt>
            <dd>
                <Value attribute=attribute.clone() whole />
                <Show when=move || cut != 0>
                    <button class="button quiet-button" on:click=move |_| whole.set(true)>
                        {format!("Show {} more", words::count(cut, "character", "characters"))}
                    </button>
                </Show>
                <AttributeLinks attribute=attribute.clone() />
                <span class="attribute-actions">
                    <CopyButton text=value what />
                    <button
                        class="icon-button"
                        aria-haspopup="menu"
                        aria-label=menu_label.clone()
                        title=menu_label
                        on:click=move |event| ask.open(attribute.clone(), &event)
                    >
                        <Icon sign=Sign::More />
                    </button>
                </span>
            </dd>
        </div>
    }
}

/// The value: a statement in lines, a long text cut until more of it is asked for.
#[component]
fn Value(
    /// The attribute.
    attribute: Attribute,
    /// Long values are asked for whole.
    whole: RwSignal<bool>,
) -> impl IntoView {
    let Attribute { key, value, kind, .. } = attribute;
    let is_statement = kind == ValueKind::Text && STATEMENTS.contains(&key.as_str());
    let class = match kind {
        ValueKind::Text if is_statement => "value value-code",
        ValueKind::Text => "value",
        ValueKind::Number | ValueKind::Bool => "value value-number",
        ValueKind::Bytes | ValueKind::Nested => "value value-code",
        ValueKind::Null => "value quiet",
    };
    let shown = match (kind, value.is_empty()) {
        (ValueKind::Null, _) => "no value".to_owned(),
        (_, true) => "(empty)".to_owned(),
        (_, false) if is_statement => in_lines(&value).unwrap_or(value),
        (_, false) => value,
    };
    let Some((first, rest)) = first_part(&shown).map(|(first, rest)| (first.to_owned(), rest)) else {
        return view! { <span class=class>{shown}</span> }.into_any();
    };
    // Who asked for the rest of one value that was cut by the engine has seen its first part already.
    let is_open = RwSignal::new(whole.get_untracked());
    let word = move || if is_open.get() { "Less".to_owned() } else { rest.clone() };
    let label = {
        let word = word.clone();
        move || format!("{} of {key}", word())
    };
    view! {
        <span class=class>{move || if is_open.get() { shown.clone() } else { format!("{first}…") }}</span>
        " "
        <button
            class="button quiet-button"
            aria-expanded=move || is_open.get().to_string()
            aria-label=label
            on:click=move |_| is_open.update(|is_open| *is_open = !*is_open)
        >
            {word}
        </button>
    }
    .into_any()
}

/// That the file has another name for it.
fn written_as(key: &str, written: &[String]) -> Option<String> {
    let others: Vec<&str> = written.iter().map(String::as_str).filter(|name| *name != key).collect();
    let word = if written.iter().any(|name| name == key) { "also" } else { "written" };
    (!others.is_empty()).then(|| format!("{word} {}", others.join(", ")))
}

/// A key that may be broken into lines behind its dots and underscores.
fn breakable(key: &str) -> impl IntoView + use<> {
    let parts: Vec<String> = key.split_inclusive(['.', '_']).map(str::to_owned).collect();
    parts.into_iter().map(|part| view! { {part}<wbr /> }).collect_view()
}
