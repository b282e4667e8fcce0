use crate::support::random;
use proptest::prelude::*;
use spanscope::{
    analysis::{
        derived::Derived,
        groups::{Group, sums},
    },
    model::{builder::Builder, ids::SpanIx},
};

proptest! {
    /// Against a plain sort, group by group.
    #[test]
    fn sums_and_quantiles_are_those_of_a_plain_sort(spans in random::trees(80), groups in 1_u32..6) {
        let mut builder = Builder::new();
        random::add_of_services(&mut builder, &spans, 2);
        let store = builder.finish();
        let derived = Derived::of_store(&store);
        let first = SpanIx(store.span_count() as u32 / 3);
        let group_of: Vec<u32> = (first.0..store.span_count() as u32).map(|row| (row * 7 + 3) % groups).collect();
        let found = sums(&store, &derived, first, &group_of, groups as usize);
        for number in 0..groups {
            let of_group: Vec<SpanIx> =
                group_of.iter().zip(first.0..).filter(|(group, _)| **group == number).map(|(_, row)| SpanIx(row)).collect();
            let mut durations: Vec<i64> = of_group.iter().map(|&span| store.duration_ns(span)).collect();
            durations.sort_unstable();
            let rank = |share: f64| {
                let rank = (durations.len() as f64 * share).ceil().max(1.0) as usize;
                durations.get(rank - 1).copied().unwrap_or(0)
            };
            let expected = Group {
                spans: of_group.len() as u32,
                errors: of_group.iter().filter(|&&span| derived.is_error(span)).count() as u32,
                total_ns: durations.iter().sum(),
                self_ns: of_group.iter().map(|span| derived.self_ns.get(span.0 as usize)).sum(),
                critical_ns: of_group.iter().map(|span| derived.critical_ns.get(span.0 as usize)).sum(),
                p50_ns: rank(0.5),
                p95_ns: rank(0.95),
            };
            prop_assert_eq!(found[number as usize], expected);
        }
    }
}
