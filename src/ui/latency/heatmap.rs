//! Traces by start and latency.

use super::{
    asked::Charts,
    axis::{AxisBelow, AxisBeside, Mark},
    brush_box::BrushBox,
    tables::{HeatmapTable, TableButton},
};
use crate::{
    base::{time, words},
    browser::canvas,
    charts::{
        heatmap::{Axes, counted, draw, fullest, sum, told},
        ticks,
    },
    state::{
        cell_brush::{Pick, range, shares},
        day_clock::DayClock,
        latency_brush::{of_traces, starts_and_latencies},
        time_scale::TimeScale,
        viewport::Viewport,
        zone::brief_in,
    },
    ui::{theme::use_palette, traces::offset_min},
};
use leptos::{html, prelude::*};

/// Marks of the axes are at least so far apart.
const BELOW_PX: f64 = 110.0;
const BESIDE_PX: f64 = 28.0;

/// The chart with its axes, its legend and its table.
#[component]
pub fn HeatmapChart(
    /// The charts.
    charts: Charts,
) -> impl IntoView {
    let page = charts.heatmap;
    let axes =
        Memo::new(move |_| page.with(|page| page.as_ref().map(|page| Axes::of(page)).unwrap_or_default()));
    let zone = charts.session.zone();
    // Moments are told without their date, unless there are several.
    let moment = move |ns: i64| {
        let first_ns = axes.with(|axes| axes.starts.values().first().copied().unwrap_or(ns));
        brief_in(ns, first_ns, offset_min(zone.get(), ns))
    };
    let below = Signal::derive(move || {
        let width_px = charts.heat_px.get().0;
        let ends =
            axes.with(|axes| axes.starts.values().first().copied().zip(axes.starts.values().last().copied()));
        let Some((first_ns, last_ns)) = ends else { return Vec::new() };
        let clock = DayClock::new(first_ns, offset_min(zone.get(), first_ns));
        let scale = TimeScale::new(Viewport::whole(last_ns.saturating_sub(first_ns)), width_px);
        let ticks = scale.told_by(Some(clock)).ticks(BELOW_PX).into_iter();
        ticks.map(|tick| (tick.at_px, tick.label)).collect::<Vec<Mark>>()
    });
    let beside = Signal::derive(move || {
        let height_px = charts.heat_px.get().1;
        let ticks = axes.with(|axes| ticks::durations(&axes.latencies, false, height_px, BESIDE_PX));
        ticks.into_iter().map(|tick| (tick.at_px, time::duration(tick.ns))).collect::<Vec<Mark>>()
    });
    let covered = Signal::derive(move || {
        let (starts, latencies) = charts
            .brushed
            .with(|brushed| charts.view.with(|view| starts_and_latencies(view, brushed.as_ref()?)))?;
        Some(axes.with(|axes| [shares(&axes.starts, starts), shares(&axes.latencies, latencies)]))
    });
    let brush = Callback::new(move |pick: Pick| {
        let (starts, latencies) = axes
            .with_untracked(|axes| (range(&axes.starts, pick.ends(0)), range(&axes.latencies, pick.ends(1))));
        charts.brush(charts.view.with_untracked(|view| of_traces(view, starts, latencies)));
    });
    let told = Callback::new(move |pick: Pick| {
        untrack(|| {
            let page = page.get();
            page.map(|page| axes.with(|axes| told(&page, axes, &pick, moment))).unwrap_or_default()
        })
    });
    let all = move || page.with(|page| page.as_ref().map(|page| sum(page.cells.iter())).unwrap_or_default());
    let label = move || {
        format!(
            "Heatmap of {} by start and duration. Arrow keys go from cell to cell, with Shift they brush, Enter brushes the cell",
            counted(all(), ["trace", "traces"])
        )
    };
    let said = RwSignal::new(String::new());
    let shows_table = RwSignal::new(false);
    let most = Memo::new(move |_| page.with(|page| page.as_ref().map_or(0, |page| fullest(page))));
    let canvas = paint(charts);
    view! {
        <section class="chart" aria-label="Traces by start and duration" data-picture="heatmap">
            <div class="chart-head">
                <h2>"Traces by start and duration"</h2>
                <TableButton shows_table of="heatmap" />
            </div>
            <div class="chart-frame">
                <AxisBeside marks=beside />
                <BrushBox
                    label=Signal::derive(label)
                    grid=Signal::derive(move || axes.with(Axes::grid))
                    covered
                    size_px=charts.heat_px
                    said
                    told
                    brush
                    takes_scrolling=true
                >
                    <canvas class="heatmap" node_ref=canvas aria-hidden="true"></canvas>
                </BrushBox>
                <AxisBelow marks=below width_px=Signal::derive(move || charts.heat_px.get().0) />
            </div>
            <div class="chart-foot">
                <p class="chart-said" role="status">{said}</p>
                <ul class="chart-legend">
                    <li>"1"<span class="heat-key" aria-hidden="true"></span>{move || words::count(most.get(), "trace", "traces")}" a cell"</li>
                    <li><span class="error-key" aria-hidden="true"></span>"with an error"</li>
                </ul>
            </div>
            <Show when=move || shows_table.get()>
                <HeatmapTable page moment=Callback::new(moment) />
            </Show>
        </section>
    }
}

/// Draws the cells, again whenever they, their size or the theme change.
fn paint(charts: Charts) -> NodeRef<html::Canvas> {
    let node: NodeRef<html::Canvas> = NodeRef::new();
    let palette = use_palette();
    Effect::new(move |_| {
        let (Some(node), Some(page)) = (node.get(), charts.heatmap.get()) else { return };
        let ((width_px, height_px), density) = (charts.heat_px.get(), canvas::density());
        let pixels = ((width_px * density).round() as usize, (height_px * density).round() as usize);
        let raster = draw(&page, pixels, density, &palette.get());
        canvas::put(&node, raster.width_px, raster.height_px, &raster.rgba);
    });
    node
}
