//! Reads a document made here, so that the first file finds everything quick.
//!
//! A browser first runs the engine as slow code and makes fast code of what runs often. What it has made by the time a
//! person drops a file is a tenth of the time for 100 MB, and half of it for 10 MB.

use super::Engine;
use core::fmt::Write;

/// So many spans take about 40 ms of slow code.
const SPANS: usize = 1_500;
/// Spans of a trace.
const TRACE_SPANS: usize = 30;
const ATTRIBUTES: usize = 12;

/// Reads the document with an engine of its own. Gives the number of spans it found.
pub fn warm_up() -> usize {
    let mut engine = Engine::new();
    let mut opening = engine.begin_opening();
    opening.begin_file("warm-up");
    opening.feed(document().as_bytes());
    engine.finish_opening(opening);
    engine.store().span_count()
}

/// OTLP/JSON as exporters write it: no white space, times and whole numbers as text, mostly texts as values.
fn document() -> String {
    let mut text = String::with_capacity(SPANS * 1_200);
    text.push_str(r#"{"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"warm-up"}}]},"scopeSpans":[{"scope":{"name":"warm-up"},"spans":["#);
    for span in 0..SPANS {
        let separator = if span == 0 { "" } else { "," };
        // Writing to a String cannot fail.
        let _ = write_span(&mut text, separator, span);
    }
    text.push_str("]}]}]}");
    text
}

fn write_span(text: &mut String, separator: &str, span: usize) -> core::fmt::Result {
    let (trace, start_ns) = (span / TRACE_SPANS + 1, 1_700_000_000_000_000_000 + span as u64 * 1_000_000);
    let end_ns = start_ns + 5_000_000;
    write!(text, r#"{separator}{{"traceId":"{trace:032x}","spanId":"{:016x}","#, span + 1)?;
    if !span.is_multiple_of(TRACE_SPANS) {
        write!(text, r#""parentSpanId":"{:016x}","#, span)?;
    }
    write!(text, r#""name":"GET /{}","kind":3,"startTimeUnixNano":"{start_ns}","#, span % 40)?;
    write!(text, r#""endTimeUnixNano":"{end_ns}","attributes":["#)?;
    for number in 0..ATTRIBUTES {
        let separator = if number == 0 { "" } else { "," };
        write!(text, r#"{separator}{{"key":"warm.up.{number}","value":"#)?;
        match number % 4 {
            0 => write!(text, r#"{{"intValue":"{}"}}}}"#, span * number)?,
            1 => write!(text, r#"{{"stringValue":"one of {}"}}}}"#, span % 20)?,
            2 => write!(text, r#"{{"stringValue":"a value that only {span} has"}}}}"#)?,
            _ => write!(text, r#"{{"stringValue":"with an \"escape\" {}"}}}}"#, span % 50)?,
        }
    }
    let event_ns = start_ns + 1_000_000;
    text.push_str("],\"events\":[");
    if span.is_multiple_of(5) {
        write!(text, r#"{{"timeUnixNano":"{event_ns}","name":"retry","attributes":[]}}"#)?;
    }
    text.push_str("],\"status\":{}}");
    Ok(())
}
