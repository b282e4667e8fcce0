//! Findings that the same traces have: one of them is told, the others beside it.

use super::{
    attributes::{Finding, What, unit_of},
    cohorts::Cohorts,
    units::Units,
};
use crate::{
    base::{bits::Bits, hash::Map},
    model::ids::TraceIx,
};

/// Sets that have at least this share of their union in common are the same (Jaccard).
const SAME: f64 = 0.95;

/// The findings with those that say the same joined to the first of them.
pub fn joined(units: &Units, cohorts: &Cohorts, found: Vec<Finding>) -> Vec<Finding> {
    let sets = sets(units, cohorts, &found);
    let mut kept: Vec<(usize, Finding)> = Vec::new();
    for (at, finding) in found.into_iter().enumerate() {
        let same = kept.iter_mut().find(|(first, _)| are_same(&sets[*first], &sets[at]));
        match same {
            // Another form of the same key says nothing new.
            Some((_, first)) if same_key(units, first.what, finding.what) => {}
            Some((_, first)) => first.equivalent.push(finding.what),
            None => kept.push((at, finding)),
        }
    }
    kept.into_iter().map(|(_, finding)| finding).collect()
}

fn same_key(units: &Units, one: What, other: What) -> bool {
    let unit = |what| &units.units[unit_of(units, what) as usize];
    let (one, other) = (unit(one), unit(other));
    one.scope == other.scope && one.name == other.name
}

/// For each finding the traces of both cohorts that have it.
fn sets(units: &Units, cohorts: &Cohorts, found: &[Finding]) -> Vec<Bits> {
    let traces: Vec<TraceIx> = cohorts.slow.iter().chain(&cohorts.fast).copied().collect();
    let mut of_value: Map<u32, usize> = Map::default();
    let mut above: Vec<(u32, f64, usize)> = Vec::new();
    for (at, finding) in found.iter().enumerate() {
        match finding.what {
            What::Value(value) => {
                of_value.insert(value, at);
            }
            What::Above(unit, number) => above.push((unit, number, at)),
        }
    }
    let mut sets = vec![Bits::none(traces.len()); found.len()];
    for (place, &trace) in traces.iter().enumerate() {
        for value in units.of_trace(trace) {
            if let Some(&at) = of_value.get(value) {
                sets[at].set(place);
            }
        }
        if above.is_empty() {
            continue;
        }
        for largest in units.largest(trace) {
            let having =
                above.iter().filter(|(unit, number, _)| *unit == largest.unit && largest.number > *number);
            having.for_each(|(.., at)| sets[*at].set(place));
        }
    }
    sets
}

fn are_same(one: &Bits, other: &Bits) -> bool {
    let mut both = one.clone();
    both.and(other);
    let shared = both.count();
    let all = one.count() + other.count() - shared;
    all > 0 && shared as f64 >= SAME * all as f64
}
