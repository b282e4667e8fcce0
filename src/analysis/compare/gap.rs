//! Where the gap between two cohorts is (analysis.md, "Slow against fast (a)"): a mix of operations and a difference
//! for every group, which add up to the difference of the mean latencies exactly.

use super::{
    cohorts::{Cohorts, Sides},
    number::{Number, mean, zero},
    profile::{Part, Profile},
    split::{Parts, Side},
};
use crate::model::store::Store;

/// A group's part of the gap.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupGap<N> {
    /// The place of the group in the profile.
    pub group: u32,
    /// How much longer it takes in the slow cohort, in nanoseconds.
    pub delta: N,
    /// Why; the parts add up to the difference.
    pub parts: Parts<N>,
    /// The variance of the difference (Welch); strata with one trace give none.
    pub variance: f64,
    /// The same as far as both sides are of one population: a group that the few slow traces happen to lack has no
    /// variance there, and is no discovery.
    pub pooled_variance: f64,
    /// All that the slow traces spent in it.
    pub slow: Side,
    /// All that the fast traces spent in it.
    pub fast: Side,
}

/// See the module.
#[derive(Clone, Debug, PartialEq)]
pub struct Gap<N> {
    /// The mean latency of the slow cohort, in nanoseconds.
    pub mean_slow: N,
    /// The mean latency of the fast cohort.
    pub mean_fast: N,
    /// The difference: `mix` and all groups together.
    pub gap: N,
    /// What comes of the cohorts having other shares of operations.
    pub mix: N,
    /// The variance of the difference (Welch).
    pub variance: f64,
    /// The groups that occur, by their place.
    pub groups: Vec<GroupGap<N>>,
}

/// Counts and sums of one side of a stratum, or of a group in it.
#[derive(Clone, Copy, Debug, Default)]
struct Sums {
    side: Side,
    /// Sum of the squares of what each trace spent.
    squares: i128,
}

impl Sums {
    fn add(&mut self, calls: u32, ns: i64) {
        self.side.present += 1;
        self.side.calls += u64::from(calls);
        self.side.ns += i128::from(ns);
        self.squares += i128::from(ns) * i128::from(ns);
    }

    /// The variance of the difference of two means when both sides are of one population.
    fn pooled_variance([one, other]: &Pair, traces: [usize; 2]) -> f64 {
        let mut both = *one;
        both.side.ns += other.side.ns;
        both.squares += other.squares;
        let all = traces[0] + traces[1];
        both.variance(all) * all as f64 * (1.0 / traces[0] as f64 + 1.0 / traces[1] as f64)
    }

    /// The variance of the mean over `traces` traces, those that were not added counting 0.
    fn variance(&self, traces: usize) -> f64 {
        if traces < 2 {
            return 0.0;
        }
        let n = traces as i128;
        // n² times the variance of the numbers themselves, as a whole number: nothing cancels out.
        let spread = n * self.squares - self.side.ns * self.side.ns;
        let n = traces as f64;
        (spread as f64 / (n * (n - 1.0)) / n).max(0.0)
    }
}

/// The slow and the fast side of something.
type Pair = [Sums; 2];

/// Where the gap between two cohorts is; neither is empty.
pub fn gap<N: Number>(store: &Store, profile: &Profile, cohorts: &Cohorts, sides: &Sides) -> Gap<N> {
    let sizes = [cohorts.slow.len(), cohorts.fast.len()];
    let mut whole = Pair::default();
    // By the place of the root operation.
    let mut strata = vec![Pair::default(); profile.operations.len()];
    for (side, traces) in [&cohorts.slow, &cohorts.fast].into_iter().enumerate() {
        for &trace in traces {
            let latency_ns = store.latency_ns(trace);
            strata[profile.operation_of(trace) as usize][side].add(1, latency_ns);
            whole[side].add(1, latency_ns);
        }
    }
    let of = |stratum: &Pair, side: usize| stratum[side].side.present;
    let mean_of = |side: usize| mean::<N>(whole[side].side.ns, sizes[side]);
    let mut gap = Gap {
        mean_slow: mean_of(0),
        mean_fast: mean_of(1),
        gap: mean_of(0) - mean_of(1),
        mix: strata.iter().map(|stratum| mix_of(stratum, sizes)).fold(zero(), |sum: N, mix| sum + mix),
        variance: whole[0].variance(sizes[0]) + whole[1].variance(sizes[1]),
        groups: Vec::new(),
    };
    for parts in profile.parts().chunk_by(|one, other| one.spent.group == other.spent.group) {
        let mut group = GroupGap {
            group: parts[0].spent.group,
            delta: zero(),
            parts: Parts::none(),
            variance: 0.0,
            pooled_variance: 0.0,
            slow: Side { traces: sizes[0], ..Side::default() },
            fast: Side { traces: sizes[1], ..Side::default() },
        };
        for parts in parts.chunk_by(|one, other| one.operation == other.operation) {
            let stratum = &strata[parts[0].operation as usize];
            let cell = &cell(parts, sides);
            for (all, sums) in [&mut group.slow, &mut group.fast].into_iter().zip(cell) {
                all.present += sums.side.present;
                all.calls += sums.side.calls;
                all.ns += sums.side.ns;
            }
            if of(stratum, 0) == 0 || of(stratum, 1) == 0 {
                continue;
            }
            let weight = weight::<N>(stratum, sizes);
            let side = |at: usize| Side { traces: of(stratum, at), ..cell[at].side };
            let (slow, fast) = (side(0), side(1));
            group.delta = group.delta + weight.clone() * (slow.mean::<N>() - fast.mean());
            group.parts = group.parts.plus(Parts::of(&slow, &fast), &weight);
            if of(stratum, 0) > 1 && of(stratum, 1) > 1 {
                let weight = self::weight::<f64>(stratum, sizes);
                let variance = cell[0].variance(of(stratum, 0)) + cell[1].variance(of(stratum, 1));
                group.variance += weight * weight * variance;
                let pooled = Sums::pooled_variance(cell, [of(stratum, 0), of(stratum, 1)]);
                group.pooled_variance += weight * weight * pooled;
            }
        }
        if group.slow.present + group.fast.present > 0 {
            gap.groups.push(group);
        }
    }
    gap
}

/// What both sides spent in a group under one root operation.
fn cell(parts: &[Part], sides: &Sides) -> Pair {
    let mut pair = Pair::default();
    for Part { trace, spent, .. } in parts {
        if let Some(sums) = pair.get_mut(sides.of(trace.0)) {
            sums.add(spent.calls, spent.ns);
        }
    }
    pair
}

/// The mean of a stratum's shares of the two cohorts.
fn weight<N: Number>(stratum: &Pair, sizes: [usize; 2]) -> N {
    (share::<N>(stratum, sizes, 0) + share(stratum, sizes, 1)) / N::whole(2)
}

fn share<N: Number>(stratum: &Pair, sizes: [usize; 2], side: usize) -> N {
    mean(stratum[side].side.present as i128, sizes[side])
}

/// What a stratum adds to the mix. With no trace on one side it takes the other side's mean there.
fn mix_of<N: Number>(stratum: &Pair, sizes: [usize; 2]) -> N {
    let mean_of = |side: usize| {
        let Side { present, ns, .. } = stratum[side].side;
        (present > 0).then(|| mean::<N>(ns, present))
    };
    let means = match (mean_of(0), mean_of(1)) {
        (Some(slow), Some(fast)) => slow + fast,
        (Some(one), None) | (None, Some(one)) => one.clone() + one,
        (None, None) => zero(),
    };
    (share::<N>(stratum, sizes, 0) - share(stratum, sizes, 1)) * means / N::whole(2)
}
