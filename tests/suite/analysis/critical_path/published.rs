//! The situations of the published tests of Jaeger UI and CRISP, drawn anew.

use super::{check, check_partition};
use crate::support::random::{self, RandomSpan};
use spanscope::{
    analysis::{asynchronous::asynchronous, critical_path::of_trace},
    model::ids::{SpanId, TraceIx},
};

/// Jaeger's first and second: children one after another, and children that overlap.
#[test]
fn of_children_that_overlap_the_last_to_end_counts() {
    check(
        "
        x c  |==--=-====|
          x d |  ==      |
          x e |     =    |
        ",
    );
    check(
        "
        x x  |==----====|
          x a | ----     |
          x c |  ====    |
        ",
    );
}

/// Jaeger's third and fourth: what starts after its parent's end. They drop it; here it is a flow of its own.
#[test]
fn what_starts_after_its_parent_is_a_flow_of_its_own() {
    check(
        "
        x a  |===       |
          x b |    ======|
        ",
    );
    check(
        "
        x a  |===       |
          x b |    =--===|
            x c |     ==   |
        ",
    );
}

/// Jaeger's fifth: a reference that only follows.
#[test]
fn a_follower_does_not_hold_its_parent_up() {
    check(
        "
        x a          |======|
          x b #follows |  ==  |
        ",
    );
}

/// Jaeger's sixth to eighth: children past the parent's end, before its start, and both.
#[test]
fn children_past_the_parent_are_clamped_all_the_way_down() {
    check(
        "
        x a  |===---   |
          x b |   --=-  |
            x c |  -==    |
        ",
    );
    check(
        "
        x a  |===---   |
          x b |   =---  |
            x c |    ==-- |
        ",
    );
    check(
        "
        x a  | ----  |
          x b |-====- |
        ",
    );
}

/// Jaeger's ninth: a child that ended before its parent began.
#[test]
fn a_child_that_was_over_before_is_on_no_path() {
    check(
        "
        x a  |   ====|
          x b |--     |
        ",
    );
}

/// Own time on the path for each of some spans (parent's number or 0, start, end), in nanoseconds.
fn own_ns(spans: &[(u64, u64, u64)]) -> Vec<i64> {
    let numbered = (1..).zip(spans);
    let spans: Vec<RandomSpan> = numbered
        .map(|(id, &(parent, start, end))| RandomSpan { id, parent, start, length: end - start, kind: 1 })
        .collect();
    let store = random::store(&spans);
    check_partition(&store);
    let segments = of_trace(&store, &asynchronous(&store), TraceIx(0));
    let own = |span: &RandomSpan| {
        let parts = segments.iter().filter(|part| store.span_id(part.span) == SpanId(span.id));
        parts.map(|part| part.end_ns - part.start_ns).sum()
    };
    spans.iter().map(own).collect()
}

/// CRISP: a chain, siblings in sequence, siblings at once, a nested path before an earlier sibling.
#[test]
fn chains_sequences_and_bursts() {
    assert_eq!(own_ns(&[(0, 0, 100), (1, 10, 90), (2, 20, 70)]), [20, 30, 50]);
    assert_eq!(own_ns(&[(0, 0, 1_000), (1, 0, 400), (1, 500, 1_000)]), [100, 400, 500]);
    assert_eq!(own_ns(&[(0, 0, 1_000), (1, 0, 600), (1, 500, 1_000)]), [500, 0, 500]);
    assert_eq!(
        own_ns(&[(0, 0, 1_000), (1, 0, 400), (1, 500, 1_000), (3, 900, 1_000), (3, 500, 800)]),
        [100, 400, 100, 100, 300]
    );
}

/// CRISP: an overlap within 1 % is a clock's, not concurrency. CRISP counts it twice; here the parts stay a partition.
#[test]
fn an_overlap_within_a_hundredth_is_a_sequence() {
    assert_eq!(own_ns(&[(0, 0, 1_000), (1, 0, 505), (1, 500, 1_000)]), [0, 500, 500]);
    assert_eq!(own_ns(&[(0, 0, 1_000), (1, 0, 510), (1, 500, 1_000)]), [0, 500, 500]);
    assert_eq!(own_ns(&[(0, 0, 1_000), (1, 0, 511), (1, 500, 1_000)]), [500, 0, 500]);
    assert_eq!(own_ns(&[(0, 0, 1_000), (1, 10, 210), (1, 209, 309), (1, 308, 608)]), [402, 199, 99, 300]);
    // Of a long span a hundredth is much: a millisecond is the most that a clock is forgiven.
    let ms = 1_000_000;
    let overlapping =
        |by_ns| own_ns(&[(0, 0, 1_000 * ms), (1, 0, 500 * ms + by_ns), (1, 500 * ms, 1_000 * ms)]);
    assert_eq!(overlapping(ms)[1], 500 * ms as i64);
    assert_eq!(overlapping(ms + 1)[1], 0);
}

/// CRISP: siblings that touch, and siblings that end together, of which the longer counts.
#[test]
fn ties() {
    assert_eq!(own_ns(&[(0, 0, 1_000), (1, 0, 500), (1, 500, 1_000)]), [0, 500, 500]);
    assert_eq!(
        own_ns(&[(0, 0, 1_000), (1, 500, 1_000), (1, 600, 1_000), (2, 500, 700), (3, 600, 800)]),
        [500, 300, 0, 200, 0]
    );
    assert_eq!(own_ns(&[(0, 0, 100), (1, 0, 100), (2, 0, 100)]), [0, 0, 100]);
}
