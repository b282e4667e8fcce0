//! What the charts show as tables.

use crate::{
    base::{edges::Edges, time, words},
    protocol::latency::{Bar, HeatmapPage},
};
use leptos::prelude::*;
use std::sync::Arc;

/// Rows that are shown at first.
const ROWS: usize = 100;

/// Shows the table behind a chart, or hides it.
#[component]
pub fn TableButton(
    /// Whether it is shown.
    shows_table: RwSignal<bool>,
    /// Of which chart.
    of: &'static str,
) -> impl IntoView {
    view! {
        <button
            class="button table-button"
            aria-expanded=move || shows_table.get().to_string()
            aria-label=format!("Table of the {of}")
            on:click=move |_| shows_table.update(|shows| *shows = !*shows)
        >
            "Table"
        </button>
    }
}

/// The cells of a heatmap, the fullest first.
#[component]
pub fn HeatmapTable(
    /// The cells.
    page: RwSignal<Option<Arc<HeatmapPage>>>,
    /// Writes a moment.
    moment: Callback<i64, String>,
) -> impl IntoView {
    let cells = Memo::new(move |_| {
        let mut cells = page.with(|page| page.as_ref().map(|page| page.cells.clone()).unwrap_or_default());
        cells.sort_by_key(|cell| core::cmp::Reverse(cell.count.n));
        cells
    });
    let row = Callback::new(move |nth: usize| {
        let cell = cells.with(|cells| cells[nth]);
        let ends = |edges: &[i64], at: u32| {
            let end = |at: usize| edges.get(at).copied().unwrap_or_default();
            (end(at as usize), end(at as usize + 1))
        };
        let (starts, latencies) = page.with(|page| {
            let page = page.as_ref()?;
            Some((ends(&page.starts_ns, cell.column), ends(&page.latencies_ns, cell.row)))
        })?;
        Some([
            moment.run(starts.0),
            moment.run(starts.1),
            time::duration(latencies.0),
            time::duration(latencies.1),
            words::grouped(cell.count.n),
            errors(cell.count),
        ])
    });
    let heads = ["Started from", "Before", "Took from", "Under", "Traces", "With an error"];
    view! { <Cells heads count=Signal::derive(move || cells.with(Vec::len)) row /> }
}

/// The bars of a histogram that are not empty, the shortest durations first.
#[component]
pub fn HistogramTable(
    /// The ends of the bars.
    edges: Memo<Edges>,
    /// The bars.
    bars: Memo<Vec<Bar>>,
) -> impl IntoView {
    let filled = Memo::new(move |_| {
        let mut before = 0;
        bars.with(|bars| {
            let filled = bars.iter().enumerate().filter(|(_, bar)| bar.n > 0);
            let filled = filled.map(|(at, bar)| {
                before += bar.n;
                (at, *bar, before)
            });
            filled.collect::<Vec<_>>()
        })
    });
    let row = Callback::new(move |nth: usize| {
        let (at, bar, up_to) = filled.with(|filled| filled[nth]);
        let (from_ns, to_ns) = edges.with(|edges| edges.span(at, at));
        let all = filled.with(|filled| filled.last().map_or(0, |last| last.2));
        Some([
            time::duration(from_ns),
            time::duration(to_ns),
            words::grouped(bar.n),
            errors(bar),
            words::grouped(up_to),
            words::percent(up_to as i64, all as i64),
        ])
    });
    let heads = ["From", "Under", "Count", "With an error", "Up to here", "Of all"];
    view! { <Cells heads count=Signal::derive(move || filled.with(Vec::len)) row /> }
}

fn errors(bar: Bar) -> String {
    if bar.errors > 0 { words::grouped(bar.errors) } else { String::new() }
}

/// A table of figures; all of it only when that is asked for.
#[component]
fn Cells(
    /// Its heads.
    heads: [&'static str; 6],
    /// How many rows there are.
    count: Signal<usize>,
    /// What a row says.
    row: Callback<usize, Option<[String; 6]>>,
) -> impl IntoView {
    let shows_all = RwSignal::new(false);
    let rows = move || {
        let shown = if shows_all.get() { count.get() } else { count.get().min(ROWS) };
        let rows = (0..shown).filter_map(|nth| row.run(nth));
        rows.map(|cells| {
            let cells = cells.map(|cell| view! { <td class="number">{cell}</td> });
            view! { <tr>{cells.collect_view()}</tr> }
        })
        .collect_view()
    };
    view! {
        <div class="chart-table" role="region" tabindex="0" aria-label="As a table">
            <table class="services-table chart-cells">
                <thead><tr>{heads.map(|head| view! { <th scope="col">{head}</th> }).collect_view()}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
            <Show when=move || { count.get() > ROWS && !shows_all.get() }>
                <button class="button services-more" on:click=move |_| shows_all.set(true)>
                    {move || format!("Show all {}", words::grouped(count.get()))}
                </button>
            </Show>
        </div>
    }
}
