//! Repetitions of many traces taken together: the same calls below the same operation (analysis.md, "Repeated calls":
//! share of traces, median and largest n, median cost).

use super::{
    call::Call,
    repeats::{Repeat, RepeatKind},
};
use crate::{
    base::intern::Symbol,
    model::{ids::TraceIx, store::Store},
};
use std::collections::BTreeMap;

/// See the module.
#[derive(Clone, Debug, PartialEq)]
pub struct RepeatPattern {
    /// The kind.
    pub kind: RepeatKind,
    /// The service of the parents.
    pub service: Symbol,
    /// Their name.
    pub name: Symbol,
    /// What is called.
    pub pattern: Vec<Call>,
    /// Places among the repetitions given, the dearest first.
    pub places: Vec<usize>,
    /// Traces it is met in.
    pub traces: usize,
    /// Traces that have the operation.
    pub traces_of_operation: usize,
    /// The median of n (nearest rank).
    pub median_n: usize,
    /// The largest n.
    pub largest_n: usize,
    /// The median cost (nearest rank).
    pub median_cost_ns: i64,
    /// The costs of all together.
    pub cost_ns: i64,
}

impl RepeatPattern {
    /// Share of the traces with the operation that have the repetition.
    pub fn share(&self) -> f64 {
        self.traces as f64 / self.traces_of_operation.max(1) as f64
    }
}

/// What repetitions with the same key have in common.
type Key<'a> = (RepeatKind, Symbol, Symbol, &'a [Call]);

/// The patterns of repetitions, each given with its trace, the dearest of all traces together first.
pub fn of_repeats(store: &Store, repeats: &[(TraceIx, Repeat)]) -> Vec<RepeatPattern> {
    let mut by_key: BTreeMap<Key<'_>, Vec<usize>> = BTreeMap::new();
    for (place, (_, repeat)) in repeats.iter().enumerate() {
        let key =
            (repeat.kind, store.service(repeat.parent), store.name(repeat.parent), repeat.pattern.as_slice());
        by_key.entry(key).or_default().push(place);
    }
    let operations = traces_of_operations(store, by_key.keys().map(|key| (key.1, key.2)));
    let pattern = |((kind, service, name, pattern), mut places): (Key<'_>, Vec<usize>)| {
        let mut traces: Vec<TraceIx> = places.iter().map(|&place| repeats[place].0).collect();
        traces.dedup();
        let mut counts: Vec<usize> = places.iter().map(|&place| repeats[place].1.n).collect();
        counts.sort_unstable();
        places.sort_by_key(|&place| (core::cmp::Reverse(repeats[place].1.cost_ns), place));
        let middle = (places.len() - 1) / 2;
        RepeatPattern {
            kind,
            service,
            name,
            pattern: pattern.to_vec(),
            traces: traces.len(),
            traces_of_operation: operations.get(&(service, name)).copied().unwrap_or(0),
            median_n: counts[middle],
            largest_n: counts[counts.len() - 1],
            // From the dearest down the rank counts from the other end.
            median_cost_ns: repeats[places[places.len() - 1 - middle]].1.cost_ns,
            cost_ns: places.iter().map(|&place| repeats[place].1.cost_ns).fold(0, i64::saturating_add),
            places,
        }
    };
    let mut patterns: Vec<RepeatPattern> = by_key.into_iter().map(pattern).collect();
    patterns.sort_by_key(|pattern| (core::cmp::Reverse(pattern.cost_ns), pattern.places.first().copied()));
    patterns
}

/// In how many traces each of some operations is met.
fn traces_of_operations(
    store: &Store,
    operations: impl Iterator<Item = (Symbol, Symbol)>,
) -> BTreeMap<(Symbol, Symbol), usize> {
    // Each with the last trace it was counted in.
    let mut counts: BTreeMap<(Symbol, Symbol), (usize, Option<TraceIx>)> =
        operations.map(|operation| (operation, (0, None))).collect();
    if counts.is_empty() {
        return BTreeMap::new();
    }
    for trace in store.traces() {
        for span in store.spans_of(trace) {
            if let Some((count, last)) = counts.get_mut(&(store.service(span), store.name(span)))
                && *last != Some(trace)
            {
                *count += 1;
                *last = Some(trace);
            }
        }
    }
    counts.into_iter().map(|(operation, (count, _))| (operation, count)).collect()
}
