use crate::support::{dump::dump, random};
use proptest::prelude::*;
use spanscope::model::{builder::Builder, notes::NoteKind, store::Store};

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
        // Also with the children's file before their parents'.
        for (first, second) in [(first, second), (second, first)] {
            prop_assert_eq!(dump(&in_one_go(first, second)), dump(&in_two_goes(first, second)));
        }
    }

    #[test]
    fn loops_lost_parents_and_shared_ids_make_no_difference(spans in random::graphs(24), cut in 0_usize..24) {
        let (first, second) = spans.split_at(cut.min(spans.len()));
        let store = in_two_goes(first, second);
        prop_assert_eq!(dump(&in_one_go(first, second)), dump(&store));
        let merged: usize = store.files().iter().map(|file| file.notes.count(NoteKind::Duplicate)).sum();
        prop_assert_eq!(store.span_count() + merged, spans.len(), "nothing is lost");
    }
}

#[test]
fn a_copy_without_a_start_counts_once_both_ways() {
    let copy = random::RandomSpan { id: 9, parent: 10, start: random::NO_START, length: 12, kind: 3 };
    let root = random::RandomSpan { id: 1, parent: 0, start: 0, length: 0, kind: 0 };
    let (first, second) = ([copy.clone(), copy], [root]);
    let store = in_two_goes(&first, &second);
    assert_eq!(store.files()[0].notes.count(NoteKind::NoStart), 1);
    assert_eq!(dump(&in_one_go(&first, &second)), dump(&store));
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
