//! Ids that are empty, of another length, or no hex.

use super::{otlp, want};
use crate::formats::{outline, store};
use spanscope::model::ids::SpanIx;

#[test]
fn n04_spans_show_although_all_ids_are_empty() {
    let line =
        r#"{"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"","spanId":"","parentSpanId":"","name":"a",
        "links":[{"traceId":"","spanId":""}]},{"traceId":"","spanId":"","parentSpanId":"","name":"b"}]}]}]}"#
            .replace('\n', "");
    let store = store(&format!("{line}\n{line}\n"));
    want(
        &store,
        4,
        4,
        &[
            ("no-id", 4, "span 1"),
            ("unfinished", 4, "span 1"),
            ("no-start", 4, "span 1"),
            ("no-service", 2, "span 2"),
        ],
    );
    assert!(store.find_trace("~4").is_some_and(|trace| store.find_span(trace, "~4").is_some()));
}

#[test]
fn n22_base64_of_hex_text_is_opaque_and_joins() {
    let trace = "MDAwMTAyMDMwNDA1MDYwNzA4MDkwYTBiMGMwZDBlMGY=";
    let (parent, child) = ("MDEwMjAzMDQwNTA2MDcwOA==", "MDEwMjAzMDQwNTA2MDcwOQ==");
    let store = store(&format!(
        r#"{{"resourceSpans":[{{"scopeSpans":[{{"spans":[{{"traceId":"{trace}","spanId":"{parent}","name":"a"}},
            {{"traceId":"{trace}","spanId":"{child}","parentSpanId":"{parent}","name":"b",
            "links":[{{"traceId":"{trace}","spanId":"{parent}"}}]}}]}}]}}]}}"#
    ));
    assert_eq!(outline(&store), "a >b");
    let found = store.find_trace(trace).expect("found as written");
    assert_eq!(store.find_span(found, child), Some(SpanIx(1)));
    let link = store.links(SpanIx(1)).next().expect("a link");
    assert_eq!((link.trace, link.span_id), (Some(store.trace_key(found)), store.span_id(SpanIx(0))));
    want(
        &store,
        1,
        2,
        &[
            ("opaque-ids", 7, "span 1"),
            ("unfinished", 2, "span 1"),
            ("no-start", 2, "span 1"),
            ("no-service", 1, "span 2"),
        ],
    );
}

#[test]
fn n23_ids_of_any_length_join() {
    let (trace, parent) = ("ab".repeat(24), "cd".repeat(12));
    let store = store(&format!(
        r#"{{"resourceSpans":[{{"scopeSpans":[{{"spans":[{{"traceId":"{trace}","spanId":"{parent}","name":"a"}},
            {{"traceId":"{trace}","spanId":"{}","parentSpanId":"{parent}","name":"b"}}]}}]}}]}}"#,
        "ce".repeat(12)
    ));
    assert_eq!(outline(&store), "a >b");
    assert_eq!(store.span_id_text(store.span_id(SpanIx(0))), parent);
    want(
        &store,
        1,
        2,
        &[
            ("opaque-ids", 5, "span 1"),
            ("unfinished", 2, "span 1"),
            ("no-start", 2, "span 1"),
            ("no-service", 1, "span 2"),
        ],
    );
}

#[test]
fn n24_ids_as_byte_numbers_are_accepted() {
    let bytes = "[0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,255]";
    let store = store(&otlp(&[&format!(
        r#""spanId":[1,2,3,4,5,6,7,8],"name":"a","links":[{{"traceId":{bytes},"spanId":[0,0,0,0,0,0,0,9]}}]"#
    )]));
    assert_eq!(store.span_id_text(store.span_id(SpanIx(0))), "0102030405060708");
    let link = store.links(SpanIx(0)).next().expect("a link");
    let trace = link.trace.map(|trace| store.trace_id_text(trace));
    assert_eq!(trace.as_deref(), Some("000102030405060708090a0b0c0d0eff"));
    assert_eq!(link.span_id.0, 9);
    want(
        &store,
        1,
        1,
        &[
            ("byte-ids", 3, "span 1"),
            ("unfinished", 1, "span 1"),
            ("no-start", 1, "span 1"),
            ("no-service", 1, "span 1"),
        ],
    );
}
