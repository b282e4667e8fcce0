//! The menu of a row: by the right button, or by a long press.

use super::{fold, open_trace::OpenTrace};
use crate::{
    browser::popover, protocol::waterfall::WaterfallRow, state::command::Command, ui::parts::copy::copier,
};
use leptos::{ev, html, prelude::*};
use std::sync::Arc;

/// The menu. It opens when `OpenTrace::menu` names a row.
#[component]
pub fn RowMenu(
    /// The trace.
    open: OpenTrace,
) -> impl IntoView {
    let node: NodeRef<html::Div> = NodeRef::new();
    let copy = copier(RwSignal::new(false));
    Effect::new(move |_| {
        if let (Some(node), Some((_, x, y))) = (node.get(), open.menu.get()) {
            popover::show_at(&node, x, y);
            focus_item(&node, 0);
        }
    });
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
        }
        run(|_, _| ());
    };
    let on_key = move |event: ev::KeyboardEvent| {
        let Some(node) = node.get_untracked() else { return };
        let by = match event.key().as_str() {
            "ArrowDown" => 1,
            "ArrowUp" => -1,
            _ => return,
        };
        event.prevent_default();
        event.stop_propagation();
        focus_item(&node, by);
    };
    let has_children = move || open.menu.with(|menu| menu.as_ref().is_some_and(|(row, ..)| row.children > 0));
    let is_folded = move || open.menu.with(|menu| menu.as_ref().is_some_and(|(row, ..)| row.folded));
    view! {
        <div node_ref=node class="popover menu" popover="auto" role="menu" aria-label="Span" on:keydown=on_key>
            <button role="menuitem" on:click=move |_| run(|open, row| {
                open.session.dispatch(Command::SelectSpan(Some(row.span_id.clone())));
            })>"Show details"</button>
            <button role="menuitem" on:click=move |_| run(|open, row| open.zoom_to(row))>"Zoom to this span"</button>
            <button role="menuitem" on:click=move |_| run(|open, row| open.focus_on(Some(row.span_id.clone())))>
                "Only this and what is below it"
            </button>
            <Show when=has_children>
                <button role="menuitem" on:click=move |_| run(|open, row| {
                    if let Some((index, row)) = open.rows.find(|other| other.row == row.row) {
                        fold::toggle(open, index, &row);
                    }
                })>
                    {move || if is_folded() { "Unfold" } else { "Fold" }}
                </button>
            </Show>
            <hr />
            <button role="menuitem" on:click=move |_| copy_of(|_, row| row.span_id.clone())>"Copy the span id"</button>
            <button role="menuitem" on:click=move |_| copy_of(link)>"Copy a link to this span"</button>
        </div>
    }
}

/// The whole address of a span.
fn link(open: OpenTrace, row: &WaterfallRow) -> String {
    let command = Command::OpenSpan { trace_id: open.trace_id(), span_id: row.span_id.clone() };
    crate::browser::location::with_fragment(&open.session.href(command))
}

/// Gives the keyboard to the item next to the one that has it, or to the first.
fn focus_item(menu: &web_sys::HtmlDivElement, by: i32) {
    let items = popover::items(menu, "[role=menuitem]");
    let at = items.iter().position(crate::browser::focus::is_on);
    let next = at.map_or(0, |at| (at as i32 + by).rem_euclid(items.len().max(1) as i32) as usize);
    if let Some(item) = items.get(next) {
        crate::browser::focus::on(item);
    }
}
