//! How long messages waited.

use super::{Flow, Part, PartKind};
use crate::{
    analysis::{facts::Fact, services},
    base::time::{MS, duration},
    model::{ids::SpanIx, span::Kind, store::Store},
};
use core::cmp::Reverse;

/// Shorter waits are not told, nor are those that are less of the flow.
const WAIT_NS: i64 = 100 * MS;
const WAIT_PERCENT: i64 = 10;

/// `6.1 s in queue orders before fulfilment began`: the longest wait of a message that is worked on in the trace.
pub(super) fn part(flow: &Flow<'_>) -> Option<Part> {
    let store = flow.store;
    let consumers = store.spans_of(flow.trace).filter(|&span| store.kind(span) == Kind::Consumer);
    let waits = consumers.filter_map(|consumer| {
        let producer = producer(store, consumer)?;
        Some((wait_ns(store, producer, consumer), producer, consumer))
    });
    let (ns, producer, consumer) = waits.min_by_key(|&(ns, _, consumer)| (Reverse(ns), consumer))?;
    if ns < WAIT_NS || !flow.is_share(ns, WAIT_PERCENT) {
        return None;
    }
    let queue = [consumer, producer]
        .into_iter()
        .find_map(|span| flow.reading.facts.of(store, span).text(Fact::Destination));
    let queue = queue.map_or_else(|| "a queue".to_owned(), |name| format!("queue {name}"));
    let worker = services::name(store, store.service(consumer));
    let is_here = store.trace_of(producer) == flow.trace;
    Some(Part {
        kind: PartKind::Queue,
        text: format!("{} in {queue} before {worker} began", duration(ns)),
        ns,
        spans: [consumer].into_iter().chain(is_here.then_some(producer)).collect(),
        goes_on: false,
    })
}

/// Queue wait: from the end of sending to the start of the work (analysis.md, "Asynchronous children").
fn wait_ns(store: &Store, producer: SpanIx, consumer: SpanIx) -> i64 {
    (store.start_ns(consumer) - store.end_ns(producer)).max(0)
}

/// The PRODUCER above a CONSUMER; else of those that it links to the one that ended first: its message waited longest.
fn producer(store: &Store, consumer: SpanIx) -> Option<SpanIx> {
    let is_producer = |&span: &SpanIx| store.kind(span) == Kind::Producer;
    store.parent(consumer).filter(is_producer).or_else(|| {
        let linked = store
            .links(consumer)
            .filter_map(|link| store.find_span_id(store.trace_by_key(link.trace?)?, link.span_id));
        linked.filter(is_producer).min_by_key(|&span| (store.end_ns(span), span))
    })
}
