//! Which format a text is, by its shape.

use crate::base::json::{Scanner, Shape, Stop};

/// How far it looks before it settles for the most likely.
pub(super) const PREFIX_BYTES: usize = 1 << 16;

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

/// What the text that begins so is; `None` when more bytes are needed to tell.
pub(super) fn format_of(start: &[u8], last: bool) -> Option<Format> {
    let other = |what: &str| Some(Format::Other(format!("{what}; expected OTLP/JSON or Jaeger JSON")));
    let enough = last || start.len() >= PREFIX_BYTES;
    for (magic, what) in [
        (&b"PK\x03\x04"[..], "This is a zip archive"),
        (b"\x28\xb5\x2f\xfd", "This is zstd-compressed data"),
        (b"PAR1", "This is a Parquet file"),
    ] {
        if start.starts_with(magic) {
            return other(what);
        }
    }
    match start.iter().find(|byte| !matches!(byte, b' ' | b'\n' | b'\r' | b'\t' | 0)) {
        None if last => {
            other(if start.is_empty() { "The file is empty" } else { "The file holds only white space" })
        }
        None => None,
        Some(b'{' | b'[') => match by_names(&mut Scanner::new(start, 0, last)) {
            Ok(Some(format)) => Some(format),
            Err(Stop::More) if !enough => None,
            _ => Some(Format::OtlpJson),
        },
        Some(_) if !enough && !start.contains(&b'\n') => None,
        // A file with a document a line may begin with a broken one.
        Some(_) if start.windows(2).any(|pair| pair == b"\n{") => Some(Format::OtlpJson),
        Some(b'"' | b'-' | b'0'..=b'9' | b't' | b'f' | b'n')
            if Scanner::new(start, 0, true).skip().is_ok() =>
        {
            other("This is JSON, but a single value and no object")
        }
        Some(_) if start.iter().any(|byte| *byte < 9) => other("This is binary data, perhaps OTLP protobuf"),
        Some(_) if start.split(|byte| *byte == b'\n').next().is_some_and(|line| line.contains(&b',')) => {
            other("This looks like CSV")
        }
        Some(_) => other("This is text, but not JSON"),
    }
}

/// Looks at the names of the first object, or of the first one inside arrays.
fn by_names(scanner: &mut Scanner<'_>) -> Result<Option<Format>, Stop> {
    scanner.pass_nul();
    while scanner.shape()? == Shape::Array {
        if !scanner.enter(b']')? {
            return Ok(Some(Format::Other(
                "This is an empty list; expected OTLP/JSON or Jaeger JSON".to_owned(),
            )));
        }
    }
    if scanner.shape()? != Shape::Object {
        return Ok(Some(Format::Other(
            "This is a JSON list, but not of objects; expected OTLP/JSON or Jaeger JSON".to_owned(),
        )));
    }
    let mut goes_on = scanner.enter(b'}')?;
    while goes_on {
        let name = scanner.name()?.raw;
        if let Some(format) = by_name(name, scanner.shape()?) {
            return Ok(Some(format));
        }
        scanner.skip()?;
        goes_on = scanner.another(b'}')?;
    }
    Ok(None)
}

fn by_name(name: &[u8], shape: Shape) -> Option<Format> {
    let other =
        |what: &str| Some(Format::Other(format!("This is {what}; expected OTLP/JSON or Jaeger JSON")));
    match name {
        b"resourceSpans" | b"resource_spans" | b"batches" | b"resourceLogs" | b"resourceMetrics" => {
            Some(Format::OtlpJson)
        }
        b"trace" | b"result" if shape == Shape::Object => Some(Format::OtlpJson),
        b"data" if matches!(shape, Shape::Array | Shape::Object) => Some(Format::Jaeger),
        b"traceID" | b"processes" | b"spans" => Some(Format::Jaeger),
        b"traceEvents" | b"ph" => other("a Chrome trace-event file"),
        b"localEndpoint" | b"traceId" => other("a list of single spans, as Zipkin writes them"),
        b"binaryAnnotations" => other("Zipkin v1 JSON"),
        b"context" => other("the console output of the Python SDK"),
        b"SpanContext" => other("the console output of the Go SDK"),
        b"frames" | b"schema" => other("a Grafana data frame"),
        _ => None,
    }
}
