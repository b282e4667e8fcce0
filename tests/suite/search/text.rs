//! Free words: where they are looked for, and in which case.

use super::reference::drawing::{Row, check};
use crate::support::plain::{self, Attributes, Span};
use proptest::{prelude::*, sample::select};
use spanscope::{model::ids::SpanIx, search::text::containing};

pub const WORDS: &[Row] = &[
    ("in names, services, keys and values", "cart", "1 2 3 4 8 13"),
    ("in any case", "CART", "1 2 3 4 8 13"),
    ("services", "redis", "5 6"),
    ("status messages", "stock", "4"),
    ("values of events", "timeout", "4"),
    ("names of events and values of links", "retry", "3 4"),
    ("values of links", "batch", "7"),
    ("names of scopes", "grpc", "4"),
    ("keys of scopes", "lib", "1 4"),
    ("values of resources", "h1", "1 2"),
    ("keys of resources", "region", "1 2"),
    ("keys of spans", "tags", "4 5 6"),
    ("keys of links", "why", "4 7"),
    ("keys of events", "type", "4"),
    ("inside arrays", "green", "4"),
    ("a part of a word", "moun", "5 7 8"),
    ("two words, both", "out stock", "4"),
    ("words in quotes are one", "\"shopping cart\"", "3"),
    ("nowhere", "nothinghere", ""),
    ("numbers by their digits", "12", "6 7"),
    ("fractions", "12.5", "7"),
    ("numbers with a sign", "\"-5\"", "7"),
    ("truth values, and texts that say so", "true", "1 3 6"),
    ("parts of truth values", "fals", "2"),
    ("a whole number", "900719925474099", "1"),
];

#[test]
fn words_are_looked_for_everywhere_in_any_case() {
    check(WORDS);
}

pub const PARTS_OF_IDS: &[Row] = &[
    ("a whole span id", "0000000000000012", "12"),
    ("a part of a span id", "0000012", "12"),
    ("six digits are enough, also of a trace", "0000b2", "11 12 13 14 15"),
    ("a whole trace id", "000000000000000000000000000000B2", "11 12 13 14 15"),
    ("fewer say nothing", "b2", ""),
];

#[test]
fn ids_are_looked_for_by_parts_that_tell() {
    check(PARTS_OF_IDS);
}

#[test]
fn a_part_of_an_id_may_stand_anywhere_in_it() {
    let id = 0x1234_5678_9abc_def0;
    let store = plain::store(&[
        Span { trace: 1, id, ..Span::default() },
        Span { trace: 1, id: 1, ..Span::default() },
    ]);
    let text = format!("{id:016x}");
    for from in 0..=10 {
        for to in from + 6..=16 {
            let found: Vec<usize> = containing(&store, &text[from..to], &(0..2)).ones().collect();
            assert_eq!(found.len(), 1, "{}", &text[from..to]);
            assert_eq!(store.span_id(SpanIx(found[0] as u32)).0, id);
        }
    }
    assert!(containing(&store, "abc0ef", &(0..2)).is_empty());
}

/// All that a span says, each text by itself.
fn texts(span: &Span) -> Vec<String> {
    let mut texts = vec![span.name.clone(), span.message.clone(), span.scope_name.clone()];
    let mut add = |attributes: &Attributes| {
        for (key, value) in attributes {
            texts.push(key.clone());
            texts.extend(plain::written(value));
        }
    };
    add(&span.resource);
    add(&span.scope);
    add(&span.attributes);
    span.events.iter().for_each(|event| add(&event.attributes));
    span.links.iter().for_each(|link| add(&link.attributes));
    texts.extend(span.events.iter().map(|event| event.name.clone()));
    texts
}

fn has(span: &Span, word: &str) -> bool {
    let may_be_id = word.len() >= 6 && word.bytes().all(|byte| byte.is_ascii_hexdigit());
    let ids = [format!("{:016x}", span.id), format!("{:032x}", span.trace)];
    texts(span).iter().any(|text| text.to_lowercase().contains(word))
        || may_be_id && ids.iter().any(|id| id.contains(word))
}

proptest! {
    /// A word is found where a look at every text by itself finds it, in all rows, in those of one trace and in one.
    #[test]
    fn words_are_found_like_one_by_one(
        spans in plain::random::spans(80),
        word in select(vec![
            "x", "xy", "y", "o\nl", "5", "7", "-3", "2.5", "0", "922337203685477580", "nan", "inf", ".", "true",
            "false", "tru", "a", "service.name", "value", "ü", "grün", "rün", "rn", "00000000000000000000000000000001",
            "0000000000000001", "000001", "00001", "zzz",
        ]),
    ) {
        let store = plain::store(&spans);
        let all = 0..store.span_count() as u32;
        let traces = store.traces().map(|trace| store.trace(trace)).map(|trace| trace.first..trace.end);
        let each = all.clone().map(|row| row..row + 1);
        for rows in traces.chain(each).chain([all]) {
            let found = containing(&store, word, &rows);
            for row in rows {
                let id = store.span_id(SpanIx(row)).0;
                let span = spans.iter().find(|span| span.id == id).expect("every row is a span");
                prop_assert_eq!(found.get(row as usize), has(span, word), "{:?} in {:#?}", word, span);
            }
        }
    }
}
