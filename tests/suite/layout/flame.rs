mod merge;
mod pixels;

use crate::support::{draw, random};
use proptest::prelude::*;
use spanscope::{
    analysis::{derived::Derived, skew::Skew},
    base::time::MS,
    layout::flame::{Flame, Frame, Part, Way},
    model::{builder::Builder, ids::TraceIx, store::Store},
};

/// All of the only trace.
const WHOLE: Part = Part { trace: TraceIx(0), focus: None };

fn in_time(store: &Store, focus: Option<u32>) -> Flame {
    Flame::in_time(store, &Derived::of_store(store), Part { focus, ..WHOLE })
}

/// The frames as text, a line a level and a column a millisecond; a frame is the first letter of its name.
fn drawn(store: &Store, flame: &Flame) -> Vec<String> {
    let mut lines = vec![vec!['.'; (flame.axis_ns() / MS) as usize]; flame.levels() as usize];
    for frame in flame.frames() {
        let span = store.spans().nth(frame.row as usize).expect("a row of the trace");
        let letter = store.text(store.name(span)).chars().next().unwrap_or('?');
        let from = (frame.start_ns / MS) as usize;
        for column in &mut lines[frame.level as usize][from..from + (frame.width_ns / MS) as usize] {
            assert_eq!(*column, '.', "a frame covers another");
            *column = letter;
        }
    }
    lines.into_iter().map(|line| line.into_iter().collect()).collect()
}

fn random_store(spans: &[random::RandomSpan]) -> Store {
    let mut builder = Builder::new();
    random::add_of_services(&mut builder, spans, 3);
    builder.finish()
}

#[test]
fn children_one_after_another_share_a_level() {
    let store = draw::store(
        "
        web   root   |----------|
          db  a      | ---      |
            io b     |  -       |
          db  c      |     ---- |
        ",
    );
    assert_eq!(drawn(&store, &in_time(&store, None)), ["rrrrrrrrrr", ".aaa.cccc.", "..b......."]);
}

#[test]
fn children_side_by_side_have_levels_of_their_own() {
    let store = draw::store(
        "
        web   root   |----------|
          db  a      | ----     |
            io b     |  --      |
          db  c      |  ------  |
            io d     |   --     |
          db  e      |      --  |
        ",
    );
    let levels = ["rrrrrrrrrr", ".aaaa.ee..", "..bb......", "..cccccc..", "...dd....."];
    assert_eq!(drawn(&store, &in_time(&store, None)), levels);
}

#[test]
fn what_runs_on_after_its_parent_keeps_others_away() {
    let store = draw::store(
        "
        web   root   |----------|
          db  a      | --       |
            io b     |   ----   |
          db  c      |    --    |
        ",
    );
    assert_eq!(
        drawn(&store, &in_time(&store, None)),
        ["rrrrrrrrrr", ".aa.......", "...bbbb...", "....cc...."]
    );
}

#[test]
fn several_roots_stand_side_by_side_or_below_each_other() {
    let store = draw::store("web one |---   |\nweb two | ---- |\nweb three |    --|");
    assert_eq!(drawn(&store, &in_time(&store, None)), ["ooo.tt", ".tttt."]);
}

#[test]
fn a_focus_shows_a_subtree_at_its_own_time() {
    let store = draw::store("web root |------|\n  db a | ---- |\n    io b |  --  |\n  db c |     -|");
    let flame = in_time(&store, Some(1));
    assert_eq!(drawn(&store, &flame), [".aaaa.", "..bb.."]);
    assert_eq!((flame.frame_of_row(0), flame.frame_of_row(2), flame.frame_of_row(3)), (None, Some(1), None));
}

#[test]
fn with_the_clocks_set_right_spans_stand_where_they_ran() {
    let store = draw::store("web GET_/cart |  ----------|\n  api answer |------      |");
    let derived = Derived::of_store(&store);
    let skew = Skew::of_store(&store, &derived.asynchronous);
    let flame = Flame::in_time(&store, &derived.adjusted(&store, &skew), WHOLE);
    assert_eq!(drawn(&store, &flame), ["GGGGGGGGGG", "..aaaaaa.."]);
}

#[test]
fn ways_lead_along_the_tree() {
    let store =
        draw::store("web r |------|\n  db a |-     |\n  db b | --   |\n    io c | --   |\n  db d |   -- |");
    let flame = in_time(&store, None);
    assert_eq!(flame.go(0, Way::Child), Some(2), "the first of the widest");
    assert_eq!(flame.go(2, Way::Previous), Some(1));
    assert_eq!(
        (flame.go(1, Way::Previous), flame.go(2, Way::Next), flame.go(4, Way::Next)),
        (None, Some(4), None)
    );
    assert_eq!((flame.go(3, Way::Parent), flame.go(0, Way::Parent)), (Some(2), None));
    assert_eq!(
        (flame.go(3, Way::First), flame.go(1, Way::Last), flame.go(3, Way::Child)),
        (Some(0), Some(4), None)
    );
    assert_eq!((flame.place(2), flame.place(0)), ((2, 3), (1, 1)));
    assert_eq!(flame.below(Some(0)), [1, 2, 4]);
}

#[test]
fn a_chain_and_a_fan_of_100_000_hold() {
    let span = |id: u64, parent: u64, start: u64, length: u64| random::RandomSpan {
        id,
        parent,
        start,
        length,
        kind: 1,
    };
    let chain: Vec<_> = (1..=100_000).map(|id| span(id, id - 1, id, 200_000)).collect();
    let together: Vec<_> = (1..=100_000).map(|id| span(id, u64::from(id > 1), 0, 10)).collect();
    let in_turn: Vec<_> = (1..=100_000).map(|id| span(id, u64::from(id > 1), id, 1)).collect();
    for (spans, levels) in [(chain, 100_000), (together, 100_000), (in_turn, 2)] {
        let store = random_store(&spans);
        let derived = Derived::of_store(&store);
        assert_eq!(Flame::in_time(&store, &derived, WHOLE).levels(), levels);
        assert_eq!(
            Flame::merged(&store, &derived, WHOLE).frames().iter().map(|frame| frame.spans).sum::<u32>(),
            100_000
        );
    }
}

proptest! {
    /// Every span is a frame below its parent's, and no frame covers another.
    #[test]
    fn no_frame_covers_another(spans in random::trees(40)) {
        let store = random_store(&spans);
        let flame = in_time(&store, None);
        let frames = flame.frames();
        prop_assert_eq!(frames.len(), store.span_count());
        for (at, frame) in (0..).zip(frames) {
            prop_assert_eq!(flame.frame_of_row(frame.row), Some(at));
            prop_assert!(flame.parent(at).is_none_or(|parent| frames[parent as usize].level < frame.level));
        }
        let end = |frame: &Frame| frame.start_ns + frame.width_ns;
        for (at, one) in frames.iter().enumerate() {
            for other in frames[..at].iter().filter(|other| other.level == one.level) {
                prop_assert!(end(one) <= other.start_ns || end(other) <= one.start_ns, "{one:?} {other:?}");
            }
        }
        // Between a frame and the next of its own level or above, only what is below it stands.
        for parent in 0..frames.len() as u32 {
            for &child in flame.below(Some(parent)) {
                prop_assert_eq!(flame.go(child, Way::Parent), Some(parent));
            }
        }
    }
}
