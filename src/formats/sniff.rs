//! Which format a text is, by its shape.

use crate::base::json::{Scanner, Shape, Stop};

/// How far it looks before it settles for the most likely.
const PREFIX_BYTES: usize = 1 << 20;

/// What a text is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Format {
    /// `otlp_json` reads it.
    OtlpJson,
    /// `jaeger` reads it.
    Jaeger,
    /// Nobody here does: a sentence that names it.
    Other(String),
}

fn other(what: &str) -> Format {
    Format::Other(format!("{what}; expected OTLP/JSON or Jaeger JSON"))
}

/// What the text that begins so is; `None` when more bytes are needed to tell.
pub(super) fn format_of(start: &[u8], last: bool) -> Option<Format> {
    let enough = last || start.len() >= PREFIX_BYTES;
    // However the file is cut into chunks, the same bytes decide.
    let start = &start[..start.len().min(PREFIX_BYTES)];
    for (magic, what) in [
        (&b"PK\x03\x04"[..], "This is a zip archive"),
        (b"\x28\xb5\x2f\xfd", "This is zstd-compressed data"),
        (b"PAR1", "This is a Parquet file"),
    ] {
        if start.starts_with(magic) {
            return Some(other(what));
        }
    }
    match start.iter().find(|byte| !matches!(byte, b' ' | b'\n' | b'\r' | b'\t' | 0)) {
        None if last => Some(other(if start.is_empty() {
            "The file is empty"
        } else {
            "The file holds only white space"
        })),
        None => None,
        Some(b'{' | b'[') => match by_names(&mut Scanner::new(start, 0, last)) {
            Ok(Some(format)) => Some(format),
            Err(Stop::More) if !enough => None,
            _ => Some(Format::OtlpJson),
        },
        // A file with a document a line may begin with a broken one.
        Some(_) if start.windows(2).any(|pair| pair == b"\n{") => Some(Format::OtlpJson),
        Some(_) if !enough => None,
        Some(first) => Some(of_text(start, *first)),
    }
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
        _ if start.iter().any(|byte| *byte < 9) => other("This is binary data, perhaps OTLP protobuf"),
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
        scanner.skip()?;
        goes_on = scanner.another(b'}')?;
    }
    Ok(None)
}

fn by_name(name: &[u8], shape: Shape) -> Option<Format> {
    Some(match (name, shape) {
        (b"resourceSpans" | b"resource_spans" | b"batches" | b"resourceLogs" | b"resourceMetrics", _) => {
            Format::OtlpJson
        }
        (b"trace" | b"result", Shape::Object) => Format::OtlpJson,
        (b"data", Shape::Array | Shape::Object) | (b"traceID" | b"processes", _) => Format::Jaeger,
        (b"traceEvents", Shape::Array) | (b"ph", Shape::Text) => other("This is a Chrome trace-event file"),
        (b"localEndpoint" | b"traceId", _) => other("This is a list of single spans, as Zipkin writes them"),
        (b"binaryAnnotations", _) => other("This is Zipkin v1 JSON"),
        (b"context", Shape::Object) => other("This is the console output of the Python SDK"),
        (b"SpanContext", Shape::Object) => other("This is the console output of the Go SDK"),
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
