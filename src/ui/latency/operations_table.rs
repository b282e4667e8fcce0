//! Every operation with its figures, sorted by any of them.

use super::asked::Charts;
use crate::{
    base::{time, words},
    protocol::latency::{LatencyColumn, LatencyRow},
    ui::parts::{
        service::ServiceSwatch,
        sort_button::{SortButton, aria_sort},
    },
};
use leptos::prelude::*;

/// Rows that are shown at first.
const ROWS: usize = 100;

/// The columns: what they sort by, their heads, and what is said of them when asked.
const COLUMNS: [(LatencyColumn, &str, &str); 8] = [
    (LatencyColumn::Name, "Operation", "Service and name"),
    (LatencyColumn::Count, "Count", "How many were measured"),
    (LatencyColumn::Errors, "Errors", "Those with an error"),
    (LatencyColumn::P50, "p50", "Half of them take no longer"),
    (LatencyColumn::P90, "p90", "90 % of them take no longer"),
    (LatencyColumn::P95, "p95", "95 % of them take no longer"),
    (LatencyColumn::P99, "p99", "99 % of them take no longer"),
    (LatencyColumn::Max, "Longest", "The longest of them"),
];

/// The table.
#[component]
pub fn OperationsTable(
    /// The charts.
    charts: Charts,
) -> impl IntoView {
    let shows_all = RwSignal::new(false);
    let known = move || charts.histogram.with(|histogram| histogram.as_ref().map_or(0, |it| it.groups.len()));
    let left_out = move || {
        let total = charts.histogram.with(|histogram| histogram.as_ref().map_or(0, |it| it.total));
        let left_out = total - known();
        (left_out > 0)
            .then(|| format!("{} more are left out; a search narrows them", words::grouped(left_out)))
    };
    let rows = move || {
        let most = if shows_all.get() { usize::MAX } else { ROWS };
        charts.histogram.with(|histogram| {
            let rows = histogram.iter().flat_map(|histogram| histogram.groups.iter().take(most));
            rows.map(|row| view! { <Row charts row=row.clone() /> }).collect_view()
        })
    };
    let sort = Memo::new(move |_| charts.view.with(|view| view.sort));
    let heads = COLUMNS.map(|(column, name, hint)| {
        let way = Memo::new(move |_| sort.get().way_of(column));
        let press = move || charts.set(|view| view.sort = view.sort.pressed(column));
        view! {
            <th scope="col" aria-sort=move || aria_sort(way.get())>
                <SortButton way hint class="services-sort" press>
                    {name}
                </SortButton>
            </th>
        }
    });
    view! {
        <div class="chart-table">
            <table class="services-table">
                <thead><tr>{heads.collect_view()}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
            <Show when=move || { known() > ROWS && !shows_all.get() }>
                <button class="button services-more" on:click=move |_| shows_all.set(true)>
                    {move || format!("Show {}", words::grouped(known()))}
                </button>
            </Show>
            {move || left_out().map(|words| view! { <p class="quiet services-more">{words}</p> })}
        </div>
    }
}

#[component]
fn Row(
    /// The charts.
    charts: Charts,
    /// The operation with its figures.
    row: LatencyRow,
) -> impl IntoView {
    let LatencyRow { operation, service, spread, .. } = row;
    let of = operation.clone();
    let quantiles = spread.quantiles_ns.map(|ns| view! { <td class="number">{time::duration(ns)}</td> });
    let errors = if spread.errors > 0 { words::grouped(spread.errors) } else { String::new() };
    view! {
        <tr>
            <th scope="row">
                <button
                    class="services-name"
                    title="Measure it alone"
                    on:click=move |_| charts.set(|view| view.of = Some(of.clone()))
                >
                    <ServiceSwatch service />
                    <span class="service-name">{operation.service}" "<span class="operation">{operation.name}</span></span>
                </button>
            </th>
            <td class="number">{words::grouped(spread.n)}</td>
            <td class="number">{errors}</td>
            {quantiles.collect_view()}
            <td class="number">{time::duration(spread.max_ns)}</td>
        </tr>
    }
}
