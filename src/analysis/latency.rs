//! Latency and extent of traces (analysis.md, "Latency of a trace, and its extent").
//!
//! Which span is the root is settled when the tree is mended, see [`Trace`]; here stands what of it counts.

use super::times::Times;
use crate::model::{
    ids::{SpanIx, TraceIx},
    store::{Store, Trace},
};

/// How long a trace took.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Latency {
    /// The true root that starts first, ties by longest, then by span id; of orphans alone the one chosen the same
    /// way.
    pub root: SpanIx,
    /// There are only orphans: the trace stays out of percentiles and default cohorts.
    pub partial: bool,
    /// The root's duration.
    pub latency_ns: i64,
    /// Last end − first start of everything in the trace.
    pub extent_ns: i64,
}

/// How long a trace took.
pub fn of_trace(store: &Store, trace: TraceIx) -> Latency {
    let Trace { root, partial, extent_ns, .. } = store.trace(trace);
    Latency { root, partial, latency_ns: store.latency_ns(trace), extent_ns }
}

/// The traces that percentiles and default cohorts are made of, with their latency in nanoseconds; the others are
/// partial.
pub fn whole(store: &Store) -> impl Iterator<Item = (TraceIx, i64)> + '_ {
    store
        .traces()
        .map(|trace| (trace, of_trace(store, trace)))
        .filter(|(_, latency)| !latency.partial)
        .map(|(trace, latency)| (trace, latency.latency_ns))
}

/// First start and last end of everything in a trace, nanoseconds since 1970.
pub fn bounds_ns<'a>(times: impl Into<Times<'a>>, trace: TraceIx) -> (i64, i64) {
    let times = times.into();
    let store = times.store();
    let Trace { start_ns, extent_ns, .. } = store.trace(trace);
    if !times.are_adjusted() {
        return (start_ns, start_ns.saturating_add(extent_ns));
    }
    bounds_of_ns(store, trace, |span| times.start_ns(span))
}

/// The same when spans start as `start_ns` says.
pub fn bounds_of_ns(store: &Store, trace: TraceIx, start_ns: impl Fn(SpanIx) -> i64) -> (i64, i64) {
    let bounds = store.spans_of(trace).map(|span| {
        let start_ns = start_ns(span);
        (start_ns, start_ns.saturating_add(store.duration_ns(span)))
    });
    let wider = |all: (i64, i64), one: (i64, i64)| (all.0.min(one.0), all.1.max(one.1));
    bounds.reduce(wider).unwrap_or_default()
}
