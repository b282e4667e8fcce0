//! The flame graph: frames on levels below each other, each as wide as its time.
//!
//! Two orders share the same shape. In time order (`lanes`) every span is a frame at its own time, and a subtree has its
//! levels for itself, so that nothing is drawn over anything else. Merged (`merge`), the spans of one call path are one
//! frame, the widest at the left. What is drawn of them is cut to pixels in `pixels`.

mod lanes;
mod merge;
mod pixels;

pub use pixels::{Mark, Window};

use crate::{
    analysis::derived::Derived,
    model::{ids::TraceIx, store::Store},
};

/// Which frames: a trace, or a span of it and what is below.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// The trace.
    pub trace: TraceIx,
    /// Only the span at this row of the trace, and what is below it. Merged, it stands for all spans of its call path.
    pub focus: Option<u32>,
}

/// A frame.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Frame {
    /// The row of its first span in the trace, which also names the frame.
    pub row: u32,
    /// Levels above it.
    pub level: u32,
    /// Where it begins on the axis: nanoseconds from the trace's origin, or from the left end when merged.
    pub start_ns: i64,
    /// How wide it is.
    pub width_ns: i64,
    /// Its spans.
    pub spans: u32,
    /// Those with an error.
    pub errors: u32,
    /// Sum of their durations.
    pub total_ns: i64,
    /// Sum of their self times.
    pub self_ns: i64,
    /// Sum of their own times on the critical path.
    pub critical_ns: i64,
    /// The longest duration.
    pub longest_ns: i64,
    /// The frame it hangs on.
    parent: Option<u32>,
}

/// All frames of a trace, in one order.
#[derive(Clone, Debug, Default)]
pub struct Flame {
    /// A frame never stands before its parent.
    frames: Vec<Frame>,
    /// The axis ends here.
    axis_ns: i64,
    /// The first row of the part, and the frame of every row from there on; `NOWHERE` for those outside.
    first_row: u32,
    frame_of_row: Vec<u32>,
    /// Frames below frame `n`: `children[first_child[n + 1]..first_child[n + 2]]`; below none (slot 0) the topmost.
    first_child: Vec<u32>,
    children: Vec<u32>,
    /// Frames by level and start; level `n` begins at `first_on_level[n]`.
    by_level: Vec<u32>,
    first_on_level: Vec<u32>,
}

/// The row is in no frame.
const NOWHERE: u32 = u32::MAX;

/// A way from a frame to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// To the one it hangs on.
    Parent,
    /// To the widest below it.
    Child,
    /// To the next of the same parent.
    Next,
    /// To the one before.
    Previous,
    /// To the topmost.
    First,
    /// To the last of the same parent.
    Last,
}

impl Flame {
    /// Every span at its own time.
    pub fn in_time(store: &Store, derived: &Derived, part: Part) -> Self {
        lanes::lay_out(store, derived, part)
    }

    /// Every call path (service and name along the way from the root) once.
    pub fn merged(store: &Store, derived: &Derived, part: Part) -> Self {
        merge::lay_out(store, derived, part)
    }

    /// How long the axis is, in nanoseconds.
    pub const fn axis_ns(&self) -> i64 {
        self.axis_ns
    }

    /// The number of levels.
    pub const fn levels(&self) -> u32 {
        self.first_on_level.len().saturating_sub(1) as u32
    }

    /// All frames, none before the one it hangs on.
    pub fn frames(&self) -> &[Frame] {
        &self.frames
    }

    /// The frame that has the span at a row.
    pub fn frame_of_row(&self, row: u32) -> Option<u32> {
        let at = row.checked_sub(self.first_row)? as usize;
        self.frame_of_row.get(at).copied().filter(|&frame| frame != NOWHERE)
    }

    /// The frames below a frame in their order, or the topmost.
    pub fn below(&self, frame: Option<u32>) -> &[u32] {
        let slot = frame.map_or(0, |frame| frame as usize + 1);
        let bound = |slot: usize| self.first_child.get(slot).map_or(0, |&at| at as usize);
        &self.children[bound(slot)..bound(slot + 1)]
    }

    /// The frame that a frame hangs on.
    pub fn parent(&self, frame: u32) -> Option<u32> {
        self.frames[frame as usize].parent
    }

    /// Its place among the frames of the same parent, from 1, and their number.
    pub fn place(&self, frame: u32) -> (usize, usize) {
        let siblings = self.below(self.parent(frame));
        (siblings.iter().position(|&other| other == frame).map_or(1, |at| at + 1), siblings.len())
    }

    /// Where a way leads; `None` at its end.
    pub fn go(&self, from: u32, way: Way) -> Option<u32> {
        let siblings = self.below(self.parent(from));
        let beside = |by: isize| {
            let at = siblings.iter().position(|&other| other == from)?;
            siblings.get(at.checked_add_signed(by)?).copied()
        };
        match way {
            Way::Parent => self.parent(from),
            Way::Child => {
                let width_ns = |&frame: &u32| self.frames[frame as usize].width_ns;
                // Of equals the first.
                self.below(Some(from)).iter().rev().max_by_key(|frame| width_ns(frame)).copied()
            }
            Way::Next => beside(1),
            Way::Previous => beside(-1),
            Way::First => self.below(None).first().copied(),
            Way::Last => siblings.last().copied(),
        }
    }

    /// Completes a layout: `frames` know their place, `children` are in order, `frame_of_row` begins at `first_row`.
    fn finish(
        frames: Vec<Frame>,
        axis_ns: i64,
        (first_row, frame_of_row): (u32, Vec<u32>),
        (first_child, children): (Vec<u32>, Vec<u32>),
    ) -> Self {
        let mut by_level: Vec<u32> = (0..frames.len() as u32).collect();
        by_level.sort_by_key(|&at| {
            let frame = &frames[at as usize];
            (frame.level, frame.start_ns, frame.width_ns)
        });
        let mut first_on_level = vec![0];
        for on_level in by_level.chunk_by(|&a, &b| frames[a as usize].level == frames[b as usize].level) {
            first_on_level.push(first_on_level.last().copied().unwrap_or(0) + on_level.len() as u32);
        }
        Self { frames, axis_ns, first_row, frame_of_row, first_child, children, by_level, first_on_level }
    }

    /// The frames of a level, by their start.
    fn on_level(&self, level: u32) -> &[u32] {
        let bound = |level: u32| {
            self.first_on_level.get(level as usize).map_or(self.by_level.len(), |&at| at as usize)
        };
        &self.by_level[bound(level)..bound(level + 1)]
    }
}

/// The children of every frame from their parents: where each list begins (slot 0: the topmost), and the lists, each in
/// the order of the frames.
fn children_of(parents: impl Iterator<Item = Option<u32>> + Clone, count: usize) -> (Vec<u32>, Vec<u32>) {
    let slot = |parent: Option<u32>| parent.map_or(0, |parent| parent as usize + 1);
    let mut first_child = vec![0_u32; count + 2];
    for parent in parents.clone() {
        first_child[slot(parent) + 1] += 1;
    }
    for at in 1..first_child.len() {
        first_child[at] += first_child[at - 1];
    }
    let mut next = first_child.clone();
    let mut children = vec![0_u32; count];
    for (frame, parent) in (0_u32..).zip(parents) {
        let place = &mut next[slot(parent)];
        children[*place as usize] = frame;
        *place += 1;
    }
    (first_child, children)
}
