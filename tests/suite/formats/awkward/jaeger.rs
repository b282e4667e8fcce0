//! Jaeger files without references or processes, and ids that are cut.

use super::{jaeger, jaeger_trace, want};
use crate::{
    engine::{ask, engine},
    formats::{outline, store},
};
use spanscope::{
    model::ids::SpanIx,
    protocol::{
        request::{Reply, Request},
        traces::TracesQuery,
        waterfall::RowsQuery,
    },
};

#[test]
fn n06_a_second_parent_that_is_the_span_itself_is_dropped() {
    let store = store(&jaeger(&[
        r#""spanID":"01","operationName":"a""#,
        r#""spanID":"02","operationName":"b","references":[{"refType":"CHILD_OF","traceID":"0a","spanID":"01"},
            {"refType":"CHILD_OF","traceID":"0a","spanID":"02"}]"#,
    ]));
    assert_eq!(outline(&store), "a >b");
    want(&store, 1, 2, &[("no-service", 1, "span 2"), ("own-reference", 1, "span 2")]);
    assert_eq!(store.links(SpanIx(1)).len(), 0);
}

#[test]
fn n11_no_references_are_none() {
    let store = store(&jaeger(&[r#""spanID":"01","operationName":"a""#]));
    assert_eq!(outline(&store), "a");
    want(&store, 1, 1, &[("no-service", 1, "span 1")]);
}

#[test]
fn n12_no_process_is_an_unknown_service() {
    for fields in [r#""spanID":"01""#, r#""spanID":"01","processID":"p1""#, r#""spanID":"01","process":{}"#] {
        let store = store(&jaeger(&[fields]));
        assert_eq!(store.text(store.service(SpanIx(0))), "", "{fields}");
        want(&store, 1, 1, &[("no-service", 1, "span 1")]);
    }
}

#[test]
fn n29_a_trace_id_that_is_cut_is_another_trace() {
    let text = r#"[{"traceID":"0102030405060708090a0b0c0d0e0f10","spans":[
        {"traceID":"0102030405060708090a0b0c0d0e0f10","spanID":"01","operationName":"a"},
        {"traceID":"090a0b0c0d0e0f10","spanID":"02","operationName":"b","references":[{"refType":"CHILD_OF","traceID":"0102030405060708090a0b0c0d0e0f10","spanID":"01"}]}]}]"#;
    let store = store(text);
    want(
        &store,
        2,
        2,
        &[("unfinished", 2, "span 1"), ("no-start", 2, "span 1"), ("no-service", 1, "span 2")],
    );
    let linked: usize = store.spans().map(|span| store.links(span).len()).sum();
    assert_eq!(linked, 1, "the way to the other trace stays");
}

#[test]
fn n37_each_of_several_traces_opens_from_the_list() {
    let (one, other) = (jaeger_trace("0a", &[r#""spanID":"01""#]), jaeger_trace("0b", &[r#""spanID":"02""#]));
    let text = format!("[{one},{other}]");
    let mut engine = engine(&[("two.json", &text)]);
    let query = TracesQuery { limit: 10, ..TracesQuery::default() };
    let Ok(Reply::Traces(page)) = ask(&mut engine, Request::Traces(query)) else { panic!("a list") };
    assert_eq!(page.rows.len(), 2);
    for row in page.rows {
        let rows = RowsQuery { trace_id: row.trace_id, limit: 10, ..RowsQuery::default() };
        let Ok(Reply::Rows(rows)) = ask(&mut engine, Request::Rows(rows)) else { panic!("rows") };
        assert_eq!(rows.rows.len(), 1);
    }
}
