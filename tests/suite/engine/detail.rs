use super::{CART, ask, shop};
use spanscope::protocol::{
    detail::{SpanDetail, VALUE_LIMIT, ValueKind},
    request::{Reply, Request, SpanRef},
};

fn detail(trace_id: &str, id: &str, whole: bool) -> SpanDetail {
    let request =
        Request::Span { trace_id: trace_id.to_owned(), span: SpanRef::Id(id.to_owned()), whole, skew: false };
    match ask(&mut shop(), request) {
        Ok(Reply::Span(detail)) => *detail,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_span_says_where_it_stands() {
    let span = detail(CART, "4", false);
    let path: Vec<_> = span.path.iter().map(|above| (above.row, above.name.as_str())).collect();
    assert_eq!(path, [(0, "GET /cart"), (1, "load cart")]);
    assert_eq!((span.parent, span.parent_span_id.as_str()), (Some(1), "0000000000000002"));
    assert_eq!(
        (span.status.as_str(), span.status_message.as_str(), span.error),
        ("error", "connection reset", true)
    );
    assert_eq!((span.offset_ns, span.duration_ns, span.critical_ns), (45_000_000, 45_000_000, 45_000_000));
    assert_eq!((span.scope_name.as_str(), span.scope_version.as_str()), ("shop.cart", "1.2.0"));
}

#[test]
fn values_of_every_kind_are_text() {
    let span = detail(CART, "3", false);
    let values: Vec<_> = span.attributes.iter().map(|a| (a.key.as_str(), a.value.as_str(), a.kind)).collect();
    assert_eq!(
        values,
        [
            ("cached", "false", ValueKind::Bool),
            ("db.query.text", "SELECT * FROM items WHERE cart = $1", ValueKind::Text),
            ("db.system.name", "postgresql", ValueKind::Text),
            ("key", "aGVsbG8=", ValueKind::Bytes),
            ("ratio", "0.25", ValueKind::Number),
            ("rows", "3", ValueKind::Number),
            ("tags", "[\"a\",7]", ValueKind::Nested),
        ]
    );
}

#[test]
fn events_stand_by_time_and_links_say_where_they_lead() {
    let span = detail(CART, "3", false);
    let events: Vec<_> =
        span.events.iter().map(|event| (event.since_start_ns, event.name.as_str())).collect();
    assert_eq!(events, [(2_000_000, "lock acquired"), (28_000_000, "fetched")]);
    let span = detail("bde", "6", false);
    let links: Vec<_> = span.links.iter().map(|link| (link.loaded, link.target.as_str())).collect();
    assert_eq!(links, [(true, "web · GET /cart"), (false, "")]);
    assert_eq!(span.links[0].attributes[0].value, "same cart");
    assert_eq!(span.links[1].trace_id, "ff".repeat(16));
}

#[test]
fn a_span_names_those_that_link_to_it() {
    let span = detail(CART, "1", false);
    let linking: Vec<_> = span
        .linked_from
        .iter()
        .map(|link| {
            (
                link.trace_id.trim_start_matches('0'),
                link.span_id.trim_start_matches('0'),
                link.target.as_str(),
            )
        })
        .collect();
    assert_eq!(linking, [("bde", "6", "orders · place order")]);
    assert_eq!((span.linked_from_count, detail(CART, "2", false).linked_from_count), (1, 0));
}

#[test]
fn long_values_are_cut_until_asked_for() {
    let cut = detail("bde", "7", false);
    assert_eq!((cut.attributes[0].value.len(), cut.attributes[0].cut), (VALUE_LIMIT, 3_000 - VALUE_LIMIT));
    let whole = detail("bde", "7", true);
    assert_eq!((whole.attributes[0].value.len(), whole.attributes[0].cut), (3_000, 0));
}

#[test]
fn what_was_found_is_said() {
    assert_eq!(
        detail(CART, "5", false).remarks,
        ["Its parent ran in another service, whose data is missing"]
    );
    assert_eq!(detail("bde", "7", false).remarks, ["The exporter dropped 2 attributes"]);
}

/// A file of one span with these fields, and what is told of it.
fn only_span(fields: &str) -> SpanDetail {
    let text = format!(
        r#"{{"resourceSpans":[{{"scopeSpans":[{{"spans":[{{"traceId":"aa","spanId":"1",{fields}}}]}}]}}]}}"#
    );
    let request =
        Request::Span { trace_id: "aa".to_owned(), span: SpanRef::Row(0), whole: false, skew: false };
    match ask(&mut super::engine(&[("one.json", &text)]), request) {
        Ok(Reply::Span(detail)) => *detail,
        other => panic!("{other:?}"),
    }
}

#[test]
fn numbers_and_nested_values_are_shown_as_people_write_them() {
    for (value, shown) in [
        (r#"{"doubleValue":3}"#, "3"),
        (r#"{"doubleValue":0.1}"#, "0.1"),
        (r#"{"doubleValue":1e300}"#, "1e300"),
        (r#"{"doubleValue":"NaN"}"#, "NaN"),
        (r#"{"doubleValue":"-Infinity"}"#, "-Infinity"),
        (
            r#"{"arrayValue":{"values":[{"intValue":"9007199254740993"},{"doubleValue":0.5},{}]}}"#,
            "[9007199254740993,0.5,null]",
        ),
        (
            r#"{"array_value":{"values":[{"int_value":"1"},{"kvlist_value":{"values":[{"key":"a","value":{"bool_value":true}}]}}]}}"#,
            r#"[1,{"a":true}]"#,
        ),
        (
            r#"{"kvlistValue":{"values":[{"key":"b","value":{"bytesValue":"AQ=="}},{"key":"none"}]}}"#,
            r#"{"b":"AQ==","none":null}"#,
        ),
        (r#"{"arrayValue":{}}"#, "[]"),
    ] {
        let detail = only_span(&format!(r#""attributes":[{{"key":"k","value":{value}}}]"#));
        assert_eq!(detail.attributes[0].value, shown, "{value}");
    }
}

#[test]
fn many_events_and_links_are_cut_and_counted() {
    let events = vec![r#"{"timeUnixNano":"5","name":"e"}"#; 700].join(",");
    let links = vec![r#"{"traceId":"bb","spanId":"2"}"#; 600].join(",");
    let detail = only_span(&format!(r#""events":[{events}],"links":[{links}]"#));
    assert_eq!((detail.events.len(), detail.event_count), (500, 700));
    assert_eq!((detail.links.len(), detail.link_count), (500, 600));
}

#[test]
fn every_mending_is_said() {
    for (fields, remark) in [
        (r#""parentSpanId":"1""#, "It names itself as its parent"),
        (r#""parentSpanId":"2""#, "Its parent is not among the spans of this trace"),
        (r#""parentSpanId":"2","flags":256"#, "Its parent, a span of the same service, was lost"),
        (r#""parentSpanId":"2","flags":768"#, "Its parent ran in another service, whose data is missing"),
        (
            r#""startTimeUnixNano":"9","endTimeUnixNano":"5""#,
            "Its end lies 4 ns before its start; it is shown with no length",
        ),
        (r#""startTimeUnixNano":"9""#, "It has no end time; it may not have finished"),
        (r#""endTimeUnixNano":"1760000000000000000""#, "It has no start time; it is placed at its parent's"),
        (
            r#""droppedEventsCount":1,"startTimeUnixNano":"1","endTimeUnixNano":"2""#,
            "The exporter dropped 1 event",
        ),
    ] {
        assert_eq!(only_span(fields).remarks.first().map(String::as_str), Some(remark), "{fields}");
    }
    let jaeger = r#"[{"traceID":"aa","spans":[{"spanID":"1","references":[{"refType":"FOLLOWS_FROM","spanID":"2"}],
        "warnings":["clock skew"],"startTime":2},{"spanID":"2","startTime":1,"duration":9}]}]"#;
    let request = Request::Span {
        trace_id: "aa".to_owned(),
        span: SpanRef::Id("1".to_owned()),
        whole: false,
        skew: false,
    };
    let Ok(Reply::Span(detail)) = ask(&mut super::engine(&[("jaeger.json", jaeger)]), request) else {
        panic!("a span")
    };
    assert_eq!(
        detail.remarks,
        ["It follows from its parent, which did not wait for it", "The producer warns: clock skew"]
    );
    let cycle = r#"{"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"aa","spanId":"1","parentSpanId":"2"},
        {"traceId":"aa","spanId":"2","parentSpanId":"1"}]}]}]}"#;
    let request =
        Request::Span { trace_id: "aa".to_owned(), span: SpanRef::Row(0), whole: false, skew: false };
    let Ok(Reply::Span(detail)) = ask(&mut super::engine(&[("cycle.json", cycle)]), request) else {
        panic!("a span")
    };
    assert_eq!(detail.remarks[0], "Its parents make a loop, which is cut here");
}
