//! Which spans run on without holding their parent up, the flows they make, and how long they waited in a queue
//! (analysis.md, "Asynchronous children").

use super::times::Times;
use crate::{
    base::bits::Bits,
    model::{
        ids::{SpanIx, TraceIx},
        span::{Kind, Mark},
        store::Store,
    },
};

/// The asynchronous spans: a CONSUMER child of a PRODUCER, a child that starts at or after its parent's end, a child
/// whose only reference is FOLLOWS_FROM.
pub fn asynchronous(store: &Store) -> Bits {
    let mut bits = Bits::none(store.span_count());
    for span in store.spans() {
        if store.parent(span).is_some_and(|parent| is_asynchronous(store, parent, span)) {
            bits.set(span.0 as usize);
        }
    }
    bits
}

fn is_asynchronous(store: &Store, parent: SpanIx, child: SpanIx) -> bool {
    (store.kind(child) == Kind::Consumer && store.kind(parent) == Kind::Producer)
        || store.has(child, Mark::FOLLOWS)
        || (store.start_ns(child) >= store.end_ns(parent) && are_known(store, parent, child))
}

/// Whether the end of a parent and the start of its child are those of the file; what stands in for a time that is
/// missing tells nothing of who waited for whom.
fn are_known(store: &Store, parent: SpanIx, child: SpanIx) -> bool {
    !store.has(parent, Mark::UNFINISHED) && !store.has(child, Mark::PLACED)
}

/// Whether a flow begins with a span: a root, or the top of an asynchronous part.
fn is_top(store: &Store, asynchronous: &Bits, span: SpanIx) -> bool {
    asynchronous.get(span.0 as usize) || store.parent(span).is_none()
}

/// The flows of a trace, named by their tops: each has its own critical path, see [`super::flow::Flows`].
pub fn flows<'a>(
    store: &'a Store,
    asynchronous: &'a Bits,
    trace: TraceIx,
) -> impl Iterator<Item = SpanIx> + 'a {
    store.spans_of(trace).filter(|&span| is_top(store, asynchronous, span))
}

/// What was sent, and how long it waited for the consumer to take it: from the producer's end to the consumer's start,
/// in nanoseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QueueWait {
    /// The PRODUCER.
    pub producer: SpanIx,
    /// Never negative.
    pub wait_ns: i64,
}

/// Links of a consumer that are followed: each is looked up in the whole trace it leads to.
const LINKS_AT_MOST: usize = 64;

/// The waits of a CONSUMER: behind the PRODUCER above it, and behind those it links to first, in this trace or in
/// others that are loaded.
pub fn queue_waits<'a>(times: impl Into<Times<'a>>, consumer: SpanIx) -> Vec<QueueWait> {
    let times = times.into();
    let store = times.store();
    if store.kind(consumer) != Kind::Consumer {
        return Vec::new();
    }
    let linked = store.links(consumer).take(LINKS_AT_MOST).filter_map(|link| {
        let trace = link.trace.and_then(|key| store.trace_by_key(key))?;
        store.find_span_id(trace, link.span_id)
    });
    let mut producers: Vec<SpanIx> = store.parent(consumer).into_iter().chain(linked).collect();
    producers.retain(|&span| store.kind(span) == Kind::Producer);
    producers.sort_unstable();
    producers.dedup();
    let wait_ns = |producer| times.start_ns(consumer).saturating_sub(times.end_ns(producer)).max(0);
    producers.into_iter().map(|producer| QueueWait { producer, wait_ns: wait_ns(producer) }).collect()
}
