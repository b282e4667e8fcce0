//! What a comparison says in a few sentences, and what it says when there is nothing to compare.

use super::{
    Comparison, Index, Step,
    attributes::{self, What},
    cohorts::Cohorts,
    profile::Profile,
    shapes::Change,
    units::{Scope, Units},
};
use crate::{
    analysis::services,
    base::{stats::Part, time, words},
    model::store::Store,
};

/// The comparison in words: how much longer, where, and what goes together with it.
pub fn sentence(store: &Store, index: &Index, cohorts: &Cohorts, comparison: &Comparison) -> String {
    let gap_ns = comparison.gap.gap.round() as i64;
    let what = operation(store, &index.profile, cohorts)
        .map_or("Slow requests take".to_owned(), |(_, name)| format!("Slow {name} takes"));
    let tentative = cohorts.is_tentative();
    let mut sentences = Vec::new();
    if tentative {
        sentences.push("Few traces: tentative".to_owned());
    }
    if gap_ns == 0 {
        sentences.push(format!(
            "Both take {} on average",
            time::duration(comparison.gap.mean_slow.round() as i64)
        ));
    } else {
        let longer = if gap_ns > 0 { "longer" } else { "less" };
        sentences.push(format!("{what} {} {longer}", time::duration(gap_ns.abs())));
        sentences.extend(largest(comparison, tentative));
    }
    sentences.extend(together(store, &index.units, comparison, tentative));
    sentences.join(". ")
}

/// The service and name of the root that all traces of both cohorts have.
pub fn operation(store: &Store, profile: &Profile, cohorts: &Cohorts) -> Option<(String, String)> {
    let mut places = cohorts.slow.iter().chain(&cohorts.fast).map(|&trace| profile.operation_of(trace));
    let first = places.next()?;
    let (service, name) = profile.operations[first as usize];
    places.all(|place| place == first).then(|| {
        let service = services::name(store, service).to_owned();
        let name = store.text(name);
        let shown = if name.is_empty() { service.clone() } else { name.to_owned() };
        (service, shown)
    })
}

/// What makes up most of the gap.
fn largest(comparison: &Comparison, tentative: bool) -> Option<String> {
    let gap = &comparison.gap;
    if !gap.is_clear() && !tentative {
        return Some("The difference is no larger than its own uncertainty".to_owned());
    }
    let share = |ns: f64| ns / gap.gap;
    let step =
        comparison.steps.iter().max_by(|one, two| share(one.gap.delta).total_cmp(&share(two.gap.delta)));
    let of_step = step.map_or(0.0, |step| share(step.gap.delta));
    if share(gap.mix) > of_step.max(0.0) {
        return Some(format!("{} of that is another mix of operations", words::share(share(gap.mix))));
    }
    let step = step.filter(|_| of_step > 0.0)?;
    Some(format!("{} of that is {}{}", words::share(of_step), step.label.text, why(step, gap.gap, tentative)))
}

/// Which of the three factors it is.
fn why(step: &Step, gap: f64, tentative: bool) -> String {
    let parts = &step.gap.parts;
    let towards = |part: f64| part * gap.signum();
    let (presence, count, each) = (towards(parts.presence), towards(parts.count), towards(parts.each));
    let (slow, fast) = (step.gap.slow, step.gap.fast);
    let part = |side: super::split::Side| Part { of: side.present, all: side.traces };
    let factors = slow.factors::<f64>().zip(fast.factors::<f64>());
    if presence >= count.max(each) {
        let (slow, fast) = (part(slow), part(fast));
        return match tentative {
            true => format!(": in {} of {} slow and {} of {} fast", slow.of, slow.all, fast.of, fast.all),
            false => {
                format!(
                    ": in {} of slow and {} of fast traces",
                    words::share(slow.share()),
                    words::share(fast.share())
                )
            }
        };
    }
    let Some((one, zero)) = factors else { return String::new() };
    if count >= each {
        return format!(
            ": called {} times instead of {}",
            words::mean_count(one.count),
            words::mean_count(zero.count)
        );
    }
    let duration = |ns: f64| time::duration(ns.round() as i64);
    format!(": {} instead of {} each", duration(one.each), duration(zero.each))
}

/// The attribute that goes together with being slow.
fn together(store: &Store, units: &Units, comparison: &Comparison, tentative: bool) -> Option<String> {
    let finding = comparison.findings.first()?;
    let others = match finding.equivalent.len() {
        0 => String::new(),
        n => format!(" (and {n} equivalent)"),
    };
    let counts = match tentative {
        true => format!(
            " (in {} of {} slow, {} of {} fast)",
            finding.slow.of, finding.slow.all, finding.fast.of, finding.fast.all
        ),
        false => String::new(),
    };
    let lacking = if finding.difference() < 0.0 {
        "Goes together with fewer traces of "
    } else {
        "Goes together with "
    };
    Some(format!("{lacking}{}{others}{counts}", name(store, units, finding.what)))
}

/// A finding as people read it: `service.version = 2.14.0`, `flag checkout = new`, `payload.size > 4096`.
pub fn name(store: &Store, units: &Units, what: What) -> String {
    let unit = &units.units[attributes::unit_of(units, what) as usize];
    let flag = if unit.scope == Scope::Flag { "flag " } else { "" };
    let value = words::shortened(&attributes::words(store, units, what), 80);
    match what {
        What::Value(_) => format!("{flag}{} = {value}", unit.name),
        What::Above(..) => format!("{flag}{} {value}", unit.name),
    }
}

/// What is missing for a comparison, and how to get it.
pub fn lacking(cohorts: &Cohorts, traces: usize) -> String {
    match (traces, cohorts.slow.len(), cohorts.fast.len()) {
        (0, ..) => "No trace is open: open a file with some of the same operation".to_owned(),
        (1, ..) => "One trace has nothing to be compared with: open more of the same operation".to_owned(),
        (_, 0, 0) => "Neither side holds a trace: choose other conditions".to_owned(),
        (_, 0, _) if cohorts.in_both > 0 => {
            "Every slow trace is also a fast one: choose conditions that part them".to_owned()
        }
        (_, 0, _) if cohorts.by_duration => {
            "No trace stands out as slow: choose what to compare by hand".to_owned()
        }
        (_, 0, _) => "No trace is on the slow side: choose other conditions".to_owned(),
        _ => "No trace is on the fast side: choose other conditions".to_owned(),
    }
}

/// The word for a change of shape.
pub const fn change_word(change: Change) -> &'static str {
    match change {
        Change::Appears => "appears",
        Change::Vanishes => "vanishes",
        Change::Repeats => "repeats",
    }
}
