//! Traces that hold matching spans, in the order of a column.

use super::spans::{found, three_traces};
use spanscope::{
    model::ids::TraceIx,
    search::traces::{Match, Order, matching, sort},
};

fn sorted(order: Order<'_>, descending: bool) -> Vec<u32> {
    let store = three_traces();
    let mut matches = matching(&store, &found(&store, "", None));
    sort(&store, &mut matches, order, descending);
    matches.into_iter().map(|found| found.trace.0).collect()
}

#[test]
fn every_column_sorts_and_ties_stay_by_start() {
    assert_eq!(sorted(Order::Start, false), [0, 1, 2]);
    assert_eq!(sorted(Order::Start, true), [2, 1, 0]);
    assert_eq!(sorted(Order::Latency, true), [1, 2, 0]);
    assert_eq!(sorted(Order::Extent, true), [1, 2, 0]);
    assert_eq!(sorted(Order::Spans, true), [1, 0, 2]);
    assert_eq!(sorted(Order::Matches, false), [0, 2, 1]);
    assert_eq!(sorted(Order::Number(&[5, 1, 5]), true), [0, 2, 1]);
    assert_eq!(sorted(Order::Root, false), [2, 1, 0]);
}

#[test]
fn only_traces_with_a_hit_match_and_the_hits_are_counted() {
    let store = three_traces();
    let matches = matching(&store, &found(&store, "{ name = \"q\" }", None));
    assert_eq!(matches, [Match { trace: TraceIx(1), spans: 1 }]);
    assert_eq!(matching(&store, &found(&store, "{ false }", None)), []);
}
