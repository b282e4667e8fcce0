//! Planted causes are found, and nothing where there is none: 200 seeds each.

use super::compared;
use crate::support::planted::{
    Cause, EQUIVALENT_KEY, PAYLOAD_KEY, Plan, Planted, TRUE_KEY, is_true_group, planted,
};
use spanscope::analysis::{
    compare::{Comparison, Index, attributes::unit_of, cohorts::Cohorts, compare, sentence},
    derived::Derived,
};

const SEEDS: u64 = 200;

/// The cause of a seed, its share of the gap, the margin of its group, whether its attribute is first and by what margin.
type Found = (Cause, f64, f64, (bool, f64));

/// Something of every seed, in the order of the seeds; two threads share the work.
fn of_seeds<T: Send>(of: impl Fn(u64) -> T + Sync) -> Vec<T> {
    let half = |seeds: core::ops::Range<u64>| seeds.map(&of).collect::<Vec<T>>();
    std::thread::scope(|scope| {
        let first = scope.spawn(|| half(0..SEEDS / 2));
        let second = half(SEEDS / 2..SEEDS);
        first.join().expect("the seeds are counted").into_iter().chain(second).collect()
    })
}

fn plan(seed: u64, cause: Cause) -> Plan {
    Plan { slow: 40, fast: 400, cause, holding: (0.95, 0.03), slowdown: true, strength: 1.0, seed }
}

fn cohorts(made: &Planted) -> Cohorts {
    Cohorts::new(made.slow.clone(), made.fast.clone(), true)
}

/// The margin of the true group to the next one as a share of the gap; negative when it is not the first.
fn group_margin(cause: Cause, comparison: &Comparison) -> f64 {
    let gap = comparison.gap.gap;
    let of = |is_true: bool| {
        let steps =
            comparison.steps.iter().filter(move |step| is_true_group(cause, &step.label.text) == is_true);
        steps.map(|step| step.gap.delta / gap).fold(0.0, f64::max)
    };
    of(true) - of(false)
}

/// Whether the first attribute is the true one, and its margin in bits to the next.
fn attribute(index: &Index, cause: Cause, comparison: &Comparison) -> (bool, f64) {
    let key = |at: usize| {
        let finding = comparison.findings.get(at)?;
        Some(index.units.units[unit_of(&index.units, finding.what) as usize].name.clone())
    };
    let right = match cause {
        Cause::Payload => vec![PAYLOAD_KEY],
        _ => vec![TRUE_KEY, EQUIVALENT_KEY],
    };
    let bits = |at: usize| comparison.findings.get(at).map_or(0.0, |finding| finding.bits.max(0.0));
    (key(0).is_some_and(|key| right.contains(&key.as_str())), bits(0) - bits(1))
}

fn spread(name: &str, mut margins: Vec<f64>) {
    margins.sort_unstable_by(f64::total_cmp);
    let (low, middle) = (margins[margins.len() / 20], margins[margins.len() / 2]);
    eprintln!("{name}: margin to rank 2 least {:.3}, 5 % {low:.3}, median {middle:.3}", margins[0]);
}

#[test]
fn a_planted_cause_is_first_among_decoys() {
    let results = of_seeds(|seed| {
        let cause = Cause::ALL[seed as usize % Cause::ALL.len()];
        let made = planted(plan(seed, cause));
        let (index, comparison) = compared(&made.store, &cohorts(&made));
        let comparison = comparison.expect("both sides hold traces");
        let steps = comparison.steps.iter().filter(|step| is_true_group(cause, &step.label.text));
        let share: f64 = steps.map(|step| step.gap.delta / comparison.gap.gap).sum();
        (cause, share, group_margin(cause, &comparison), attribute(&index, cause, &comparison))
    });
    let mean_share = results.iter().map(|result| result.1).sum::<f64>() / results.len() as f64;
    let groups = results.iter().filter(|result| result.2 > 0.0).count();
    let attributes = results.iter().filter(|result| result.3.0).count();
    eprintln!(
        "planted: {:.0} % of the gap on average; group first in {groups}, attribute first in {attributes} of {SEEDS}",
        mean_share * 100.0
    );
    for cause in Cause::ALL {
        let of = |of: fn(&Found) -> f64| results.iter().filter(|result| result.0 == cause).map(of).collect();
        spread(&format!("{cause:?} group"), of(|result| result.2));
        spread(&format!("{cause:?} attribute"), of(|result| result.3.1));
    }
    assert!((0.2..0.4).contains(&mean_share), "the cause is {mean_share} of the gap");
    assert!(groups >= 190, "the true group is first in {groups} of {SEEDS}");
    assert!(attributes >= 180, "the true attribute is first in {attributes} of {SEEDS}");
}

#[test]
fn chance_is_seldom_called_significant() {
    let called = of_seeds(|seed| {
        let made = planted(Plan { slow: 0, fast: 440, slowdown: false, ..plan(seed, Cause::Nothing) });
        let index = Index::of_store(&made.store, &Derived::of_store(&made.store));
        // Drawn at random: by their numbers, which say nothing.
        let (slow, fast): (Vec<_>, Vec<_>) = made.fast.iter().copied().partition(|trace| trace.0 % 11 == 0);
        let drawn = compare(&made.store, &index, &Cohorts::new(slow, fast, false));
        let drawn = drawn.expect("both sides hold traces");
        let of_groups = drawn.steps.iter().any(|step| step.is_significant);
        // Cut by duration, which no attribute has to do with.
        let latencies: Vec<_> =
            made.fast.iter().map(|&trace| (trace, made.store.latency_ns(trace))).collect();
        let cut = compare(&made.store, &index, &Cohorts::of_latencies(&latencies));
        let cut = cut.expect("both sides hold traces");
        assert!(cut.steps.iter().all(|step| !step.is_significant), "cut by duration");
        let of_shapes = drawn.shapes.iter().any(|shape| shape.q <= 0.05);
        (of_groups || of_shapes || !drawn.findings.is_empty(), !cut.findings.is_empty())
    });
    let drawn = called.iter().filter(|called| called.0).count();
    let cut = called.iter().filter(|called| called.1).count();
    eprintln!(
        "drawn at random: {drawn}, independent of duration: {cut} of {SEEDS} seeds call anything significant"
    );
    assert!(drawn <= 18 && cut <= 18, "{drawn} and {cut} of {SEEDS} seeds call something significant");
}

#[test]
fn small_exports_have_an_answer() {
    for traces in [2_usize, 4, 12, 20, 60] {
        // As many slow ones as the defaults of that size take.
        let slow = match traces {
            2 | 4 => 1,
            12 => 3,
            20 => 3,
            _ => 6,
        };
        let results = of_seeds(|seed| {
            let cause = Cause::ALL[seed as usize % Cause::ALL.len()];
            let made = planted(Plan {
                slow,
                fast: traces - slow,
                holding: (1.0, 0.0),
                // One cause and nothing else: with three slow traces chance alone moves every group.
                slowdown: false,
                strength: 2.0,
                ..plan(seed, cause)
            });
            let all = made.slow.iter().chain(&made.fast);
            let latencies: Vec<_> = all.map(|&trace| (trace, made.store.latency_ns(trace))).collect();
            let cohorts = Cohorts::of_latencies(&latencies);
            let (index, comparison) = compared(&made.store, &cohorts);
            let comparison = comparison.expect("the view is never blank");
            let words = sentence::sentence(&made.store, &index, &cohorts, &comparison);
            assert_eq!(words.starts_with("Few traces: tentative"), cohorts.is_tentative(), "{words}");
            assert!(comparison.steps.iter().all(|step| !step.is_significant));
            let holding = cohorts.slow.iter().filter(|trace| made.slow.contains(trace)).count();
            (holding, group_margin(cause, &comparison))
        });
        let enough: Vec<f64> =
            results.iter().filter(|(holding, _)| *holding >= 2).map(|(_, margin)| *margin).collect();
        let first = enough.iter().filter(|margin| **margin > 0.0).count();
        eprintln!("{traces} traces: first in {first} of {} where two slow traces hold it", enough.len());
        if !enough.is_empty() {
            spread(&format!("{traces} traces"), enough.clone());
        }
        assert!(first * 10 >= enough.len() * 9, "{first} of {} with {traces} traces", enough.len());
    }
}
