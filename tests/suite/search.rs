//! Tests of `src/search`.

use crate::support::draw;
use spanscope::{
    model::{builder::Builder, ids::TraceIx, store::Store},
    query::parse,
    search::{
        spans::matching,
        traces::{self, Match, Order},
    },
};

const DRAWING: &str = "web GET /cart |------|\n  Cart Load Ümlaut | ---- |\n  db SELECT stock |  --  |";

fn names(store: &Store, q: &str) -> Vec<String> {
    let found = matching(store, &parse(q).expect("a query"));
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
    let mut matches = traces::matching(&store, &matching(&store, &parse("").expect("a query")));
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
    let found = traces::matching(&store, &matching(&store, &parse("q").expect("a query")));
    assert_eq!(found, [Match { trace: TraceIx(1), spans: 1 }]);
}
