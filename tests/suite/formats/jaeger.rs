use super::{notes, outline, read, store};
use spanscope::model::{
    ids::{SpanId, SpanIx, TraceIx},
    span::Mark,
    store::Store,
    value::ValueRef,
};

/// A trace of spans given by their fields, all of process `p1`.
fn trace(spans: &[&str]) -> String {
    let spans: Vec<String> = spans
        .iter()
        .map(|fields| format!(r#"{{"traceID":"abc","processID":"p1","startTime":10,"duration":5,{fields}}}"#))
        .collect();
    format!(
        r#"{{"traceID":"abc","spans":[{}],"processes":{{"p1":{{"serviceName":"cart","tags":[]}}}}}}"#,
        spans.join(",")
    )
}

fn parents(store: &Store) -> Vec<(u64, Option<u64>, bool)> {
    let parent = |span| store.parent(span).map(|parent| store.span_id(parent).0);
    let told = |span| (store.span_id(span).0, parent(span), store.has(span, Mark::FOLLOWS));
    let mut told: Vec<_> = store.spans().map(told).collect();
    told.sort_unstable();
    told
}

fn links(store: &Store, span: SpanIx) -> Vec<(String, SpanId)> {
    let trace = |link: spanscope::model::attributes::Link| link.trace.map(|trace| store.trace_id_text(trace));
    store.links(span).map(|link| (trace(link).unwrap_or_default(), link.span_id)).collect()
}

#[test]
fn every_shape_around_a_trace_is_read() {
    let one = trace(&[r#""spanID":"1","operationName":"a""#]);
    let other = one.replace("abc", "abd");
    for (text, traces) in [
        (one.clone(), 1),
        (format!("[{one},{other}]"), 2),
        (format!(r#"{{"data":{one}}}"#), 1),
        (format!(r#"{{"total":0,"errors":null,"data":[{one},{other}],"limit":0}}"#), 2),
        (format!("{{\"data\":[{one}]}}\n{{\"data\":[{other}]}}\n"), 2),
    ] {
        let store = store(&text);
        assert_eq!((store.trace_count(), store.span_count()), (traces, traces), "{text}");
        assert_eq!(store.files()[0].format, "Jaeger JSON");
        assert_eq!(store.text(store.service(SpanIx(0))), "cart");
    }
}

#[test]
fn times_are_microseconds_as_numbers_or_text() {
    let store = store(&trace(&[
        r#""spanID":"1","startTime":1760000000000123,"duration":7"#,
        r#""spanID":"2","startTime":"1760000000000123","duration":"9""#,
    ]));
    for (span, duration_ns) in [(SpanIx(0), 7_000), (SpanIx(1), 9_000)] {
        assert_eq!(store.start_ns(span), 1_760_000_000_000_123_000);
        assert_eq!(store.duration_ns(span), duration_ns);
    }
}

#[test]
fn the_parent_is_the_first_child_of_here_and_the_rest_are_links() {
    let store = store(&trace(&[
        r#""spanID":"1""#,
        r#""spanID":"2""#,
        r#""spanID":"3","references":[{"refType":"FOLLOWS_FROM","traceID":"abc","spanID":"1"},
            {"refType":"CHILD_OF","traceID":"def","spanID":"9"},{"refType":"CHILD_OF","traceID":"0abc","spanID":"2"},
            {"refType":"child_of","spanID":"1"},{"refType":"CHILD_OF","traceID":"abc","spanID":"0000000000000000"}]"#,
    ]));
    assert_eq!(parents(&store), [(1, None, false), (2, None, false), (3, Some(2), false)]);
    let span = store.find_span(TraceIx(0), "3").expect("it is there");
    let here = "00000000000000000000000000000abc".to_owned();
    let there = "00000000000000000000000000000def".to_owned();
    assert_eq!(links(&store, span), [(here.clone(), SpanId(1)), (there, SpanId(9)), (here, SpanId(1))]);
    assert_eq!(notes(&store), [("several-parents", 1)]);
}

#[test]
fn follows_from_may_be_the_only_parent() {
    let store = store(&trace(&[
        r#""spanID":"1""#,
        r#""spanID":"2","references":[{"refType":"FOLLOWS_FROM","traceID":"abc","spanID":"1"}]"#,
    ]));
    assert_eq!(parents(&store), [(1, None, false), (2, Some(1), true)]);
    assert_eq!(links(&store, SpanIx(1)), []);
}

#[test]
fn the_old_parent_field_counts_where_there_is_no_reference() {
    let store = store(&trace(&[
        r#""spanID":"1","parentSpanID":"0""#,
        r#""spanID":"2","parentSpanID":"0000000000000001""#,
        r#""spanID":"3","parentSpanID":"1","references":[{"refType":"CHILD_OF","spanID":"2"}]"#,
    ]));
    assert_eq!(parents(&store), [(1, None, false), (2, Some(1), false), (3, Some(2), false)]);
}

#[test]
fn tags_that_stand_for_parts_of_a_span_become_them() {
    let tag = |key: &str, value: &str| format!(r#"{{"key":"{key}","type":"string","value":{value}}}"#);
    let tags = [
        tag("span.kind", r#""server""#),
        tag("otel.status_code", r#""ERROR""#),
        tag("otel.status_description", r#""out of stock""#),
        tag("otel.scope.name", r#""lib""#),
        tag("otel.library.version", r#""1.2""#),
        tag("span.kind.x", r#""client""#),
    ];
    let store = store(&trace(&[&format!(r#""spanID":"1","tags":[{}]"#, tags.join(","))]));
    let span = SpanIx(0);
    assert_eq!((store.kind(span).word(), store.status(span).word()), ("server", "error"));
    assert_eq!(store.text(store.status_message(span)), "out of stock");
    assert_eq!((store.text(store.scope(span).name), store.text(store.scope(span).version)), ("lib", "1.2"));
    assert_eq!(store.attributes(span).len(), 1);
}

#[test]
fn the_error_tag_is_a_status_unless_one_is_said() {
    for (tags, status) in [
        (r#"{"key":"error","type":"bool","value":true}"#, "error"),
        (r#"{"key":"error","type":"string","value":"true"}"#, "error"),
        (r#"{"key":"error","type":"bool","value":false}"#, "unset"),
        (r#"{"key":"error","value":true},{"key":"otel.status_code","value":"OK"}"#, "ok"),
        (r#"{"key":"otel.status_code","value":"UNSET"},{"key":"error","value":true}"#, "error"),
    ] {
        let store = store(&trace(&[&format!(r#""spanID":"1","tags":[{tags}]"#)]));
        assert_eq!(store.status(SpanIx(0)).word(), status, "{tags}");
        assert!(store.find_key("error").is_some(), "the tag stays");
    }
}

#[test]
fn values_of_every_type() {
    for (tag, expected) in [
        (r#""type":"string","value":"a\u00e9""#, ValueRef::Text("aé")),
        (r#""type":"int64","value":9223372036854775807"#, ValueRef::Int(i64::MAX)),
        (r#""type":"int64","value":"-9223372036854775808""#, ValueRef::Int(i64::MIN)),
        (r#""type":"int64","value":"many""#, ValueRef::Text("many")),
        (r#""type":"float64","value":3"#, ValueRef::Double(3.0)),
        (r#""type":"float64","value":"0.5""#, ValueRef::Double(0.5)),
        (r#""value":1e3"#, ValueRef::Double(1000.0)),
        (r#""type":"bool","value":true"#, ValueRef::Bool(true)),
        (r#""type":"bool","value":"false""#, ValueRef::Bool(false)),
        (r#""type":"binary","value":"AQI=""#, ValueRef::Bytes("AQI=")),
        (r#""value":"AQI=","type":"binary""#, ValueRef::Bytes("AQI=")),
        (r#""type":"string","value":{"a": [1, "b c"]}"#, ValueRef::Text(r#"{"a":[1,"b c"]}"#)),
        (r#""type":"string","value":null"#, ValueRef::Null),
        (r#""type":"string""#, ValueRef::Null),
    ] {
        let store = store(&trace(&[&format!(r#""spanID":"1","tags":[{{"key":"k",{tag}}}]"#)]));
        let values: Vec<_> = store.attributes(SpanIx(0)).map(|(_, value)| store.value(value)).collect();
        assert_eq!(values, [expected], "{tag}");
    }
}

#[test]
fn logs_are_events_named_by_their_field() {
    let store = store(&trace(&[
        r#""spanID":"1","logs":[{"timestamp":12,"fields":[{"key":"level","value":"info"},{"key":"event","value":"hit"},
            {"key":"event","value":"again"}]},{"fields":[]}]"#,
    ]));
    let events: Vec<_> = store.events(SpanIx(0)).collect();
    assert_eq!((store.text(events[0].name), events[0].time_ns), ("hit", 12_000));
    assert_eq!(store.event_attributes(events[0]).len(), 2);
    assert_eq!((store.text(events[1].name), events[1].time_ns), ("", 10_000));
}

#[test]
fn a_process_may_stand_anywhere_or_be_missing() {
    let span =
        |id: &str, process: &str| format!(r#"{{"traceID":"a","spanID":"{id}","startTime":{id},{process}}}"#);
    let spans = [
        span("1", r#""processID":"p9""#),
        span(
            "2",
            r#""process":{"serviceName":"inlined","tags":[{"key":"host.name","value":"h"}]},"processID":"p1""#,
        ),
        span("3", r#""process":null,"processID":"p1""#),
        span("4", r#""processID":"unknown""#),
        span("5", r#""flags":1"#),
        span("6", r#""processID":"empty""#),
    ];
    let text = format!(
        r#"{{"processes":{{"p1":{{"serviceName":"before"}}}},"spans":[{}],
            "processes":{{"p9":{{"serviceName":"behind"}},"empty":{{"serviceName":""}}}}}}"#,
        spans.join(",")
    );
    let store = store(&text);
    let services: Vec<&str> = store.spans().map(|span| store.text(store.service(span))).collect();
    assert_eq!(services, ["behind", "inlined", "before", "", "", ""]);
    assert_eq!(store.files()[0].notes.count(spanscope::model::notes::NoteKind::NoService), 3);
}

#[test]
fn spans_without_a_trace_id_have_their_traces() {
    let spans = r#"{"spanID":"1","operationName":"a"},{"spanID":"2","operationName":"b","parentSpanID":"1"}"#;
    for text in [
        format!(r#"{{"traceID":"abc","spans":[{spans}]}}"#),
        format!(r#"{{"spans":[{spans}],"traceID":"abc"}}"#),
    ] {
        let store = store(&text);
        assert_eq!((store.trace_count(), outline(&store).as_str()), (1, "a >b"), "{text}");
        assert!(store.find_trace("abc").is_some());
    }
    let store = store(&format!(r#"{{"spans":[{spans}]}}"#));
    assert_eq!(store.trace_count(), 2, "without any trace id each stands alone");
}

#[test]
fn warnings_are_noted_and_kept_with_their_span() {
    let text =
        trace(&[r#""spanID":"1","warnings":["clock skew","late"]"#, r#""spanID":"2","warnings":null"#]);
    let store = store(&text.replacen("{", r#"{"warnings":["of the trace"],"#, 1));
    let warnings: Vec<&str> = store.warnings(SpanIx(0)).map(|warning| store.text(warning)).collect();
    assert_eq!(warnings, ["clock skew", "late"]);
    assert_eq!(store.warnings(SpanIx(1)).count(), 0);
    assert_eq!(notes(&store), [("producer-warning", 3)]);
}

#[test]
fn a_file_that_breaks_off_keeps_its_whole_spans() {
    let text = trace(&[r#""spanID":"1""#, r#""spanID":"2""#, r#""spanID":"3""#]);
    let cut = text.find(r#""spanID":"3""#).expect("it is there");
    let (store, failure) = read(&text.as_bytes()[..cut], usize::MAX);
    assert_eq!((failure, store.span_count()), (None, 2));
    assert!(notes(&store).contains(&("truncated", 1)));
}

#[test]
fn deep_values_and_wrong_types_lose_nothing_else() {
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let store = store(&trace(&[
        &format!(r#""spanID":"1","extra":{deep},"tags":[{{"key":"k","value":{deep}}}]"#),
        r#""spanID":"2","tags":"none","logs":{},"references":7,"operationName":[],"duration":true"#,
    ]));
    assert_eq!(store.span_count(), 2);
    assert_eq!(store.files()[0].notes.count(spanscope::model::notes::NoteKind::WrongType), 5);
}
