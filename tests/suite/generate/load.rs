//! The data of benchmarks is as wild as it must be.

use crate::{
    formats::read,
    support::generate::{Counts, TRACE, bench, huge},
};
use spanscope::{
    analysis::derived::Derived,
    layout::shape::Shape,
    model::{store::Store, value::ValueRef},
};
use std::collections::BTreeSet;

const BYTES: u64 = 4_000_000;
const LONG_BYTES: usize = 4_096;

fn read_bench(bytes: u64, seed: u64) -> (Counts, Store) {
    let mut json = Vec::new();
    let counts = bench(bytes, TRACE, seed, &mut json).expect("a Vec takes all");
    assert_eq!(counts.bytes, json.len() as u64);
    (counts, read_whole(&json))
}

fn read_whole(json: &[u8]) -> Store {
    let (store, failure) = read(json, 1 << 20);
    assert_eq!(failure, None);
    assert_eq!(store.files()[0].notes.iter().count(), 0, "{:?}", store.files()[0].notes);
    store
}

/// Every attribute value of spans and events, with its key.
fn values(store: &Store) -> Vec<(&str, ValueRef<'_>)> {
    let mut values = Vec::new();
    for span in store.spans() {
        values.extend(store.attributes(span));
        values.extend(store.events(span).flat_map(|event| store.event_attributes(event)));
    }
    values.into_iter().map(|(key, value)| (store.key_name(key), store.value(value))).collect()
}

#[test]
fn the_same_seed_gives_the_same_bytes() {
    let write = |seed| {
        let (mut many, mut one) = (Vec::new(), Vec::new());
        bench(200_000, TRACE, seed, &mut many).expect("a Vec takes all");
        huge(300, seed, &mut one).expect("a Vec takes all");
        (many, one)
    };
    assert!(write(1) == write(1));
    assert!(write(1) != write(2));
}

#[test]
fn a_bench_document_is_as_large_as_asked() {
    for bytes in [1_000_000, 2_500_000, BYTES] {
        let (counts, _) = read_bench(bytes, 3);
        assert!(counts.bytes.abs_diff(bytes) * 50 <= bytes, "{counts:?}");
    }
}

#[test]
fn counts_are_those_it_tells() {
    let (counts, store) = read_bench(BYTES, 5);
    let values = values(&store);
    let distinct: BTreeSet<(&str, String)> =
        values.iter().map(|&(key, value)| (key, format!("{value:?}"))).collect();
    let events: usize = store.spans().map(|span| store.events(span).len()).sum();
    let told = (counts.spans, counts.traces, counts.events, counts.values, counts.distinct);
    let read = (store.span_count(), store.trace_count(), events, values.len(), distinct.len());
    assert_eq!(told, read);
}

#[test]
fn it_is_not_tame() {
    let (counts, store) = read_bench(BYTES, 7);
    assert!(store.spans().all(|span| store.attributes(span).len() == 15));
    assert!(counts.distinct * 4 >= counts.values, "{counts:?}");
    assert_eq!(counts.events, counts.spans / 5);
    let long: Vec<&str> = values(&store)
        .into_iter()
        .filter_map(|(_, value)| match value {
            ValueRef::Text(text) if text.len() >= LONG_BYTES => Some(text),
            _ => None,
        })
        .collect();
    assert!(long.len().abs_diff(counts.values / 1_000) <= 1, "{} of {}", long.len(), counts.values);
    for text in long {
        assert_eq!(text.len(), LONG_BYTES);
        assert!(text.contains('"') && text.contains('\n'), "escapes must be read");
    }
    let sizes: Vec<usize> = store.traces().map(|trace| store.spans_of(trace).len()).collect();
    assert!(sizes.iter().all(|size| *size <= 200), "{sizes:?}");
    assert!(
        sizes.iter().filter(|size| **size >= 50).count() + 3 >= sizes.len(),
        "the last fill up: {sizes:?}"
    );
    let bytes_a_span = counts.bytes / counts.spans as u64;
    assert!((900..1_300).contains(&bytes_a_span), "{bytes_a_span}");
}

#[test]
fn a_huge_trace_is_one_tree_of_as_many_spans_as_asked() {
    for spans in [1, 2, 7, 3_000, 20_000] {
        let mut json = Vec::new();
        let counts = huge(spans, 9, &mut json).expect("a Vec takes all");
        assert_eq!((counts.spans, counts.traces), (spans, 1));
        let store = read_whole(&json);
        assert_eq!((store.span_count(), store.trace_count()), (spans, 1));
        assert_eq!(store.spans().filter(|&span| store.parent(span).is_none()).count(), 1);
        if spans < 1_000 {
            continue;
        }
        let trace = store.traces().next().expect("one trace");
        let depth = Shape::of_trace(&store, trace).depth;
        let deepest = depth.iter().max().copied().unwrap_or(0);
        assert!((9..=12).contains(&deepest), "{deepest}");
        let fans: Vec<usize> = store.spans().map(|span| store.children(span).count()).collect();
        assert!(
            fans.iter().any(|fan| *fan >= 40)
                && fans.iter().filter(|fan| (2..6).contains(*fan)).count() > 100
        );
        let errors = Derived::of_store(&store).errors.count();
        assert!(errors * 200 > spans && errors * 20 < spans, "{errors}");
    }
}
