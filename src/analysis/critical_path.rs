//! The critical path: an exact partition of each flow's interval (analysis.md, "Critical path").
//!
//! A backward sweep with an explicit stack, O(n log n). The segments of one flow do not overlap and add up to its
//! top's duration exactly. A flow is a root with all below it that is not asynchronous; every asynchronous part is a
//! flow of its own.

use super::{asynchronous::flows, times::Times};
use crate::{
    base::{bits::Bits, lists::Lists, time::MS},
    model::ids::{SpanIx, TraceIx},
};

/// A stretch of time that a span itself held its flow up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Segment {
    /// The span.
    pub span: SpanIx,
    /// Nanoseconds since 1970.
    pub start_ns: i64,
    /// Nanoseconds since 1970.
    pub end_ns: i64,
}

/// A span with the window handed down to it, or what is left to do of one.
enum Step {
    Enter { span: SpanIx, low_ns: i64, high_ns: i64 },
    Own(Segment),
}

/// The segments of all flows of a trace, by span and time.
pub fn of_trace<'a>(times: impl Into<Times<'a>>, asynchronous: &Bits, trace: TraceIx) -> Vec<Segment> {
    let times = times.into();
    let segments = as_found(times, asynchronous, trace);
    // Those of one span are found in the order of time, so they only have to come to their spans, which are
    // counted: opening a long trace waits for this.
    let spans = times.store().spans_of(trace);
    let first = times.store().trace(trace).first;
    let of_row: Vec<(u32, Segment)> =
        segments.into_iter().map(|segment| (segment.span.0 - first, segment)).collect();
    Lists::of_pairs(spans.len(), &of_row).into_items()
}

/// The same in the order in which they are found: those of one span by time.
pub(super) fn as_found(times: Times<'_>, asynchronous: &Bits, trace: TraceIx) -> Vec<Segment> {
    let store = times.store();
    let mut segments = Vec::new();
    let mut stack = Vec::new();
    for span in flows(store, asynchronous, trace) {
        stack.push(Step::Enter { span, low_ns: times.start_ns(span), high_ns: times.end_ns(span) });
    }
    let mut children = Vec::new();
    while let Some(step) = stack.pop() {
        match step {
            Step::Own(segment) => segments.push(segment),
            Step::Enter { span, low_ns, high_ns } => {
                children.clear();
                children.extend(store.children(span).filter(|child| !asynchronous.get(child.0 as usize)));
                children
                    .sort_by_key(|&child| (core::cmp::Reverse(times.end_ns(child)), times.start_ns(child)));
                sweep(times, &children, span, (low_ns, high_ns), &mut stack);
            }
        }
    }
    segments
}

/// Walks the children of `span` backwards through its window, last end first.
fn sweep(
    times: Times<'_>,
    children: &[SpanIx],
    span: SpanIx,
    (low_ns, high_ns): (i64, i64),
    stack: &mut Vec<Step>,
) {
    // A child may end this much after the one accepted before it and still count as its predecessor.
    let tolerance_ns = ((high_ns - low_ns) / 100).min(MS);
    let mut current_ns = high_ns;
    for &child in children {
        let end_ns = times.end_ns(child).min(high_ns);
        let start_ns = times.start_ns(child).max(low_ns);
        if end_ns <= start_ns || start_ns >= current_ns || end_ns - current_ns > tolerance_ns {
            continue;
        }
        if end_ns < current_ns {
            stack.push(Step::Own(Segment { span, start_ns: end_ns, end_ns: current_ns }));
        }
        stack.push(Step::Enter { span: child, low_ns: start_ns, high_ns: end_ns.min(current_ns) });
        current_ns = start_ns;
    }
    if low_ns < current_ns {
        stack.push(Step::Own(Segment { span, start_ns: low_ns, end_ns: current_ns }));
    }
}
