//! The mending of trees, seen from the store.

use crate::support::{draw, random};
use proptest::prelude::*;
use spanscope::model::{
    ids::{SpanId, SpanIx, TraceIx},
    notes::NoteKind,
    span::Mark,
    store::Store,
};

/// Names and depths in pre-order, orphans marked.
fn outline(store: &Store) -> String {
    let mut depths: Vec<usize> = Vec::new();
    let mut text = String::new();
    for span in store.spans() {
        let depth = store.parent(span).map_or(0, |parent| depths[parent.0 as usize] + 1);
        depths.push(depth);
        let mark = if store.has(span, Mark::ORPHAN) { "!" } else { "" };
        let id = store.span_id(span).0;
        text.push_str(&format!("{}{id}{mark} ", ">".repeat(depth)));
    }
    text.trim_end().to_owned()
}

fn span(id: u64, parent: u64, start: u64) -> random::RandomSpan {
    random::RandomSpan { id, parent, start, length: 10, kind: 1 }
}

fn notes(store: &Store) -> Vec<(&'static str, usize)> {
    store.files()[0]
        .notes
        .iter()
        .filter(|(kind, _)| *kind != NoteKind::NoService)
        .map(|(kind, note)| (kind.code(), note.count))
        .collect()
}

#[test]
fn pre_order_has_siblings_by_start() {
    let store = draw::store(
        "
        web    root   |----------|
          a    late   |     --   |
            b  below  |     -    |
          c    early  | ---      |
        ",
    );
    assert_eq!(outline(&store), "1 >4 >2 >>3");
}

#[test]
fn parents_may_come_after_their_children() {
    let store = random::store(&[span(3, 2, 5), span(2, 1, 3), span(1, 0, 0)]);
    assert_eq!(outline(&store), "1 >2 >>3");
}

#[test]
fn a_lost_parent_leaves_an_orphan() {
    let store = random::store(&[span(1, 0, 0), span(2, 99, 3), span(3, 2, 4)]);
    assert_eq!(outline(&store), "1 2! >3");
    assert_eq!(notes(&store), [("lost-parent", 1)]);
    assert_eq!(store.parent_id(SpanIx(1)), SpanId(99));
}

#[test]
fn its_own_parent_is_an_orphan() {
    let store = random::store(&[span(1, 1, 0), span(2, 1, 1)]);
    assert_eq!(outline(&store), "1! >2");
    assert_eq!(notes(&store), [("own-parent", 1)]);
}

#[test]
fn a_loop_is_cut_at_its_first_span() {
    let store = random::store(&[span(1, 2, 7), span(2, 3, 5), span(3, 1, 6), span(4, 3, 8)]);
    assert_eq!(outline(&store), "2! >1 >>3 >>>4");
    assert_eq!(notes(&store), [("parent-loop", 1)]);
}

#[test]
fn a_loop_through_a_follower_is_cut_there_and_leaves_a_true_root() {
    // A link of the root to its own descendant, which the file gives as a reference that may be a parent.
    let follower = random::RandomSpan { kind: random::FOLLOWER, ..span(1, 3, 5) };
    let store = random::store(&[follower, span(2, 1, 4), span(3, 2, 6)]);
    assert_eq!(outline(&store), "1 >2 >>3");
    assert_eq!(notes(&store), [("parent-loop", 1)]);
    assert!(!store.trace(TraceIx(0)).partial);
}

#[test]
fn a_span_without_a_start_stands_at_its_parents() {
    let store = random::store(&[
        span(1, 0, 5),
        span(2, 1, random::NO_START),
        span(3, 2, random::NO_START),
        span(4, 1, 3),
    ]);
    assert_eq!(outline(&store), "1 >4 >2 >>3");
    assert_eq!(store.start_ns(SpanIx(3)), store.start_ns(SpanIx(0)));
    assert_eq!(notes(&store), [("no-start", 2)]);
    let orphan = random::store(&[span(1, 0, 5), span(2, 9, random::NO_START)]);
    assert_eq!(orphan.trace(TraceIx(0)).extent_ns, 10, "an orphan without a start stretches nothing");
}

#[test]
fn several_roots_the_first_then_the_longest_then_the_smallest_id() {
    let root = |id, start, length| random::RandomSpan { id, parent: 0, start, length, kind: 1 };
    for (spans, id) in [
        ([root(1, 5, 9), root(2, 3, 1), root(3, 4, 9)], 2),
        ([root(1, 3, 5), root(2, 3, 9), root(3, 4, 99)], 2),
        ([root(3, 3, 9), root(2, 3, 9), root(1, 4, 9)], 2),
    ] {
        let store = random::store(&spans);
        assert_eq!(store.span_id(store.trace(TraceIx(0)).root), SpanId(id), "{spans:?}");
    }
}

#[test]
fn identical_copies_are_merged() {
    let store = random::store(&[span(1, 0, 0), span(2, 1, 1), span(2, 1, 1), span(3, 2, 2)]);
    assert_eq!(outline(&store), "1 >2 >>3");
    assert_eq!(notes(&store), [("duplicate", 1)]);
}

#[test]
fn two_halves_of_one_id_are_parent_and_child() {
    let half = |kind, start| random::RandomSpan { id: 2, parent: 1, start, length: 10, kind };
    let store = random::store(&[span(1, 0, 0), half(2, 4), half(3, 2), span(3, 2, 5)]);
    assert_eq!(outline(&store), "1 >2 >>2 >>>3");
    assert_eq!(store.kind(SpanIx(1)), spanscope::model::span::Kind::Client);
    assert!(store.has(SpanIx(2), Mark::SHARED));
    assert_eq!(notes(&store), [("shared-id", 1)]);
}

#[test]
fn other_spans_of_one_id_are_all_kept() {
    let store = random::store(&[span(1, 0, 0), span(2, 1, 1), span(2, 1, 3), span(3, 2, 4)]);
    assert_eq!(outline(&store), "1 >2 >>3 >2");
    assert_eq!(notes(&store), [("same-id", 1)]);
}

#[test]
fn the_root_of_orphans_alone_is_the_first_and_the_trace_is_partial() {
    let store = random::store(&[span(2, 98, 5), span(3, 99, 3)]);
    let trace = store.trace(TraceIx(0));
    assert_eq!((store.span_id(trace.root), trace.partial), (SpanId(3), true));
    let store = random::store(&[span(2, 98, 3), span(3, 0, 5)]);
    let trace = store.trace(TraceIx(0));
    assert_eq!((store.span_id(trace.root), trace.partial, trace.extent_ns), (SpanId(3), false, 12));
}

#[test]
fn a_chain_of_100_000_and_a_fan_of_100_000_hold() {
    let chain: Vec<_> = (1..=100_000).map(|id| span(id, id - 1, id)).collect();
    let store = random::store(&chain);
    assert_eq!(store.subtree_end(SpanIx(0)), SpanIx(100_000));
    assert_eq!(store.parent(SpanIx(99_999)), Some(SpanIx(99_998)));
    let fan: Vec<_> = (1..=100_000).map(|id| span(id, u64::from(id > 1), id)).collect();
    let store = random::store(&fan);
    assert_eq!(store.children(SpanIx(0)).count(), 99_999);
}

proptest! {
    #[test]
    fn any_references_make_a_tree_that_loses_nothing(spans in random::graphs(24)) {
        let store = random::store(&spans);
        let notes = &store.files()[0].notes;
        prop_assert_eq!(store.span_count() + notes.count(NoteKind::Duplicate), spans.len());
        for span in store.spans() {
            let end = store.subtree_end(span);
            prop_assert!(end > span && end.0 as usize <= store.span_count());
            if let Some(parent) = store.parent(span) {
                prop_assert!(parent < span && end <= store.subtree_end(parent));
                prop_assert!(store.children(parent).any(|child| child == span));
            }
        }
        let starts: Vec<i64> = store.spans().filter(|&s| store.parent(s).is_none()).map(|s| store.start_ns(s)).collect();
        if store.trace_count() == 1 {
            prop_assert!(starts.is_sorted());
        }
    }
}
