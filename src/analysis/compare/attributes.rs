//! What the slow traces are: attributes whose values they have more or less often than the fast ones (analysis.md,
//! "Slow against fast (b)"). Everything is counted by trace.

use super::{
    cohorts::{Cohorts, Sides},
    equivalents, numeric,
    told::Count,
    units::{Scope, Units},
};
use crate::{
    base::{
        information::divergence_bits,
        stats::{Part, benjamini_hochberg, difference_interval, fisher_p, g_test_p, shares_p},
    },
    model::store::Store,
};

/// Findings at this share of false discoveries are shown.
pub const Q_LIMIT: f64 = 0.05;
/// At least so many traces have a value that is shown.
const SUPPORT: usize = 5;
/// The shares of a value that is shown differ at least so much.
const LEAST_DIFFERENCE: f64 = 0.05;
/// The same where so few traces are compared that only counts are told.
const LEAST_TENTATIVE: f64 = 0.5;
/// Keys that are told.
const KEYS_AT_MOST: usize = 60;

/// What a finding is about.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum What {
    /// A value by its place.
    Value(u32),
    /// Numbers above one, of a unit by its place.
    Above(u32, f64),
}

/// A value, or numbers above one, that one cohort has more often.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// What the traces have.
    pub what: What,
    /// The slow traces that have it.
    pub slow: Part,
    /// The fast traces that have it.
    pub fast: Part,
    /// The 95 % interval of the difference of the shares.
    pub interval: (f64, f64),
    /// The share of false discoveries; of few traces Fisher's exact probability.
    pub q: f64,
    /// How much the key tells, in bits, beyond what chance would.
    pub bits: f64,
    /// For numbers: the probability that a slow trace has a larger one.
    pub auc: Option<f64>,
    /// Other findings that the same traces have.
    pub equivalent: Vec<What>,
}

impl Finding {
    /// Slow share − fast share.
    pub fn difference(&self) -> f64 {
        self.slow.share() - self.fast.share()
    }
}

/// A key that is looked at.
struct Candidate {
    bits: f64,
    p: f64,
    auc: Option<f64>,
    /// What of it is told, with the places of the values in a family.
    values: Vec<(What, Part, Part)>,
}

/// The findings, those that tell most first.
pub fn findings(store: &Store, units: &Units, cohorts: &Cohorts, sides: &Sides) -> Vec<Finding> {
    let tentative = cohorts.is_tentative();
    let mut candidates = of_values(units, cohorts, sides);
    candidates.extend(numeric::samples(units, cohorts).into_iter().map(|numbers| Candidate {
        bits: numbers.bits,
        p: numbers.p,
        auc: Some(numbers.auc),
        values: vec![(What::Above(numbers.unit, numbers.at), numbers.slow, numbers.fast)],
    }));
    let key_q = benjamini_hochberg(&candidates.iter().map(|candidate| candidate.p).collect::<Vec<_>>());
    let value_p: Vec<f64> = candidates
        .iter()
        .flat_map(|candidate| candidate.values.iter().map(|(_, slow, fast)| shares_p(*slow, *fast)))
        .collect();
    let value_q = benjamini_hochberg(&value_p);
    let mut first = 0;
    let mut found = Vec::new();
    for (candidate, key_q) in candidates.iter().zip(key_q) {
        let q = &value_q[first..first + candidate.values.len()];
        first += candidate.values.len();
        let told = candidate.values.iter().zip(q).filter_map(|(&(what, slow, fast), &value_q)| {
            let difference = (slow.share() - fast.share()).abs();
            let q = if tentative { fisher_p(slow, fast) } else { key_q.max(value_q) };
            let is_told = match tentative {
                true => difference >= LEAST_TENTATIVE,
                false => q <= Q_LIMIT && slow.of + fast.of >= SUPPORT && difference >= LEAST_DIFFERENCE,
            };
            is_told.then(|| Finding {
                what,
                slow,
                fast,
                interval: difference_interval(slow, fast),
                q,
                bits: candidate.bits,
                auc: candidate.auc,
                equivalent: Vec::new(),
            })
        });
        // Of one key the value that tells most; of two that part the traces alike, the one that the slow ones have.
        // In whole numbers, so that two such values really are alike.
        let apart = |finding: &Finding| {
            finding.slow.of as i128 * finding.fast.all as i128
                - finding.fast.of as i128 * finding.slow.all as i128
        };
        found.extend(told.max_by(|one, two| {
            let (a, b) = (apart(one), apart(two));
            a.abs()
                .cmp(&b.abs())
                .then(a.cmp(&b))
                .then_with(|| words(store, units, two.what).cmp(&words(store, units, one.what)))
        }));
    }
    found.sort_by(|one, two| {
        let evidence = if tentative { one.q.total_cmp(&two.q) } else { core::cmp::Ordering::Equal };
        evidence
            .then(two.bits.total_cmp(&one.bits))
            .then(two.difference().abs().total_cmp(&one.difference().abs()))
            .then_with(|| order(units, one.what).cmp(&order(units, two.what)))
            .then_with(|| words(store, units, one.what).cmp(&words(store, units, two.what)))
    });
    found.truncate(KEYS_AT_MOST);
    equivalents::joined(units, sides, found)
}

/// The keys whose values are told apart one by one.
fn of_values(units: &Units, cohorts: &Cohorts, sides: &Sides) -> Vec<Candidate> {
    let (slow_all, fast_all) = (cohorts.slow.len(), cohorts.fast.len());
    let mut candidates = Vec::new();
    for unit in (0..units.units.len() as u32).filter(|&unit| units.is_told(unit)) {
        let counted = units.values_of(unit).map(|value| (value, units.told.count(value, sides)));
        let values: Vec<(u32, (Count, Count))> = counted.filter(|(_, (all, _))| *all != (0, 0)).collect();
        let several = units.told.several(unit, sides);
        let single = values.iter().fold((0, 0), |sum, (_, (_, alone))| (sum.0 + alone.0, sum.1 + alone.1));
        let missing = (slow_all as u32 - single.0 - several.0, fast_all as u32 - single.1 - several.1);
        let categories = values.iter().map(|(_, (_, alone))| *alone).chain([several, missing]);
        let filled = categories.clone().filter(|&pair| pair != (0, 0)).count();
        let part = |(slow, fast): (u32, u32)| {
            (Part { of: slow as usize, all: slow_all }, Part { of: fast as usize, all: fast_all })
        };
        let told: Vec<(What, Part, Part)> = values
            .iter()
            .map(|&(value, (all, _))| (What::Value(value), part(all)))
            .map(|(what, (slow, fast))| (what, slow, fast))
            // A value that nearly every trace has, or next to none, is no test: it could never be shown.
            .filter(|(_, slow, fast)| {
                let having = slow.of + fast.of;
                having < slow_all + fast_all && (having >= SUPPORT || cohorts.is_tentative())
            })
            .collect();
        if told.is_empty() || filled < 2 && several == (0, 0) {
            continue;
        }
        // Where most traces say several values, as services do of their versions, one category a trace tells nothing:
        // the value that tells most stands for the key, paid for by the number of values.
        let is_mixed = (several.0 + several.1) as usize * 2 > slow_all + fast_all;
        let (bits, p) = match is_mixed {
            true => of_best_value(&told, cohorts),
            false => (divergence_bits(categories.clone()) - bias_bits(filled, cohorts), g_test_p(categories)),
        };
        candidates.push(Candidate { bits, p, auc: None, values: told });
    }
    candidates
}

/// What the value that tells most tells by being there or not, in bits beyond what chance would, and the probability
/// that any of them tells as much by chance.
fn of_best_value(values: &[(What, Part, Part)], cohorts: &Cohorts) -> (f64, f64) {
    let bits = |slow: Part, fast: Part| {
        let pairs = [(slow.of, fast.of), (slow.all - slow.of, fast.all - fast.of)];
        divergence_bits(pairs.map(|(slow, fast)| (slow as u32, fast as u32)).into_iter())
    };
    let best_bits = values.iter().map(|&(_, slow, fast)| bits(slow, fast)).fold(0.0, f64::max);
    let best_p = values.iter().map(|&(_, slow, fast)| shares_p(slow, fast)).fold(1.0, f64::min);
    (best_bits - bias_bits(2, cohorts), (best_p * values.len() as f64).min(1.0))
}

/// What chance alone adds to the divergence of so many categories.
pub(super) fn bias_bits(categories: usize, cohorts: &Cohorts) -> f64 {
    let turned = 1.0 / cohorts.slow.len() as f64 + 1.0 / cohorts.fast.len() as f64;
    categories.saturating_sub(1) as f64 * turned / (8.0 * core::f64::consts::LN_2)
}

/// The unit that a finding is about.
pub fn unit_of(units: &Units, what: What) -> u32 {
    match what {
        What::Value(value) => units.values[value as usize].unit,
        What::Above(unit, _) => unit,
    }
}

/// What is deployed stands before what a request says, of keys that tell the same; folded twins come last.
fn order(units: &Units, what: What) -> (bool, u8, &str) {
    let unit = &units.units[unit_of(units, what) as usize];
    let place = match unit.scope {
        Scope::Resource => 0,
        Scope::Flag => 1,
        Scope::Span => 2,
        Scope::Event => 3,
    };
    (unit.folded, place, &unit.name)
}

/// What a finding is about as people read it.
pub fn words(store: &Store, units: &Units, what: What) -> String {
    match what {
        What::Value(value) => units.text(store, value),
        What::Above(_, number) => format!("> {number}"),
    }
}
