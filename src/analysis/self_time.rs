//! Self time: a span's duration less the union of its direct children, each clamped to the span; asynchronous
//! children left out (analysis.md, "Self time").

use super::times::Times;
use crate::{
    base::{bits::Bits, column::Column},
    model::ids::SpanIx,
};

/// Self time of every span, in nanoseconds.
pub fn self_times_ns<'a>(times: impl Into<Times<'a>>, asynchronous: &Bits) -> Column<i64> {
    let times = times.into();
    times.store().spans().map(|span| self_time_ns(times, asynchronous, span)).collect()
}

/// Self time of a span, in nanoseconds.
pub fn self_time_ns<'a>(times: impl Into<Times<'a>>, asynchronous: &Bits, span: SpanIx) -> i64 {
    let mut sum_ns = 0;
    own_parts(times, asynchronous, span, |from_ns, to_ns| sum_ns += to_ns - from_ns);
    sum_ns
}

/// Gives the stretches of a span that no child covers, in order (start and end, nanoseconds since 1970). Siblings
/// stand by their recorded start, so one sweep finds them.
pub fn own_parts<'a>(
    times: impl Into<Times<'a>>,
    asynchronous: &Bits,
    span: SpanIx,
    mut give: impl FnMut(i64, i64),
) {
    let times = times.into();
    let end_ns = times.end_ns(span);
    let mut reached_ns = times.start_ns(span);
    let mut pass = |child: SpanIx| {
        let from_ns = times.start_ns(child).min(end_ns);
        if from_ns > reached_ns {
            give(reached_ns, from_ns);
        }
        reached_ns = reached_ns.max(times.end_ns(child).min(end_ns));
    };
    let children = times.store().children(span).filter(|child| !asynchronous.get(child.0 as usize));
    if times.are_adjusted() {
        let mut children: Vec<SpanIx> = children.collect();
        children.sort_by_key(|&child| times.start_ns(child));
        children.into_iter().for_each(&mut pass);
    } else {
        children.for_each(&mut pass);
    }
    if reached_ns < end_ns {
        give(reached_ns, end_ns);
    }
}
