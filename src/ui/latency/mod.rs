//! How long traces and spans take: a heatmap, a histogram, the busiest operations, and below them the traces that are
//! brushed.

mod asked;
mod axis;
mod brush_bar;
mod brush_box;
mod controls;
mod heatmap;
mod histogram;
mod operations;
mod operations_table;
mod tables;

use super::{
    engine::use_engine,
    focus,
    parts::icon::{Icon, Sign},
    session::use_session,
    traces::{NothingOpen, TraceList},
};
use asked::Charts;
use brush_bar::BrushBar;
use controls::Controls;
use heatmap::HeatmapChart;
use histogram::HistogramChart;
use leptos::{html, prelude::*};
use operations::Operations;

/// The view.
#[component]
pub fn LatencyView() -> impl IntoView {
    let engine = use_engine();
    let has_traces = Memo::new(move |_| engine.summary().with(|summary| summary.traces > 0));
    view! {
        <Show
            when=move || has_traces.get()
            fallback=|| view! { <div class="empty-view"><NothingOpen /></div> }
        >
            <Charted />
        </Show>
    }
}

#[component]
fn Charted() -> impl IntoView {
    let (session, engine) = (use_session(), use_engine());
    let charts = Charts::new(session, engine);
    // The keyboard begins at the charts: at the list, the view would be scrolled down to it.
    let node: NodeRef<html::Div> = NodeRef::new();
    focus::when_nowhere(node);
    let bar = Callback::new(move |count| view! { <BrushBar charts count /> }.into_any());
    view! {
        <div class="latency-view" tabindex="-1" node_ref=node>
            <Controls charts />
            {move || charts.failure().map(|failure| view! {
                <p class="file-error" role="alert">
                    <Icon sign=Sign::Warning />
                    <span>{failure.message}</span>
                </p>
            })}
            <div class="latency-charts">
                <HeatmapChart charts />
                <HistogramChart charts />
            </div>
            <Operations charts />
            <section class="latency-list" aria-label="Traces">
                <TraceList session engine bar />
            </section>
        </div>
    }
}
