//! How long traces or spans took, as bars with lines at the quantiles.

use super::{
    asked::Charts,
    axis::{AxisBelow, AxisBeside, Mark},
    brush_box::BrushBox,
    tables::{HistogramTable, TableButton},
};
use crate::{
    base::{edges::Edges, time, words},
    charts::{
        heatmap::counted,
        histogram::{highest, labels, paths, steps, told},
        ticks,
    },
    protocol::latency::{Bar, LatencySpread},
    query::cohort::Range,
    state::{
        cell_brush::{Grid, Pick, range, shares},
        command::Command,
        latency_brush::{durations, of_spans, of_traces, starts_and_latencies},
    },
};
use leptos::prelude::*;

/// Marks of the axis of durations are at least so far apart.
const BELOW_PX: f64 = 62.0;
/// The quantiles of a spread, by name.
const QUANTILES: [&str; 4] = ["p50", "p90", "p95", "p99"];

/// The chart with its axes, its figures and its table.
#[component]
pub fn HistogramChart(
    /// The charts.
    charts: Charts,
) -> impl IntoView {
    let histogram = charts.histogram;
    let edges = Memo::new(move |_| {
        histogram.with(|histogram| {
            histogram.as_ref().map(|histogram| Edges::new(histogram.edges_ns.clone())).unwrap_or_default()
        })
    });
    let bars = Memo::new(move |_| {
        histogram.with(|histogram| histogram.as_ref().map(|it| it.bars.clone()).unwrap_or_default())
    });
    let spread = Memo::new(move |_| {
        histogram.with(|histogram| histogram.as_ref().map(|it| it.spread).unwrap_or_default())
    });
    let most = Memo::new(move |_| bars.with(|bars| highest(bars)));
    let below = Signal::derive(move || {
        let (width_px, linear) = (charts.bars_px.get().0, charts.view.with(|view| view.linear));
        let ticks = edges.with(|edges| ticks::durations(edges, linear, width_px, BELOW_PX));
        ticks.into_iter().map(|tick| (tick.at_px, time::duration(tick.ns))).collect::<Vec<Mark>>()
    });
    let beside = Signal::derive(move || {
        let (height_px, most) = (charts.bars_px.get().1, most.get());
        let steps = steps(most).into_iter();
        steps.map(|n| (n as f64 / most as f64 * height_px, words::grouped(n))).collect::<Vec<Mark>>()
    });
    let covered = Signal::derive(move || {
        let brushed = charts.brushed.get()?;
        let range = charts.view.with(|view| {
            if view.measures_spans() {
                durations(view, &brushed)
            } else {
                starts_and_latencies(view, &brushed).map(|(_, latencies)| latencies)
            }
        })?;
        Some([edges.with(|edges| shares(edges, range)), (0.0, 1.0)])
    });
    let brush = Callback::new(move |pick: Pick| {
        let range = edges.with_untracked(|edges| range(edges, pick.ends(0)));
        charts.brush(charts.view.with_untracked(|view| {
            if view.measures_spans() {
                of_spans(view, range)
            } else {
                of_traces(view, Range::default(), range)
            }
        }));
    });
    let told = Callback::new(move |pick: Pick| {
        untrack(|| edges.with(|edges| bars.with(|bars| told(edges, bars, &pick, charts.things()))))
    });
    let label = move || {
        let LatencySpread { n, errors, quantiles_ns, .. } = spread.get();
        let quantiles = QUANTILES.iter().zip(quantiles_ns);
        let quantiles: Vec<String> =
            quantiles.map(|(name, ns)| format!("{name} {}", time::duration(ns))).collect();
        format!(
            "Histogram of {} by duration: {}. Arrow keys go from bar to bar, with Shift they brush, Enter brushes the bar",
            counted(Bar { n, errors }, charts.things()),
            quantiles.join(", ")
        )
    };
    let said = RwSignal::new(String::new());
    let shows_table = RwSignal::new(false);
    let title = move || if charts.things()[0] == "span" { "Spans by duration" } else { "Traces by duration" };
    view! {
        <section class="chart" aria-label="Histogram" data-picture="histogram">
            <div class="chart-head">
                <h2>{title}</h2>
                <Scale charts />
                <TableButton shows_table of="histogram" />
            </div>
            <div class="chart-frame">
                <QuantileLabels charts edges spread />
                <AxisBeside marks=beside />
                <BrushBox
                    label=Signal::derive(label)
                    grid=Signal::derive(move || Grid { columns: edges.with(Edges::bins), rows: 1 })
                    covered
                    size_px=charts.bars_px
                    said
                    told
                    brush
                >
                    <Bars charts edges bars most spread />
                </BrushBox>
                <AxisBelow marks=below width_px=Signal::derive(move || charts.bars_px.get().0) />
            </div>
            <div class="chart-foot">
                <p class="chart-said" role="status">{said}</p>
                <ul class="chart-legend">
                    <li><span class="bar-key" aria-hidden="true"></span>{move || charts.things()[1]}</li>
                    <li><span class="bar-key bar-key-error" aria-hidden="true"></span>"with an error"</li>
                </ul>
            </div>
            <Figures spread charts />
            <Show when=move || shows_table.get()>
                <HistogramTable edges bars />
            </Show>
        </section>
    }
}

/// The bars and the lines at the quantiles.
#[component]
fn Bars(
    /// The charts.
    charts: Charts,
    /// The ends of the bars.
    edges: Memo<Edges>,
    /// The bars.
    bars: Memo<Vec<Bar>>,
    /// The highest of them.
    most: Memo<usize>,
    /// All that is in them.
    spread: Memo<LatencySpread>,
) -> impl IntoView {
    let drawn = Memo::new(move |_| {
        let (width_px, height_px) = charts.bars_px.get();
        bars.with(|bars| paths(bars, most.get(), [width_px, height_px]))
    });
    let lines = move || {
        let height_px = charts.bars_px.get().1;
        places(charts, edges, spread)
            .into_iter()
            .map(move |(_, at_px)| {
                view! { <path class="quantile" d=format!("M{at_px:.1} 0V{height_px:.1}") /> }
            })
            .collect_view()
    };
    view! {
        <svg class="histogram" aria-hidden="true">
            <defs>
                <pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                    <rect class="hatch-ground" width="5" height="5" />
                    <rect class="hatch-stripe" width="2.5" height="5" />
                </pattern>
            </defs>
            <path class="bars" d=move || drawn.with(|drawn| drawn.all.clone()) />
            <path class="bars-errors" d=move || drawn.with(|drawn| drawn.errors.clone()) />
            {lines}
        </svg>
    }
}

/// The quantiles with their places.
fn places(charts: Charts, edges: Memo<Edges>, spread: Memo<LatencySpread>) -> Vec<(&'static str, f64)> {
    let (width_px, spread) = (charts.bars_px.get().0, spread.get());
    if spread.n == 0 {
        return Vec::new();
    }
    edges.with(|edges| {
        let bin_px = width_px / edges.bins().max(1) as f64;
        let place_px = |ns: i64| edges.place(ns) * bin_px;
        QUANTILES.into_iter().zip(spread.quantiles_ns.map(place_px)).collect()
    })
}

#[component]
fn QuantileLabels(
    /// The charts.
    charts: Charts,
    /// The ends of the bars.
    edges: Memo<Edges>,
    /// What is in them.
    spread: Memo<LatencySpread>,
) -> impl IntoView {
    let shown = move || {
        let labels = labels(&places(charts, edges, spread), charts.bars_px.get().0).into_iter();
        labels
            .map(|label| view! { <span style:left=format!("{:.1}px", label.middle_px)>{label.text}</span> })
            .collect_view()
    };
    view! { <div class="chart-quantiles" aria-hidden="true">{shown}</div> }
}

/// The figures of all that is in the bars, exactly.
#[component]
fn Figures(
    /// What they are.
    spread: Memo<LatencySpread>,
    /// The charts.
    charts: Charts,
) -> impl IntoView {
    let figures = move || {
        let LatencySpread { n, errors, min_ns, quantiles_ns, max_ns } = spread.get();
        let mut figures = vec![(words::capitalised(charts.things()[1]), words::grouped(n))];
        figures.push(("With an error".to_owned(), words::grouped(errors)));
        if n > 0 {
            figures.push(("Shortest".to_owned(), time::duration(min_ns)));
            let quantiles = QUANTILES.iter().zip(quantiles_ns);
            figures.extend(quantiles.map(|(name, ns)| ((*name).to_owned(), time::duration(ns))));
            figures.push(("Longest".to_owned(), time::duration(max_ns)));
        }
        figures
            .into_iter()
            .map(|(name, value)| view! { <div><dt>{name}</dt><dd class="number">{value}</dd></div> })
            .collect_view()
    };
    view! { <dl class="chart-figures">{figures}</dl> }
}

/// The choice of the axis.
#[component]
fn Scale(
    /// The charts.
    charts: Charts,
) -> impl IntoView {
    let is_linear = Memo::new(move |_| charts.view.with(|view| view.linear));
    let choice = move |linear: bool, words: &'static str, hint: &'static str| {
        view! {
            <button
                class="choice"
                title=hint
                aria-pressed=move || (is_linear.get() == linear).to_string()
                on:click=move |_| {
                    if is_linear.get_untracked() != linear {
                        charts.session.dispatch(Command::ToggleLinear);
                    }
                }
            >
                {words}
            </button>
        }
    };
    view! {
        <div class="choices" role="group" aria-label="Axis">
            {choice(false, "Log", "Equal ratios are equally wide")}
            {choice(true, "Linear", "Equal times are equally wide")}
        </div>
    }
}
