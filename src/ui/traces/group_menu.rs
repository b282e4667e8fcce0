//! What the traces are grouped by: root operation, service, operation, any attribute.

use crate::{
    browser::popover,
    state::{
        command::Command,
        grouping::{Grouping, USUAL},
    },
    ui::{
        engine::Engine,
        parts::{
            field_picker::FieldPicker,
            icon::{Icon, Sign},
        },
        session::SessionHandle,
    },
};
use leptos::{html, prelude::*};

/// The button and its panel.
#[component]
pub fn GroupMenu(
    /// The session, whose grouping it sets.
    session: SessionHandle,
    /// The engine, which knows the attributes.
    engine: Engine,
) -> impl IntoView {
    let panel: NodeRef<html::Div> = NodeRef::new();
    let button: NodeRef<html::Button> = NodeRef::new();
    let by = session.part(|session| session.grouping.as_ref().map(|grouping| grouping.by.clone()));
    let words = session.part(|session| {
        let by = session.grouping.as_ref().map(|grouping| format!("By {}", grouping.words()));
        by.unwrap_or_else(|| "Group".to_owned())
    });
    let set = move |grouping: Option<Grouping>| {
        if let Some(panel) = panel.get_untracked() {
            popover::hide(&panel);
        }
        session.dispatch(Command::SetGrouping(grouping));
        session.dispatch(Command::FocusRows);
    };
    let pick = Callback::new(move |name: String| set(Grouping::by(&name)));
    let usual = USUAL.map(|(word, name, hint)| {
        let is_set = move || by.with(|by| by.as_deref() == Some(word));
        view! {
            <button title=hint aria-pressed=move || is_set().to_string() on:click=move |_| set(Grouping::by(word))>
                {name}
            </button>
        }
    });
    let hang = move |_| {
        if let (Some(panel), Some(button)) = (panel.get_untracked(), button.get_untracked()) {
            popover::hang(&panel, &button);
        }
    };
    view! {
        <button
            class="button group-button"
            class:active=move || by.with(Option::is_some)
            popovertarget="grouping"
            title="Group the traces by what they have in common"
            node_ref=button
            on:click=hang
        >
            <Icon sign=Sign::Group />
            <span class="group-words">{words}</span>
        </button>
        <Show when=move || by.with(Option::is_some)>
            <button
                class="icon-button"
                title="List the traces one by one (Esc)"
                aria-label="List the traces one by one"
                on:click=move |_| set(None)
            >
                <Icon sign=Sign::Close />
            </button>
        </Show>
        <div
            id="grouping"
            class="popover hanging columns-menu"
            popover="auto"
            role="dialog"
            aria-label="Group by"
            node_ref=panel
        >
            <h2>"Group by"</h2>
            <div class="group-choices">{usual.collect_view()}</div>
            <FieldPicker engine label="An attribute…" list_id="group-names" on_pick=pick />
        </div>
    }
}
