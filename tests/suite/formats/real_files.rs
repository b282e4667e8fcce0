//! Every real file opens with the traces and spans it has, or says what it mended.

use super::read;
use crate::support::shared;
use spanscope::model::notes::NoteKind;

#[test]
fn counts_are_those_of_the_sources() {
    let Some(root) = shared::traces("counts_are_those_of_the_sources") else { return };
    let mut wrong = Vec::new();
    for (folder, least) in [
        ("otlp-json/", 5),
        ("otlp-jsonl/", 5),
        ("otlp-proto/", 2),
        ("tempo-api/", 2),
        ("jaeger-json/", 5),
        ("zipkin-json/", 2),
    ] {
        let sources = shared::sources(&root, folder);
        assert!(sources.len() >= least, "{folder} is listed in SOURCES.md");
        for source in sources {
            let bytes = std::fs::read(&source.path).expect("readable");
            let (store, failure) = read(&bytes, 1 << 20);
            let notes = &store.files()[0].notes;
            // The counts of the sources have copies of a span counted once each.
            let spans = store.span_count() + notes.count(NoteKind::Duplicate);
            if failure.is_some() || (store.trace_count(), spans) != (source.traces, source.spans) {
                wrong.push(format!(
                    "{}: {} traces and {spans} spans, not {} and {}: {failure:?} {notes:?}",
                    source.path.display(),
                    store.trace_count(),
                    source.traces,
                    source.spans
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_is_no_trace_says_what_it_is() {
    let Some(root) = shared::traces("what_is_no_trace_says_what_it_is") else { return };
    for (name, words) in [
        ("other/IntelligentDDS-Nezha__10_20_trace.csv", "CSV"),
        ("other/highlight-highlight__otlp-logs.json", "logs"),
        ("other/jlfwong-speedscope__chrome-trace-event.json", "Chrome"),
        ("other/jaegertracing-jaeger__jaeger-truncated.json", "Not JSON: line 2, byte 79"),
    ] {
        let (store, failure) = read(&std::fs::read(root.join(name)).expect("readable"), 1 << 20);
        // Logs may be of a trace that comes later: that they are not is known last.
        let failure = failure.or(store.files()[0].error.clone()).unwrap_or_default();
        assert!(failure.contains(words) && store.span_count() == 0, "{name}: {failure}");
    }
}
