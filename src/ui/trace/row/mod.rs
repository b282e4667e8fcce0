//! A row of the waterfall, in a slot that shows one span after another, or a run of equal calls.

mod marks;
mod name;
mod time;

use super::{open_trace::OpenTrace, sentence, waterfall::toggle_slot};
use crate::{base, protocol::waterfall::WaterfallRow};
use leptos::{attr::custom::custom_attribute, ev, prelude::*};
use name::NameCell;
use std::sync::Arc;
use time::TimeCell;

/// The row in a slot.
#[component]
pub fn SpanRow(
    /// The trace.
    open: OpenTrace,
    /// The number of the slot.
    number: usize,
) -> impl IntoView {
    let (session, rows) = (open.session, open.rows);
    let shown = rows.shown(number);
    let top_px = rows.top_px(shown);
    let index = Memo::new(move |_| shown.with(|shown| shown.as_ref().map(|shown| shown.index)));
    let row = Memo::new(move |_| shown.with(|shown| shown.as_ref().and_then(|shown| shown.row.clone())));
    let is_current = Memo::new(move |_| index.get().is_some() && rows.current().get() == index.get());
    let is_selected = Memo::new(move |_| {
        let span = session.span();
        let is_it = |row: &Arc<WaterfallRow>| {
            row.linked.is_none() && span.with(|span| span.as_ref() == Some(&row.span_id))
        };
        row.with(|row| row.as_ref().is_some_and(is_it))
    });
    let is_lit =
        Memo::new(move |_| row.with(|row| row.as_ref().is_some_and(|row| sentence::is_lit(open, row))));
    let on_click = move |event: ev::MouseEvent| {
        let Some(row) = row.get_untracked() else { return };
        rows.set_current(index.get_untracked());
        rows.focus();
        if row.run.is_some() {
            toggle_slot(open, index.get_untracked());
            return;
        }
        open.click(&row, event.detail());
    };
    let on_menu = move |event: ev::MouseEvent| {
        let Some(row) = row.get_untracked() else { return };
        event.prevent_default();
        rows.set_current(index.get_untracked());
        open.menu.set(Some((row, f64::from(event.client_x()), f64::from(event.client_y()))));
    };
    let of_row =
        move |of: &dyn Fn(&WaterfallRow) -> Option<String>| row.with(|row| row.as_deref().and_then(of));
    view! {
        <div
            role="row"
            class="span-row"
            class:current=is_current
            class:selected=is_selected
            class:away=move || index.get().is_none()
            class:hit=move || row.with(|row| row.as_ref().is_some_and(|row| row.hit))
            class:erroneous=move || row.with(|row| row.as_ref().is_some_and(|row| row.error))
            class:run=move || row.with(|row| row.as_ref().is_some_and(|row| row.run.is_some()))
            class:lit=is_lit
            class:linked=move || row.with(|row| row.as_ref().is_some_and(|row| row.linked.is_some()))
            id=move || index.get().map(|index| format!("span-{index}"))
            aria-rowindex=move || index.get().map(|index| (index + 1).to_string())
            {..custom_attribute("aria-level", move || of_row(&|row| Some((row.depth + 1).to_string())))}
            {..custom_attribute("aria-posinset", move || of_row(&|row| Some(row.nth.to_string())))}
            {..custom_attribute("aria-setsize", move || of_row(&|row| Some(row.siblings.to_string())))}
            aria-expanded=move || of_row(&|row| {
                let is_open = if row.children > 0 { !row.folded } else { row.shows_linked };
                (row.children > 0 || row.linked_traces > 0).then(|| is_open.to_string())
            })
            aria-selected=move || is_selected.get().to_string()
            style:transform=move || format!("translateY({}px)", top_px.get())
            on:click=on_click
            on:contextmenu=on_menu
        >
            <NameCell open index row />
            <div role="gridcell" class="duration-cell number">
                {move || of_row(&|row| Some(base::time::duration(row.run.as_ref().map_or(row.duration_ns, |run| run.total_ns))))}
            </div>
            <TimeCell open row />
        </div>
    }
}
