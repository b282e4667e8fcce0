//! Shapes that broke other viewers, by the number of the public thread's description (awkward-inputs.md): what each of
//! them gives in traces and spans, and every note with the first place it is about. Shape 36 is tested with the export,
//! 34 with the protobuf reader, and what the page does with 31, 32, 33 and 37 in the browser.

mod documents;
mod ids;
mod jaeger;
mod large;
mod trees;
mod zipkin;

use super::read;
use spanscope::model::store::Store;
use std::{collections::BTreeSet, fs, path::Path};

/// An OTLP document of spans given by their fields, all of trace `0a`.
fn otlp(spans: &[&str]) -> String {
    let spans: Vec<String> = spans.iter().map(|fields| format!(r#"{{"traceId":"0a",{fields}}}"#)).collect();
    format!(r#"{{"resourceSpans":[{{"scopeSpans":[{{"spans":[{}]}}]}}]}}"#, spans.join(","))
}

/// A Jaeger trace of spans given by their fields.
fn jaeger_trace(trace_id: &str, spans: &[&str]) -> String {
    let head = format!(r#""traceID":"{trace_id}","startTime":1760000000000000,"duration":9"#);
    let spans: Vec<String> = spans.iter().map(|fields| format!("{{{head},{fields}}}")).collect();
    format!(r#"{{"traceID":"{trace_id}","spans":[{}],"processes":{{}}}}"#, spans.join(","))
}

/// A Jaeger document of one trace, `0a`.
fn jaeger(spans: &[&str]) -> String {
    format!(r#"{{"data":[{}]}}"#, jaeger_trace("0a", spans))
}

/// Why nothing of a text can be read.
fn failure(text: &str) -> String {
    let (store, failure) = read(text.as_bytes(), usize::MAX);
    assert_eq!((store.trace_count(), store.span_count()), (0, 0), "{text}");
    failure.expect(text)
}

/// Checks what a file has become: its traces, its spans, and all notes on it as code, count and first place.
#[track_caller]
pub(super) fn want(store: &Store, traces: usize, spans: usize, notes: &[(&str, usize, &str)]) {
    let [file] = store.files() else { panic!("one file: {:?}", store.files()) };
    let told: Vec<(&str, usize, &str)> =
        file.notes.iter().map(|(kind, note)| (kind.code(), note.count, note.first.as_str())).collect();
    assert_eq!((store.trace_count(), store.span_count()), (traces, spans));
    assert_eq!((file.traces, file.spans), (traces, spans), "what the file is said to have given");
    assert_eq!(told, notes);
}

/// The numbers of shapes that tests in a folder name as `mark` and two digits.
fn numbers(folder: &Path, mark: &str, found: &mut BTreeSet<u32>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("readable").path();
        if path.is_dir() {
            numbers(&path, mark, found);
            continue;
        }
        let Ok(text) = fs::read_to_string(&path) else { continue };
        let named = text.split(mark).skip(1).filter_map(|rest| rest.get(..2)?.parse::<u32>().ok());
        found.extend(named);
    }
}

#[test]
fn every_shape_has_a_test_and_some_have_one_in_the_browser() {
    let tests = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests"));
    let (mut native, mut browser) = (BTreeSet::new(), BTreeSet::new());
    numbers(&tests.join("suite"), "\nfn n", &mut native);
    numbers(&tests.join("browser/specs"), "shape ", &mut browser);
    assert_eq!(browser.iter().copied().collect::<Vec<_>>(), [31, 32, 33, 37]);
    let all: BTreeSet<u32> = native.union(&browser).copied().collect();
    assert_eq!(all, (1..=37).collect(), "37 shapes, each with a test");
}
