//! The gap adds up: exactly in fractions, to the last digits in floating-point numbers.

use crate::support::draw::ORIGIN_NS;
use crate::support::plain::{self, Plain, Span};
use core::ops::{Add, Div, Mul, Sub};
use num_rational::BigRational;
use proptest::prelude::*;
use spanscope::model::span::Kind;
use spanscope::{
    analysis::{
        compare::{
            cohorts::Cohorts,
            gap::{Gap, gap},
            number::Number,
            profile::Profile,
            split::{Parts, Side},
        },
        derived::Derived,
    },
    model::{ids::TraceIx, store::Store},
};

/// A fraction.
#[derive(Clone, Debug, PartialEq)]
struct Exact(BigRational);

impl Number for Exact {
    fn whole(number: i128) -> Self {
        Self(BigRational::from_integer(number.into()))
    }
}

macro_rules! operation {
    ($name:ident, $method:ident) => {
        impl $name for Exact {
            type Output = Self;
            fn $method(self, other: Self) -> Self {
                Self($name::$method(self.0, other.0))
            }
        }
    };
}
operation!(Add, add);
operation!(Sub, sub);
operation!(Mul, mul);
operation!(Div, div);

fn whole(number: i128) -> Exact {
    Exact::whole(number)
}

fn negated(number: &Exact) -> Exact {
    whole(0) - number.clone()
}

/// A trace as numbers: its operation, and for each call below the root the service, the start and the length.
type Drawn = (u8, Vec<(u8, i64, i64)>);

fn traces() -> impl Strategy<Value = Vec<(bool, Drawn)>> {
    let calls = prop::collection::vec((0_u8..4, 0_i64..90, 1_i64..40), 0..6);
    prop::collection::vec((any::<bool>(), (0_u8..3, calls)), 2..14)
}

/// The traces in the order that is given by `order`, and which of them are slow and fast.
fn made(drawn: &[(bool, Drawn)], order: impl Iterator<Item = usize>) -> (Store, Vec<TraceIx>, Vec<TraceIx>) {
    let mut spans = Vec::new();
    for at in order {
        let (_, (operation, calls)) = &drawn[at];
        let service = |name: String| vec![("service.name".to_owned(), Plain::Text(name))];
        let span = |id, parent, start_ns, length_ns, name: String, kind, of: String| Span {
            trace: at as u128 + 1,
            id,
            parent,
            start_ns,
            length_ns,
            name,
            kind,
            resource: service(of),
            ..Span::default()
        };
        let start = at as i64 * 1_000;
        spans.push(span(1, 0, start, 100, format!("op-{operation}"), Kind::Server, "front".to_owned()));
        for (nth, (callee, from, length)) in calls.iter().enumerate() {
            let id = nth as u64 * 2 + 2;
            spans.push(span(
                id,
                1,
                start + from,
                *length,
                "call".to_owned(),
                Kind::Client,
                "front".to_owned(),
            ));
            let inside = (start + from + 1, (length - 2).max(0));
            let name = format!("serve-{callee}");
            spans.push(span(id + 1, id, inside.0, inside.1, name, Kind::Server, format!("s{callee}")));
        }
    }
    let store = plain::store(&spans);
    assert!(store.spans().all(|span| store.start_ns(span) >= ORIGIN_NS));
    let find = |at: usize| store.find_trace(&format!("{:032x}", at + 1)).expect("it was made");
    let of = |wanted: bool| {
        let at = drawn.iter().enumerate().filter(|(_, (is, _))| *is == wanted);
        at.map(|(at, _)| find(at)).collect::<Vec<_>>()
    };
    let (slow, fast) = (of(true), of(false));
    (store, slow, fast)
}

fn profile(store: &Store) -> Profile {
    Profile::of_store(store, &Derived::of_store(store))
}

fn gap_of<N: Number>(store: &Store, profile: &Profile, slow: &[TraceIx], fast: &[TraceIx]) -> Gap<N> {
    let cohorts = Cohorts::new(slow.to_vec(), fast.to_vec(), false);
    gap(store, profile, &cohorts, &cohorts.sides(store.trace_count()))
}

fn sum<N: Number>(gap: &Gap<N>) -> N {
    gap.groups.iter().fold(gap.mix.clone(), |sum, group| sum + group.delta.clone())
}

fn of_parts<N: Number>(parts: &Parts<N>) -> N {
    parts.presence.clone() + parts.count.clone() + parts.each.clone()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn mix_and_groups_add_up_to_the_gap(drawn in traces()) {
        let (store, slow, fast) = made(&drawn, 0..drawn.len());
        prop_assume!(!slow.is_empty() && !fast.is_empty());
        let profile = profile(&store);
        let exact: Gap<Exact> = gap_of(&store, &profile, &slow, &fast);
        prop_assert_eq!(&exact.gap, &(exact.mean_slow.clone() - exact.mean_fast.clone()));
        prop_assert_eq!(&sum(&exact), &exact.gap);
        for group in &exact.groups {
            prop_assert_eq!(of_parts(&group.parts), group.delta.clone());
        }
        let floating: Gap<f64> = gap_of(&store, &profile, &slow, &fast);
        let allowed = 1e-9 * floating.mean_slow.max(floating.mean_fast);
        prop_assert!((sum(&floating) - floating.gap).abs() <= allowed);
        for group in &floating.groups {
            prop_assert!((of_parts(&group.parts) - group.delta).abs() <= allowed);
            prop_assert!(group.variance.is_finite() && group.variance >= 0.0);
        }
    }

    #[test]
    fn swapping_the_cohorts_negates_everything(drawn in traces()) {
        let (store, slow, fast) = made(&drawn, 0..drawn.len());
        prop_assume!(!slow.is_empty() && !fast.is_empty());
        let profile = profile(&store);
        let one: Gap<Exact> = gap_of(&store, &profile, &slow, &fast);
        let other: Gap<Exact> = gap_of(&store, &profile, &fast, &slow);
        prop_assert_eq!(&other.gap, &negated(&one.gap));
        prop_assert_eq!(&other.mix, &negated(&one.mix));
        prop_assert_eq!(one.groups.len(), other.groups.len());
        for (one, other) in one.groups.iter().zip(&other.groups) {
            prop_assert_eq!(one.group, other.group);
            prop_assert_eq!(&other.delta, &negated(&one.delta));
            prop_assert_eq!(&other.parts.presence, &negated(&one.parts.presence));
            prop_assert_eq!(&other.parts.count, &negated(&one.parts.count));
            prop_assert_eq!(&other.parts.each, &negated(&one.parts.each));
            prop_assert_eq!(one.variance, other.variance);
        }
    }

    #[test]
    fn the_order_of_the_input_changes_nothing(drawn in traces()) {
        let (store, slow, fast) = made(&drawn, 0..drawn.len());
        prop_assume!(!slow.is_empty() && !fast.is_empty());
        let one: Gap<f64> = gap_of(&store, &profile(&store), &slow, &fast);
        let (store, slow, fast) = made(&drawn, (0..drawn.len()).rev());
        let other: Gap<f64> = gap_of(&store, &profile(&store), &slow, &fast);
        prop_assert_eq!(one, other);
    }

    #[test]
    fn traces_that_are_there_twice_change_no_share(drawn in traces()) {
        let (store, slow, fast) = made(&drawn, 0..drawn.len());
        prop_assume!(!slow.is_empty() && !fast.is_empty());
        let one: Gap<Exact> = gap_of(&store, &profile(&store), &slow, &fast);
        let twice = [drawn.clone(), drawn].concat();
        let (store, slow, fast) = made(&twice, 0..twice.len());
        let other: Gap<Exact> = gap_of(&store, &profile(&store), &slow, &fast);
        prop_assert_eq!(&one.gap, &other.gap);
        prop_assert_eq!(&one.mix, &other.mix);
        for (one, other) in one.groups.iter().zip(&other.groups) {
            prop_assert_eq!(&one.delta, &other.delta);
            prop_assert_eq!(&one.parts, &other.parts);
        }
    }
}

/// The parts of a difference, in nanoseconds: presence, count and each.
fn parts(slow: (usize, u64, i128), fast: (usize, u64, i128)) -> (f64, f64, f64) {
    let side = |(present, calls, ns)| Side { traces: 10, present, calls, ns };
    let parts = Parts::<f64>::of(&side(slow), &side(fast));
    (parts.presence, parts.count, parts.each)
}

#[test]
fn each_factor_that_changes_alone_takes_all() {
    assert_eq!(parts((10, 10, 500), (5, 5, 250)), (25.0, 0.0, 0.0));
    assert_eq!(parts((5, 20, 400), (5, 5, 100)), (0.0, 30.0, 0.0));
    assert_eq!(parts((5, 5, 500), (5, 5, 100)), (0.0, 0.0, 40.0));
    // Nothing on the fast side: all of it is presence.
    assert_eq!(parts((5, 15, 600), (0, 0, 0)), (60.0, 0.0, 0.0));
    assert_eq!(parts((0, 0, 0), (5, 15, 600)), (-60.0, 0.0, 0.0));
    assert_eq!(parts((0, 0, 0), (0, 0, 0)), (0.0, 0.0, 0.0));
}

#[test]
fn factors_that_change_together_share_what_they_do_together() {
    // From 0.5 · 1 · 10 to 1 · 2 · 10: presence 0.5 · (20/3 + … ), by the formula of the paper on three factors.
    let (presence, count, each) = parts((10, 20, 200), (5, 5, 50));
    assert!((presence + count + each - 15.0).abs() < 1e-12);
    let expected = 0.5 * ((10.0 + 20.0) / 3.0 + (10.0 + 20.0) / 6.0);
    assert!((presence - expected).abs() < 1e-12, "{presence}");
    assert_eq!(each, 0.0);
}
