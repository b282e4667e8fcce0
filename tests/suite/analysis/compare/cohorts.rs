use spanscope::{analysis::compare::cohorts::Cohorts, model::ids::TraceIx};

/// The default cohorts of latencies, as latencies.
fn of(latencies: &[i64]) -> (Vec<i64>, Vec<i64>) {
    let traces: Vec<(TraceIx, i64)> = (0..).map(TraceIx).zip(latencies.iter().copied()).collect();
    let cohorts = Cohorts::of_latencies(&traces);
    assert!(cohorts.by_duration);
    let of = |traces: &[TraceIx]| {
        let mut ns: Vec<i64> = traces.iter().map(|trace| latencies[trace.0 as usize]).collect();
        ns.sort_unstable();
        ns
    };
    (of(&cohorts.slow), of(&cohorts.fast))
}

fn numbers(numbers: impl Iterator<Item = i64>) -> Vec<i64> {
    numbers.collect()
}

#[test]
fn many_traces_are_cut_at_percentiles() {
    let (slow, fast) = of(&numbers(1..=200));
    assert_eq!(slow, numbers(190..=200));
    assert_eq!(fast, numbers(50..=150));
}

#[test]
fn some_traces_are_cut_at_the_tenth_with_three_at_least() {
    assert_eq!(of(&numbers(1..=60)).0, numbers(54..=60));
    let (slow, fast) = of(&numbers(1..=20));
    assert_eq!((slow, fast), (numbers(18..=20), numbers(5..=15)));
    let (slow, _) = of(&numbers(1..=99));
    assert_eq!(slow, numbers(90..=99));
}

#[test]
fn few_traces_are_cut_above_the_widest_gap() {
    assert_eq!(of(&[10, 11, 12, 40, 44]), (vec![40, 44], vec![10, 11, 12]));
    // The widest gap leaves less than half on the fast side: the next one counts.
    assert_eq!(of(&[1, 100, 110, 120, 150]), (vec![150], vec![1, 100, 110, 120]));
    assert_eq!(of(&[5, 5, 5, 5]), (vec![], vec![5, 5, 5, 5]));
    assert_eq!(of(&[0, 0, 0, 9]), (vec![9], vec![0, 0, 0]));
}

#[test]
fn two_or_three_are_a_pair_and_one_is_none() {
    assert_eq!(of(&[7, 3]), (vec![7], vec![3]));
    assert_eq!(of(&[7, 3, 5]), (vec![7], vec![3]));
    assert_eq!(of(&[7, 7]), (vec![], vec![7, 7]));
    assert_eq!(of(&[7]), (vec![], vec![7]));
    assert_eq!(of(&[]), (vec![], vec![]));
}

#[test]
fn equal_latencies_belong_to_fast_however_many() {
    let (slow, fast) = of(&[5; 120]);
    assert!(slow.is_empty());
    assert_eq!(fast.len(), 120);
}

#[test]
fn a_trace_in_both_belongs_to_fast() {
    let traces = |of: &[u32]| of.iter().copied().map(TraceIx).collect::<Vec<_>>();
    let cohorts = Cohorts::new(traces(&[4, 1, 2, 2]), traces(&[2, 3]), false);
    assert_eq!(
        (cohorts.slow.clone(), cohorts.fast.clone(), cohorts.in_both),
        (traces(&[1, 4]), traces(&[2, 3]), 1)
    );
    let inside = Cohorts::new(traces(&[1, 2]), traces(&[1, 2, 3]), false);
    assert!(inside.is_lacking() && inside.in_both == 2);
    assert_eq!(cohorts.clone().swapped().slow, cohorts.fast);
}
