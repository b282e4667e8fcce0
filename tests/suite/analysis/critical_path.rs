//! Drawn cases: `=` is on the critical path, `-` inside the span but off its own part of it.

mod published;

use crate::{
    formats::read,
    support::{draw, random, shared},
};
use proptest::prelude::*;
use spanscope::{
    analysis::{asynchronous::asynchronous, critical_path::of_trace},
    model::{ids::TraceIx, store::Store},
};

fn check(drawing: &str) {
    let store = draw::store(drawing);
    let segments = of_trace(&store, &asynchronous(&store), TraceIx(0));
    draw::check_marked(drawing, |_, span, at_ns| {
        segments.iter().any(|part| part.span == span && (part.start_ns..part.end_ns).contains(&at_ns))
    });
    check_partition(&store);
}

/// The segments of every flow are apart and add up to its top's duration.
fn check_partition(store: &Store) {
    let background = asynchronous(store);
    for trace in store.traces() {
        let segments = of_trace(store, &background, trace);
        assert!(segments.is_sorted(), "by span and time");
        let is_top = |span| store.parent(span).is_none() || background.get(span.0 as usize);
        for top in store.spans_of(trace).filter(|&span| is_top(span)) {
            let mut own: Vec<(i64, i64)> = segments
                .iter()
                .filter(|part| {
                    let mut at = part.span;
                    while !is_top(at) {
                        at = store.parent(at).expect("only a top has none");
                    }
                    at == top
                })
                .map(|part| (part.start_ns, part.end_ns))
                .collect();
            own.sort_unstable();
            assert!(own.iter().all(|part| part.0 < part.1), "no empty segments");
            assert!(own.windows(2).all(|pair| pair[0].1 == pair[1].0), "gaps or overlaps: {own:?}");
            let sum: i64 = own.iter().map(|part| part.1 - part.0).sum();
            assert_eq!(sum, store.duration_ns(top), "the sum is the duration");
        }
    }
}

#[test]
fn the_path_goes_down_into_what_was_waited_for() {
    check(
        "
        web     GET /cart   |==========----====|
          cart  load        |          ==--    |
            db  SELECT      |            ==    |
        ",
    );
}

#[test]
fn of_two_at_once_the_later_end_counts() {
    check(
        "
        web     all    |==--------==|
          a     short  |  -----     |
          b     long   |  ========  |
        ",
    );
}

#[test]
fn one_after_another_are_all_on_it() {
    check(
        "
        web     all    |=--==---==|
          a     first  | ==       |
          b     second |     ===  |
        ",
    );
}

#[test]
fn touching_siblings_are_both_on_it() {
    check(
        "
        web     all    |=-----==|
          a     first  | ===    |
          b     second |    ==  |
        ",
    );
}

#[test]
fn a_child_that_ends_after_its_parent_is_clamped() {
    check(
        "
        web     all    |==----  |
          a     late   |  ====--|
        ",
    );
}

#[test]
fn a_child_that_starts_before_its_parent_is_clamped() {
    check(
        "
        web     all    |  ---=== |
          a     early  |--===    |
        ",
    );
}

#[test]
fn a_grandchild_sticks_to_the_window_handed_down() {
    check(
        "
        web      all    |==----==  |
          a      call   |  ----    |
            b    longer |  ====----|
        ",
    );
}

#[test]
fn asynchronous_parts_are_flows_of_their_own() {
    check(
        "
        web        order         |==-==       |
          web      send #producer|  =         |
            mail   work #consumer|   ==--==== |
              mail render        |     ==     |
        ",
    );
}

#[test]
fn a_child_of_no_length_changes_nothing() {
    let chain = |length| {
        let span = |id, parent, start, length| random::RandomSpan { id, parent, start, length, kind: 1 };
        random::store(&[span(1, 0, 0, length), span(2, 1, 4, 0), span(3, 1, 4, 0)])
    };
    check_partition(&chain(10));
    check_partition(&chain(0));
}

#[test]
fn several_roots_are_flows_of_their_own() {
    check(
        "
        web     first     |==--===     |
          a     one       |  ==        |
        web     second    |   ===--=== |
          b     two       |      ==    |
        db      lost #orphan |      ==    |
        ",
    );
}

#[test]
fn every_root_of_every_real_file_is_partitioned() {
    let Some(root) = shared::traces("every_root_of_every_real_file_is_partitioned") else { return };
    let mut opened = 0;
    for folder in std::fs::read_dir(root).expect("readable").filter_map(Result::ok) {
        for file in std::fs::read_dir(folder.path()).into_iter().flatten().filter_map(Result::ok) {
            let (store, failure) = read(&std::fs::read(file.path()).expect("readable"), 1 << 20);
            if failure.is_none() {
                check_partition(&store);
                opened += 1;
            }
        }
    }
    assert!(opened >= 40, "{opened}");
}

#[test]
fn chains_and_fans_of_100_000_hold() {
    let span = |id, parent, start, length| random::RandomSpan { id, parent, start, length, kind: 1 };
    let chain: Vec<_> = (1..=100_000).map(|id| span(id, id - 1, 0, 1_000)).collect();
    let store = random::store(&chain);
    let segments = of_trace(&store, &asynchronous(&store), TraceIx(0));
    assert_eq!(segments.iter().map(|part| part.end_ns - part.start_ns).sum::<i64>(), 1_000);
    let fan: Vec<_> = (1..=100_000)
        .map(|id| {
            span(id, u64::from(id > 1), if id == 1 { 0 } else { id }, if id == 1 { 200_000 } else { 1 })
        })
        .collect();
    let store = random::store(&fan);
    let segments = of_trace(&store, &asynchronous(&store), TraceIx(0));
    assert_eq!(segments.iter().map(|part| part.end_ns - part.start_ns).sum::<i64>(), 200_000);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]
    #[test]
    fn every_flow_is_partitioned_exactly(spans in random::trees(24)) {
        check_partition(&random::store(&spans));
    }

    #[test]
    fn broken_references_are_no_exception(spans in random::graphs(16)) {
        check_partition(&random::store(&spans));
    }
}
