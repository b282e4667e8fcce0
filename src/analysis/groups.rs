//! Groups of spans and what they took: counts, sums and exact quantiles (analysis.md, "Latency").

use super::derived::Derived;
use crate::{
    base::quantile::nearest_rank,
    model::{ids::SpanIx, store::Store},
};

/// What the spans of a group took together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Group {
    /// Its spans.
    pub spans: u32,
    /// Those with an error.
    pub errors: u32,
    /// Sum of their durations, in nanoseconds.
    pub total_ns: i64,
    /// Sum of their self times.
    pub self_ns: i64,
    /// Sum of their own times on the critical path.
    pub critical_ns: i64,
    /// The duration that half of them do not exceed.
    pub p50_ns: i64,
    /// The duration that 95 % of them do not exceed.
    pub p95_ns: i64,
}

/// The groups of spans that stand one after another from `first` on; `group_of` tells of each in which of `groups` groups
/// it is.
pub fn sums(store: &Store, derived: &Derived, first: SpanIx, group_of: &[u32], groups: usize) -> Vec<Group> {
    let mut sums = vec![Group::default(); groups];
    let mut durations: Vec<(u32, i64)> = Vec::with_capacity(group_of.len());
    for (&number, at) in group_of.iter().zip(first.0..) {
        let (span, group) = (SpanIx(at), &mut sums[number as usize]);
        let duration_ns = store.duration_ns(span);
        group.spans += 1;
        group.errors += u32::from(derived.is_error(span));
        group.total_ns = group.total_ns.saturating_add(duration_ns);
        group.self_ns = group.self_ns.saturating_add(derived.self_ns.get(at as usize));
        group.critical_ns = group.critical_ns.saturating_add(derived.critical_ns.get(at as usize));
        durations.push((number, duration_ns));
    }
    durations.sort_unstable();
    let mut sorted = Vec::new();
    for run in durations.chunk_by(|one, other| one.0 == other.0) {
        sorted.clear();
        sorted.extend(run.iter().map(|(_, duration_ns)| *duration_ns));
        let group = &mut sums[run[0].0 as usize];
        (group.p50_ns, group.p95_ns) = (nearest_rank(&sorted, 50), nearest_rank(&sorted, 95));
    }
    sums
}
