//! How long messages waited.

use super::{Flow, Part, PartKind};
use crate::{
    analysis::{asynchronous, facts::Fact, services},
    base::time::{MS, duration},
};
use core::cmp::Reverse;

/// Shorter waits are not told, nor are those that are less of the flow.
const WAIT_NS: i64 = 100 * MS;
const WAIT_PERCENT: i64 = 10;

/// `6.1 s in queue orders before fulfilment began`: the longest wait of a message that is worked on in the trace.
pub(super) fn part(flow: &Flow<'_>) -> Option<Part> {
    let store = flow.store;
    let waits = store.spans_of(flow.trace).flat_map(|consumer| {
        let waits = asynchronous::queue_waits(flow.times, consumer);
        waits.into_iter().map(move |wait| (wait.wait_ns, wait.producer, consumer))
    });
    let (ns, producer, consumer) =
        waits.min_by_key(|&(ns, producer, consumer)| (Reverse(ns), consumer, producer))?;
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
