//! Whatever happened to a file: no panic, no end of time, and never nothing without a word.

use super::{read, store};
use crate::support::{dump::dump, proto::message};
use spanscope::model::{ids::SpanIx, value::ValueRef};

/// A small file of each format, as its producer wrote it.
const FILES: [(&str, &[u8]); 10] = [
    ("OTLP/JSON", include_bytes!("../../data/otlp-json/opentelemetry-sdk-1.45.2/base64-ids.json")),
    ("OTLP protobuf", include_bytes!("../../data/otlp-proto/opentelemetry-sdk-1.45.2/plain.pb")),
    (
        "OTLP protobuf behind lengths",
        include_bytes!("../../data/otlp-proto/opentelemetry-sdk-1.45.2/prefixed.pb"),
    ),
    ("Zipkin JSON", include_bytes!("../../data/zipkin-json/opentelemetry-sdk-1.45.2/nested.json")),
    ("Python console", include_bytes!("../../data/python-console/opentelemetry-sdk-1.45.2/pretty.json")),
    ("Go console", include_bytes!("../../data/go-console/stdouttrace-1.47.0/lines.json")),
    ("Jaeger JSON", include_bytes!("../../data/jaeger-json/by-hand/oven.json")),
    ("zstd", include_bytes!("../../data/zstd/zstandard-0.25/lines.jsonl.zst")),
    ("zip", include_bytes!("../../data/zip/python-zipfile-3.11/four.zip")),
    ("zip, streamed", include_bytes!("../../data/zip/python-zipfile-3.11/streamed.zip")),
];

/// Reads a file: where nothing comes of it, or fewer than so many spans, there must be a sentence or a note. (A changed
/// byte may make a name one that nobody knows, which is passed over by right: then it is asked for none.)
fn check(bytes: &[u8], spans: usize, what: &str) {
    let (store, failure) = read(bytes, usize::MAX);
    let said = store.files().iter().any(|file| file.error.is_some() || file.notes.iter().next().is_some());
    assert!(store.span_count() >= spans || said || failure.is_some(), "{what}: lost without a word");
    assert!(store.span_count() > 0 || failure.is_some() || said, "{what}: nothing, and not a word");
}

#[test]
fn every_beginning_of_a_file() {
    for (format, bytes) in FILES {
        for length in 0..bytes.len() {
            check(&bytes[..length], 0, &format!("{format}, {length} bytes"));
        }
    }
}

#[test]
fn every_byte_of_a_file_changed() {
    for (format, bytes) in FILES {
        let mut changed = bytes.to_vec();
        for at in 0..bytes.len() {
            for bits in [0x01, 0x80, 0xff] {
                changed[at] = bytes[at] ^ bits;
                check(&changed, 0, &format!("{format}, byte {at} ^ {bits:#x}"));
            }
            changed[at] = bytes[at];
        }
    }
}

#[test]
fn the_end_of_a_file_cut_off_is_told() {
    for (format, bytes) in FILES {
        let whole = read(bytes, usize::MAX).0.span_count();
        for cut in 3..bytes.len() / 2 {
            check(&bytes[..bytes.len() - cut], whole, &format!("{format} without its last {cut} bytes"));
        }
    }
}

#[test]
fn files_cut_into_chunks_anywhere_are_the_same() {
    for (format, bytes) in FILES {
        let whole = dump(&read(bytes, usize::MAX).0);
        for chunk in [1, 2, 3, 7, 64] {
            assert_eq!(dump(&read(bytes, chunk).0), whole, "{format} in chunks of {chunk}");
        }
        for cut in 1..bytes.len() {
            let (first, second) = bytes.split_at(cut);
            assert!(dump(&super::read_parts([first, second]).0) == whole, "{format} cut at {cut}");
        }
    }
}

#[test]
fn what_nests_100_000_deep_is_passed_over_in_every_format() {
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let objects = format!("{}1{}", "{\"a\":".repeat(100_000), "}".repeat(100_000));
    for inside in [deep, objects] {
        for text in [
            format!(
                r#"{{"resourceSpans":[{{"x":{inside},"scopeSpans":[{{"spans":[{{"traceId":"1","spanId":"2","x":{inside}}}]}}]}}]}}"#
            ),
            format!(
                r#"{{"data":[{{"x":{inside},"spans":[{{"traceID":"1","spanID":"2","tags":[{{"key":"k","value":{inside}}}]}}]}}]}}"#
            ),
            format!(r#"[{{"traceId":"1","id":"2","x":{inside},"tags":{{"k":{inside}}}}}]"#),
            format!(
                r#"{{"name":"a","context":{{"trace_id":"1","span_id":"2","x":{inside}}},"attributes":{{"k":{inside}}}}}"#
            ),
            format!(r#"{{"Name":"a","SpanContext":{{"TraceID":"1","SpanID":"2"}},"x":{inside}}}"#),
        ] {
            assert_eq!(store(&text).span_count(), 1, "{}", &text[..40]);
        }
    }
    let lists = format!("{}{}{}", "[".repeat(100_000), r#"{"traceId":"1","id":"2"}"#, "]".repeat(100_000));
    assert_eq!(store(&lists).span_count(), 1);
}

#[test]
fn a_value_of_100_megabytes_is_kept() {
    let long = "x".repeat(100_000_000);
    let length = |text: Vec<u8>| {
        let (store, failure) = read(&text, 1 << 20);
        assert_eq!(failure, None);
        let (_, value) = store.attributes(SpanIx(0)).next().expect("an attribute");
        let ValueRef::Text(value) = store.value(value) else { panic!("a text") };
        value.len()
    };
    let json = format!(
        r#"{{"resourceSpans":[{{"scopeSpans":[{{"spans":[{{"traceId":"1","spanId":"2","attributes":[{{"key":"k","value":{{"stringValue":"{long}"}}}}]}}]}}]}}]}}"#
    );
    assert_eq!(length(json.into_bytes()), long.len());
    let attribute = message(9, &[message(1, b"k"), message(2, &message(1, long.as_bytes()))].concat());
    let span = [message(1, &[1; 16]), message(2, &[2; 8]), attribute].concat();
    assert_eq!(length(message(1, &message(2, &message(2, &span)))), long.len());
}

#[test]
fn a_megabyte_of_nul_before_and_between_is_passed_over() {
    let hole = vec![0; 1 << 20];
    for (format, bytes) in FILES.iter().filter(|(_, bytes)| bytes[0] == b'{' || bytes[0] == b'[') {
        let spans = read(bytes, usize::MAX).0.span_count();
        let (store, failure) = read(&[&hole[..], bytes, &hole, bytes, &hole].concat(), 1 << 16);
        assert_eq!((failure, store.span_count()), (None, spans), "{format}");
    }
    let (store, failure) = read(&hole, 1 << 16);
    assert!(store.span_count() == 0 && failure.is_some_and(|said| said.contains("white space")));
}
