//! Real files that hold no trace say what they are; the others are asked for by `inspect`.

use super::read;
use crate::support::shared;

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
