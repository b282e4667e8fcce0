//! Frames in time order. A subtree gets levels of its own below its parent: children that do not overlap share them,
//! children that do stand below each other, each with all that is below it. So a frame never covers another, and
//! whatever stands directly below a frame is part of it.

use super::{Flame, Frame, Part, children_of};
use crate::{
    analysis::{derived::Derived, latency},
    model::{ids::SpanIx, store::Store},
};
use core::cmp::Reverse;
use std::collections::BinaryHeap;

/// The time a span takes with all that is below it, and the levels it needs for that.
#[derive(Clone, Copy)]
struct Hull {
    from_ns: i64,
    to_ns: i64,
    levels: u32,
}

/// See the module. O(n log n).
pub fn lay_out(store: &Store, derived: &Derived, part: Part) -> Flame {
    let trace = store.trace(part.trace);
    let times = derived.times(store);
    let (origin_ns, last_ns) = latency::bounds_ns(times, part.trace);
    let (first_row, end_row) = rows_of(store, part);
    let span_of = |at: usize| SpanIx(trace.first + first_row + at as u32);
    let count = (end_row - first_row) as usize;
    let parent_of = |at: usize| {
        let parent = store.parent(span_of(at))?.0 - trace.first;
        parent.checked_sub(first_row)
    };
    let mut lists = children_of((0..count).map(parent_of), count);
    if times.are_adjusted() {
        sort_by_start(&mut lists, |at| times.start_ns(span_of(at as usize)));
    }
    let mut hulls: Vec<Hull> = (0..count)
        .map(|at| Hull { from_ns: times.start_ns(span_of(at)), to_ns: times.end_ns(span_of(at)), levels: 1 })
        .collect();
    // How many levels below its parent's each span stands.
    let mut below = vec![0_u32; count];
    let mut packing = Packing::default();
    let (first_child, children) = &lists;
    // A span stands before what is below it, so that backwards every hull is known before its parent's is made; slot 0
    // holds the topmost spans and comes last.
    for slot in (0..=count).rev() {
        let children = &children[first_child[slot] as usize..first_child[slot + 1] as usize];
        if children.is_empty() {
            continue;
        }
        let levels = packing.pack(children, &hulls, &mut below);
        let Some(parent) = slot.checked_sub(1) else { break };
        let mut hull = hulls[parent];
        for &child in children {
            let child_hull = hulls[child as usize];
            hull.from_ns = hull.from_ns.min(child_hull.from_ns);
            hull.to_ns = hull.to_ns.max(child_hull.to_ns);
            below[child as usize] += 1;
        }
        hulls[parent] = Hull { levels: levels + 1, ..hull };
    }
    let mut frames: Vec<Frame> = Vec::with_capacity(count);
    for (at, &levels_below) in below.iter().enumerate() {
        let span = span_of(at);
        let parent = parent_of(at);
        let duration_ns = store.duration_ns(span);
        frames.push(Frame {
            row: first_row + at as u32,
            level: parent.map_or(0, |parent| frames[parent as usize].level) + levels_below,
            start_ns: times.start_ns(span) - origin_ns,
            width_ns: duration_ns,
            spans: 1,
            errors: u32::from(derived.is_error(span)),
            total_ns: duration_ns,
            self_ns: derived.self_ns.get(span.0 as usize),
            critical_ns: derived.critical_ns.get(span.0 as usize),
            longest_ns: duration_ns,
            parent,
        });
    }
    let frame_of_row = (0..count as u32).collect();
    Flame::finish(frames, last_ns.saturating_sub(origin_ns), (first_row, frame_of_row), lists)
}

/// Puts siblings into the order of their starts, which that of the rows is as long as the clocks are as recorded.
fn sort_by_start((first_child, children): &mut (Vec<u32>, Vec<u32>), start_ns: impl Fn(u32) -> i64) {
    for bounds in first_child.windows(2) {
        children[bounds[0] as usize..bounds[1] as usize].sort_by_key(|&child| start_ns(child));
    }
}

/// The rows of a part: from the first to behind the last, counted in the trace.
fn rows_of(store: &Store, part: Part) -> (u32, u32) {
    let rows = store.trace(part.trace);
    let count = rows.end - rows.first;
    match part.focus {
        Some(row) if row < count => (row, store.subtree_end(SpanIx(rows.first + row)).0 - rows.first),
        _ => (0, count),
    }
}

/// Puts siblings onto tracks: each onto the first one that is free when it begins. Kept between calls for its memory.
#[derive(Default)]
struct Packing {
    order: Vec<u32>,
    /// The track of each sibling, in order.
    tracks: Vec<u32>,
    /// The levels a track needs, then the level it begins at.
    heights: Vec<u32>,
    /// Tracks by the time they are free again.
    busy: BinaryHeap<Reverse<(i64, u32)>>,
    free: BinaryHeap<Reverse<u32>>,
}

impl Packing {
    /// Writes how far below the first level each child stands, and gives the levels that all need.
    fn pack(&mut self, children: &[u32], hulls: &[Hull], below: &mut [u32]) -> u32 {
        self.order.clear();
        self.order.extend_from_slice(children);
        // Siblings stand by their start already; what is below one may begin before it.
        self.order.sort_by_key(|&child| hulls[child as usize].from_ns);
        self.tracks.clear();
        self.heights.clear();
        self.busy.clear();
        self.free.clear();
        for &child in &self.order {
            let hull = hulls[child as usize];
            while let Some(&Reverse((until_ns, track))) = self.busy.peek() {
                if until_ns > hull.from_ns {
                    break;
                }
                self.busy.pop();
                self.free.push(Reverse(track));
            }
            let track = match self.free.pop() {
                Some(Reverse(track)) => track,
                None => {
                    self.heights.push(0);
                    self.heights.len() as u32 - 1
                }
            };
            self.busy.push(Reverse((hull.to_ns, track)));
            self.tracks.push(track);
            let height = &mut self.heights[track as usize];
            *height = (*height).max(hull.levels);
        }
        let mut levels = 0;
        for height in &mut self.heights {
            levels += core::mem::replace(height, levels);
        }
        for (&child, &track) in self.order.iter().zip(&self.tracks) {
            below[child as usize] = self.heights[track as usize];
        }
        levels
    }
}
