//! Gaps in a trace: time in which nothing of it ran. A job that starts two hours later leaves one that is longer than
//! all the work before it; on such an axis nothing else could be seen.

use crate::model::{
    ids::{SpanIx, TraceIx},
    store::Store,
};
use core::cmp::Reverse;

/// Gaps told of a trace: the longest.
const GAPS_AT_MOST: usize = 100;
/// A gap folds from this share of the trace on, in percent.
const FOLDED_PERCENT: i64 = 20;

/// A time in which nothing ran.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gap {
    /// Nanoseconds since 1970.
    pub from_ns: i64,
    /// Nanoseconds since 1970.
    pub to_ns: i64,
    /// It is longer than all the work before it, and a fifth of the trace at least: it is folded.
    pub folds: bool,
}

/// The longest gaps of a trace whose spans start at the given times, in order.
pub fn of_trace(store: &Store, trace: TraceIx, start_ns: impl Fn(SpanIx) -> i64) -> Vec<Gap> {
    let ends = |span| (start_ns(span), start_ns(span).saturating_add(store.duration_ns(span)));
    // What runs within its parent's time leaves no gap that the parent would not: few are left to be sorted.
    let reaches_out = |&span: &SpanIx| {
        store.parent(span).is_none_or(|parent| {
            let ((start_ns, end_ns), (from_ns, to_ns)) = (ends(span), ends(parent));
            start_ns < from_ns || end_ns > to_ns
        })
    };
    let mut spans: Vec<(i64, i64)> = store.spans_of(trace).filter(reaches_out).map(ends).collect();
    spans.sort_unstable();
    let (Some(&(first_ns, _)), Some(last_ns)) = (spans.first(), spans.iter().map(|span| span.1).max()) else {
        return Vec::new();
    };
    let extent_ns = i128::from(last_ns.saturating_sub(first_ns));
    let mut gaps = Vec::new();
    let (mut reached_ns, mut idle_ns) = (first_ns, 0);
    for (start_ns, end_ns) in spans {
        if start_ns > reached_ns {
            let gap_ns = start_ns - reached_ns;
            let work_ns = reached_ns - first_ns - idle_ns;
            let is_wide = i128::from(gap_ns) * 100 >= extent_ns * i128::from(FOLDED_PERCENT);
            gaps.push(Gap { from_ns: reached_ns, to_ns: start_ns, folds: gap_ns > work_ns && is_wide });
            idle_ns += gap_ns;
        }
        reached_ns = reached_ns.max(end_ns);
    }
    gaps.sort_by_key(|gap| Reverse(gap.to_ns - gap.from_ns));
    gaps.truncate(GAPS_AT_MOST);
    gaps.sort_by_key(|gap| gap.from_ns);
    gaps
}
