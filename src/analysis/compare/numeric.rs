//! Keys whose values are numbers: the largest of each trace, as two distributions.

use super::{attributes::bias_bits, cohorts::Cohorts, units::Units};
use crate::{
    base::{
        information::divergence_bits,
        stats::{Part, compare_samples},
    },
    model::ids::TraceIx,
};

/// Numbers with no more distinct values than this are told apart one by one, as codes are.
pub const FEW_NUMBERS: usize = 8;
/// Categories that numbers are parted into, to rank their keys among others.
const BINS: usize = 8;

/// The numbers of a key in both cohorts.
#[derive(Clone, Debug, PartialEq)]
pub struct Numbers {
    /// The place of the unit.
    pub unit: u32,
    /// How much it tells, in bits, beyond what chance would.
    pub bits: f64,
    /// The probability of such a distance in two samples of one population (Kolmogorov and Smirnov).
    pub p: f64,
    /// The probability that a slow trace has a larger number.
    pub auc: f64,
    /// The number above which the two differ most.
    pub at: f64,
    /// Slow traces with a number above it.
    pub slow: Part,
    /// Fast traces with a number above it.
    pub fast: Part,
}

/// The numbers of every key that has enough of them, ascending, of each cohort.
pub fn sorted(units: &Units, cohorts: &Cohorts) -> Vec<(u32, [Vec<f64>; 2])> {
    let mut samples: Vec<[Vec<f64>; 2]> = vec![Default::default(); units.units.len()];
    let mut add = |traces: &[TraceIx], side: usize| {
        for largest in traces.iter().flat_map(|&trace| units.largest(trace)) {
            samples[largest.unit as usize][side].push(largest.number);
        }
    };
    add(&cohorts.slow, 0);
    add(&cohorts.fast, 1);
    let is_wanted = |unit: &u32| units.is_measured(*unit) && units.units[*unit as usize].role.is_ranked();
    let samples = (0_u32..).zip(samples).filter(|(unit, _)| is_wanted(unit));
    samples
        .map(|(unit, mut sides)| {
            sides.iter_mut().for_each(|side| side.sort_unstable_by(f64::total_cmp));
            (unit, sides)
        })
        .collect()
}

/// Compares the numbers of every key.
pub fn samples(units: &Units, cohorts: &Cohorts) -> Vec<Numbers> {
    let sorted = sorted(units, cohorts);
    let numbers = sorted.iter().filter_map(|(unit, [slow, fast])| {
        let order = compare_samples(slow, fast)?;
        let part = |side: &[f64], all: usize| Part {
            of: side.len() - side.partition_point(|number| *number <= order.at),
            all,
        };
        let bins = bins(slow, fast, cohorts);
        let filled = bins.iter().filter(|pair| **pair != (0, 0)).count();
        Some(Numbers {
            unit: *unit,
            bits: divergence_bits(bins.iter().copied()) - bias_bits(filled, cohorts),
            p: order.p,
            auc: order.auc,
            at: order.at,
            slow: part(slow, cohorts.slow.len()),
            fast: part(fast, cohorts.fast.len()),
        })
    });
    numbers.collect()
}

/// Numbers of both cohorts in equally large bins of all of them, and the traces without any.
pub fn bins(slow: &[f64], fast: &[f64], cohorts: &Cohorts) -> Vec<(u32, u32)> {
    let mut all: Vec<f64> = slow.iter().chain(fast).copied().collect();
    // Two ascending runs: the stable sort merges them.
    all.sort_by(f64::total_cmp);
    let mut borders: Vec<f64> =
        (1..BINS).filter_map(|nth| all.get(all.len() * nth / BINS).copied()).collect();
    borders.dedup();
    let mut bins = vec![(0, 0); borders.len() + 2];
    let bin = |number: f64| borders.partition_point(|border| *border <= number);
    slow.iter().for_each(|&number| bins[bin(number)].0 += 1);
    fast.iter().for_each(|&number| bins[bin(number)].1 += 1);
    let missing = borders.len() + 1;
    bins[missing] = ((cohorts.slow.len() - slow.len()) as u32, (cohorts.fast.len() - fast.len()) as u32);
    bins
}
