//! Traces that hold matching spans, in the order of a column.

use crate::{
    base::bits::Bits,
    model::{ids::TraceIx, store::Store},
};

/// A trace that matches, and how many of its spans do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Match {
    /// The trace.
    pub trace: TraceIx,
    /// Matching spans in it.
    pub spans: u32,
}

/// What the list can be ordered by; numbers that are not the store's own are handed in.
#[derive(Clone, Copy, Debug)]
pub enum Order<'a> {
    /// Start of the root.
    Start,
    /// Duration of the root.
    Latency,
    /// Last end − first start.
    Extent,
    /// Number of spans.
    Spans,
    /// Number of matching spans.
    Matches,
    /// A number for every trace: services, errors.
    Number(&'a [u32]),
    /// Service and name of the root.
    Root,
}

/// The traces with at least one of the spans, by their first start.
pub fn matching(store: &Store, spans: &Bits) -> Vec<Match> {
    let mut matches = Vec::new();
    for trace in store.traces() {
        let rows = store.trace(trace);
        let spans = spans.count_in(rows.first as usize, rows.end as usize) as u32;
        if spans > 0 {
            matches.push(Match { trace, spans });
        }
    }
    matches
}

/// Sorts traces; equal ones stay by their first start.
pub fn sort(store: &Store, matches: &mut [Match], order: Order<'_>, descending: bool) {
    let root_words = |trace: TraceIx| {
        let root = store.trace(trace).root;
        (store.text(store.service(root)), store.text(store.name(root)))
    };
    let root_start_ns = |trace: TraceIx| store.start_ns(store.trace(trace).root);
    let compare = |one: &Match, two: &Match| {
        let (a, b) = (one.trace, two.trace);
        match order {
            Order::Start => root_start_ns(a).cmp(&root_start_ns(b)),
            Order::Latency => store.latency_ns(a).cmp(&store.latency_ns(b)),
            Order::Extent => store.trace(a).extent_ns.cmp(&store.trace(b).extent_ns),
            Order::Spans => store.spans_of(a).len().cmp(&store.spans_of(b).len()),
            Order::Matches => one.spans.cmp(&two.spans),
            Order::Number(numbers) => numbers[a.0 as usize].cmp(&numbers[b.0 as usize]),
            Order::Root => root_words(a).cmp(&root_words(b)),
        }
    };
    matches.sort_by(|a, b| {
        let ordering = compare(a, b);
        let ordering = if descending { ordering.reverse() } else { ordering };
        ordering.then(a.trace.cmp(&b.trace))
    });
}
