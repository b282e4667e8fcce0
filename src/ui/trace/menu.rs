//! The menu of a row: by the right button, or by a long press.

use super::{choice::details_of, fold, open_trace::OpenTrace};
use crate::{
    browser::{listener::Listener, popover},
    protocol::waterfall::WaterfallRow,
    state::{command::Command, row_words},
    ui::parts::{copy::copier, notices::use_notices},
};
use leptos::{ev, html, prelude::*};
use std::sync::Arc;

/// How far from its row's left end a menu stands that a key has asked for.
const MENU_INSET_PX: f64 = 48.0;

/// The menu. It opens when `OpenTrace::menu` names a row.
#[component]
pub fn RowMenu(
    /// The trace.
    open: OpenTrace,
) -> impl IntoView {
    let node: NodeRef<html::Div> = NodeRef::new();
    let copy = copier(RwSignal::new(false));
    let notices = use_notices();
    Effect::new(move |_| {
        if let (Some(node), Some((_, x, y))) = (node.get(), open.menu.get()) {
            popover::show_at(&node, x, y);
            popover::focus_item(&node, 0);
        }
    });
    // A finger that is lifted after a long press is no click beside the menu: it is closed by hand.
    let listener = StoredValue::new_local(None::<Listener>);
    Effect::new(move |_| {
        let Some(node) = node.get() else { return };
        let beside = Listener::capturing(&document(), "pointerdown", move |event| {
            if !popover::is_inside(&node, &event) {
                popover::hide(&node);
            }
        });
        listener.set_value(Some(beside));
    });
    on_cleanup(move || listener.dispose());
    let run = move |action: fn(OpenTrace, &Arc<WaterfallRow>)| {
        if let Some(node) = node.get_untracked() {
            popover::hide(&node);
        }
        if let Some((row, ..)) = open.menu.get_untracked() {
            action(open, &row);
        }
        open.rows.focus();
    };
    let copy_of = move |text: fn(OpenTrace, &WaterfallRow) -> String| {
        if let Some((row, ..)) = open.menu.get_untracked() {
            copy(text(open, &row));
            notices.info("Copied");
        }
        run(|_, _| ());
    };
    let on_key = move |event: ev::KeyboardEvent| {
        let Some(node) = node.get_untracked() else { return };
        match event.key().as_str() {
            key if popover::follow_arrow(&node, key) => {}
            "Escape" | "Tab" => {
                popover::hide(&node);
                open.rows.focus();
            }
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    };
    let has_children = move || open.menu.with(|menu| menu.as_ref().is_some_and(|(row, ..)| row.children > 0));
    let is_folded = move || open.menu.with(|menu| menu.as_ref().is_some_and(|(row, ..)| row.folded));
    let linked = move || {
        open.menu.with(|menu| {
            let (row, ..) = menu.as_ref()?;
            let traces = row.linked.as_ref().map_or(row.linked_traces, |linked| linked.traces);
            (traces > 0).then(|| row_words::linked(traces, row.linked.is_some() || row.shows_linked))
        })
    };
    let is_of_this =
        move || open.menu.with(|menu| menu.as_ref().is_none_or(|(row, ..)| row.linked.is_none()));
    let is_run = move || open.menu.with(|menu| menu.as_ref().is_some_and(|(row, ..)| row.run.is_some()));
    let calls = move || open.menu.with(|menu| menu.as_ref().and_then(|(row, ..)| Some(row.in_run?.calls)));
    view! {
        <div node_ref=node class="popover menu" popover="manual" role="menu" aria-label="Span" on:keydown=on_key>
            <Show when=move || !is_run()>
                <button role="menuitem" on:click=move |_| run(|open, row| {
                    open.session.dispatch(details_of(row));
                })>{move || if is_of_this() { "Show details" } else { "Open its trace at this span" }}</button>
            </Show>
            <Show when=is_of_this>
                <button role="menuitem" on:click=move |_| run(|open, row| open.zoom_to(row))>
                    {move || if is_run() { "Zoom to these calls" } else { "Zoom to this span" }}
                </button>
            </Show>
            <Show when=move || linked().is_some()>
                <button role="menuitem" on:click=move |_| run(|open, row| fold::toggle_linked(open, row))>
                    {linked}
                </button>
            </Show>
            <Show when=move || !is_run() && is_of_this()>
                <button role="menuitem" on:click=move |_| run(|open, row| open.focus_on(Some(row.span_id.clone())))>
                    "Only this and what is below it"
                </button>
            </Show>
            <Show when=move || calls().is_some()>
                <button role="menuitem" on:click=move |_| run(|open, row| {
                    if let Some(place) = row.in_run {
                        fold::toggle_run(open, place.first);
                    }
                })>
                    {move || format!("Fold these {} equal calls", calls().unwrap_or_default())}
                </button>
            </Show>
            <Show when=has_children>
                <button role="menuitem" on:click=move |_| run(|open, row| {
                    if let Some((index, row)) = open.rows.find(|other| other.row == row.row) {
                        fold::toggle(open, index, &row);
                    }
                })>
                    {move || if is_folded() { "Unfold" } else { "Fold" }}
                </button>
            </Show>
            <Show when=move || !is_run()>
                <hr />
                <button role="menuitem" on:click=move |_| copy_of(|_, row| row.span_id.clone())>
                    "Copy the span id"
                </button>
                <button role="menuitem" on:click=move |_| copy_of(link)>"Copy a link to this span"</button>
            </Show>
        </div>
    }
}

/// Opens the menu of the current row when it was asked for by a key, which happens to the box that has the keyboard.
pub fn ask_by_key(open: OpenTrace, event: &ev::MouseEvent) {
    let is_by_key = event.target() == event.current_target();
    let Some((index, row)) = open.rows.current_now().filter(|_| is_by_key) else { return };
    event.prevent_default();
    let place =
        document().get_element_by_id(&format!("span-{index}")).map(|row| row.get_bounding_client_rect());
    let (x, y) = place.map_or((0.0, 0.0), |place| (place.left() + MENU_INSET_PX, place.bottom()));
    open.menu.set(Some((row, x, y)));
}

/// The whole address of a span.
fn link(open: OpenTrace, row: &WaterfallRow) -> String {
    let trace_id = row.linked.as_ref().map_or_else(|| open.trace_id(), |linked| linked.trace_id.clone());
    let command = Command::OpenSpan { trace_id, span_id: row.span_id.clone() };
    crate::browser::location::with_fragment(&open.session.href(command))
}
