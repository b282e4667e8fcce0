//! Traces to look at: slow ones that show the cause, and fast ones of the same operation beside them (analysis.md,
//! "Slow against fast (d)").

use super::{cohorts::Cohorts, profile::Profile};
use crate::{
    base::quantile::nearest_rank,
    model::{ids::TraceIx, store::Store},
};
use core::cmp::Reverse;

/// So many traces near the median are looked at on each side.
const NEAR: usize = 10;

/// See the module. The first of each is the pair to begin with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Exemplars {
    /// Slow traces, those with most of the top group's time first.
    pub slow: Vec<TraceIx>,
    /// Fast traces, those nearest to the median of the first slow one's operation first.
    pub fast: Vec<TraceIx>,
}

/// The exemplars of two cohorts, of which neither is empty; `top` is the group that explains most.
pub fn exemplars(store: &Store, profile: &Profile, cohorts: &Cohorts, top: Option<u32>) -> Exemplars {
    let mut slow = nearest(store, &cohorts.slow);
    if let Some(group) = top {
        slow.sort_by_key(|&trace| Reverse(profile.ns_in(trace, group)));
    }
    let operation = slow.first().map(|&trace| profile.operation_of(trace));
    let same = cohorts.fast.iter().copied().filter(|&trace| Some(profile.operation_of(trace)) == operation);
    let same: Vec<TraceIx> = same.collect();
    let fast = nearest(store, if same.is_empty() { &cohorts.fast } else { &same });
    Exemplars { slow, fast }
}

/// The traces nearest to the median latency of all, the nearest first, equal ones by their first start.
fn nearest(store: &Store, traces: &[TraceIx]) -> Vec<TraceIx> {
    let mut latencies_ns: Vec<i64> = traces.iter().map(|&trace| store.latency_ns(trace)).collect();
    latencies_ns.sort_unstable();
    let median_ns = nearest_rank(&latencies_ns, 50);
    let mut nearest = traces.to_vec();
    nearest.sort_by_key(|&trace| (store.latency_ns(trace).abs_diff(median_ns), trace));
    nearest.truncate(NEAR);
    nearest
}
