use super::{in_time, random_store};
use crate::support::{draw, random};
use proptest::prelude::*;
use spanscope::{
    base::time::MS,
    layout::flame::{Flame, Mark, Window},
};

fn marks(flame: &Flame, width_px: u32, (from_ns, to_ns): (i64, i64)) -> Vec<Mark> {
    let window = Window { from_ns, to_ns, width_px, from_level: 0, to_level: u32::MAX };
    flame.marks(window, |_| 0, |_| 0)
}

/// Rows, spans and errors of the marks on level 1.
fn below_root(drawing: &str, width_px: u32) -> Vec<(u32, u32, u32)> {
    let store = draw::store(drawing);
    let flame = in_time(&store, None);
    let marks = marks(&flame, width_px, (0, flame.axis_ns()));
    let below = marks.iter().filter(|mark| mark.frame.level == 1);
    below.map(|mark| (mark.frame.row, mark.spans, mark.errors)).collect()
}

const FIVE: &str = "
    web  root      |--------------------|
      db a         |-                   |
      db b #error  | -                  |
      db c         |  -                 |
      db d         |          ----------|
      db e         |      --            |
";

#[test]
fn with_room_every_frame_is_one() {
    assert_eq!(below_root(FIVE, 20), [(1, 1, 0), (2, 1, 1), (3, 1, 0), (4, 1, 0), (5, 1, 0)]);
}

#[test]
fn narrow_ones_in_a_pixel_are_one_and_keep_their_errors() {
    assert_eq!(below_root(FIVE, 5), [(2, 3, 1), (4, 1, 0), (5, 1, 0)]);
}

#[test]
fn pixels_that_look_the_same_are_joined() {
    let calls: String =
        (0..20).map(|at| format!("  db a |{}-{}|\n", " ".repeat(at), " ".repeat(19 - at))).collect();
    let drawing = format!("web root |--------------------|\n{calls}");
    assert_eq!(below_root(&drawing, 10), [(1, 20, 0)]);
}

#[test]
fn only_what_is_in_sight_is_given() {
    let store = draw::store(FIVE);
    let flame = in_time(&store, None);
    let rows: Vec<u32> = marks(&flame, 100, (4 * MS, 7 * MS)).iter().map(|mark| mark.frame.row).collect();
    assert_eq!(rows, [0, 4]);
    let window = Window { from_ns: 0, to_ns: 20 * MS, width_px: 100, from_level: 1, to_level: 2 };
    let marks = flame.marks(window, |frame| u32::from(frame == 2), |_| 0);
    assert!(marks.iter().all(|mark| mark.frame.level == 1));
    assert_eq!(marks.iter().map(|mark| mark.hits).collect::<Vec<_>>(), [0, 1, 0, 0, 0]);
}

proptest! {
    /// However narrow the picture: it has no more marks than pixels, no span and no error is lost, and of the spans of a
    /// mark the longest names it.
    #[test]
    fn nothing_is_lost(spans in random::trees(60), width_px in 1_u32..40) {
        let store = random_store(&spans);
        let flame = in_time(&store, None);
        let marks = marks(&flame, width_px, (0, flame.axis_ns()));
        let frames = flame.frames();
        prop_assert_eq!(marks.iter().map(|mark| mark.spans as usize).sum::<usize>(), frames.len());
        let errors: u32 = frames.iter().map(|frame| frame.errors).sum();
        prop_assert_eq!(marks.iter().map(|mark| mark.errors).sum::<u32>(), errors);
        for level in 0..flame.levels() {
            let on_level: Vec<&Mark> = marks.iter().filter(|mark| mark.frame.level == level).collect();
            prop_assert!(on_level.len() <= 2 * width_px as usize + 1, "{} of {width_px}", on_level.len());
            for mark in on_level {
                let inside = |frame: &&spanscope::layout::flame::Frame| {
                    frame.level == level && frame.start_ns >= mark.start_ns && frame.start_ns + frame.width_ns <= mark.end_ns
                };
                let longest = frames.iter().filter(inside).map(|frame| frame.width_ns).max();
                prop_assert_eq!(longest, Some(mark.frame.width_ns));
            }
        }
    }
}
