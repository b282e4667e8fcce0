//! The shapes of Zipkin files.

use super::want;
use crate::{
    formats::{outline, read, store},
    support::shared,
};
use spanscope::model::{
    ids::{SpanIx, TraceIx},
    span::{Kind, Mark},
};

/// A time, and the rest of a span.
fn span(id: &str, more: &str) -> String {
    format!(r#"{{"traceId":"0a","id":"{id}"{more}}}"#)
}

fn list(spans: &[String]) -> String {
    format!("[{}]", spans.join(","))
}

#[test]
fn n10_its_own_parent_is_a_root() {
    let store = store(&list(&[span("01", r#","parentId":"01","name":"a","timestamp":5,"duration":1"#)]));
    assert_eq!(outline(&store), "a!");
    want(&store, 1, 1, &[("no-service", 1, "span 1"), ("own-parent", 1, "span 1")]);
}

#[test]
fn n13_a_parent_of_zeros_is_none() {
    let fields = r#","parentId":"0000000000000000","name":"a","timestamp":5,"duration":1"#;
    let store = store(&list(&[span("0000000000000001", fields)]));
    assert_eq!((outline(&store).as_str(), store.links(SpanIx(0)).len()), ("a", 0));
    want(&store, 1, 1, &[("no-service", 1, "span 1")]);
}

#[test]
fn n14_no_timestamp_stands_at_the_parents() {
    let store = store(&list(&[
        span("01", r#","name":"a","timestamp":1760000000000000,"duration":50"#),
        span("02", r#","name":"b","parentId":"01""#),
        span("03", r#","name":"c","parentId":"02","duration":7"#),
    ]));
    assert_eq!(outline(&store), "a >b >>c");
    let start_ns = store.start_ns(SpanIx(0));
    for placed in [SpanIx(1), SpanIx(2)] {
        assert_eq!(store.start_ns(placed), start_ns);
        assert!(store.has(placed, Mark::PLACED));
    }
    assert_eq!((store.duration_ns(SpanIx(1)), store.duration_ns(SpanIx(2))), (0, 7_000));
    assert_eq!(store.trace(TraceIx(0)).extent_ns, 50_000, "nothing stretches the axis");
    want(
        &store,
        1,
        3,
        &[("unfinished", 1, "span 2"), ("no-start", 2, "span 2"), ("no-service", 1, "span 1")],
    );
}

#[test]
fn n15_no_local_endpoint_no_duration_and_empty_addresses() {
    let store = store(&list(&[
        span(
            "01",
            r#","name":"kong","kind":"SERVER","timestamp":1760000000000000,"remoteEndpoint":{"ipv4":"","port":0}"#,
        ),
        span(
            "02",
            r#","name":"balancer","kind":"CLIENT","parentId":"01","timestamp":1760000000000001,"localEndpoint":null"#,
        ),
    ]));
    assert_eq!(outline(&store), "kong >balancer");
    assert_eq!(store.attributes(SpanIx(0)).count(), 0, "an empty address is none");
    want(&store, 1, 2, &[("unfinished", 2, "span 1"), ("no-service", 1, "span 1")]);
}

#[test]
fn n16_nested_arrays_without_any_endpoint_and_with_shared_spans() {
    let text = format!(
        "[{}]",
        list(&[
            span(
                "01",
                r#","name":"call","kind":"CLIENT","timestamp":5,"duration":9,"remoteEndpoint":{"ipv6":"::1"}"#
            ),
            span("01", r#","name":"answer","kind":"SERVER","shared":true,"timestamp":6,"duration":7"#),
        ])
    );
    let store = store(&text);
    assert_eq!(outline(&store), "call >answer");
    want(&store, 1, 2, &[("no-service", 1, "span 1"), ("shared-id", 1, "span 2")]);
}

#[test]
fn n17_without_a_root_and_durations_both_are_orphans() {
    let store = store(&list(&[
        span("02", r#","name":"a","parentId":"01","timestamp":1760000000000000"#),
        span("03", r#","name":"b","parentId":"01","timestamp":1760000000000001"#),
    ]));
    assert_eq!(outline(&store), "a! b!");
    assert!(store.trace(TraceIx(0)).partial);
    want(
        &store,
        1,
        2,
        &[("unfinished", 2, "span 1"), ("no-service", 1, "span 1"), ("lost-parent", 2, "span 1")],
    );
}

#[test]
fn n18_ids_that_are_no_hex_are_kept_as_they_are() {
    let text = r#"[{"traceId":"5e1b76cc25748c8g","id":"5e1b76cc25748c8g","name":"a","kind":"CLIENT","timestamp":1760000000110000,"duration":5},
        {"traceId":"5e1b76cc25748c8g","id":"5e1b76cc25748c8g","shared":true,"name":"b","kind":"SERVER","timestamp":1760000000000000,"duration":5}]"#;
    let store = store(text);
    assert_eq!(outline(&store), "a >b");
    assert_eq!(store.trace_id_text(store.trace_key(TraceIx(0))), "5e1b76cc25748c8g");
    assert_eq!(store.span_id_text(store.span_id(SpanIx(1))), "5e1b76cc25748c8g");
    assert_eq!(store.kind(SpanIx(1)), Kind::Server);
    want(
        &store,
        1,
        2,
        &[("opaque-ids", 4, "span 1"), ("no-service", 1, "span 1"), ("shared-id", 1, "span 2")],
    );
}

#[test]
fn n19_no_annotations_and_an_empty_name() {
    let store = store(&list(&[span("01", r#","name":"","timestamp":5,"duration":1"#)]));
    assert_eq!((store.text(store.name(SpanIx(0))), store.events(SpanIx(0)).len()), ("", 0));
    want(&store, 1, 1, &[("no-service", 1, "span 1")]);
}

#[test]
fn n20_what_breaks_at_once_is_placed() {
    let (store, failure) = read(format!("][{}", span("01", "")).as_bytes(), usize::MAX);
    assert!(store.span_count() == 0 && failure.is_some_and(|said| said.contains("line 1, byte 0")));
}

#[test]
fn n29_in_zipkin_the_short_form_joins_with_a_note() {
    let one = |trace: &str, id: &str| {
        format!(r#"{{"traceId":"{trace}","id":"{id}","name":"a","timestamp":5,"duration":1}}"#)
    };
    let (whole, cut) = ("0102030405060708090a0b0c0d0e0f10", "090a0b0c0d0e0f10");
    let store = store(&format!("[{},{}]", one(whole, "01"), one(cut, "02")));
    want(&store, 1, 2, &[("short-ids", 1, "span 2"), ("no-service", 1, "span 1")]);
}

#[test]
fn n15_n16_real_files_are_read_to_the_last_span() {
    let Some(root) = shared::traces("awkward_zipkin::real files") else { return };
    for source in shared::sources(&root, "zipkin-json/") {
        let (store, failure) = read(&std::fs::read(&source.path).expect("readable"), 4_096);
        assert_eq!((failure, store.span_count()), (None, source.spans), "{}", source.path.display());
    }
}
