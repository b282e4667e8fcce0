//! Whatever happened to a file: no panic, no end of time, and never nothing without a word.

use super::{read, store};
use crate::{
    engine::{ask, engine},
    export::written,
    support::{dump::dump, proto::message},
};
use flate2::{Compression, write::GzEncoder};
use spanscope::{
    export::Format,
    model::{ids::SpanIx, value::ValueRef},
    protocol::request::{Reply, Request, SpanRef},
};
use std::{collections::BTreeSet, io::Write, ops::Range};

/// A small file of each format, as its producer wrote it.
const FILES: [(&str, &[u8]); 11] = [
    ("OTLP/JSON", include_bytes!("../../data/otlp-json/opentelemetry-sdk-1.45.2/base64-ids.json")),
    ("OTLP protobuf", include_bytes!("../../data/otlp-proto/opentelemetry-sdk-1.45.2/plain.pb")),
    (PREFIXED, include_bytes!("../../data/otlp-proto/opentelemetry-sdk-1.45.2/prefixed.pb")),
    ("Zipkin JSON", include_bytes!("../../data/zipkin-json/opentelemetry-sdk-1.45.2/nested.json")),
    ("Zipkin JSON, version 1", ZIPKIN_1.as_bytes()),
    ("Python console", include_bytes!("../../data/python-console/opentelemetry-sdk-1.45.2/pretty.json")),
    ("Go console", include_bytes!("../../data/go-console/stdouttrace-1.47.0/lines.json")),
    ("Jaeger JSON", include_bytes!("../../data/jaeger-json/by-hand/oven.json")),
    ("zstd", include_bytes!("../../data/zstd/zstandard-0.25/lines.jsonl.zst")),
    ("zip", include_bytes!("../../data/zip/python-zipfile-3.11/four.zip")),
    ("zip, streamed", include_bytes!("../../data/zip/python-zipfile-3.11/streamed.zip")),
];

const PREFIXED: &str = "OTLP protobuf behind lengths";

const ZIPKIN_1: &str = r#"[{"traceId":"0a","id":"0b","name":"a","annotations":[
{"timestamp":1760000000000010,"value":"sr","endpoint":{"serviceName":"s","ipv4":"10.0.0.1"}},
{"timestamp":1760000000000030,"value":"ss"}],"binaryAnnotations":[{"key":"http.path","value":"/x"},
{"key":"ca","value":true,"endpoint":{"ipv4":"10.0.0.2","port":80}}]},{"traceId":"0a","id":"0c","parentId":"0b","name":"b"}]"#;

/// The same, and JSON Lines, and those packed by gzip.
fn files() -> Vec<(&'static str, Vec<u8>)> {
    let mut files: Vec<_> = FILES.iter().map(|&(format, bytes)| (format, bytes.to_vec())).collect();
    let document = String::from_utf8_lossy(FILES[0].1).replace('\n', " ");
    let other = document.replace("a+HxuX", "b+HxuX");
    let lines = format!("{document}\n{other}\n");
    let mut packer = GzEncoder::new(Vec::new(), Compression::fast());
    packer.write_all(lines.as_bytes()).expect("a Vec takes all");
    files.push(("gzip", packer.finish().expect("a Vec takes all")));
    files.push(("JSON Lines", lines.into_bytes()));
    files
}

/// Reads a file: where fewer spans come of it than so many there must be a sentence or a note, and where none do, in any
/// case.
fn check(bytes: &[u8], spans: usize, what: &str) {
    let (store, failure) = read(bytes, usize::MAX);
    let said = store.files().iter().any(|file| file.error.is_some() || file.notes.iter().next().is_some());
    assert!(store.span_count() >= spans || said || failure.is_some(), "{what}: lost without a word");
    assert!(store.span_count() > 0 || failure.is_some() || said, "{what}: nothing, and not a word");
}

fn span_count(bytes: &[u8]) -> usize {
    read(bytes, usize::MAX).0.span_count()
}

#[test]
fn every_file_gives_spans() {
    let files = files();
    assert_eq!(files.len(), 13);
    for (format, bytes) in files {
        assert!(span_count(&bytes) >= 2, "{format}");
    }
}

#[test]
fn every_beginning_of_a_file() {
    for (format, bytes) in files() {
        for length in 0..bytes.len() {
            check(&bytes[..length], 0, &format!("{format}, {length} bytes"));
        }
    }
}

/// Whatever changes, spans that are lost are told of; but what a name says is no loss: one that nobody knows is passed
/// over by right.
#[test]
fn every_byte_of_a_file_changed() {
    for (format, bytes) in files() {
        let (whole, names) = (span_count(&bytes), names(format, &bytes));
        let mut changed = bytes.clone();
        for at in 0..bytes.len() {
            let spans = if names.contains(&at) { 0 } else { whole };
            for bits in [0x01, 0x80, 0xff] {
                changed[at] = bytes[at] ^ bits;
                check(&changed, spans, &format!("{format}, byte {at} ^ {bits:#x}"));
            }
            changed[at] = bytes[at];
        }
    }
}

/// The places that say what something is: names of members, and the numbers of fields around the spans.
fn names(format: &str, bytes: &[u8]) -> BTreeSet<usize> {
    let mut names = BTreeSet::new();
    if format == PREFIXED {
        let mut at = 0;
        while let Some(length) = bytes.get(at..).and_then(|rest| rest.first_chunk()) {
            let end = at + 4 + u32::from_be_bytes(*length) as usize;
            field_numbers(bytes, at + 4..end, 0, &mut names);
            at = end;
        }
    } else if format.contains("protobuf") {
        field_numbers(bytes, 0..bytes.len(), 0, &mut names);
    } else if matches!(bytes[0], b'{' | b'[') {
        let mut from = None;
        for (at, _) in bytes.iter().enumerate().filter(|(_, byte)| **byte == b'"') {
            let Some(begun) = from.take() else {
                from = Some(at);
                continue;
            };
            let behind = bytes[at + 1..].iter().find(|byte| !byte.is_ascii_whitespace());
            if behind == Some(&b':') {
                names.extend(begun..=at);
            }
        }
    }
    names
}

/// Where the fields of a request begin, down to those of the spans.
fn field_numbers(bytes: &[u8], range: Range<usize>, depth: usize, found: &mut BTreeSet<usize>) {
    let mut at = range.start;
    let varint = |at: &mut usize| {
        let (mut value, mut shift) = (0_usize, 0);
        loop {
            let byte = bytes[*at];
            *at += 1;
            value |= usize::from(byte & 0x7f) << shift;
            shift += 7;
            if byte < 0x80 {
                return value;
            }
        }
    };
    while at < range.end {
        found.insert(at);
        let tag = varint(&mut at);
        match tag & 7 {
            0 => drop(varint(&mut at)),
            1 => at += 8,
            2 => {
                let length = varint(&mut at);
                let leads_to_spans = tag >> 3 == [1, 2, 2].get(depth).copied().unwrap_or(0);
                if leads_to_spans && depth < 2 {
                    field_numbers(bytes, at..at + length, depth + 1, found);
                }
                at += length;
            }
            _ => at += 4,
        }
    }
}

#[test]
fn the_end_of_a_file_cut_off_is_told() {
    for (format, bytes) in files() {
        let whole = span_count(&bytes);
        for cut in 3..bytes.len() / 2 {
            check(&bytes[..bytes.len() - cut], whole, &format!("{format} without its last {cut} bytes"));
        }
    }
}

#[test]
fn files_cut_into_chunks_anywhere_are_the_same() {
    for (format, bytes) in files() {
        let whole = dump(&read(&bytes, usize::MAX).0);
        for chunk in [1, 2, 3, 7, 64] {
            assert_eq!(dump(&read(&bytes, chunk).0), whole, "{format} in chunks of {chunk}");
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
fn values_nest_100_000_deep_and_are_shown_and_written() {
    let (open, close) = (r#"{"arrayValue":{"values":["#, "]}}");
    let (open_pair, close_pair) = (r#"{"kvlistValue":{"values":[{"key":"k","value":"#, "}]}}");
    for (open, close) in [(open, close), (open_pair, close_pair)] {
        let value = format!(r#"{}{{"intValue":"1"}}{}"#, open.repeat(100_000), close.repeat(100_000));
        let text = format!(
            r#"{{"resourceSpans":[{{"scopeSpans":[{{"spans":[{{"traceId":"0a","spanId":"0b","startTimeUnixNano":"5","endTimeUnixNano":"9",
            "attributes":[{{"key":"k","value":{value}}}]}}]}}]}}]}}"#
        );
        let mut engine = engine(&[("deep.json", &text)]);
        let span = SpanRef::Id("0b".to_owned());
        let request = Request::Span { trace_id: "0a".to_owned(), span, whole: true, skew: false };
        let Ok(Reply::Span(detail)) = ask(&mut engine, request) else { panic!("the span is there") };
        assert_eq!(detail.attributes[0].value.len(), value.len(), "told as it is written");
        let found = ask(&mut engine, Request::Query { q: "{ span.k != nil }".to_owned() });
        assert!(matches!(found, Ok(Reply::Matched(found)) if found.matched_spans == 1));
        let store = store(&text);
        for format in [Format::OtlpJson, Format::Csv] {
            let written = written(&store, format);
            assert!(written.len() > value.len(), "{format:?}");
        }
        assert_eq!(dump(&super::store(&written(&store, Format::OtlpJson))), dump(&store));
    }
}

#[test]
fn a_value_of_100_megabytes_is_kept_in_every_format() {
    let long = "x".repeat(100_000_000);
    let check = |format: &str, text: Vec<u8>| {
        let (store, failure) = read(&text, 1 << 20);
        assert_eq!((failure, store.span_count()), (None, 1), "{format}");
        assert_eq!(store.files()[0].format, format);
        let (_, value) = store.attributes(SpanIx(0)).next().expect("an attribute");
        let ValueRef::Text(value) = store.value(value) else { panic!("a text") };
        assert_eq!(value.len(), long.len(), "{format}");
    };
    // `@` stands for the value.
    for (format, text) in [
        (
            "OTLP/JSON",
            r#"{"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"1","spanId":"2","attributes":[{"key":"k","value":{"stringValue":"@"}}]}]}]}]}"#,
        ),
        (
            "Jaeger JSON",
            r#"{"data":[{"traceID":"1","spans":[{"traceID":"1","spanID":"2","tags":[{"key":"k","type":"string","value":"@"}]}]}]}"#,
        ),
        ("Zipkin JSON", r#"[{"traceId":"1","id":"2","tags":{"k":"@"}}]"#),
        ("Python console", r#"{"name":"a","context":{"trace_id":"1","span_id":"2"},"attributes":{"k":"@"}}"#),
        (
            "Go console",
            r#"{"Name":"a","SpanContext":{"TraceID":"1","SpanID":"2"},"Attributes":[{"Key":"k","Value":{"Type":"STRING","Value":"@"}}]}"#,
        ),
    ] {
        check(format, text.replace('@', &long).into_bytes());
    }
    let attribute = message(9, &[message(1, b"k"), message(2, &message(1, long.as_bytes()))].concat());
    let span = [message(1, &[1; 16]), message(2, &[2; 8]), attribute].concat();
    check("OTLP protobuf", message(1, &message(2, &message(2, &span))));
}

#[test]
fn a_megabyte_of_nul_before_and_between_is_passed_over() {
    let hole = vec![0; 1 << 20];
    for (format, bytes) in files().into_iter().filter(|(_, bytes)| matches!(bytes[0], b'{' | b'[')) {
        let spans = span_count(&bytes);
        let (store, failure) = read(&[&hole, &bytes[..], &hole, &bytes, &hole].concat(), 1 << 16);
        assert_eq!((failure, store.span_count()), (None, spans), "{format}");
    }
    let (store, failure) = read(&hole, 1 << 16);
    assert!(store.span_count() == 0 && failure.is_some_and(|said| said.contains("white space")));
}

/// What is packed or in protobuf cannot be told behind a hole, but what came before it is kept, and the rest is told of.
#[test]
fn a_megabyte_of_nul_in_what_is_no_text_costs_what_comes_behind_it() {
    let hole = vec![0; 1 << 20];
    for (format, bytes) in files().into_iter().filter(|(_, bytes)| !matches!(bytes[0], b'{' | b'[')) {
        let spans = span_count(&bytes);
        let (store, failure) = read(&[&bytes[..], &hole, &bytes].concat(), 1 << 16);
        assert_eq!((failure, store.span_count()), (None, spans), "{format}");
        let said = store.files().iter().any(|file| file.notes.iter().next().is_some());
        assert!(said, "{format}: the second half went without a word");
        let (store, failure) = read(&[&hole, &bytes[..]].concat(), 1 << 16);
        assert!(store.span_count() > 0 || failure.is_some(), "{format}: nothing, and not a word");
    }
}
