use super::{notes, read, store};
use proptest::prelude::*;
use spanscope::model::{ids::SpanIx, notes::NoteKind, store::Store, value::ValueRef};

const SHOP: &str = include_str!("../../data/otlp-json/small-shop.json");

fn one_span(fields: &str) -> Store {
    store(&format!(
        r#"{{"resourceSpans":[{{"scopeSpans":[{{"spans":[{{"traceId":"01","spanId":"02","startTimeUnixNano":"10","endTimeUnixNano":"20",{fields}}}]}}]}}]}}"#
    ))
}

#[test]
fn the_order_of_fields_is_free() {
    let text = r#"{"resourceSpans":[{"schemaUrl":"u","scopeSpans":[{"spans":[{"attributes":[{"value":{"intValue":"7"},"key":"k"}],
        "name":"late","spanId":"02","traceId":"01"}],"scope":{"version":"2","name":"lib"}}],
        "resource":{"attributes":[{"key":"service.name","value":{"stringValue":"cart"}}]}}]}"#;
    let store = store(text);
    let span = SpanIx(0);
    assert_eq!((store.text(store.service(span)), store.text(store.name(span))), ("cart", "late"));
    assert_eq!((store.text(store.scope(span).name), store.text(store.scope(span).version)), ("lib", "2"));
    assert_eq!(store.text(store.resources()[store.resource(span).0 as usize].schema_url), "u");
    let values: Vec<_> =
        store.attributes(span).map(|(key, value)| (store.key_name(key), store.value(value))).collect();
    assert_eq!(values, [("k", ValueRef::Int(7))]);
}

#[test]
fn snake_case_and_the_old_names_are_read() {
    let text = r#"{"resource_spans":[{"instrumentationLibrarySpans":[{"instrumentationLibrary":{"name":"lib"},"spans":[
        {"trace_id":"01","span_id":"02","parent_span_id":"03","start_time_unix_nano":5,"end_time_unix_nano":9}]}]}]}"#;
    let store = store(text);
    assert_eq!((store.duration_ns(SpanIx(0)), store.text(store.scope(SpanIx(0)).name)), (4, "lib"));
    assert!(store.files()[0].notes.count(NoteKind::SnakeCase) > 0);
}

#[test]
fn enums_come_as_names_and_numbers() {
    for (kind, status) in
        [("3", "2"), (r#""SPAN_KIND_CLIENT""#, r#""STATUS_CODE_ERROR""#), (r#""3""#, r#""Error""#)]
    {
        let store = one_span(&format!(r#""kind":{kind},"status":{{"code":{status}}}"#));
        assert_eq!((store.kind(SpanIx(0)).word(), store.status(SpanIx(0)).word()), ("client", "error"));
    }
    let store = one_span(r#""kind":99"#);
    assert_eq!(store.files()[0].notes.count(NoteKind::UnknownEnum), 1);
}

#[test]
fn times_are_exact_as_text_and_number_and_rounded_ones_are_noted() {
    for (written, ns, noted) in [
        (r#""1760000000123456789""#, 1_760_000_000_123_456_789, 0),
        ("1760000000123456789", 1_760_000_000_123_456_789, 0),
        ("1.6197126558755392e18", 1_619_712_655_875_539_200, 1),
    ] {
        let store = one_span(&format!(r#""startTimeUnixNano":{written},"endTimeUnixNano":{written}"#));
        assert_eq!(store.start_ns(SpanIx(0)), ns, "{written}");
        assert_eq!(store.files()[0].notes.count(NoteKind::RoundedTime), 2 * noted, "{written}");
    }
}

#[test]
fn values_of_every_kind() {
    let store = one_span(
        r#""attributes":[{"key":"t","value":{"stringValue":"a\"\u00e9\ud83d\ude00\ud800!"}},{"key":"i","value":{"intValue":-9223372036854775808}},
        {"key":"d","value":{"doubleValue":"-Infinity"}},{"key":"e","value":{}},{"key":"n","value":null},{"key":"b","value":{"boolValue":true}},
        {"key":"y","value":{"bytesValue":"AQI="}},{"key":"a","value":{"arrayValue":{"values":[ {"stringValue":"x y"} ]}}},{"key":"h","value":{"intValue":1e30}}]"#,
    );
    let values: Vec<_> = store.attributes(SpanIx(0)).map(|(_, value)| store.value(value)).collect();
    assert_eq!(
        values,
        [
            ValueRef::Text("a\"é😀\u{fffd}!"),
            ValueRef::Int(i64::MIN),
            ValueRef::Double(f64::NEG_INFINITY),
            ValueRef::Null,
            ValueRef::Null,
            ValueRef::Bool(true),
            ValueRef::Bytes("AQI="),
            ValueRef::Nested(r#"{"arrayValue":{"values":[{"stringValue":"x y"}]}}"#),
            ValueRef::Double(1e30),
        ]
    );
}

#[test]
fn deep_nesting_is_kept_and_wrong_types_are_noted() {
    let deep = format!(r#"{}"x"{}"#, "[".repeat(100_000), "]".repeat(100_000));
    let store = one_span(&format!(
        r#""unknown":{deep},"name":{{"a":1}},"events":"none","attributes":[7,{{"key":"k"}}]"#
    ));
    assert_eq!(store.span_count(), 1);
    assert_eq!(store.files()[0].notes.count(NoteKind::WrongType), 3);
}

#[test]
fn a_bad_line_loses_nothing_else() {
    let line = |id: &str| one_line(id);
    let text = format!("{}\n{{\"resourceSpans\": oops}}\n{}\n", line("01"), line("02"));
    let store = store(&text);
    assert_eq!((store.span_count(), store.files()[0].notes.count(NoteKind::BadLine)), (2, 1));
}

#[test]
fn a_truncated_document_keeps_what_was_whole() {
    let cut = SHOP.find("lost child").expect("it is there");
    let store = store(&SHOP[..cut]);
    assert_eq!((store.span_count(), store.files()[0].notes.count(NoteKind::Truncated)), (4, 1));
}

#[test]
fn a_document_that_breaks_says_where() {
    let (store, failure) = read(b"{\n \"resourceSpans\": [\n ]x}\n", usize::MAX);
    assert_eq!(store.span_count(), 0);
    assert_eq!(
        failure.as_deref(),
        Some("This begins as OTLP/JSON, but is not JSON: line 3, byte 24: expected a comma or }")
    );
}

#[test]
fn what_the_exporter_dropped_is_noted_wherever_it_says_so() {
    for fields in [
        r#""droppedLinksCount":1"#,
        r#""events":[{"timeUnixNano":"15","droppedAttributesCount":2}]"#,
        r#""links":[{"traceId":"03","droppedAttributesCount":2}]"#,
    ] {
        assert!(notes(&one_span(fields)).contains(&("dropped-by-exporter", 1)), "{fields}");
    }
    let nothing = one_span(r#""events":[{"timeUnixNano":"15","droppedAttributesCount":0}]"#);
    assert_eq!(nothing.files()[0].notes.count(NoteKind::DroppedByExporter), 0);
}

#[test]
fn what_tempo_says_around_a_trace_is_heard() {
    let inside = one_line("01");
    let text = format!(r#"{{"trace":{inside},"metrics":{{}},"status":"PARTIAL","message":"too large"}}"#);
    let partial = store(&text);
    assert_eq!((partial.span_count(), notes(&partial).contains(&("partial-answer", 1))), (1, true));
    let (_, failure) = read(br#"{"trace":{},"metrics":{}}"#, usize::MAX);
    assert_eq!(failure.as_deref(), Some("This is OTLP/JSON, but there are no spans in it"));
}

#[test]
fn a_note_says_where() {
    let text = "{\"resourceSpans\":[\n7,\n{\"scopeSpans\":[{\"spans\":[{\"traceId\":\"01\",\"spanId\":\"01\",\"flags\":true}]}]}]}";
    let store = store(text);
    let first = |kind| {
        let note = store.files()[0].notes.iter().find(|note| note.0 == kind).expect("noted");
        note.1.first.clone()
    };
    assert_eq!(first(NoteKind::WrongType), "line 2, byte 19");
    assert_eq!(first(NoteKind::NoStart), "span 1");
}

fn one_line(id: &str) -> String {
    format!(
        r#"{{"resourceSpans":[{{"scopeSpans":[{{"spans":[{{"traceId":"{id}","spanId":"{id}","name":"n"}}]}}]}}]}}"#
    )
}

proptest! {
    /// A document that serde_json reads gives every span; one that it refuses is noted or refused here too.
    #[test]
    fn agrees_with_serde_json(at in 0_usize..2_000, byte in prop::sample::select(b"{}[]\",:\\0-1e.xn\x01 \n".to_vec())) {
        let mut bytes = format!("{} ", one_line("01").replace(r#""n""#, r#""n","kind":2,"flags":1.5e0,"attributes":[{"key":"k\u0041","value":{"doubleValue":-0.5}}]"#)).into_bytes();
        let at = at % bytes.len();
        bytes[at] = byte;
        let valid = serde_json::from_slice::<serde_json::Value>(&bytes).is_ok();
        let (store, failure) = read(&bytes, usize::MAX);
        let notes = &store.files()[0].notes;
        let refused = failure.is_some()
            || [NoteKind::BadLine, NoteKind::BadPart, NoteKind::Truncated].iter().any(|kind| notes.count(*kind) > 0);
        prop_assert!(valid || refused, "serde_json refuses it: {}", String::from_utf8_lossy(&bytes));
        let said = failure.unwrap_or_default();
        prop_assert!(!(valid && said.to_lowercase().contains("not json")), "{}: {}", said, String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn any_bytes_are_answered(bytes in prop::collection::vec(any::<u8>(), 0..200), chunk in 1_usize..50) {
        let (store, failure) = read(&bytes, chunk);
        prop_assert!(store.span_count() > 0 || failure.is_some());
    }
}

#[test]
fn a_partial_answer_is_noted_with_the_words_of_the_server() {
    let trace = r#""trace":{"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"01","spanId":"02"}]}]}]}"#;
    let status = r#""status":"PARTIAL","message":"trace exceeds max size \"(5 MB)\"""#;
    for text in [format!("{{{trace},{status}}}"), format!("{{{status},{trace}}}")] {
        let (store, failure) = read(text.as_bytes(), 9);
        assert_eq!((failure, store.span_count()), (None, 1));
        let told: Vec<_> =
            store.files()[0].notes.iter().filter(|(kind, _)| kind.code() == "partial-answer").collect();
        assert_eq!((told.len(), told[0].1.count), (1, 1));
        assert_eq!(told[0].1.first, "trace exceeds max size \"(5 MB)\"");
    }
    let whole = format!("{{{trace},\"status\":\"COMPLETE\"}}");
    assert!(notes(&store(&whole)).iter().all(|note| note.0 != "partial-answer"));
}
