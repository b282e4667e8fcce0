//! Merged frames, "left-heavy": the spans of one call path (service and name along the way from the root) are one
//! frame, as wide as the self time of its spans and of all below it together. So widths add up exactly: a frame is as
//! wide as what stands below it and its own self time at its right end. Work side by side counts each for itself.

use super::{Flame, Frame, NOWHERE, Part, children_of};
use crate::{
    analysis::derived::Derived,
    base::{hash, intern::Symbol},
    model::{
        ids::{SpanIx, TraceIx},
        store::Store,
    },
};
use core::cmp::Reverse;
use hashbrown::HashTable;

/// A call path: the frame above, the service, the name.
type Path = (Option<u32>, u32, Symbol);

/// See the module. O(n log n).
pub fn lay_out(store: &Store, derived: &Derived, part: Part) -> Flame {
    let trace = store.trace(part.trace);
    let whole = merge(store, derived, part.trace);
    let Some(focus) = part.focus.filter(|&row| row < trace.end - trace.first) else {
        return place(store, whole);
    };
    // The frame of the span with all below it, wherever its spans stand.
    let top = whole.frame_of_row[focus as usize];
    let mut new_number = vec![NOWHERE; whole.frames.len()];
    let mut paths = Vec::new();
    let mut frames: Vec<Frame> = Vec::new();
    for (at, frame) in whole.frames.iter().enumerate() {
        let parent =
            frame.parent.map(|parent| new_number[parent as usize]).filter(|&parent| parent != NOWHERE);
        if at as u32 != top && parent.is_none() {
            continue;
        }
        new_number[at] = frames.len() as u32;
        frames.push(Frame { parent, ..*frame });
        paths.push(whole.paths[at]);
    }
    let frame_of_row = whole.frame_of_row.iter().map(|&frame| new_number[frame as usize]).collect();
    place(store, Merged { frames, paths, frame_of_row })
}

/// Frames that have no place yet.
struct Merged {
    frames: Vec<Frame>,
    paths: Vec<Path>,
    frame_of_row: Vec<u32>,
}

fn merge(store: &Store, derived: &Derived, trace: TraceIx) -> Merged {
    let trace = store.trace(trace);
    let mut merged = Merged { frames: Vec::new(), paths: Vec::new(), frame_of_row: Vec::new() };
    let mut known: HashTable<u32> = HashTable::new();
    for row in 0..trace.end - trace.first {
        let span = SpanIx(trace.first + row);
        let parent = store.parent(span).map(|parent| merged.frame_of_row[(parent.0 - trace.first) as usize]);
        let path = (parent, derived.services.of_span(store, span), store.name(span));
        let paths = &mut merged.paths;
        let frames = &mut merged.frames;
        let entry = known.entry(
            hash::of(&path),
            |&at| paths[at as usize] == path,
            |&at| hash::of(&paths[at as usize]),
        );
        let at = *entry
            .or_insert_with(|| {
                frames.push(Frame { row, parent, ..Frame::default() });
                frames.len() as u32 - 1
            })
            .get();
        if at as usize == paths.len() {
            paths.push(path);
        }
        merged.frame_of_row.push(at);
        let frame = &mut frames[at as usize];
        let duration_ns = store.duration_ns(span);
        frame.spans += 1;
        frame.errors += u32::from(derived.is_error(span));
        frame.total_ns = frame.total_ns.saturating_add(duration_ns);
        frame.self_ns = frame.self_ns.saturating_add(derived.self_ns.get(span.0 as usize));
        frame.critical_ns = frame.critical_ns.saturating_add(derived.critical_ns.get(span.0 as usize));
        frame.longest_ns = frame.longest_ns.max(duration_ns);
    }
    merged
}

/// Gives every frame its width, and its place below its parent, the widest first.
fn place(store: &Store, merged: Merged) -> Flame {
    let Merged { mut frames, paths, frame_of_row } = merged;
    for frame in &mut frames {
        frame.width_ns = frame.self_ns;
    }
    for at in (0..frames.len()).rev() {
        let Frame { width_ns, parent, .. } = frames[at];
        if let Some(parent) = parent {
            let parent = &mut frames[parent as usize];
            parent.width_ns = parent.width_ns.saturating_add(width_ns);
        }
    }
    let (first_child, mut children) = children_of(frames.iter().map(|frame| frame.parent), frames.len());
    let mut axis_ns = 0;
    for slot in 0..=frames.len() {
        let below = &mut children[first_child[slot] as usize..first_child[slot + 1] as usize];
        below.sort_by_key(|&frame| {
            let (_, service, name) = paths[frame as usize];
            (Reverse(frames[frame as usize].width_ns), service, store.text(name))
        });
        let parent = slot.checked_sub(1).map(|parent| frames[parent]);
        let mut start_ns = parent.map_or(0, |parent| parent.start_ns);
        for &frame in below.iter() {
            let frame = &mut frames[frame as usize];
            frame.level = parent.map_or(0, |parent| parent.level + 1);
            frame.start_ns = start_ns;
            start_ns = start_ns.saturating_add(frame.width_ns);
        }
        if parent.is_none() {
            axis_ns = start_ns;
        }
    }
    Flame::finish(frames, axis_ns, (0, frame_of_row), (first_child, children))
}
