use super::{ask, engine};
use spanscope::{
    engine::Engine,
    protocol::{
        detail::Standing,
        request::{Reply, Request, SpanRef},
    },
};

/// Spans `GET` of `web` with these durations in milliseconds, one trace each, and one of another service.
fn spans(durations_ms: &[u64]) -> Engine {
    let span = |(nth, ms): (usize, &u64)| {
        format!(
            r#"{{"traceId":"{:x}","spanId":"1","name":"GET","startTimeUnixNano":"1760000000000000000",
            "endTimeUnixNano":"{}"}}"#,
            nth + 1,
            1_760_000_000_000_000_000 + ms * 1_000_000
        )
    };
    let all: Vec<String> = durations_ms.iter().enumerate().map(span).collect();
    let file = |service: &str, spans: &str| {
        format!(
            r#"{{"resourceSpans":[{{"resource":{{"attributes":[{{"key":"service.name","value":{{"stringValue":"{service}"}}}}]}},
            "scopeSpans":[{{"spans":[{spans}]}}]}}]}}"#
        )
    };
    let other = r#"{"traceId":"ff","spanId":"1","name":"GET","startTimeUnixNano":"1760000000000000000",
        "endTimeUnixNano":"1760000009000000000","status":{"code":2}}"#;
    engine(&[("web.json", &file("web", &all.join(","))), ("other.json", &file("other", other))])
}

fn standing(engine: &mut Engine, trace: &str) -> Standing {
    let request =
        Request::Span { trace_id: trace.to_owned(), span: SpanRef::Row(0), whole: false, skew: false };
    match ask(engine, request) {
        Ok(Reply::Span(detail)) => detail.standing,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_span_is_compared_with_all_of_its_service_and_name() {
    let mut engine = spans(&(1..=100).collect::<Vec<u64>>());
    let told = standing(&mut engine, &format!("{:x}", 97));
    assert_eq!((told.spans, told.faster, told.slower, told.errors), (100, 96, 3, 0));
    assert_eq!((told.p50_ns, told.p95_ns), (50_000_000, 95_000_000));
    assert_eq!((told.min_ns, told.max_ns), (1_000_000, 100_000_000));
    assert_eq!(told.bins.iter().sum::<u32>(), 100);
    assert_eq!(told.bin as usize, told.bins.len() - 1);
    assert_eq!(standing(&mut engine, "1").bin, 0);
    assert_eq!(standing(&mut engine, "ff").errors, 1);
}

#[test]
fn equal_durations_are_neither_faster_nor_slower() {
    let told = standing(&mut spans(&[5, 5, 5]), "2");
    assert_eq!((told.spans, told.faster, told.slower), (3, 0, 0));
    assert_eq!((told.bins[0], told.bin), (3, 0));
}

#[test]
fn a_search_finds_them() {
    let mut engine = spans(&[5, 7]);
    let search = standing(&mut engine, "1").search;
    assert_eq!(search, r#"{ resource.service.name = "web" && name = "GET" }"#);
    let Ok(Reply::Matched(matched)) = ask(&mut engine, Request::Query { q: search }) else {
        panic!("matches")
    };
    assert_eq!(matched.matched_spans, 2);
}
