//! Slow against fast: what the slow requests have in common (analysis.md, "Slow against fast").
//!
//! `Index` is what is known of every trace, made once for a store; `compare` is what two cohorts of them differ in. All
//! of it is counted by trace, deterministic, and adds up exactly.

pub mod aligned;
pub mod attributes;
pub mod cohorts;
mod equivalents;
pub mod exemplars;
pub mod gap;
pub mod keys;
pub mod label;
pub mod number;
pub mod numeric;
pub mod profile;
pub mod sentence;
pub mod shapes;
pub mod split;
pub mod told;
pub mod touched;
pub mod units;
mod units_reader;

use super::derived::Derived;
use crate::{
    base::stats::{benjamini_hochberg, normal_two_sided},
    model::store::Store,
};
use attributes::{Finding, Q_LIMIT};
use cohorts::Cohorts;
use exemplars::Exemplars;
use gap::{Gap, GroupGap};
use label::Label;
use profile::Profile;
use shapes::{Paths, Shape};
use touched::Touched;
use units::Units;

/// Groups that make up less of the gap than this are told together.
const LEAST_SHARE: f64 = 0.005;
/// Groups that are told one by one.
const GROUPS_AT_MOST: usize = 40;

/// What is known of every trace of a store.
#[derive(Clone, Debug)]
pub struct Index {
    /// What its latency went to.
    pub profile: Profile,
    /// What is said in it.
    pub units: Units,
    /// What it is made of.
    pub paths: Paths,
}

/// A group and what is to be said about it.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// Its part of the gap.
    pub gap: GroupGap<f64>,
    /// What it is called.
    pub label: Label,
    /// Its part of the gap as a share, when the gap is larger than its standard error.
    pub share: Option<f64>,
    /// The share of false discoveries; `None` where the cohorts differ by construction, or nothing varies.
    pub q: Option<f64>,
    /// Whether the difference is no chance.
    pub is_significant: bool,
}

/// What two cohorts differ in.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// Means, gap and mix; its groups are in `steps`, or together in `other`.
    pub gap: Gap<f64>,
    /// The groups, the largest difference first.
    pub steps: Vec<Step>,
    /// All groups that are too small to be told, in nanoseconds.
    pub other: f64,
    /// What goes together with being slow.
    pub findings: Vec<Finding>,
    /// What has another shape.
    pub shapes: Vec<Shape>,
    /// Whom it was slow for.
    pub touched: Vec<Touched>,
    /// Traces to look at.
    pub exemplars: Exemplars,
}

impl Index {
    /// What is known of every trace of a store.
    pub fn of_store(store: &Store, derived: &Derived) -> Self {
        Self {
            profile: Profile::of_store(store, derived),
            units: Units::of_store(store),
            paths: Paths::of_store(store),
        }
    }
}

impl Gap<f64> {
    /// Whether the gap is larger than its standard error, so that shares of it mean something.
    pub fn is_clear(&self) -> bool {
        self.gap.abs() > self.variance.sqrt()
    }
}

/// What two cohorts differ in; `None` when one of them is empty.
pub fn compare(store: &Store, index: &Index, cohorts: &Cohorts) -> Option<Comparison> {
    if cohorts.is_lacking() {
        return None;
    }
    let sides = cohorts.sides(store.trace_count());
    let gap: Gap<f64> = gap::gap(store, &index.profile, cohorts, &sides);
    let steps = steps(store, index, cohorts, &gap);
    let told: f64 = steps.iter().map(|step| step.gap.delta).sum();
    let all: f64 = gap.groups.iter().map(|group| group.delta).sum();
    let sign = if gap.gap < 0.0 { -1.0 } else { 1.0 };
    let top = steps.iter().max_by(|one, two| (one.gap.delta * sign).total_cmp(&(two.gap.delta * sign)));
    let exemplars = exemplars::exemplars(store, &index.profile, cohorts, top.map(|step| step.gap.group));
    Some(Comparison {
        steps,
        other: all - told,
        findings: attributes::findings(store, &index.units, cohorts, &sides),
        shapes: shapes::shapes(&index.paths, cohorts),
        touched: touched::touched(&index.units, &sides),
        exemplars,
        gap,
    })
}

/// The groups that are told one by one.
fn steps(store: &Store, index: &Index, cohorts: &Cohorts, gap: &Gap<f64>) -> Vec<Step> {
    // The larger of the two variances: with few slow traces Welch's alone calls 17 of 100 drawings of chance a
    // discovery, the larger one 2.
    let variance = |group: &GroupGap<f64>| group.variance.max(group.pooled_variance);
    let p = |group: &GroupGap<f64>| normal_two_sided(group.delta / variance(group).sqrt());
    let is_tested = !cohorts.by_duration && !cohorts.is_tentative();
    let varying: Vec<&GroupGap<f64>> = gap.groups.iter().filter(|group| variance(group) > 0.0).collect();
    let q = benjamini_hochberg(&varying.iter().map(|group| p(group)).collect::<Vec<_>>());
    let q_of = |group: u32| {
        let place = varying.binary_search_by_key(&group, |group| group.group).ok()?;
        is_tested.then(|| q[place])
    };
    let least = gap.gap.abs() * LEAST_SHARE;
    let large = gap.groups.iter().filter(|group| group.delta.abs() >= least.max(0.5));
    let mut steps: Vec<Step> = large
        .map(|group| {
            let q = q_of(group.group);
            Step {
                label: label::label(store, &index.profile, index.profile.groups[group.group as usize]),
                share: gap.is_clear().then(|| group.delta / gap.gap),
                is_significant: q.is_some_and(|q| q <= Q_LIMIT),
                q,
                gap: group.clone(),
            }
        })
        .collect();
    steps.sort_by(|one, two| {
        two.gap.delta.abs().total_cmp(&one.gap.delta.abs()).then_with(|| one.label.cmp(&two.label))
    });
    steps.truncate(GROUPS_AT_MOST);
    steps
}
