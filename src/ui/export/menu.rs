//! The menu that says what is exported, and as what.

use crate::{
    browser::popover,
    state::{
        command::Command,
        export::{Export, Part},
    },
    ui::{
        parts::icon::{Icon, Sign},
        session::use_session,
    },
};
use leptos::{ev, html, prelude::*};

/// Id of the popover; one of these menus is shown at a time.
const MENU: &str = "export-menu";

/// The button and its menu.
#[component]
pub fn ExportMenu(
    /// What can be exported here.
    parts: &'static [Part],
) -> impl IntoView {
    let session = use_session();
    let node: NodeRef<html::Div> = NodeRef::new();
    let button: NodeRef<html::Button> = NodeRef::new();
    // The browser opens it; where it stands is ours to say.
    let place = move || {
        if let (Some(node), Some(button)) = (node.get_untracked(), button.get_untracked()) {
            popover::open_below(&node, &button);
        }
    };
    let on_key = move |event: ev::KeyboardEvent| {
        if node.get_untracked().is_some_and(|node| popover::follow_arrow(&node, &event.key())) {
            event.prevent_default();
        }
    };
    let item = move |export: Export| {
        let run = move |_| {
            if let Some(node) = node.get_untracked() {
                popover::hide(&node);
            }
            session.dispatch(Command::Export(export));
        };
        view! {
            <button role="menuitem" on:click=run>
                {export.words()}
            </button>
        }
    };
    view! {
        <button node_ref=button class="button" popovertarget=MENU title="Save traces to a file" aria-label="Export…">
            <Icon sign=Sign::Save />
            <span class="button-words">"Export…"</span>
        </button>
        <div
            node_ref=node
            id=MENU
            class="popover menu"
            popover="auto"
            role="menu"
            aria-label="Export"
            on:toggle=move |_| place()
            on:keydown=on_key
        >
            {Export::all(parts).into_iter().map(item).collect_view()}
        </div>
    }
}
