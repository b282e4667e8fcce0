//! Findings that the same traces have: one of them is told, the others beside it.

use super::{
    attributes::{Finding, What, unit_of},
    cohorts::Sides,
    units::{Largest, Units},
};
use crate::{base::bits::Bits, model::ids::TraceIx};

/// Sets that have at least this share of their union in common are the same (Jaccard).
const SAME: f64 = 0.95;

/// The findings with those that say the same joined to the first of them.
pub fn joined(units: &Units, sides: &Sides, found: Vec<Finding>) -> Vec<Finding> {
    let sets = sets(units, sides, &found);
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
fn sets(units: &Units, sides: &Sides, found: &[Finding]) -> Vec<Bits> {
    let traces = units.traces();
    let set = |finding: &Finding| {
        let mut set = Bits::none(traces as usize);
        let mut add = |trace: u32| {
            if sides.of(trace) != Sides::NEITHER {
                set.set(trace as usize);
            }
        };
        match finding.what {
            What::Value(value) => units.told.saying(value).iter().for_each(|saying| add(saying.trace())),
            What::Above(unit, number) => {
                let is_above = |largest: &&Largest| largest.unit == unit && largest.number > number;
                let has = |trace: &u32| units.largest(TraceIx(*trace)).iter().find(is_above).is_some();
                (0..traces).filter(has).for_each(add);
            }
        }
        set
    };
    found.iter().map(set).collect()
}

fn are_same(one: &Bits, other: &Bits) -> bool {
    let mut both = one.clone();
    both.and(other);
    let shared = both.count();
    let all = one.count() + other.count() - shared;
    all > 0 && shared as f64 >= SAME * all as f64
}
