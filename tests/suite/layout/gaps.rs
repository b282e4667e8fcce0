use crate::support::{
    draw::{self, ORIGIN_NS},
    random,
};
use proptest::prelude::*;
use spanscope::{base::time::MS, layout::gaps::of_trace, model::ids::TraceIx};

/// The gaps of a drawing in milliseconds, with whether each folds.
fn check(drawing: &str, expected: &[(i64, i64, bool)]) {
    let store = draw::store(drawing);
    let gaps = of_trace(&store, TraceIx(0), |span| store.start_ns(span));
    let ms = |at_ns: i64| (at_ns - ORIGIN_NS) / MS;
    let found: Vec<_> = gaps.iter().map(|gap| (ms(gap.from_ns), ms(gap.to_ns), gap.folds)).collect();
    assert_eq!(found, expected);
}

#[test]
fn work_that_touches_or_overlaps_has_no_gap() {
    check(
        "
        web  page   |====      |
          web a     |==        |
          web b     |   =======|
        ",
        &[],
    );
}

#[test]
fn a_gap_longer_than_all_work_before_it_folds() {
    check(
        "
        web  send #producer     |===                |
          job take #consumer    |            ====   |
            job store           |              =    |
          job again #consumer   |                 ==|
        ",
        &[(3, 12, true), (16, 17, false)],
    );
}

#[test]
fn a_gap_shorter_than_the_work_before_it_is_only_told() {
    check(
        "
        web  send #producer     |========           |
          job take #consumer    |              =====|
        ",
        &[(8, 14, false)],
    );
}

#[test]
fn a_gap_that_is_little_of_the_trace_is_only_told() {
    check(
        "
        web  send #producer     |=                                |
          job take #consumer    |   ==============================|
        ",
        &[(1, 3, false)],
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]
    #[test]
    fn a_gap_is_where_no_span_runs_at_all(spans in random::graphs(12)) {
        let store = random::store(&spans);
        for trace in store.traces() {
            let times = || {
                store.spans_of(trace).map(|span| {
                    let start_ns = store.start_ns(span);
                    (start_ns, start_ns + store.duration_ns(span))
                })
            };
            let gaps = of_trace(&store, trace, |span| store.start_ns(span));
            // Every end is where a gap begins, unless another span runs on or nothing comes later.
            let mut expected: Vec<(i64, i64)> = times()
                .filter(|&(_, end)| times().all(|(from, to)| end < from || end >= to))
                .filter_map(|(_, end)| Some((end, times().map(|(from, _)| from).filter(|&from| from > end).min()?)))
                .collect();
            expected.sort_unstable();
            expected.dedup();
            let found: Vec<(i64, i64)> = gaps.iter().map(|gap| (gap.from_ns, gap.to_ns)).collect();
            prop_assert_eq!(found, expected);
        }
    }
}
