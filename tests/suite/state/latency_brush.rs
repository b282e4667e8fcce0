use crate::{engine::ask, support::draw};
use proptest::prelude::*;
use spanscope::{
    base::edges::Edges,
    charts::heatmap::{Axes, sum},
    engine::Engine,
    model::builder::Builder,
    protocol::{
        compare::CompareQuery,
        latency::{HeatmapPage, HeatmapQuery, Histogram, HistogramQuery, LatencyBy, Operation},
        request::{Reply, Request},
        traces::{Selection, TracesPage, TracesQuery},
    },
    query::cohort::{Cohort, Range},
    state::{
        cell_brush::{Grid, Pick, range, shares},
        latency_brush::{cohort_of, durations, narrowed, of_spans, of_traces, starts_and_latencies, words},
        latency_view::LatencyView,
    },
};

fn of(service: &str, name: &str) -> Option<Operation> {
    Some(Operation { service: service.to_owned(), name: name.to_owned() })
}

fn limits(from_ns: Option<i64>, to_ns: Option<i64>) -> Range {
    Range { from_ns, to_ns }
}

const SECOND: i64 = 1_000_000_000;

#[test]
fn a_brush_is_a_cohort_that_people_can_read() {
    let view = LatencyView { of: of("web", "GET /cart"), ..LatencyView::default() };
    let band = limits(Some(SECOND), Some(3 * SECOND));
    let text = |cohort: Option<Cohort>| cohort.map(|cohort| cohort.to_string()).unwrap_or_default();
    assert_eq!(text(of_traces(&view, Range::default(), band)), "op:web GET /cart;duration:1s..3s");
    assert_eq!(
        text(of_traces(&LatencyView::default(), limits(None, Some(0)), limits(Some(SECOND), None))),
        "duration:1s..;time:..1970-01-01T00:00:00Z"
    );
    assert_eq!(of_traces(&view, Range::default(), Range::default()), None, "all of it is nothing brushed");
    let spans = LatencyView { by: LatencyBy::Operation, ..view };
    assert_eq!(
        text(of_spans(&spans, band)),
        "{ resource.service.name = \"web\" && name = \"GET /cart\" && duration >= 1s && duration < 3s }"
    );
    assert_eq!(of_spans(&spans, Range::default()), None);
}

#[test]
fn only_what_the_charts_show_is_drawn_on_them() {
    let all = LatencyView::default();
    let one = LatencyView { of: of("web", "GET /cart"), ..LatencyView::default() };
    let spans = LatencyView { by: LatencyBy::Operation, ..one.clone() };
    let read = |text: &str| Cohort::read(text).expect("a cohort");
    let band = limits(Some(SECOND), None);
    assert_eq!(starts_and_latencies(&all, &read("duration:1s..")), Some((Range::default(), band)));
    assert_eq!(starts_and_latencies(&all, &read("op:web GET /cart;duration:1s..")), None);
    assert_eq!(
        starts_and_latencies(&one, &read("op:web GET /cart;duration:1s..")),
        Some((Range::default(), band))
    );
    for other in ["p95..", "duration:1s..;{ .a = 1 }", "trace:a", "duration:1s..;duration:..3s"] {
        assert_eq!(starts_and_latencies(&all, &read(other)), None, "{other}");
    }
    let brushed = of_spans(&spans, band).expect("a brush");
    assert_eq!(durations(&spans, &brushed), Some(band));
    assert_eq!(durations(&all, &brushed), None);
    assert_eq!(durations(&spans, &read("{ duration >= 1s }")), None);
    assert_eq!(starts_and_latencies(&spans, &brushed), None);
}

#[test]
fn what_is_brushed_is_told_in_words() {
    let view = LatencyView { of: of("web", "GET /cart"), ..LatencyView::default() };
    let told = |view: &LatencyView, cohort: &Cohort| words(view, cohort, |ns| format!("at {ns}"));
    let box_of = of_traces(&view, limits(Some(5), Some(9)), limits(Some(SECOND), Some(3 * SECOND)));
    assert_eq!(told(&view, &box_of.expect("a brush")), "web GET /cart, 1 s to 3 s, at 5 to at 9");
    let spans = LatencyView { by: LatencyBy::Operation, of: None, ..view };
    assert_eq!(told(&spans, &of_spans(&spans, limits(None, Some(SECOND))).expect("a brush")), "under 1 s");
    assert_eq!(told(&spans, &Cohort::read("op:web;p95..").expect("a cohort")), "web, from p95");
}

#[test]
fn what_is_listed_is_a_cohort_of_all_its_parts() {
    let selection =
        Selection { q: "{ status = error }".to_owned(), from_ns: Some(0), ..Selection::default() };
    let view = LatencyView::default();
    let brushed = of_traces(&view, Range::default(), limits(Some(SECOND), None)).expect("a brush");
    let listed = narrowed(selection.clone(), &view, &brushed);
    assert_eq!(
        cohort_of(&listed).map(|cohort| cohort.to_string()).as_deref(),
        Some("{ status = error };time:1970-01-01T00:00:00Z..;duration:1s..")
    );
    assert_eq!(cohort_of(&Selection::default()), None);
    // Of spans the search and the brush hold for one span.
    let spans = LatencyView { by: LatencyBy::Operation, ..view };
    let brushed = of_spans(&spans, limits(Some(SECOND), None)).expect("a brush");
    let listed = narrowed(selection, &spans, &brushed);
    assert_eq!((listed.q.as_str(), listed.within), ("{ status = error } | { duration >= 1s }", None));
}

/// A trace: its operation, its start and length in milliseconds, whether its root is missing, whether it fails, and
/// where a call lies in it.
type Drawn = (usize, usize, usize, bool, bool, (usize, usize));

fn drawn() -> impl Strategy<Value = Vec<Drawn>> {
    let call = (0_usize..20, 1_usize..60);
    prop::collection::vec(
        (0_usize..3, 0_usize..90, 1_usize..120, prop::bool::weighted(0.15), any::<bool>(), call),
        1..24,
    )
}

const OPERATIONS: [&str; 3] = ["web GET", "web POST", "jobs run"];

fn engine(traces: &[Drawn]) -> Engine {
    let mut builder = Builder::new();
    builder.begin_file("drawn");
    for (nth, &(operation, start, length, orphan, fails, (call, call_length))) in traces.iter().enumerate() {
        // One at least has its root.
        let marks = format!(
            "{}{}",
            if orphan && nth > 0 { " #orphan" } else { "" },
            if fails { " #error" } else { "" }
        );
        let bar = |from: usize, length: usize| format!("|{}{}|", " ".repeat(from), "-".repeat(length));
        let drawing = format!(
            "{}{marks} {}\n  db query {}",
            OPERATIONS[operation],
            bar(start, length),
            bar(start + call, call_length)
        );
        draw::add(&mut builder, &drawing, nth as u128 + 1);
    }
    Engine::of_store(builder.finish())
}

fn listed(engine: &mut Engine, selection: &Selection) -> TracesPage {
    let query = TracesQuery { selection: selection.clone(), limit: 100, ..TracesQuery::default() };
    match ask(engine, Request::Traces(query)) {
        Ok(Reply::Traces(page)) => page,
        other => panic!("{other:?}"),
    }
}

fn heatmap(engine: &mut Engine, query: HeatmapQuery) -> HeatmapPage {
    match ask(engine, Request::Heatmap(query)) {
        Ok(Reply::Heatmap(page)) => page,
        other => panic!("{other:?}"),
    }
}

fn histogram(engine: &mut Engine, query: HistogramQuery) -> Histogram {
    match ask(engine, Request::Histogram(query)) {
        Ok(Reply::Histogram(histogram)) => histogram,
        other => panic!("{other:?}"),
    }
}

/// How many traces a comparison takes as the slow ones.
fn compared(engine: &mut Engine, selection: &Selection) -> usize {
    let slow = cohort_of(selection).map(|cohort| cohort.to_string()).unwrap_or_default();
    match ask(engine, Request::Compare(CompareQuery { slow, fast: String::new() })) {
        Ok(Reply::Compared(answer)) => answer.slow,
        other => panic!("{other:?}"),
    }
}

/// A cohort goes through the link before anybody lists it.
fn linked(cohort: &Cohort) -> Cohort {
    Cohort::read(&cohort.to_string()).expect("what is written is read")
}

fn searches() -> impl Strategy<Value = Selection> {
    let q = prop::sample::select(vec![
        "",
        "{ status = error }",
        "query",
        "{ name = `GET` } && { name = `query` }",
    ]);
    q.prop_map(|q| Selection { q: q.to_owned(), ..Selection::default() })
}

fn views() -> impl Strategy<Value = LatencyView> {
    let of = prop::sample::select(vec![None, of("web", "GET"), of("jobs", "run")]);
    (of, any::<[bool; 2]>()).prop_map(|(of, [linear, with_partial])| LatencyView {
        of,
        linear,
        with_partial,
        ..LatencyView::default()
    })
}

fn pick(corners: [usize; 4], grid: Grid) -> Pick {
    let cell = |column: usize, row: usize| [column % grid.columns, row % grid.rows];
    Pick::at(cell(corners[0], corners[1])).to(cell(corners[2], corners[3]))
}

fn is_near(one: (f64, f64), other: (f64, f64)) -> bool {
    (one.0 - other.0).abs() < 1e-9 && (one.1 - other.1).abs() < 1e-9
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// A box over the heatmap lists exactly the traces that its cells count, and lies over exactly those cells when
    /// the link brings it back; a comparison takes the same traces.
    #[test]
    fn a_box_is_exactly_its_cells(
        traces in drawn(), selection in searches(), view in views(), bins in (1_usize..14, 1_usize..9),
        corners in any::<[usize; 4]>(),
    ) {
        let mut engine = engine(&traces);
        let query = HeatmapQuery {
            selection: selection.clone(), of: view.root().cloned(), with_partial: view.with_partial,
            columns: bins.0, rows: bins.1,
        };
        let page = heatmap(&mut engine, query);
        let axes = Axes::of(&page);
        let grid = axes.grid();
        prop_assume!(!grid.is_empty());
        let pick = pick(corners, grid);
        let (starts, latencies) = (range(&axes.starts, pick.ends(0)), range(&axes.latencies, pick.ends(1)));
        let inside = page.cells.iter().filter(|cell| pick.holds([cell.column as usize, cell.row as usize]));
        let inside = sum(inside);
        let Some(brushed) = of_traces(&view, starts, latencies) else {
            prop_assert_eq!(inside, sum(page.cells.iter()), "nothing is brushed only where all is");
            return Ok(());
        };
        let brushed = linked(&brushed);
        let (starts, latencies) = starts_and_latencies(&view, &brushed).expect("drawn where it was made");
        let share = |at: usize, cells: usize| at as f64 / cells as f64;
        let covers = |axis: usize, cells: usize| (share(pick.ends(axis).0, cells), share(pick.ends(axis).1 + 1, cells));
        prop_assert!(is_near(shares(&axes.starts, starts), covers(0, grid.columns)));
        prop_assert!(is_near(shares(&axes.latencies, latencies), covers(1, grid.rows)));
        let selection = narrowed(selection, &view, &brushed);
        let page = listed(&mut engine, &selection);
        prop_assert_eq!(page.total, inside.n);
        prop_assert_eq!(page.rows.iter().filter(|row| row.errors > 0).count(), inside.errors);
        if !view.with_partial {
            prop_assert_eq!(compared(&mut engine, &selection), inside.n);
        }
    }

    /// A band of the histogram lists exactly the traces, or the traces of exactly the spans, that its bars count.
    #[test]
    fn a_band_is_exactly_its_bars(
        traces in drawn(), selection in searches(), view in views(), spans in any::<bool>(), bars in 1_usize..40,
        corners in any::<[usize; 4]>(),
    ) {
        let view = LatencyView { by: if spans { LatencyBy::Operation } else { LatencyBy::Root }, ..view };
        let mut engine = engine(&traces);
        let query = HistogramQuery {
            selection: selection.clone(), by: view.by, of: view.of.clone(), with_partial: view.with_partial,
            linear: view.linear, bars, ..HistogramQuery::default()
        };
        let histogram = histogram(&mut engine, query);
        let edges = Edges::new(histogram.edges_ns);
        prop_assume!(edges.bins() > 0);
        let pick = pick(corners, Grid { columns: edges.bins(), rows: 1 });
        let (first, last) = pick.ends(0);
        let inside: usize = histogram.bars[first..=last].iter().map(|bar| bar.n).sum();
        let band = range(&edges, (first, last));
        let brushed = if spans { of_spans(&view, band) } else { of_traces(&view, Range::default(), band) };
        let Some(brushed) = brushed else {
            prop_assert_eq!(inside, histogram.spread.n);
            return Ok(());
        };
        let brushed = linked(&brushed);
        let page = listed(&mut engine, &narrowed(selection, &view, &brushed));
        if spans {
            prop_assert_eq!(durations(&view, &brushed), Some(band));
            prop_assert_eq!(page.matched_spans, inside);
        } else {
            prop_assert_eq!(page.total, inside);
        }
    }
}
