//! The tree of one trace: who is whose parent, with everything mended that does not make a tree.
//!
//! Rules (formats.md, "Rules that hold for every format"): identical copies are merged; a client and a server half
//! that share an id become two nodes, the server under the client; a parent that is missing, is the span itself or
//! makes a loop leaves an orphan. Nothing here recurses: chains of 100,000 spans are legal input.

use super::{
    notes::NoteKind,
    span::{Kind, Mark, SpanBits},
};
use crate::base::{hash, time::TEN_YEARS_NS};

/// What the tree needs to know of a span.
pub(super) struct Node {
    /// The span's id; 0 is none.
    pub id: u64,
    /// The parent's id; 0 is none.
    pub parent_id: u64,
    /// Start, nanoseconds since 1970.
    pub start_ns: i64,
    /// Duration in nanoseconds.
    pub duration_ns: i64,
    /// Kind and marks.
    pub bits: SpanBits,
}

/// No span: the parent of a root.
pub(super) const NONE: u32 = u32::MAX;

/// The tree of one trace. Spans are named by their place in the list that was given.
#[derive(Default)]
pub(super) struct Tree {
    /// The places in pre-order; merged copies are missing.
    pub order: Vec<u32>,
    /// For each place its parent's place, or `NONE`.
    pub parent: Vec<u32>,
    /// What was mended where, in order of place.
    pub notes: Vec<(NoteKind, u32)>,
}

/// Builds the tree. `content` gives all that a span says; it is asked of spans that share an id. Start times that are
/// missing are set to the parent's, marks to what was found.
pub(super) fn build(nodes: &mut [Node], content: impl Fn(u32) -> String) -> Tree {
    let mut tree = Tree { parent: vec![NONE; nodes.len()], ..Tree::default() };
    for node in nodes.iter_mut() {
        node.bits = node.bits.without(Mark::ORPHAN).without(Mark::SHARED).without(Mark::PLACED);
    }
    mark_unplaced(nodes, &mut tree);
    let mut by_id: Vec<u32> = (0..nodes.len() as u32).collect();
    by_id.sort_by_key(|&place| (nodes[place as usize].id, place));
    let merged = settle_shared_ids(nodes, &by_id, &content, &mut tree);
    // A copy says nothing of its own.
    tree.notes.retain(|&(kind, place)| kind == NoteKind::Duplicate || !merged[place as usize]);
    find_parents(nodes, &by_id, &merged, &mut tree);
    cut_loops(nodes, &merged, &mut tree);
    tree.notes.sort_by_key(|&(kind, place)| (place, kind));
    put_in_order(nodes, &merged, &mut tree);
    tree
}

/// Whether the times of a trace count from somewhere near its beginning and not from 1970, as in files made by hand:
/// then a start of 0 is a time like any other. Gets (start, duration) of each span.
pub(super) fn is_relative(times_ns: impl Iterator<Item = (i64, i64)>) -> bool {
    let (mut last_start_ns, mut has_times) = (0, false);
    for (start_ns, duration_ns) in times_ns {
        last_start_ns = last_start_ns.max(start_ns);
        has_times |= start_ns > 0 || duration_ns > 0;
    }
    has_times && last_start_ns < TEN_YEARS_NS
}

/// Marks the spans that have no start; where they go is known once their parents are.
fn mark_unplaced(nodes: &mut [Node], tree: &mut Tree) {
    let has_none = |node: &Node| node.bits.has(Mark::NO_START);
    if !nodes.iter().any(has_none) {
        return;
    }
    // What was placed before is to be placed anew.
    nodes.iter_mut().filter(|node| has_none(node)).for_each(|node| node.start_ns = 0);
    if is_relative(nodes.iter().map(|node| (node.start_ns, node.duration_ns))) {
        return;
    }
    for (node, place) in nodes.iter_mut().zip(0..).filter(|(node, _)| has_none(node)) {
        node.bits = node.bits.with(Mark::PLACED);
        tree.notes.push((NoteKind::NoStart, place));
    }
}

/// Within each run of one id: drops copies, puts server halves under their client.
fn settle_shared_ids(
    nodes: &mut [Node],
    by_id: &[u32],
    content: &impl Fn(u32) -> String,
    tree: &mut Tree,
) -> Vec<bool> {
    let mut merged = vec![false; nodes.len()];
    let ids: Vec<u64> = nodes.iter().map(|node| node.id).collect();
    for run in by_id.chunk_by(|&a, &b| ids[a as usize] == ids[b as usize]) {
        if run.len() < 2 {
            continue;
        }
        let mut by_content: Vec<(u64, u32)> =
            run.iter().map(|&place| (hash::of(&content(place)), place)).collect();
        by_content.sort_unstable();
        for alike in by_content.chunk_by(|a, b| a.0 == b.0).filter(|alike| alike.len() > 1) {
            let first = content(alike[0].1);
            for &(_, later) in &alike[1..] {
                if content(later) == first {
                    merged[later as usize] = true;
                    tree.notes.push((NoteKind::Duplicate, later));
                }
            }
        }
        let kept: Vec<u32> = run.iter().copied().filter(|&place| !merged[place as usize]).collect();
        let caller = kept.iter().copied().find(|&place| is_calling(nodes[place as usize].bits.kind()));
        for &place in &kept[1.min(kept.len())..] {
            tree.notes.push((shared_kind(nodes, caller, place), place));
        }
        if let Some(caller) = caller {
            for &place in &kept {
                let node = &mut nodes[place as usize];
                if is_called(node.bits.kind()) {
                    node.bits = node.bits.with(Mark::SHARED);
                    tree.parent[place as usize] = caller;
                }
            }
        }
    }
    merged
}

fn shared_kind(nodes: &[Node], caller: Option<u32>, place: u32) -> NoteKind {
    let halves = caller.is_some_and(|caller| place == caller || is_called(nodes[place as usize].bits.kind()));
    if halves { NoteKind::SharedId } else { NoteKind::SameId }
}

const fn is_calling(kind: Kind) -> bool {
    matches!(kind, Kind::Client | Kind::Producer)
}

const fn is_called(kind: Kind) -> bool {
    matches!(kind, Kind::Server | Kind::Consumer)
}

/// Looks every parent up. Children of a shared id go to the server half, which is where the work went on.
fn find_parents(nodes: &mut [Node], by_id: &[u32], merged: &[bool], tree: &mut Tree) {
    let mut targets: Vec<(u64, u32)> = Vec::with_capacity(by_id.len());
    for run in by_id.chunk_by(|&a, &b| nodes[a as usize].id == nodes[b as usize].id) {
        let server = run.iter().find(|&&place| nodes[place as usize].bits.has(Mark::SHARED));
        let first = run.iter().find(|&&place| !merged[place as usize]);
        if let Some(&target) = server.or(first) {
            targets.push((nodes[target as usize].id, target));
        }
    }
    for place in 0..nodes.len() {
        let node = &nodes[place];
        if merged[place] || node.parent_id == 0 || node.bits.has(Mark::SHARED) {
            continue;
        }
        let target =
            targets.binary_search_by_key(&node.parent_id, |target| target.0).ok().map(|at| targets[at].1);
        match target {
            _ if node.parent_id == node.id => orphan(nodes, place as u32, NoteKind::OwnParent, tree),
            None => orphan(nodes, place as u32, NoteKind::LostParent, tree),
            Some(parent) => tree.parent[place] = parent,
        }
    }
}

fn orphan(nodes: &mut [Node], place: u32, why: NoteKind, tree: &mut Tree) {
    let node = &mut nodes[place as usize];
    node.bits = node.bits.with(Mark::ORPHAN);
    tree.parent[place as usize] = NONE;
    tree.notes.push((why, place));
}

/// Cuts every loop of parents: at a span that only follows from its parent, which is a link that was taken for a
/// parent, so that the span becomes a true root; without one at the span that starts first.
fn cut_loops(nodes: &mut [Node], merged: &[bool], tree: &mut Tree) {
    // 0: not seen; otherwise the walk that saw it.
    let mut seen = vec![0_u32; nodes.len()];
    for from in 0..nodes.len() as u32 {
        if merged[from as usize] || seen[from as usize] != 0 {
            continue;
        }
        let walk = from + 1;
        let mut at = from;
        while at != NONE && seen[at as usize] == 0 {
            seen[at as usize] = walk;
            at = tree.parent[at as usize];
        }
        if at == NONE || seen[at as usize] != walk {
            continue;
        }
        let (mut first, mut next) = (at, tree.parent[at as usize]);
        while next != at {
            let key = |place: u32| {
                let node = &nodes[place as usize];
                (!node.bits.has(Mark::FOLLOWS), node.start_ns, place)
            };
            if key(next) < key(first) {
                first = next;
            }
            next = tree.parent[next as usize];
        }
        orphan(nodes, first, NoteKind::ParentLoop, tree);
        let node = &mut nodes[first as usize];
        if node.bits.has(Mark::FOLLOWS) {
            node.bits = node.bits.without(Mark::ORPHAN);
        }
    }
}

/// Pre-order, siblings by (start, place); a span without a start takes its parent's.
fn put_in_order(nodes: &mut [Node], merged: &[bool], tree: &mut Tree) {
    let mut first_child = vec![0_u32; nodes.len() + 2];
    let slot_of = |parent: u32| if parent == NONE { 0 } else { parent as usize + 1 };
    let kept = || (0..nodes.len() as u32).filter(|&place| !merged[place as usize]);
    for place in kept() {
        first_child[slot_of(tree.parent[place as usize]) + 1] += 1;
    }
    for slot in 1..first_child.len() {
        first_child[slot] += first_child[slot - 1];
    }
    let mut children = vec![0_u32; first_child[nodes.len() + 1] as usize];
    let mut fill = first_child.clone();
    for place in kept() {
        let at = &mut fill[slot_of(tree.parent[place as usize])];
        children[*at as usize] = place;
        *at += 1;
    }
    let earliest_ns =
        nodes.iter().filter(|node| !node.bits.has(Mark::PLACED)).map(|node| node.start_ns).min().unwrap_or(0);
    let mut stack = vec![NONE];
    tree.order.reserve(children.len());
    while let Some(parent) = stack.pop() {
        let parent_start_ns = if parent == NONE { earliest_ns } else { nodes[parent as usize].start_ns };
        if parent != NONE {
            tree.order.push(parent);
        }
        let slot = slot_of(parent);
        let group = &mut children[first_child[slot] as usize..first_child[slot + 1] as usize];
        for &place in group.iter() {
            if nodes[place as usize].bits.has(Mark::PLACED) {
                nodes[place as usize].start_ns = parent_start_ns;
            }
        }
        group.sort_by_key(|&place| (nodes[place as usize].start_ns, place));
        stack.extend(group.iter().rev());
    }
}
