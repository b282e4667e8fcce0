//! Searches as people type them: words with conditions, ids that were pasted, one trace or all.

use super::reference::drawing::{self, Row, check};
use crate::support::{draw, plain};
use proptest::prelude::*;
use spanscope::{
    base::bits::Bits,
    formats::reader::FileReader,
    model::{builder::Builder, ids::TraceIx, store::Store},
    query::reading::{Query, read},
    search::{
        columns::Columns,
        spans::{matching, target},
    },
};

const ALL: &str = "1 2 3 4 5 6 7 8 11 12 13 14 15 21 22 23";

pub fn found(store: &Store, search: &str, trace: Option<TraceIx>) -> Bits {
    matching(store, &mut Columns::default(), &read(search).query, trace).expect("an answer")
}

pub const AMONG_WORDS: &[Row] = &[
    ("nothing is everything", "", ALL),
    ("a service", "service=cart", "3 4"),
    ("in any case", "name=CHARGE", "7 8"),
    ("a status", "status=error", "4 22"),
    ("a kind", "kind=server", "1 4 11 21"),
    ("a duration", "duration>5ms", "1 2 11"),
    ("a number, also as text", "n=5", "1 2 3 8 14"),
    ("another one", "n!=5", "4 6 7 11 12 13 21"),
    ("greater", "n>5", "4 12 13"),
    ("a key that is there", "n=*", "1 2 3 4 6 7 8 11 12 13 14 21"),
    ("a key that is not", "n!=*", "5 15 22 23"),
    ("a truth value, also as text", "b=true", "1 3"),
    ("a text in any case", "s=ann", "11 13 14"),
    ("signs that mean something to patterns", "route=/", "11"),
    ("with a scope", "resource.region=eu", "1 2"),
    ("keys with dots", "http.status>=500", "3"),
    ("a word and a condition", "redis n=true", "6"),
    ("without a word", "cart -shop", "4 8 13"),
    ("without a condition", "cart -status=error", "1 2 3 8 13"),
    ("only without", "-cart -status=error", "5 6 7 11 12 14 15 21 23"),
];

#[test]
fn conditions_stand_among_words() {
    check(AMONG_WORDS);
}

pub const PASTED: &[Row] = &[
    ("a header", "00-000000000000000000000000000000b2-0000000000000012-01", "12"),
    ("a span that is not there", "00-000000000000000000000000000000b2-00000000000000ff-01", "11 12 13 14 15"),
    ("another header", "uber-trace-id: b2:13:11:1", "13"),
    ("a line of a log", "level=warn trace_id=000000000000000000000000000000c3 msg=slow", "21 22 23"),
    ("an unknown one", "00-00000000000000000000000000000fff-0000000000000fff-01", ""),
];

#[test]
fn pasted_ids_lead_to_their_span_or_trace() {
    check(PASTED);
    let store = plain::store(&drawing::spans());
    let led = |search: &str| match read(search).query {
        Query::Words(words) => {
            target(&store, &words).map(|(trace, span)| (trace.0, span.map(|span| store.span_id(span).0)))
        }
        query => panic!("{query:?}"),
    };
    assert_eq!(led("00-000000000000000000000000000000b2-0000000000000012-01"), Some((1, Some(0x12))));
    assert_eq!(led("00-000000000000000000000000000000b2-00000000000000ff-01"), Some((1, None)));
    assert_eq!(led("span 0000000000000006"), Some((0, Some(6))));
    assert_eq!(led("000000000000000000000000000000c3"), Some((2, None)));
    assert_eq!(led("00000000000000c3"), Some((2, None)), "16 digits may be a trace");
    assert_eq!(led("cart"), None);
}

#[test]
fn ids_and_texts_of_any_form_are_searched() {
    let text = r#"{"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"Cart"}},
        {"key":"host.name","value":{"stringValue":"node-7"}}]},"scopeSpans":[{"spans":[
        {"traceId":"TRACE-x!","spanId":"Span-One","name":"a","status":{"message":"out of stock"}},
        {"traceId":"0a","spanId":"0b","name":"b","attributes":[{"key":"city","value":{"stringValue":"Zürich"}}]},
        {"traceId":"","spanId":"","name":"c"}]}]}]}"#;
    let mut builder = Builder::new();
    let mut reader = FileReader::new("file", &mut builder);
    let done = reader.feed(text.as_bytes(), &mut builder).and_then(|()| reader.finish(&mut builder));
    assert_eq!(done, Ok(()));
    let store = builder.finish();
    for (search, expected) in [
        ("NODE-7", "a b c"),
        ("ZÜRICH", "b"),
        ("stock", "a"),
        ("span-one", "a"),
        ("trace-x", "a"),
        ("000b", "b"),
        ("~1", "c"),
        ("\"out of stock\" cart", "a"),
        ("{ span:id = \"Span-One\" }", "a"),
        ("{ span:id = \"B\" }", "b"),
        ("{ trace:id = \"TRACE-x!\" }", "a"),
    ] {
        let found = found(&store, search, None);
        let mut names: Vec<&str> = store
            .spans()
            .filter(|span| found.get(span.0 as usize))
            .map(|span| store.text(store.name(span)))
            .collect();
        names.sort_unstable();
        assert_eq!(names.join(" "), expected, "{search}");
    }
}

/// Three traces of a span, two and one.
pub fn three_traces() -> Store {
    let mut builder = Builder::new();
    builder.begin_file("file");
    draw::add(&mut builder, "web b |--      |", 1);
    draw::add(&mut builder, "web a | ------ |\n  db q |  -     |", 2);
    draw::add(&mut builder, "api c |  -----  |", 3);
    builder.finish()
}

proptest! {
    /// Searching one trace finds what searching all finds there.
    #[test]
    fn a_trace_is_searched_like_all(word in "-?[a-c0-3 /]{1,3}", trace in 0_u32..3) {
        let store = three_traces();
        let (all, here) = (found(&store, &word, None), found(&store, &word, Some(TraceIx(trace))));
        for span in store.spans() {
            let expected = all.get(span.0 as usize) && store.trace_of(span) == TraceIx(trace);
            prop_assert_eq!(here.get(span.0 as usize), expected);
        }
    }
}
