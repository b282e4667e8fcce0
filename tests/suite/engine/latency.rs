use super::{ask, made_shop, shop};
use crate::support::draw;
use spanscope::{
    base::time::MS,
    engine::Engine,
    model::{builder::Builder, ids::TraceIx, store::Store},
    protocol::{
        latency::{
            Bar, HeatmapPage, HeatmapQuery, Histogram, HistogramQuery, LatencyAnswer, LatencyBy,
            LatencyColumn, Operation,
        },
        request::{Reply, Request},
        traces::Selection,
    },
};

fn latency(engine: &mut Engine, q: &str, by: LatencyBy) -> LatencyAnswer {
    match ask(engine, Request::Latency { q: q.to_owned(), by }) {
        Ok(Reply::Latency(answer)) => answer,
        other => panic!("{other:?}"),
    }
}

fn histogram(engine: &mut Engine, query: HistogramQuery) -> Histogram {
    match ask(engine, Request::Histogram(query)) {
        Ok(Reply::Histogram(histogram)) => histogram,
        other => panic!("{other:?}"),
    }
}

fn heatmap(engine: &mut Engine, query: HeatmapQuery) -> HeatmapPage {
    match ask(engine, Request::Heatmap(query)) {
        Ok(Reply::Heatmap(page)) => page,
        other => panic!("{other:?}"),
    }
}

fn asked(by: LatencyBy) -> HistogramQuery {
    HistogramQuery { by, bars: 60, small_bars: 12, descending: true, limit: 500, ..HistogramQuery::default() }
}

fn searching(q: &str) -> Selection {
    Selection { q: q.to_owned(), ..Selection::default() }
}

fn sum(bars: &[Bar]) -> (usize, usize) {
    bars.iter().fold((0, 0), |(n, errors), bar| (n + bar.n, errors + bar.errors))
}

/// The latencies of whole traces whose root has a name, plainly sorted.
fn plain(store: &Store, name: &str) -> Vec<i64> {
    let of = |trace: &TraceIx| {
        let rows = store.trace(*trace);
        !rows.partial && store.text(store.name(rows.root)) == name
    };
    let mut sorted: Vec<i64> = store.traces().filter(of).map(|trace| store.latency_ns(trace)).collect();
    sorted.sort_unstable();
    sorted
}

#[test]
fn groups_are_the_operations_of_roots_with_the_largest_first() {
    let (mut engine, _) = made_shop();
    let answer = latency(&mut engine, "", LatencyBy::Root);
    assert!(answer.groups.len() > 2, "a shop has several operations");
    assert!(answer.groups.is_sorted_by(|one, other| one.n >= other.n));
    for group in &answer.groups {
        let sorted = plain(engine.store(), &group.name);
        let rank = |percent: usize| sorted[(sorted.len() * percent).div_ceil(100).max(1) - 1];
        assert_eq!(group.key, format!("{} {}", group.service, group.name));
        assert_eq!((group.n, group.min_ns), (sorted.len(), sorted[0]));
        assert_eq!(
            [group.p50_ns, group.p90_ns, group.p95_ns, group.p99_ns, group.max_ns],
            [rank(50), rank(90), rank(95), rank(99), sorted[sorted.len() - 1]],
        );
        for bin in &group.bins {
            assert_eq!(sorted.iter().filter(|ns| (bin.from_ns..bin.to_ns).contains(ns)).count(), bin.n);
        }
        assert_eq!(group.bins.iter().map(|bin| bin.n).sum::<usize>(), group.n);
        assert_eq!(group.bins.iter().map(|bin| bin.errors).sum::<usize>(), group.errors);
    }
}

#[test]
fn a_search_recounts_and_a_wrong_one_says_where() {
    let mut engine = shop();
    let keys = |engine: &mut Engine, q: &str, by| {
        let groups = latency(engine, q, by).groups;
        groups.iter().map(|group| format!("{} {}", group.key, group.n)).collect::<Vec<_>>()
    };
    assert_eq!(keys(&mut engine, "{ name = \"GET /cart\" }", LatencyBy::Root), ["web GET /cart 1"]);
    assert_eq!(keys(&mut engine, "{ name = \"GET /cart\" }", LatencyBy::Operation), ["web GET /cart 1"]);
    assert!(keys(&mut engine, "", LatencyBy::Operation).len() > 3);
    let wrong = Request::Latency { q: "{ name = }".to_owned(), by: LatencyBy::Root };
    assert_eq!(ask(&mut engine, wrong).expect_err("wrong").at, Some(9));
}

#[test]
fn services_are_measured_by_what_enters_them() {
    let mut engine = shop();
    let answer = latency(&mut engine, "", LatencyBy::Service);
    assert!(answer.groups.iter().all(|group| group.name.is_empty() && group.key == group.service));
    let all: usize = answer.groups.iter().map(|group| group.n).sum();
    assert!(all < engine.store().span_count(), "what a service calls in itself is not counted");
}

/// A trace of orphans alone has no latency worth the name: it is left out, counted, and can be taken in.
#[test]
fn partial_traces_are_left_out_and_counted() {
    let mut builder = Builder::new();
    builder.begin_file("drawing");
    draw::add(&mut builder, "web a |---|", 1);
    draw::add(&mut builder, "web b #orphan |--|", 2);
    let mut engine = Engine::of_store(builder.finish());
    let left_out = histogram(&mut engine, asked(LatencyBy::Root));
    assert_eq!((left_out.spread.n, left_out.partial), (1, 1));
    let taken_in = histogram(&mut engine, HistogramQuery { with_partial: true, ..asked(LatencyBy::Root) });
    assert_eq!((taken_in.spread.n, taken_in.partial), (2, 1));
    let answer = latency(&mut engine, "", LatencyBy::Root);
    let counts: Vec<(usize, usize)> = answer.groups.iter().map(|group| (group.n, group.partial)).collect();
    assert_eq!(counts, [(1, 0), (0, 1)]);
    let query = HeatmapQuery { columns: 20, rows: 10, ..HeatmapQuery::default() };
    let cells = |page: &HeatmapPage| page.cells.iter().map(|cell| cell.count.n).sum::<usize>();
    let left_out = heatmap(&mut engine, query.clone());
    assert_eq!((cells(&left_out), left_out.partial), (1, 1));
    assert_eq!(cells(&heatmap(&mut engine, HeatmapQuery { with_partial: true, ..query })), 2);
}

#[test]
fn bars_add_up_on_both_axes_and_in_every_small_picture() {
    let (mut engine, _) = made_shop();
    for (by, linear) in [
        (LatencyBy::Root, false),
        (LatencyBy::Root, true),
        (LatencyBy::Operation, false),
        (LatencyBy::Operation, true),
    ] {
        let all = histogram(&mut engine, HistogramQuery { linear, ..asked(by) });
        assert_eq!(all.edges_ns.len(), all.bars.len() + 1);
        assert_eq!(sum(&all.bars), (all.spread.n, all.spread.errors));
        assert!(all.spread.errors > 0, "a shop has errors");
        for row in &all.groups {
            assert_eq!(sum(&row.bars), (row.spread.n, row.spread.errors));
            let of = Some(row.operation.clone());
            let one = histogram(&mut engine, HistogramQuery { of, linear, ..asked(by) });
            assert_eq!((one.spread, sum(&one.bars)), (row.spread, (row.spread.n, row.spread.errors)));
            assert_eq!(one.total, all.total, "the table has every group still");
        }
        assert_eq!(all.groups.iter().map(|row| row.spread.n).sum::<usize>(), all.spread.n);
    }
}

#[test]
fn every_column_sorts_the_table() {
    let (mut engine, _) = made_shop();
    let mut rows = |sort, descending| {
        histogram(&mut engine, HistogramQuery { sort, descending, ..asked(LatencyBy::Root) }).groups
    };
    let by_name = rows(LatencyColumn::Name, false);
    assert!(by_name.is_sorted_by_key(|row| row.operation.clone()));
    for (column, place) in
        [LatencyColumn::P50, LatencyColumn::P90, LatencyColumn::P95, LatencyColumn::P99].into_iter().zip(0..)
    {
        assert!(rows(column, true).is_sorted_by(|one, other| {
            one.spread.quantiles_ns[place] >= other.spread.quantiles_ns[place]
        }));
    }
    assert!(rows(LatencyColumn::Max, false).is_sorted_by_key(|row| row.spread.max_ns));
    assert!(
        rows(LatencyColumn::Errors, true).is_sorted_by(|one, other| one.spread.errors >= other.spread.errors)
    );
    assert!(rows(LatencyColumn::Count, true).is_sorted_by(|one, other| one.spread.n >= other.spread.n));
}

#[test]
fn an_operation_that_is_not_there_has_an_empty_picture() {
    let mut engine = shop();
    let of = Some(Operation { service: "web".to_owned(), name: "nowhere".to_owned() });
    let empty = histogram(&mut engine, HistogramQuery { of, ..asked(LatencyBy::Root) });
    assert_eq!((empty.spread.n, empty.bars.len(), empty.groups.len()), (0, 0, 2));
    let nothing = heatmap(
        &mut engine,
        HeatmapQuery {
            selection: searching("{ name = \"nowhere\" }"),
            columns: 5,
            rows: 5,
            ..HeatmapQuery::default()
        },
    );
    assert_eq!(nothing, HeatmapPage::default());
}

#[test]
fn a_heatmap_is_of_one_operation_where_one_is_asked_for() {
    let (mut engine, _) = made_shop();
    let query = HeatmapQuery { columns: 30, rows: 12, ..HeatmapQuery::default() };
    for row in histogram(&mut engine, asked(LatencyBy::Root)).groups {
        let of = Some(row.operation);
        let page = heatmap(&mut engine, HeatmapQuery { of, ..query.clone() });
        assert_eq!(page.cells.iter().map(|cell| cell.count.n).sum::<usize>(), row.spread.n);
    }
}

#[test]
fn a_heatmap_has_every_whole_trace_once() {
    let (mut engine, _) = made_shop();
    let page = heatmap(&mut engine, HeatmapQuery { columns: 30, rows: 12, ..HeatmapQuery::default() });
    let store = engine.store();
    let whole = store.traces().filter(|trace| !store.trace(*trace).partial).count();
    assert_eq!(page.cells.iter().map(|cell| cell.count.n).sum::<usize>(), whole);
    assert!(page.starts_ns.len() <= 31 && page.latencies_ns.len() <= 13);
    assert!(
        page.latencies_ns.first().is_some_and(|ns| *ns > MS / 10),
        "no row is empty of all it could hold"
    );
    assert!(page.cells.iter().any(|cell| cell.count.errors > 0));
}
