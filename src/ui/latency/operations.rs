//! The busiest operations as small histograms on one axis: a click measures that operation alone.

use super::{asked::Charts, operations_table::OperationsTable, tables::TableButton};
use crate::{
    base::{time, words},
    charts::{
        heatmap::counted,
        histogram::{highest, paths},
    },
    protocol::latency::{Bar, LatencyRow},
    ui::parts::service::ServiceSwatch,
};
use leptos::prelude::*;

/// So many are drawn; the table has all.
const DRAWN: usize = 8;
/// Size of a small picture.
const SMALL_PX: [f64; 2] = [180.0, 34.0];

/// The small pictures, and behind them the table.
#[component]
pub fn Operations(
    /// The charts.
    charts: Charts,
) -> impl IntoView {
    let histogram = charts.histogram;
    let shows_table = RwSignal::new(false);
    let total = Memo::new(move |_| histogram.with(|histogram| histogram.as_ref().map_or(0, |it| it.total)));
    let cards = move || {
        histogram.with(|histogram| {
            let rows = histogram.iter().flat_map(|histogram| histogram.groups.iter().take(DRAWN));
            rows.map(|row| view! { <Card charts row=row.clone() /> }).collect_view()
        })
    };
    let axis = move || {
        histogram.with(|histogram| {
            let edges = &histogram.as_ref()?.small_edges_ns;
            let (first, last) = (edges.first()?, edges.last()?);
            Some(format!("each from {} to {}", time::duration(*first), time::duration(*last)))
        })
    };
    view! {
        <section class="operations" aria-label="Operations">
            <div class="chart-head">
                <h2>{move || words::count(total.get(), "operation", "operations")}</h2>
                <span class="quiet">{axis}</span>
                <TableButton shows_table of="operations" />
            </div>
            <div class="operation-cards">{cards}</div>
            <Show when=move || shows_table.get()>
                <OperationsTable charts />
            </Show>
        </section>
    }
}

#[component]
fn Card(
    /// The charts.
    charts: Charts,
    /// The operation with its figures.
    row: LatencyRow,
) -> impl IntoView {
    let LatencyRow { operation, service, spread, bars } = row;
    let [width, height] = SMALL_PX;
    let drawn = paths(&bars, highest(&bars), SMALL_PX);
    let things = charts.things();
    let figures = format!("{} · p95 {}", words::grouped(spread.n), time::duration(spread.quantiles_ns[2]));
    let label = format!(
        "{} {}: {}, p95 {}",
        operation.service,
        operation.name,
        counted(Bar { n: spread.n, errors: spread.errors }, things),
        time::duration(spread.quantiles_ns[2])
    );
    let is_chosen = {
        let operation = operation.clone();
        Memo::new(move |_| charts.view.with(|view| view.of.as_ref() == Some(&operation)))
    };
    let (name, of) = (operation.name.clone(), operation);
    let choose = move |_| {
        let of = (!is_chosen.get_untracked()).then(|| of.clone());
        charts.set(|view| view.of = of);
    };
    view! {
        <button
            class="operation-card"
            aria-pressed=move || is_chosen.get().to_string()
            aria-label=label.clone()
            title=label
            on:click=choose
        >
            <span class="operation-name">
                <ServiceSwatch service />
                <span class="operation">{name}</span>
            </span>
            <svg class="small-bars" viewBox=format!("0 0 {width} {height}") preserveAspectRatio="none" aria-hidden="true">
                <path class="bars" d=drawn.all />
                <path class="bars-errors" d=drawn.errors />
            </svg>
            <span class="quiet number">{figures}</span>
        </button>
    }
}
