//! Tests of `src/search`.

use crate::support::draw;
use proptest::prelude::*;
use spanscope::{
    base::bits::Bits,
    formats::reader::FileReader,
    model::{builder::Builder, ids::TraceIx, store::Store},
    query::reading::read,
    search::{
        columns::Columns,
        spans::matching,
        traces::{self, Match, Order},
    },
};

const DRAWING: &str = "web GET /cart |------|\n  Cart Load Ümlaut | ---- |\n  db SELECT stock |  --  |";

fn found(store: &Store, q: &str, trace: Option<TraceIx>) -> Bits {
    matching(store, &mut Columns::default(), &read(q).query, trace).expect("an answer")
}

fn names(store: &Store, q: &str) -> Vec<String> {
    let found = found(store, q, None);
    store
        .spans()
        .filter(|span| found.get(span.0 as usize))
        .map(|span| store.text(store.name(span)).to_owned())
        .collect()
}

#[test]
fn words_search_service_name_and_id_in_any_case() {
    let store = draw::store(DRAWING);
    assert_eq!(names(&store, "select"), ["SELECT stock"]);
    assert_eq!(names(&store, "CART"), ["GET /cart", "Load Ümlaut"]);
    assert_eq!(names(&store, "ümlaut"), ["Load Ümlaut"]);
    assert_eq!(names(&store, "cart load"), ["Load Ümlaut"]);
    assert_eq!(names(&store, "0000000000000003"), ["SELECT stock"]);
    assert_eq!(names(&store, "00000000000000000000000000000001").len(), 3);
    assert_eq!(names(&store, "nowhere"), Vec::<String>::new());
    assert_eq!(names(&store, "{}").len(), 3);
}

#[test]
fn values_resources_and_ids_of_any_kind_are_searched() {
    let text = r#"{"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"Cart"}},
        {"key":"host.name","value":{"stringValue":"node-7"}}]},"scopeSpans":[{"spans":[
        {"traceId":"TRACE-x!","spanId":"Span-One","name":"a","status":{"message":"out of stock"}},
        {"traceId":"0a","spanId":"0b","name":"b","attributes":[{"key":"city","value":{"stringValue":"Zürich"}}]},
        {"traceId":"","spanId":"","name":"c"}]}]}]}"#;
    let mut builder = Builder::new();
    let mut reader = FileReader::new("file", &mut builder);
    let read = reader.feed(text.as_bytes(), &mut builder).and_then(|()| reader.finish(&mut builder));
    assert_eq!(read, Ok(()));
    let store = builder.finish();
    for (q, found) in [
        ("NODE-7", vec!["a", "b", "c"]),
        ("ZÜRICH", vec!["b"]),
        ("stock", vec!["a"]),
        ("span-one", vec!["a"]),
        ("trace-x", vec!["a"]),
        ("000b", vec!["b"]),
        ("~1", vec!["c"]),
        ("\"out of stock\" cart", vec!["a"]),
    ] {
        let mut names = names(&store, q);
        names.sort();
        assert_eq!(names, found, "{q}");
    }
}

proptest! {
    /// Searching one trace finds what searching all finds there.
    #[test]
    fn a_trace_is_searched_like_all(word in "[a-c0-3 /]{1,3}", trace in 0_u32..3) {
        let store = three_traces();
        let (all, here) = (found(&store, &word, None), found(&store, &word, Some(TraceIx(trace))));
        for span in store.spans() {
            let expected = all.get(span.0 as usize) && store.trace_of(span) == TraceIx(trace);
            prop_assert_eq!(here.get(span.0 as usize), expected);
        }
    }
}

fn three_traces() -> Store {
    let mut builder = Builder::new();
    builder.begin_file("file");
    draw::add(&mut builder, "web b |--      |", 1);
    draw::add(&mut builder, "web a | ------ |\n  db q |  -     |", 2);
    draw::add(&mut builder, "api c |  -----  |", 3);
    builder.finish()
}

fn sorted(order: Order<'_>, descending: bool) -> Vec<u32> {
    let store = three_traces();
    let mut matches = traces::matching(&store, &found(&store, "", None));
    traces::sort(&store, &mut matches, order, descending);
    matches.into_iter().map(|found| found.trace.0).collect()
}

#[test]
fn every_column_sorts_and_ties_stay_by_start() {
    assert_eq!(sorted(Order::Start, false), [0, 1, 2]);
    assert_eq!(sorted(Order::Start, true), [2, 1, 0]);
    assert_eq!(sorted(Order::Latency, true), [1, 2, 0]);
    assert_eq!(sorted(Order::Spans, true), [1, 0, 2]);
    assert_eq!(sorted(Order::Number(&[5, 1, 5]), true), [0, 2, 1]);
    assert_eq!(sorted(Order::Root, false), [2, 1, 0]);
}

#[test]
fn only_traces_with_a_hit_match_and_the_hits_are_counted() {
    let store = three_traces();
    let matches = traces::matching(&store, &found(&store, "q", None));
    assert_eq!(matches, [Match { trace: TraceIx(1), spans: 1 }]);
}
