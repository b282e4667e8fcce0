//! Whom it was slow for: the users, sessions and tenants that the traces of a cohort name (analysis.md, "Slow against
//! fast (b)"). They are counted apart: nobody is a cause.

use super::{cohorts::Sides, keys::Role, units::Units};
use core::cmp::Reverse;

/// So many of them are told to be in most of the traces.
pub const FIRST: usize = 3;

/// What the slow traces name under one key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Touched {
    /// The place of the unit.
    pub unit: u32,
    /// Slow traces that name any.
    pub slow_traces: usize,
    /// Distinct ones in the slow traces.
    pub slow: usize,
    /// Fast traces that name any.
    pub fast_traces: usize,
    /// Distinct ones in the fast traces.
    pub fast: usize,
    /// The places of the values that most slow traces name, at most `FIRST`, with how many.
    pub most: Vec<(u32, usize)>,
    /// Slow traces that name one of those.
    pub with_most: usize,
}

/// Whom the slow traces touch, a key each, those with most traces first.
pub fn touched(units: &Units, sides: &Sides) -> Vec<Touched> {
    let mut told: Vec<Touched> = (0_u32..)
        .zip(&units.units)
        .filter(|(_, unit)| unit.role == Role::People && !unit.folded)
        .filter_map(|(unit, _)| of_unit(units, sides, unit))
        .collect();
    told.sort_by_key(|touched| Reverse((touched.slow_traces, Reverse(touched.unit))));
    told
}

fn of_unit(units: &Units, sides: &Sides, unit: u32) -> Option<Touched> {
    let (mut naming, mut slow, mut fast) = (units.told.several(unit, sides), Vec::new(), 0);
    for value in units.values_of(unit) {
        let (all, alone) = units.told.count(value, sides);
        naming = (naming.0 + alone.0, naming.1 + alone.1);
        fast += usize::from(all.1 > 0);
        if all.0 > 0 {
            slow.push((value, all.0 as usize));
        }
    }
    let distinct = slow.len();
    slow.sort_by_key(|&(value, count)| (Reverse(count), value));
    slow.truncate(FIRST);
    let said = slow.iter().flat_map(|(value, _)| units.told.saying(*value)).map(|saying| saying.trace());
    let mut with_most: Vec<u32> = said.filter(|&trace| sides.of(trace) == Sides::SLOW).collect();
    with_most.sort_unstable();
    with_most.dedup();
    (naming.0 > 0).then_some(Touched {
        unit,
        slow_traces: naming.0 as usize,
        slow: distinct,
        fast_traces: naming.1 as usize,
        fast,
        most: slow,
        with_most: with_most.len(),
    })
}
