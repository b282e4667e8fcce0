//! What surrounds the spans: values that are no documents, other formats, broken lines, keys in another order.

use super::{failure, otlp, want};
use crate::formats::{outline, read, store};
use spanscope::model::{
    ids::{SpanIx, TraceIx},
    span::Kind,
};

#[test]
fn n01_nothing_or_a_single_value_is_one_clear_line() {
    for text in ["", "null", "123", "true", "\"string\"", "-1.5e3"] {
        let said = failure(text);
        assert!(said.contains("empty") || said.contains("single value"), "{text}: {said}");
        assert!(!said.contains('\n'));
    }
}

#[test]
fn n02_the_python_sdk_is_read_one_object_or_one_a_line() {
    let span = r#"{"name":"a","context":{"trace_id":"0x01","span_id":"0x02","trace_state":"[]"},"kind":"SpanKind.INTERNAL",
        "parent_id":null,"start_time":"2026-01-01T00:00:00.000001Z","end_time":"2026-01-01T00:00:01.000000Z"}"#;
    let line = span.replace('\n', "");
    let other = line.replace("0x02", "0x03").replace("null", "\"0x02\"");
    for text in [format!("{span}\n{other}"), format!("{line}\n{other}\n"), format!("[{line},{other}]")] {
        let store = store(&text);
        want(&store, 1, 2, &[("no-service", 1, "span 1")]);
        assert_eq!((outline(&store).as_str(), store.files()[0].format.as_str()), ("a >a", "Python console"));
        assert_eq!(
            (store.start_ns(SpanIx(0)) % 1_000_000_000, store.duration_ns(SpanIx(0))),
            (1_000, 999_999_000)
        );
    }
}

#[test]
fn n03_the_model_of_jaeger_is_refused_by_name() {
    let text = r#"{"spans":[{"traceId":"AAAAAAAAAAAAAAAAAAAAEQ==","spanId":"AAAAAAAAAAM=","operationName":"a",
        "startTime":"2017-01-26T16:46:31.639875Z","duration":"100000ns","process":{"serviceName":"s"}}],"process_map":null}"#;
    assert!(failure(text).contains("internal model of Jaeger"));
}

#[test]
fn n05_the_real_cause_is_named() {
    let text = otlp(&[r#""spanId":"01""#]).replace("]}]}]}", "]}]}");
    want(
        &store(&text),
        1,
        1,
        &[
            ("truncated", 1, "byte 77, line 1"),
            ("unfinished", 1, "span 1"),
            ("no-start", 1, "span 1"),
            ("no-service", 1, "span 1"),
        ],
    );
    let said = failure(r#"{"resourceSpans": [{"scopeSpans": [}]}"#);
    assert!(said.contains("OTLP/JSON") && said.contains("line 1, byte 35: expected a value"), "{said}");
}

#[test]
fn n20_what_breaks_at_once_is_placed() {
    let said = failure(r#"][{"traceId":"1"}"#);
    assert!(said.contains("line 1, byte 0"), "{said}");
}

#[test]
fn n21_key_order_does_not_matter() {
    let text = r#"{"resourceSpans":[{"instrumentationLibrarySpans":[{"spans":[{"endTimeUnixNano":1609459200000000001,
        "startTimeUnixNano":1609459200000000000,"name":"a","spanId":"AQIDBAUGBwg=","traceId":"AAECAwQFBgcICQoLDA0ODw=="}],
        "instrumentationLibrary":{"name":"lib"}}],"resource":{"attributes":[{"value":{"stringValue":"web"},"key":"service.name"}]}}]}"#;
    let store = store(text);
    let span = SpanIx(0);
    assert_eq!(store.trace_id_text(store.trace_key(TraceIx(0))), "000102030405060708090a0b0c0d0e0f");
    assert_eq!(store.span_id_text(store.span_id(span)), "0102030405060708");
    assert_eq!((store.text(store.scope(span).name), store.text(store.service(span))), ("lib", "web"));
    assert_eq!((store.start_ns(span), store.duration_ns(span)), (1_609_459_200_000_000_000, 1));
    want(&store, 1, 1, &[("base64-ids", 2, "span 1")]);
}

#[test]
fn n25_every_kind_as_name_and_number() {
    for (number, kind) in Kind::ALL.into_iter().enumerate() {
        for written in [number.to_string(), format!("\"SPAN_KIND_{}\"", kind.word().to_uppercase())] {
            let store = store(&otlp(&[&format!(r#""spanId":"01","kind":{written}"#)]));
            assert_eq!(store.kind(SpanIx(0)), kind, "{written}");
            want(
                &store,
                1,
                1,
                &[("unfinished", 1, "span 1"), ("no-start", 1, "span 1"), ("no-service", 1, "span 1")],
            );
        }
    }
}

#[test]
fn n26_a_data_frame_is_named() {
    assert!(failure(r#"[{"schema":{"fields":[]},"data":{"values":[]}}]"#).contains("data frame"));
    assert!(failure(r#"{"results":{},"frames":[{"schema":{}}]}"#).contains("data frame"));
}

#[test]
fn n28_times_are_exact_as_numbers_and_as_text() {
    for time in ["1760000000123456789", "\"1760000000123456789\""] {
        let store = store(&otlp(&[&format!(r#""spanId":"01","startTimeUnixNano":{time}"#)]));
        assert_eq!(store.start_ns(SpanIx(0)), 1_760_000_000_123_456_789);
        want(&store, 1, 1, &[("unfinished", 1, "span 1"), ("no-service", 1, "span 1")]);
    }
}

#[test]
fn n35_holes_of_nul_cost_only_the_lines_they_are_in() {
    let line = |id: usize| otlp(&[&format!(r#""spanId":"{id:x}","name":"{id}""#)]);
    let hole = "\0".repeat(600_000);
    let headless = &line(3)[30..];
    let text = format!("{}\n{hole}{}\n{headless}\n{}{hole}\n{}\n", line(1), line(2), line(4), line(5));
    for chunk in [usize::MAX, 1 << 16] {
        let (store, failure) = read(text.as_bytes(), chunk);
        assert_eq!(failure, None);
        want(
            &store,
            1,
            4,
            &[
                ("bad-line", 1, "line 3, byte 600180: expected an object that begins with {"),
                ("unfinished", 4, "span 1"),
                ("no-start", 4, "span 1"),
                ("no-service", 4, "span 1"),
            ],
        );
    }
    // The hole swallows the end of one record and the head of the next.
    let torn = format!("{}\n{}{hole}{}\n{}\n", line(1), &line(2)[..40], &line(3)[40..], line(4));
    let store = store(&torn);
    want(
        &store,
        1,
        2,
        &[
            ("bad-line", 1, "line 2, byte 130: expected no control character inside a text"),
            ("unfinished", 2, "span 1"),
            ("no-start", 2, "span 1"),
            ("no-service", 3, "span 1"),
        ],
    );
}
