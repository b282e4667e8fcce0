use super::{ask, engine};
use spanscope::protocol::{
    detail::{Attribute, SpanDetail, ValueKind},
    request::{Reply, Request, SpanRef},
};

/// The attributes of a span that has these, as OTLP/JSON.
fn attributes(given: &[(&str, &str)]) -> Vec<Attribute> {
    only_span(given).attributes
}

fn only_span(given: &[(&str, &str)]) -> SpanDetail {
    let list: Vec<String> =
        given.iter().map(|(key, value)| format!(r#"{{"key":"{key}","value":{value}}}"#)).collect();
    let text = format!(
        r#"{{"resourceSpans":[{{"scopeSpans":[{{"spans":[{{"traceId":"aa","spanId":"1","attributes":[{}]}}]}}]}}]}}"#,
        list.join(",")
    );
    let request =
        Request::Span { trace_id: "aa".to_owned(), span: SpanRef::Row(0), whole: false, skew: false };
    match ask(&mut engine(&[("one.json", &text)]), request) {
        Ok(Reply::Span(detail)) => *detail,
        other => panic!("{other:?}"),
    }
}

/// Key, value and the names it was written under, for each line.
fn lines(given: &[(&str, &str)]) -> Vec<(String, String, String)> {
    let line = |attribute: Attribute| (attribute.key, attribute.value, attribute.written.join(" "));
    attributes(given).into_iter().map(line).collect()
}

fn line(key: &str, value: &str, written: &str) -> (String, String, String) {
    (key.to_owned(), value.to_owned(), written.to_owned())
}

const GET: &str = r#"{"stringValue":"GET"}"#;
const POST: &str = r#"{"stringValue":"POST"}"#;

#[test]
fn older_names_give_way_to_the_present_ones() {
    assert_eq!(lines(&[("http.method", GET)]), [line("http.request.method", "GET", "http.method")]);
    assert_eq!(
        lines(&[("http.method", GET), ("http.request.method", GET)]),
        [line("http.request.method", "GET", "http.request.method http.method")]
    );
    assert_eq!(
        lines(&[("http.method", POST), ("http.request.method", GET)]),
        [line("http.request.method", "GET", ""), line("http.request.method", "POST", "http.method")]
    );
}

#[test]
fn a_grpc_status_is_told_by_name() {
    let five = r#"{"intValue":"5"}"#;
    let status = &attributes(&[("rpc.grpc.status_code", five)])[0];
    assert_eq!((status.value.as_str(), status.kind), ("NOT_FOUND", ValueKind::Text));
    assert_eq!(status.condition, "span.rpc.grpc.status_code = 5");
    let not_found = r#"{"stringValue":"NOT_FOUND"}"#;
    assert_eq!(
        lines(&[("rpc.response.status_code", not_found), ("rpc.grpc.status_code", five)]),
        [line("rpc.response.status_code", "NOT_FOUND", "rpc.response.status_code rpc.grpc.status_code")]
    );
}

#[test]
fn a_target_is_parted_into_path_and_query() {
    let target = r#"{"stringValue":"/cart?page=2"}"#;
    assert_eq!(
        lines(&[("http.target", target), ("url.path", r#"{"stringValue":"/cart"}"#)]),
        [line("url.path", "/cart", "url.path http.target"), line("url.query", "page=2", "http.target")]
    );
    assert_eq!(
        lines(&[("http.target", r#"{"stringValue":"/cart"}"#)]),
        [line("url.path", "/cart", "http.target")]
    );
}

#[test]
fn a_condition_finds_the_span_it_was_taken_from() {
    let given = [
        ("text", r#"{"stringValue":"a \"b\" \\ \n c"}"#),
        ("int", r#"{"intValue":"-7"}"#),
        ("double", r#"{"doubleValue":0.5}"#),
        ("whole", r#"{"doubleValue":3}"#),
        ("bool", r#"{"boolValue":true}"#),
        ("a b", r#"{"stringValue":""}"#),
    ];
    for attribute in attributes(&given) {
        let list: Vec<String> =
            given.iter().map(|(key, value)| format!(r#"{{"key":"{key}","value":{value}}}"#)).collect();
        let text = format!(
            r#"{{"resourceSpans":[{{"scopeSpans":[{{"spans":[{{"traceId":"aa","spanId":"1","attributes":[{}]}},
            {{"traceId":"bb","spanId":"1"}}]}}]}}]}}"#,
            list.join(",")
        );
        let q = format!("{{ {} }}", attribute.condition);
        match ask(&mut engine(&[("two.json", &text)]), Request::Query { q: q.clone() }) {
            Ok(Reply::Matched(matched)) => assert_eq!(matched.matched_spans, 1, "{q}"),
            other => panic!("{q}: {other:?}"),
        }
    }
}

#[test]
fn what_a_search_cannot_ask_for_has_no_condition() {
    let long = format!(r#"{{"stringValue":"{}"}}"#, "x".repeat(201));
    for value in [r#"{"bytesValue":"AQ=="}"#, r#"{"arrayValue":{}}"#, r#"{"doubleValue":"NaN"}"#, "{}", &long]
    {
        let attribute = &attributes(&[("key", value)])[0];
        assert_eq!((attribute.condition.as_str(), attribute.field.as_str()), ("", "span.key"), "{value}");
    }
}
