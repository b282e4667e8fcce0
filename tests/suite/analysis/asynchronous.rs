use crate::support::draw;
use spanscope::analysis::asynchronous::asynchronous;

/// The names of the asynchronous spans of a drawing, in order of its lines.
fn check(drawing: &str, expected: &[&str]) {
    let store = draw::store(drawing);
    let bits = asynchronous(&store);
    let names: Vec<&str> = (0..draw::lines(drawing).len())
        .map(|line| draw::span_of_line(&store, line))
        .filter(|span| bits.get(span.0 as usize))
        .map(|span| store.text(store.name(span)))
        .collect();
    assert_eq!(names, expected);
}

#[test]
fn a_consumer_of_a_producer_is() {
    check(
        "
        shop       send #producer  |--------|
          worker   work #consumer  |   ---  |
            worker step            |   --   |
        ",
        &["work"],
    );
}

#[test]
fn a_consumer_of_anything_else_is_not() {
    check("shop a |--------|\n  worker work #consumer |   ---  |", &[]);
}

#[test]
fn what_starts_at_or_after_the_parents_end_is() {
    check(
        "
        shop     a      |----      |
          shop   before |  ----    |
          shop   touch  |    --    |
          shop   after  |      --  |
        ",
        &["touch", "after"],
    );
}

#[test]
fn a_follower_is() {
    check("shop a |--------|\n  shop b #follows | ---    |", &["b"]);
}
