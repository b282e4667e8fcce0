use super::{WHOLE, drawn, random_store};
use crate::support::{draw, random};
use proptest::prelude::*;
use spanscope::{
    analysis::derived::Derived,
    base::time::MS,
    layout::flame::{Flame, Part},
    model::store::Store,
};

fn merged(store: &Store, focus: Option<u32>) -> Flame {
    Flame::merged(store, &Derived::of_store(store), Part { focus, ..WHOLE })
}

const TWO_CALLS: &str = "
    web   root   |------------|
      db  short  | -          |
      db  query  |  --        |
        io read  |   -        |
      db  query  |      ----  |
        io read  |      -     |
        io wait  |       --   |
";

#[test]
fn the_spans_of_a_path_are_one_frame_and_the_widest_stands_left() {
    let store = draw::store(TWO_CALLS);
    let flame = merged(&store, None);
    assert_eq!(drawn(&store, &flame), ["rrrrrrrrrrrr", "qqqqqqs.....", "rrww........"]);
    let query = flame.frames()[flame.frame_of_row(2).expect("in a frame") as usize];
    assert_eq!(flame.frame_of_row(4), flame.frame_of_row(2));
    assert_eq!((query.spans, query.total_ns, query.self_ns, query.longest_ns), (2, 6 * MS, 2 * MS, 4 * MS));
    assert_eq!(query.critical_ns, 2 * MS);
}

#[test]
fn a_focus_keeps_all_spans_of_its_path() {
    let store = draw::store(TWO_CALLS);
    let flame = merged(&store, Some(4));
    assert_eq!(drawn(&store, &flame), ["qqqqqq", "rrww.."]);
    assert_eq!((flame.frame_of_row(0), flame.frame_of_row(1)), (None, None));
    assert_eq!(flame.frame_of_row(2), flame.frame_of_row(4));
    assert_eq!(flame.parent(0), None);
}

#[test]
fn the_same_name_in_another_service_or_under_another_parent_is_another_path() {
    let store = draw::store("web root |------|\n  db get | --   |\n  io get |   -- |\n    db get |   -  |");
    assert_eq!(merged(&store, None).frames().len(), 4);
}

#[test]
fn work_side_by_side_counts_each_for_itself() {
    let store = draw::store("web root |------|\n  db a |------|\n  db b |------|");
    let flame = merged(&store, None);
    assert_eq!(flame.axis_ns(), 12 * MS);
    assert_eq!(drawn(&store, &flame), ["rrrrrrrrrrrr", "aaaaaabbbbbb"]);
}

proptest! {
    /// Widths add up: every frame is as wide as its self time and what is below it, and the axis is all self time.
    #[test]
    fn widths_add_up(spans in random::trees(60)) {
        let store = random_store(&spans);
        let derived = Derived::of_store(&store);
        let flame = merged(&store, None);
        let frames = flame.frames();
        prop_assert_eq!(frames.iter().map(|frame| frame.spans as usize).sum::<usize>(), store.span_count());
        prop_assert_eq!(frames.iter().map(|frame| frame.errors as usize).sum::<usize>(), derived.errors.count());
        prop_assert_eq!(flame.axis_ns(), derived.self_ns.iter().sum::<i64>());
        for (at, frame) in (0..).zip(frames) {
            let below = flame.below(Some(at)).iter().map(|&child| frames[child as usize]);
            let widths: Vec<i64> = below.clone().map(|child| child.width_ns).collect();
            prop_assert_eq!(frame.width_ns, frame.self_ns + widths.iter().sum::<i64>());
            prop_assert!(widths.is_sorted_by(|a, b| a >= b));
            let mut start_ns = frame.start_ns;
            for child in below {
                prop_assert_eq!((child.start_ns, child.level), (start_ns, frame.level + 1));
                start_ns += child.width_ns;
            }
        }
    }
}
