//! The answers to `query` and `traces`, and what is said of a search that cannot be run.

use super::{CART, ask, shop};
use spanscope::protocol::{
    answers::{Matched, TracesAnswer},
    request::{Failure, Reply, Request},
};

fn matched(q: &str) -> Result<Matched, Failure> {
    match ask(&mut shop(), Request::Query { q: q.to_owned() })? {
        Reply::Matched(matched) => Ok(matched),
        other => panic!("{other:?}"),
    }
}

fn traces(q: &str, limit: usize) -> TracesAnswer {
    match ask(&mut shop(), Request::TraceRows { q: q.to_owned(), limit }) {
        Ok(Reply::TraceRows(answer)) => answer,
        other => panic!("{other:?}"),
    }
}

#[test]
fn matching_spans_and_traces_are_counted() {
    for (q, matched_spans, matched_traces) in [
        ("", 7, 2),
        ("{ }", 7, 2),
        ("postgresql", 2, 1),
        ("{ span:parentID = \"dead\" }", 1, 1),
        ("{ name = \"nowhere\" }", 0, 0),
    ] {
        assert_eq!(matched(q), Ok(Matched { matched_spans, matched_traces }), "{q}");
    }
}

#[test]
fn rows_are_those_of_the_contract() {
    let answer = traces("{}", 1_000);
    assert_eq!((answer.total, answer.rows.len()), (2, 2));
    let mut row = serde_json::to_value(&answer.rows[0]).expect("plain data");
    let answer = row.as_object_mut().and_then(|row| row.remove("answer")).expect("the one-line answer");
    assert_eq!(answer["trace_id"], CART);
    assert!(answer["sentence"].is_string() && answer["parts"].is_array());
    assert_eq!(
        row,
        serde_json::json!({
            "trace_id": CART, "root": "GET /cart", "service": "web", "start_ns": "1760000000000000000",
            "latency_ns": "100000000", "extent_ns": "100000000", "partial": false, "spans": 5, "services": 2,
            "errors": 2,
        })
    );
    let cut = traces("{ }", 1);
    assert_eq!((cut.total, cut.rows.len()), (2, 1));
    assert_eq!(traces("postgresql", 5).rows[0].trace_id, CART);
}

#[test]
fn what_cannot_be_run_says_where() {
    for (q, at, sentence) in [
        ("{ name = }", 9, "Expected a value after ="),
        ("{ .a = \"(\" && name =~ \"x(\" }", 22, "“x(” is no regular expression"),
        ("{ name =~ `[` }", 10, "“[” is no regular expression"),
        ("{ name =~ .route }", 10, "A pattern has to be a text in quotes"),
        ("{ } | rate() by(name)", 6, "rate() by(name) makes numbers over time"),
    ] {
        let failure = matched(q).expect_err(q);
        assert_eq!((failure.code.as_str(), failure.at), ("query", Some(at)), "{q}");
        assert!(failure.message.starts_with(sentence), "{q}: {}", failure.message);
    }
}
