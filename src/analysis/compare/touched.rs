//! Whom it was slow for: the users, sessions and tenants that the traces of a cohort name (analysis.md, "Slow against
//! fast (b)"). They are counted apart: nobody is a cause.

use super::{cohorts::Cohorts, keys::Role, units::Units};
use crate::{base::hash::Map, model::ids::TraceIx};
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
pub fn touched(units: &Units, cohorts: &Cohorts) -> Vec<Touched> {
    let mut told: Vec<Touched> = (0_u32..)
        .zip(&units.units)
        .filter(|(_, unit)| unit.role == Role::People && !unit.folded)
        .filter_map(|(unit, _)| of_unit(units, cohorts, unit))
        .collect();
    told.sort_by_key(|touched| Reverse((touched.slow_traces, Reverse(touched.unit))));
    told
}

fn of_unit(units: &Units, cohorts: &Cohorts, unit: u32) -> Option<Touched> {
    let of_trace = |trace: TraceIx| {
        units.of_trace(trace).iter().copied().filter(|value| units.values[*value as usize].unit == unit)
    };
    let count = |traces: &[TraceIx]| {
        let mut counts: Map<u32, usize> = Map::default();
        traces
            .iter()
            .flat_map(|&trace| of_trace(trace))
            .for_each(|value| *counts.entry(value).or_default() += 1);
        let naming = traces.iter().filter(|&&trace| of_trace(trace).next().is_some()).count();
        let mut counts: Vec<(u32, usize)> = counts.into_iter().collect();
        counts.sort_by_key(|&(value, count)| (Reverse(count), value));
        (naming, counts)
    };
    let ((slow_traces, mut slow), (fast_traces, fast)) = (count(&cohorts.slow), count(&cohorts.fast));
    let distinct = slow.len();
    slow.truncate(FIRST);
    let is_most = |value: u32| slow.iter().any(|&(most, _)| most == value);
    let with_most = cohorts.slow.iter().filter(|&&trace| of_trace(trace).any(is_most)).count();
    (slow_traces > 0).then_some(Touched {
        unit,
        slow_traces,
        slow: distinct,
        fast_traces,
        fast: fast.len(),
        most: slow,
        with_most,
    })
}
