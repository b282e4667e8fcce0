//! Self time: a span's duration less the union of its direct children, each clamped to the span; asynchronous
//! children left out (analysis.md, "Self time").

use crate::{
    base::{bits::Bits, column::Column},
    model::{ids::SpanIx, store::Store},
};

/// Self time of every span, in nanoseconds.
pub fn self_times_ns(store: &Store, asynchronous: &Bits) -> Column<i64> {
    store.spans().map(|span| self_time_ns(store, asynchronous, span)).collect()
}

/// Siblings stand by their start, so one sweep gives the union.
fn self_time_ns(store: &Store, asynchronous: &Bits, span: SpanIx) -> i64 {
    let (start_ns, end_ns) = (store.start_ns(span), store.end_ns(span));
    let (mut covered_ns, mut reached_ns) = (0, start_ns);
    for child in store.children(span) {
        if asynchronous.get(child.0 as usize) {
            continue;
        }
        let from_ns = store.start_ns(child).max(reached_ns);
        let to_ns = store.end_ns(child).min(end_ns);
        if to_ns > from_ns {
            covered_ns += to_ns - from_ns;
            reached_ns = to_ns;
        }
    }
    end_ns - start_ns - covered_ns
}
