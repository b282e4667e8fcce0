use crate::support::random;
use proptest::prelude::*;
use spanscope::model::{builder::Builder, notes::NoteKind, store::Store};

/// What the tree says of every span, by its id.
fn spans_by_id(store: &Store) -> Vec<(u64, Option<u64>, u64, i64, i64, u32)> {
    let mut spans: Vec<_> = store
        .spans()
        .map(|span| {
            let parent = store.parent(span).map(|parent| store.span_id(parent).0);
            let below = store.subtree_end(span).0 - span.0;
            let raw = store.parent_id(span).0;
            (store.span_id(span).0, parent, raw, store.start_ns(span), store.duration_ns(span), below)
        })
        .collect();
    spans.sort_unstable();
    spans
}

/// One file read after another into one builder, or the second into what the first had given.
fn in_one_go(first: &[random::RandomSpan], second: &[random::RandomSpan]) -> Store {
    let mut builder = Builder::new();
    builder.begin_file("a");
    random::add(&mut builder, first);
    builder.begin_file("b");
    random::add(&mut builder, second);
    builder.finish()
}

fn in_two_goes(first: &[random::RandomSpan], second: &[random::RandomSpan]) -> Store {
    let mut builder = Builder::new();
    builder.begin_file("a");
    random::add(&mut builder, first);
    let mut builder = Builder::from(builder.finish());
    builder.begin_file("b");
    random::add(&mut builder, second);
    builder.finish()
}

proptest! {
    #[test]
    fn opening_in_two_goes_is_opening_at_once(spans in random::trees(30), cut in 0_usize..30) {
        let (first, second) = spans.split_at(cut.min(spans.len()));
        let (once, twice) = (in_one_go(second, first), in_two_goes(second, first));
        prop_assert_eq!(spans_by_id(&once), spans_by_id(&twice));
        for (a, b) in once.files().iter().zip(twice.files()) {
            prop_assert_eq!((&a.notes, a.spans, a.traces), (&b.notes, b.spans, b.traces));
        }
    }

    #[test]
    fn nothing_is_lost_whatever_the_references(spans in random::graphs(24), cut in 0_usize..24) {
        let (first, second) = spans.split_at(cut.min(spans.len()));
        let store = in_two_goes(first, second);
        let merged: usize = store.files().iter().map(|file| file.notes.count(NoteKind::Duplicate)).sum();
        prop_assert_eq!(store.span_count() + merged, spans.len());
    }
}

#[test]
fn a_parent_that_comes_later_is_found() {
    let span = |id, parent| random::RandomSpan { id, parent, start: id, length: 5, kind: 1 };
    let mut builder = Builder::new();
    builder.begin_file("part 2");
    random::add(&mut builder, &[span(2, 1)]);
    let store = builder.finish();
    assert_eq!(store.files()[0].notes.count(NoteKind::LostParent), 1);
    let mut builder = Builder::from(store);
    builder.begin_file("part 1");
    random::add(&mut builder, &[span(1, 0)]);
    let store = builder.finish();
    assert_eq!(store.files()[0].notes.count(NoteKind::LostParent), 0);
    assert_eq!(store.spans().filter(|&span| store.parent(span).is_none()).count(), 1);
}
