//! What a row of the waterfall is: its place in the tree, its service and operation, and marks.

use super::{
    super::{fold, open_trace::OpenTrace, waterfall::toggle_slot},
    marks::{Marks, RowMarks},
};
use crate::{
    base::words,
    charts::{rails, stripes::gradient},
    protocol::waterfall::WaterfallRow,
    state::row_words,
    ui::parts::{
        icon::{Icon, Sign},
        service::{service_colour, service_name, service_pattern},
    },
};
use leptos::prelude::*;
use std::sync::Arc;

/// Width of a level of the tree, and on a narrow window.
const INDENT_PX: f64 = 14.0;
const NARROW_INDENT_PX: f64 = 8.0;
/// The share of the names' width that the deepest indentation may take.
const MOST_INDENT: f64 = 0.45;

/// The cell.
#[component]
pub fn NameCell(
    /// The trace.
    open: OpenTrace,
    /// The row's place in the list.
    index: Memo<Option<usize>>,
    /// The row.
    row: Memo<Option<Arc<WaterfallRow>>>,
) -> impl IntoView {
    let rails = Memo::new(move |_| {
        let names_px = open.rows.width_px().get() * open.names_share.get() / 100.0;
        let deepest = open.head.with(|head| head.max_depth.clamp(1, rails::DEEPEST));
        let roomy_px = (names_px * MOST_INDENT / f64::from(deepest)).floor();
        let indent_px = if open.is_narrow.get() { NARROW_INDENT_PX } else { INDENT_PX.min(roomy_px) };
        row.with(|row| row.as_ref().map(|row| rails::rails(row.depth, row.rails, indent_px)))
            .unwrap_or_default()
    });
    let service = Memo::new(move |_| row.with(|row| row.as_ref().map_or(0, |row| row.service)));
    let service_text = Memo::new(move |_| {
        row.with(Option::is_some)
            .then(|| open.engine.summary().with(|summary| service_name(summary, service.get())))
    });
    let name = move || row.with(|row| row.as_deref().map(row_words::name));
    let figures = Memo::new(move |_| row.with(|row| row.as_deref().and_then(row_words::run_figures)));
    // The first call of a run that is unfolded folds it again.
    let run_head = Memo::new(move |_| {
        row.with(|row| row.as_ref().and_then(|row| row.in_run).filter(|place| place.nth == 1))
    });
    let linked = Memo::new(move |_| {
        row.with(|row| {
            row.as_ref().filter(|row| row.linked_traces > 0).map(|row| (row.linked_traces, row.shows_linked))
        })
    });
    let children = Memo::new(move |_| {
        row.with(|row| row.as_ref().filter(|row| row.children > 0).map(|row| (row.folded, row.descendants)))
    });
    let marks = Memo::new(move |_| row.with(|row| row.as_deref().map(Marks::of)).unwrap_or_default());
    view! {
        <div
            role="gridcell"
            class="name-cell"
            style:padding-left=move || format!("{}px", rails.get().name_px)
            style:background-image=move || gradient(&rails.get().lines_px, "var(--rail)")
            title=move || row.with(|row| row.as_deref().map(|row| row_words::hint(row, &service_text.get().unwrap_or_default())))
        >
            <span
                class="elbow"
                class:away=move || rails.get().elbow_px.is_none()
                style:left=move || format!("{}px", rails.get().elbow_px.unwrap_or(0.0))
            ></span>
            <button
                class="fold"
                class:away=move || children.get().is_none()
                class:folded=move || children.get().is_some_and(|(folded, _)| folded)
                tabindex="-1"
                aria-hidden="true"
                on:click=move |event| {
                    event.stop_propagation();
                    toggle_slot(open, index.get_untracked());
                }
            >
                {move || children.get().map_or_else(String::new, |(folded, below)| {
                    if folded { words::grouped(below as usize) } else { String::new() }
                })}
            </button>
            <span
                class=move || format!("swatch {}", service_pattern(service.get()))
                style:--swatch=move || service_colour(service.get())
                aria-hidden="true"
            ></span>
            <span class="service-name">{service_text}</span>
            <span class="operation">
                {name}
                {move || figures.get().map(|figures| view! { <span class="run-figures">{figures}</span> })}
            </span>
            {move || run_head.get().map(|place| view! {
                <button
                    class="run-head"
                    tabindex="-1"
                    aria-hidden="true"
                    title=format!("Fold these {} equal calls (←)", place.calls)
                    on:click=move |event| {
                        event.stop_propagation();
                        fold::toggle_run(open, place.first);
                    }
                >
                    {format!("×{}", words::grouped(place.calls as usize))}
                </button>
            })}
            {move || linked.get().map(|(traces, is_shown)| view! {
                <button
                    class="run-head"
                    class:pressed=is_shown
                    tabindex="-1"
                    aria-label=row_words::linked(traces, is_shown)
                    title=format!("{} (g)", row_words::linked(traces, is_shown))
                    on:click=move |event| {
                        event.stop_propagation();
                        if let Some(row) = row.get_untracked() {
                            fold::toggle_linked(open, &row);
                        }
                    }
                >
                    <Icon sign=Sign::Link />
                    {words::grouped(traces as usize)}
                </button>
            })}
            <Show when=move || marks.get().any()>
                <RowMarks marks />
            </Show>
        </div>
    }
}
