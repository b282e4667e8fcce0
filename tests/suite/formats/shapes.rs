//! What a file is, told by its shape; and what stands around the text.

use super::read;
use flate2::{Compression, write::GzEncoder};
use spanscope::model::notes::NoteKind;
use std::io::Write;

const LINE: &str =
    r#"{"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"01","spanId":"02","name":"n"}]}]}]}"#;

fn zipped(text: &str) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(text.as_bytes()).expect("a Vec takes all");
    encoder.finish().expect("a Vec takes all")
}

#[test]
fn gzip_of_one_or_more_members_is_unpacked() {
    let two = [zipped(&format!("{LINE}\n")), zipped(&LINE.replace("01", "03"))].concat();
    for chunk in [1, 7, 1_000] {
        assert_eq!(read(&two, chunk).0.trace_count(), 2, "chunks of {chunk}");
    }
}

#[test]
fn gzip_that_breaks_off_keeps_what_came_before() {
    let whole = zipped(&format!("{LINE}\n{}\n", LINE.replace("01", "03")));
    for file in [whole[..whole.len() - 5].to_vec(), [&whole[..], b"no gzip at all"].concat()] {
        for chunk in [1, 10, usize::MAX] {
            let (store, failure) = read(&file, chunk);
            assert_eq!((failure, store.span_count()), (None, 2), "chunks of {chunk}");
            assert_eq!(store.files()[0].notes.count(NoteKind::Truncated), 1);
        }
    }
    let (store, failure) = read(&[&whole[..10], b"\xff\xff\xff\xff\xff"].concat(), 3);
    assert!(store.span_count() == 0 && failure.is_some_and(|said| said.contains("cannot be unpacked")));
}

#[test]
fn byte_order_marks_and_utf_16_are_understood() {
    assert_eq!(read(format!("\u{feff}{LINE}").as_bytes(), 2).0.span_count(), 1);
    let text = LINE.replace("\"n\"", "\"n€😀\"");
    for (mark, bytes) in [
        ([0xff, 0xfe], text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>()),
        ([0xfe, 0xff], text.encode_utf16().flat_map(u16::to_be_bytes).collect()),
    ] {
        let file = [&mark[..], &bytes].concat();
        for chunk in [1, 3, 1_000] {
            let (store, failure) = read(&file, chunk);
            assert_eq!(failure, None);
            assert_eq!(store.text(store.name(spanscope::model::ids::SpanIx(0))), "n€😀");
            assert_eq!(store.files()[0].notes.count(NoteKind::Utf16), 1);
        }
    }
}

#[test]
fn what_is_no_trace_file_is_named() {
    for (text, words) in [
        ("", "empty"),
        ("  \n", "white space"),
        ("null", "single value"),
        ("123", "single value"),
        ("\"text\"", "single value"),
        ("[]", "empty list"),
        ("[1,2]", "not of objects"),
        ("{}", "neither OTLP"),
        ("{\"resourceSpans\":[]}", "no spans"),
        ("{\"resourceLogs\":[{}]}", "logs"),
        ("{\"resourceMetrics\":[{}]}", "metrics"),
        ("{\"data\":[]}", "Jaeger JSON, but there are no spans"),
        ("{\"traceEvents\":[]}", "Chrome"),
        ("[{\"traceId\":\"1\",\"spanId\":\"2\"}]", "without the resourceSpans"),
        ("{\"traces\":[{\"traceID\":\"1\"}]}", "search results"),
        ("{\"error\":{\"httpCode\":404,\"message\":\"m\"}}", "error answer"),
        ("<!doctype html><title>Sign in</title>", "web page"),
        ("a,b,c\n1,2,3\n", "CSV"),
        ("hello", "text"),
        ("PK\u{5}\u{6}rest", "zip archive without a file"),
        ("BZh91AY", "bzip2"),
        ("][{\"a\":1}", "Not JSON: line 1, byte 0"),
    ] {
        let (store, failure) = read(text.as_bytes(), 3);
        let failure = failure.unwrap_or_default();
        assert!(failure.contains(words) && store.span_count() == 0, "{text:?}: {failure}");
    }
}

#[test]
fn an_array_of_documents_and_objects_one_after_another() {
    let other = LINE.replace("01", "03");
    for text in [
        format!("[{LINE},{other}]"),
        format!("{LINE}{other}"),
        format!("{LINE}\n\n{other}\n"),
        format!("{{\"trace\":{LINE}}}{{\"batches\":{}", other.replacen("{\"resourceSpans\":", "", 1)),
    ] {
        let (store, failure) = read(text.as_bytes(), 1_000);
        assert_eq!((failure, store.trace_count()), (None, 2), "{text}");
    }
}
