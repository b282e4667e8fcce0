use crate::support::{draw, random};
use proptest::prelude::*;
use spanscope::{
    analysis::{asynchronous::asynchronous, self_time::self_times_ns},
    base::time::MS,
    model::store::Store,
};

/// Draws the milliseconds of each span that no child covers as `=`, and holds their number against the self time.
fn check(drawing: &str) {
    let store = draw::store(drawing);
    let background = asynchronous(&store);
    let self_ns = self_times_ns(&store, &background);
    draw::check_marked(drawing, |store, span, at_ns| {
        !store
            .children(span)
            .filter(|child| !background.get(child.0 as usize))
            .any(|child| (store.start_ns(child)..store.end_ns(child)).contains(&at_ns))
    });
    for (line, text) in drawing.lines().filter(|line| line.contains('|')).enumerate() {
        let span = draw::span_of_line(&store, line);
        let drawn = text.matches('=').count() as i64 * MS;
        assert_eq!(self_ns.get(span.0 as usize), drawn, "{text}");
    }
}

#[test]
fn overlapping_children_count_once() {
    check(
        "
        web  GET /cart  |==--------===|
          a  load       |  =====      |
          b  price      |     =====   |
        ",
    );
}

#[test]
fn children_are_clamped_to_the_span() {
    check(
        "
        web  GET /cart  |  --===-- |
          a  early      |====      |
          b  late       |       ===|
        ",
    );
}

#[test]
fn asynchronous_children_are_left_out() {
    check(
        "
        web  send #producer  |====      |
          a  work #consumer  | =======  |
        ",
    );
}

#[test]
fn a_child_inside_another_adds_nothing() {
    check(
        "
        web  all    |-----------|
          a  long   |===========|
          b  inside |   ===     |
        ",
    );
}

/// The definition, nanosecond by nanosecond.
fn by_counting(store: &Store, span: spanscope::model::ids::SpanIx) -> i64 {
    let background = asynchronous(store);
    (store.start_ns(span)..store.end_ns(span))
        .filter(|at_ns| {
            !store
                .children(span)
                .filter(|child| !background.get(child.0 as usize))
                .any(|child| (store.start_ns(child)..store.end_ns(child)).contains(at_ns))
        })
        .count() as i64
}

proptest! {
    #[test]
    fn agrees_with_counting_every_nanosecond(spans in random::trees(10)) {
        let store = random::store(&spans);
        let self_ns = self_times_ns(&store, &asynchronous(&store));
        for span in store.spans() {
            prop_assert_eq!(self_ns.get(span.0 as usize), by_counting(&store, span));
        }
    }
}
