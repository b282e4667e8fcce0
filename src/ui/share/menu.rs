//! The menu of what can be given to others.

use crate::{
    browser::{picture, popover},
    state::{command::Command, share::Share},
    ui::{
        engine::use_engine,
        parts::icon::{Icon, Sign},
        session::use_session,
    },
};
use leptos::{ev, html, prelude::*};

/// Id of the popover.
const MENU: &str = "share-menu";

/// The button and its menu; nothing while nothing is open.
#[component]
pub fn ShareMenu() -> impl IntoView {
    let (session, engine) = (use_session(), use_engine());
    let has_traces = Memo::new(move |_| engine.summary().with(|summary| summary.traces > 0));
    let node: NodeRef<html::Div> = NodeRef::new();
    let button: NodeRef<html::Button> = NodeRef::new();
    let has_trace = session.part(|session| session.trace_id().is_some());
    let has_span = session.part(|session| session.span.is_some());
    // The parts of the page that make pictures, as they are when the menu is opened.
    let parts = RwSignal::new(Vec::<String>::new());
    let look = move |_| parts.set(picture::parts());
    // The browser opens it; where it stands is ours to say.
    let place = move |_| {
        let (Some(node), Some(button)) = (node.get_untracked(), button.get_untracked()) else { return };
        if node.matches(":popover-open").unwrap_or(false) {
            popover::hang(&node, &button);
            popover::focus_item(&node, 0);
        }
    };
    let on_key = move |event: ev::KeyboardEvent| {
        if node.get_untracked().is_some_and(|node| popover::follow_arrow(&node, &event.key())) {
            event.prevent_default();
        }
    };
    let item = move |share: Share| {
        let words = share.words();
        let run = move |_| {
            if let Some(node) = node.get_untracked() {
                popover::hide(&node);
            }
            session.dispatch(Command::Share(share.clone()));
        };
        view! { <button role="menuitem" on:click=run>{words}</button> }
    };
    let items = move || {
        let mut all = Share::all(has_trace.get(), has_span.get());
        let behind = all.iter().position(|share| matches!(share, Share::Picture(_))).unwrap_or(all.len());
        all.splice(behind..behind, parts.get().into_iter().map(|part| Share::Picture(Some(part))));
        all.into_iter().map(item).collect_view()
    };
    view! {
        <Show when=move || has_traces.get()>
            <button
                node_ref=button
                class="icon-button"
                popovertarget=MENU
                title="Share: links, copies, pictures"
                aria-label="Share…"
                on:click=look
            >
                <Icon sign=Sign::Share />
            </button>
            <div
                node_ref=node
                id=MENU
                class="popover hanging menu"
                popover="auto"
                role="menu"
                aria-label="Share"
                on:toggle=place
                on:keydown=on_key
            >
                {items}
            </div>
        </Show>
    }
}
