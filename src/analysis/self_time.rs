//! Self time: a span's duration less the union of its direct children, each clamped to the span; asynchronous
//! children left out (analysis.md, "Self time").

use crate::{
    base::{bits::Bits, column::Column},
    model::{ids::SpanIx, store::Store},
};

/// Self time of every span, in nanoseconds.
pub fn self_times_ns(store: &Store, asynchronous: &Bits) -> Column<i64> {
    let self_time_ns = |span| {
        let mut sum_ns = 0;
        own_parts(store, asynchronous, span, |from_ns, to_ns| sum_ns += to_ns - from_ns);
        sum_ns
    };
    store.spans().map(self_time_ns).collect()
}

/// Gives the stretches of a span that no child covers, in order (start and end, nanoseconds since 1970). Siblings
/// stand by their start, so one sweep finds them.
pub fn own_parts(store: &Store, asynchronous: &Bits, span: SpanIx, mut give: impl FnMut(i64, i64)) {
    let end_ns = store.end_ns(span);
    let mut reached_ns = store.start_ns(span);
    for child in store.children(span) {
        if asynchronous.get(child.0 as usize) {
            continue;
        }
        let from_ns = store.start_ns(child).min(end_ns);
        if from_ns > reached_ns {
            give(reached_ns, from_ns);
        }
        reached_ns = reached_ns.max(store.end_ns(child).min(end_ns));
    }
    if reached_ns < end_ns {
        give(reached_ns, end_ns);
    }
}
