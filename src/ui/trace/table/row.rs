//! A row of the table, in a slot that shows one group after another.

use super::{super::open_trace::OpenTrace, Key, Totals, show_spans};
use crate::{
    base::{time, words},
    protocol::groups::GroupRow,
    ui::parts::{rows::Rows, service::ServiceSwatch},
};
use leptos::prelude::*;

/// The row in a slot.
#[component]
pub fn TableRow(
    /// The trace.
    open: OpenTrace,
    /// The table.
    rows: Rows<Key, GroupRow>,
    /// The number of the slot.
    number: usize,
    /// What the table says as a whole: the shares are of it.
    totals: RwSignal<Totals>,
) -> impl IntoView {
    let shown = rows.shown(number);
    let top_px = rows.top_px(shown);
    let index = Memo::new(move |_| shown.with(|shown| shown.as_ref().map(|shown| shown.index)));
    let is_current = Memo::new(move |_| index.get().is_some() && rows.current().get() == index.get());
    let has_come =
        Memo::new(move |_| shown.with(|shown| shown.as_ref().is_some_and(|shown| shown.row.is_some())));
    let of_row = move |of: &dyn Fn(&GroupRow) -> String| {
        shown.with(|shown| shown.as_ref().and_then(|shown| shown.row.as_deref()).map(of).unwrap_or_default())
    };
    let duration = move |of: fn(&GroupRow) -> i64| move || of_row(&|row| time::duration(of(row)));
    let service = Memo::new(move |_| {
        shown.with(|shown| shown.as_ref().and_then(|shown| shown.row.as_ref()).and_then(|row| row.service))
    });
    let errors = Memo::new(move |_| {
        shown.with(|shown| shown.as_ref().and_then(|shown| shown.row.as_ref()).map_or(0, |row| row.errors))
    });
    let find = open.session.find();
    let is_lit = Memo::new(move |_| {
        let wanted = of_row(&|row| row.find.clone());
        !wanted.is_empty() && find.with(|find| *find == wanted)
    });
    let share = move || of_row(&|row| words::percent(row.critical_ns, totals.get().critical_ns));
    let bar_width = move || {
        let whole_ns = totals.get().critical_ns.max(1) as f64;
        of_row(&|row| format!("{:.2}%", row.critical_ns as f64 / whole_ns * 100.0))
    };
    let values = move || {
        shown.with(|shown| {
            let row = shown.as_ref().and_then(|shown| shown.row.clone())?;
            let last = row.values.len().saturating_sub(1);
            let value = |(nth, value): (usize, &Option<String>)| {
                let class = if nth == 0 && last > 0 { "service-name" } else { "group-value" };
                let is_missing = value.as_deref().is_none_or(str::is_empty);
                let text =
                    value.clone().filter(|text| !text.is_empty()).unwrap_or_else(|| "(none)".to_owned());
                view! { <span class=class class:quiet=is_missing>{text}</span> " " }
            };
            Some(row.values.iter().enumerate().map(value).collect_view())
        })
    };
    let title = move || {
        of_row(&|row| {
            let values: Vec<&str> =
                row.values.iter().map(|value| value.as_deref().unwrap_or("(none)")).collect();
            format!("{}\nFind its spans in the waterfall", values.join(" · "))
        })
    };
    let choose = move |_| {
        rows.set_current(index.get_untracked());
        if let Some((_, row)) = rows.current_now() {
            show_spans(open, &row);
        }
    };
    view! {
        <div
            role="row"
            class="table-row"
            class:current=is_current
            class:hit=is_lit
            class:away=move || index.get().is_none()
            class:coming=move || !has_come.get()
            id=move || index.get().map(|index| format!("group-{index}"))
            aria-rowindex=move || index.get().map(|index| (index + 2).to_string())
            aria-selected=move || if is_current.get() { "true" } else { "false" }
            title=title
            style:transform=move || format!("translateY({}px)", top_px.get())
            on:click=choose
        >
            <div role="gridcell" class="cell-group">
                {move || service.get().map(|service| view! { <ServiceSwatch service /> })}
                <span class="group-values">{values}</span>
            </div>
            <div role="gridcell" class="cell-share number">
                <span class="share-track"><span class="share-bar" style:width=bar_width></span></span>
                <span>{share}</span>
            </div>
            <div role="gridcell" class="number" data-head="Spans">{move || of_row(&|row| words::grouped(row.spans as usize))}</div>
            <div role="gridcell" class="number" data-head="Total">{duration(|row| row.total_ns)}</div>
            <div role="gridcell" class="number" data-head="Self">{duration(|row| row.self_ns)}</div>
            <div role="gridcell" class="number" data-head="Critical">{duration(|row| row.critical_ns)}</div>
            <div role="gridcell" class="number" data-head="p50">{duration(|row| row.p50_ns)}</div>
            <div role="gridcell" class="number" data-head="p95">{duration(|row| row.p95_ns)}</div>
            <div role="gridcell" class="cell-errors number">
                <span class:error-count=move || errors.get() != 0 class:none=move || errors.get() == 0>
                    {move || if has_come.get() { words::grouped(errors.get() as usize) } else { String::new() }}
                </span>
            </div>
        </div>
    }
}
