//! Which format a text is, by its shape.

use super::otlp_proto::probe::{Probe, probe};
use crate::base::json::{Scanner, Shape, Stop};

/// How far it looks before it settles for the most likely.
const PREFIX_BYTES: usize = 1 << 20;
/// So many lines are looked at when the first ones are no JSON.
const LINES: usize = 16;

/// What can be read, for sentences on what cannot.
pub(super) const ACCEPTED: &str =
    "OTLP (JSON or protobuf), Jaeger or Zipkin JSON, or spans as the SDKs of Python and Go print them";

/// What a text is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Format {
    /// `otlp_json` reads it.
    OtlpJson,
    /// `otlp_proto` reads it.
    OtlpProto {
        /// Each message stands behind its length.
        is_prefixed: bool,
    },
    /// `jaeger` reads it.
    Jaeger,
    /// `zipkin` reads it.
    Zipkin,
    /// `console` reads it.
    Python,
    /// `console` reads it.
    Go,
    /// Nobody here does: a sentence that names it.
    Other(String),
}

fn other(what: &str) -> Format {
    Format::Other(format!("{what}; expected {ACCEPTED}"))
}

/// What the text that begins so is; `None` when more bytes are needed to tell.
pub(super) fn format_of(start: &[u8], last: bool) -> Option<Format> {
    // A crashed writer may leave any number of NUL bytes in front.
    let is_blank = |byte: &u8| matches!(byte, b' ' | b'\n' | b'\r' | b'\t' | 0);
    let blank_bytes = start.iter().take_while(|byte| is_blank(byte)).count();
    let enough = last || start.len() - blank_bytes >= PREFIX_BYTES;
    // However the file is cut into chunks, the same bytes decide.
    let start = &start[..start.len().min(blank_bytes + PREFIX_BYTES)];
    for (magic, what) in [
        (&b"PK\x03\x04"[..], "This is a zip archive inside another file"),
        (b"\x1f\x8b", "This is packed twice"),
        (b"\x28\xb5\x2f\xfd", "This is packed twice"),
        (b"BZh", "This is packed by bzip2, not by gzip or zstd"),
        (b"\xfd7zXZ", "This is packed by xz, not by gzip or zstd"),
        (b"PAR1", "This is a Parquet file"),
    ] {
        if start.starts_with(magic) {
            return Some(other(what));
        }
    }
    match probe(start, enough) {
        Probe::Plain => return Some(Format::OtlpProto { is_prefixed: false }),
        Probe::Prefixed => return Some(Format::OtlpProto { is_prefixed: true }),
        Probe::More => return None,
        Probe::No => {}
    }
    match start.get(blank_bytes) {
        None if last => Some(other(if start.is_empty() {
            "The file is empty"
        } else {
            "The file holds only white space"
        })),
        None => None,
        Some(b'{' | b'[') => match by_names(&mut Scanner::new(start, 0, last)) {
            Ok(Some(format)) => Some(format),
            Err(Stop::More) if !enough => None,
            Err(Stop::Bad { .. }) => by_lines(start, last, enough),
            _ => Some(Format::OtlpJson),
        },
        // A file with a document a line may begin with a broken one, and a console prints other things too.
        Some(_) if start.windows(2).any(|pair| pair == b"\n{") => by_lines(start, last, enough),
        Some(_) if !enough => None,
        Some(first) => Some(of_text(start, *first)),
    }
}

/// What the first line is that begins with a brace and tells.
fn by_lines(start: &[u8], last: bool, enough: bool) -> Option<Format> {
    let braces = start.windows(2).enumerate().filter(|(_, pair)| *pair == b"\n{");
    let mut lines = 0;
    for (at, _) in braces.take(LINES) {
        lines += 1;
        match by_names(&mut Scanner::new(start, at + 1, last)) {
            Ok(Some(format)) => return Some(format),
            Err(Stop::More) if !enough => return None,
            _ => {}
        }
    }
    // A line that tells may still come.
    (enough || lines == LINES).then_some(Format::OtlpJson)
}

/// What a text is that begins with this byte, which is no brace.
fn of_text(start: &[u8], first: u8) -> Format {
    let mut line = start.split(|byte| *byte == b'\n');
    match first {
        _ if is_one_value(&mut Scanner::new(start, 0, true)) => {
            other("This is JSON, but a single value and no object")
        }
        // Its reader says where it goes wrong.
        b'}' | b']' | b',' | b':' => Format::OtlpJson,
        b'<' => other("This is a web page or XML, perhaps the page of a login"),
        _ if start.iter().any(|byte| *byte < 9) => other("This is binary data"),
        _ if line.next().is_some_and(|line| line.contains(&b',')) => other("This looks like CSV"),
        _ => other("This is text, but not JSON"),
    }
}

fn is_one_value(scanner: &mut Scanner<'_>) -> bool {
    scanner.skip().is_ok() && scanner.peek() == Err(Stop::More)
}

/// Looks at the names of the first object, or of the first one inside arrays.
fn by_names(scanner: &mut Scanner<'_>) -> Result<Option<Format>, Stop> {
    scanner.pass_nul();
    while scanner.shape()? == Shape::Array {
        if !scanner.enter(b']')? {
            return Ok(Some(other("This is an empty list")));
        }
    }
    if scanner.shape()? != Shape::Object {
        return Ok(Some(other("This is a JSON list, but not of objects")));
    }
    // The ids by which single spans are told: of Zipkin, of OTLP without what is around it.
    let (mut has_trace_id, mut has_id) = (false, false);
    let mut goes_on = scanner.enter(b'}')?;
    while goes_on {
        let name = scanner.name()?.raw;
        let shape = scanner.shape()?;
        if (name, shape) == (b"spans", Shape::Array) {
            return by_span(&mut scanner.clone()).map(Some);
        }
        if let Some(format) = by_name(name, shape) {
            return Ok(Some(format));
        }
        has_trace_id |= (name, shape) == (b"traceId", Shape::Text);
        has_id |= (name, shape) == (b"id", Shape::Text);
        if has_trace_id && has_id {
            return Ok(Some(Format::Zipkin));
        }
        if has_trace_id && name == b"spanId" {
            return Ok(Some(other("These are single spans without the resourceSpans around them")));
        }
        scanner.skip()?;
        goes_on = scanner.another(b'}')?;
    }
    Ok(has_trace_id.then_some(Format::Zipkin))
}

fn by_name(name: &[u8], shape: Shape) -> Option<Format> {
    Some(match (name, shape) {
        (b"resourceSpans" | b"resource_spans" | b"batches" | b"resourceLogs" | b"resourceMetrics", _) => {
            Format::OtlpJson
        }
        (b"trace" | b"result", Shape::Object) => Format::OtlpJson,
        (b"data", Shape::Array | Shape::Object) | (b"traceID" | b"processes", _) => Format::Jaeger,
        (b"localEndpoint", Shape::Object) | (b"binaryAnnotations", Shape::Array) => Format::Zipkin,
        (b"context", Shape::Object) => Format::Python,
        (b"SpanContext", Shape::Object) => Format::Go,
        (b"traces", Shape::Array) => other("This is a list of search results, which has no spans"),
        (b"error", Shape::Object) | (b"errors", Shape::Array) => {
            other("This is the error answer of a server")
        }
        (b"traceEvents", Shape::Array) | (b"ph", Shape::Text) => other("This is a Chrome trace-event file"),
        (b"frames", Shape::Array) | (b"schema", Shape::Object) => other("This is a Grafana data frame"),
        _ => return None,
    })
}

/// Lists of spans stand in Jaeger JSON and, with other names, in the protobuf model of Jaeger written as JSON.
fn by_span(scanner: &mut Scanner<'_>) -> Result<Format, Stop> {
    if !scanner.enter(b']')? || scanner.shape()? != Shape::Object {
        return Ok(Format::Jaeger);
    }
    let mut goes_on = scanner.enter(b'}')?;
    while goes_on {
        if matches!(scanner.name()?.raw, b"traceId" | b"spanId" | b"trace_id" | b"span_id") {
            return Ok(other("This is the internal model of Jaeger, not what its page or API gives"));
        }
        scanner.skip()?;
        goes_on = scanner.another(b'}')?;
    }
    Ok(Format::Jaeger)
}
