//! The brush of the overview: which part of it a pointer takes hold of, and what dragging it does.

use super::viewport::Viewport;

/// What a pointer took hold of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grip {
    /// Nothing there: a new range is drawn.
    New,
    /// The left edge.
    Start,
    /// The right edge.
    End,
    /// The range as a whole.
    Move,
}

/// How far from an edge a pointer still takes hold of it.
const REACH_PX: f64 = 6.0;
/// A pointer that moved less than this has clicked.
const CLICK_PX: f64 = 4.0;

/// What a pointer at `at_px` takes hold of, when the range shown lies between the two pixels. The whole trace has no
/// edges to take: there a drag draws a new range.
pub fn grip_at(at_px: f64, shown_px: (f64, f64), is_whole: bool, reach: f64) -> Grip {
    let reach_px = REACH_PX * reach;
    let (from_px, to_px) = shown_px;
    if is_whole {
        return Grip::New;
    }
    // Of two edges that both are near, the nearer one; edges that lie on each other are told apart by the side.
    let (to_start_px, to_end_px) = ((at_px - from_px).abs(), (at_px - to_px).abs());
    if to_start_px <= reach_px && to_start_px < to_end_px {
        Grip::Start
    } else if to_end_px <= reach_px {
        Grip::End
    } else if (from_px..to_px).contains(&at_px) {
        Grip::Move
    } else {
        Grip::New
    }
}

/// A drag on its way.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Drag {
    /// What is held.
    pub grip: Grip,
    /// The range when it began.
    pub before: Viewport,
    /// Where it began, on the scale of the whole trace.
    pub from_ns: i64,
    /// The same in pixels.
    pub from_px: f64,
}

impl Drag {
    /// The range while the pointer is at a place. Without movement it is the one before, except that a click beside
    /// the range brings it there.
    pub fn to(&self, at_ns: i64, at_px: f64) -> Viewport {
        let before = self.before;
        if (at_px - self.from_px).abs() < CLICK_PX {
            return if self.grip == Grip::New && !before.is_whole() {
                before.panned((at_ns - before.from_ns()) as f64 / before.width_ns() as f64 - 0.5)
            } else {
                before
            };
        }
        match self.grip {
            Grip::New => before.showing(self.from_ns, at_ns),
            Grip::Start => before.showing(at_ns, before.to_ns()),
            Grip::End => before.showing(before.from_ns(), at_ns),
            Grip::Move => before.panned((at_ns - self.from_ns) as f64 / before.width_ns() as f64),
        }
    }
}
