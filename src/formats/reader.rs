//! One file being read: bytes in chunks of any size, spans into the builder.

use crate::{
    base::{hash::Running, intern::Symbol},
    model::{
        builder::Builder,
        ids::{Key, SpanId},
        notes::NoteKind,
        span::{Dropped, Kind, SpanHead, Status},
        value::Value,
    },
};
use core::fmt;
use serde_json::Value as Json;

/// A file being read.
#[derive(Debug)]
pub struct FileReader {
    bytes: Vec<u8>,
}

/// Why nothing of a file could be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// What was found and what was expected.
    pub sentence: String,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sentence)
    }
}

impl FileReader {
    /// Begins a file.
    pub fn new(name: &str, builder: &mut Builder) -> Self {
        builder.begin_file(name);
        Self { bytes: Vec::new() }
    }

    /// Takes the next bytes.
    ///
    /// # Errors
    /// When the file cannot be traces.
    pub fn feed(&mut self, chunk: &[u8], _builder: &mut Builder) -> Result<(), Failure> {
        self.bytes.extend_from_slice(chunk);
        Ok(())
    }

    /// Bytes taken so far.
    pub const fn bytes_read(&self) -> u64 {
        self.bytes.len() as u64
    }

    /// Ends the file.
    ///
    /// # Errors
    /// When nothing in it is a trace.
    pub fn finish(self, builder: &mut Builder) -> Result<(), Failure> {
        let mut sum = Running::default();
        sum.write(&self.bytes);
        let sum = sum.finish();
        builder.file().bytes = self.bytes.len() as u64;
        let again = builder.files().iter().rev().skip(1).any(|file| file.sum == sum);
        builder.file().sum = sum;
        if again {
            builder.note(NoteKind::AlreadyOpen, String::new);
            return Ok(());
        }
        let plain = if self.bytes.starts_with(&[0x1f, 0x8b]) {
            let mut text = Vec::new();
            let mut decoder = flate2::read::MultiGzDecoder::new(&self.bytes[..]);
            std::io::Read::read_to_end(&mut decoder, &mut text)
                .map_err(|error| Failure { sentence: format!("Not a whole gzip file: {error}") })?;
            text
        } else {
            self.bytes
        };
        let mut any = false;
        for document in serde_json::Deserializer::from_slice(&plain).into_iter::<Json>() {
            let document =
                document.map_err(|error| Failure { sentence: format!("Not JSON as expected: {error}") })?;
            any |= read(&document, builder);
        }
        if any {
            builder.file().format = "OTLP/JSON".to_owned();
            return Ok(());
        }
        Err(Failure { sentence: "Expected OTLP/JSON, found something else".to_owned() })
    }
}

fn list<'a>(json: &'a Json, name: &str) -> &'a [Json] {
    json[name].as_array().map_or(&[], Vec::as_slice)
}

fn text<'a>(json: &'a Json, name: &str) -> &'a str {
    json[name].as_str().unwrap_or_default()
}

fn number(json: &Json, name: &str) -> u64 {
    json[name].as_u64().or_else(|| text(json, name).parse().ok()).unwrap_or(0)
}

fn read(document: &Json, builder: &mut Builder) -> bool {
    let Some(resource_spans) = document["resourceSpans"].as_array() else { return false };
    for entry in resource_spans {
        let resource = builder.begin_resource();
        for attribute in attributes(&entry["resource"], builder) {
            builder.scratch_attribute(attribute.0, attribute.1);
        }
        builder.end_resource(resource, Symbol::EMPTY);
        for group in list(entry, "scopeSpans") {
            let scope = builder.begin_scope();
            let name = builder.strings.intern(text(&group["scope"], "name"));
            let version = builder.strings.intern(text(&group["scope"], "version"));
            builder.end_scope(scope, name, version, Symbol::EMPTY);
            for span in list(group, "spans") {
                for (key, value) in attributes(span, builder) {
                    builder.span_attribute(key, value);
                }
                for event in list(span, "events") {
                    for (key, value) in attributes(event, builder) {
                        builder.event_attribute(key, value);
                    }
                    let name = builder.strings.intern(text(event, "name"));
                    builder.end_event(number(event, "timeUnixNano"), name);
                }
                for link in list(span, "links") {
                    for (key, value) in attributes(link, builder) {
                        builder.link_attribute(key, value);
                    }
                    let trace = builder.trace_id(text(link, "traceId").as_bytes());
                    let id = builder.span_id(text(link, "spanId").as_bytes());
                    builder.end_link(trace, id, Symbol::EMPTY, 0);
                }
                let parent = text(span, "parentSpanId");
                let head = SpanHead {
                    trace: builder.trace_id(text(span, "traceId").as_bytes()),
                    span_id: builder.span_id(text(span, "spanId").as_bytes()),
                    parent_id: if parent.is_empty() {
                        SpanId::NONE
                    } else {
                        builder.span_id(parent.as_bytes())
                    },
                    start_ns: number(span, "startTimeUnixNano"),
                    end_ns: number(span, "endTimeUnixNano"),
                    name: builder.strings.intern(text(span, "name")),
                    kind: Kind::from_number(number(span, "kind"))
                        .filter(|_| !span["kind"].is_string())
                        .or_else(|| Kind::from_word(text(span, "kind")))
                        .unwrap_or_default(),
                    status: Status::from_number(number(&span["status"], "code")).unwrap_or_default(),
                    status_message: builder.strings.intern(text(&span["status"], "message")),
                    flags: number(span, "flags") as u32,
                    trace_state: builder.strings.intern(text(span, "traceState")),
                    dropped: Dropped {
                        attributes: number(span, "droppedAttributesCount") as u32,
                        events: 0,
                        links: 0,
                    },
                    follows_from: false,
                    resource,
                    scope,
                };
                builder.end_span(&head);
            }
        }
    }
    true
}

fn attributes(owner: &Json, builder: &mut Builder) -> Vec<(Key, Value)> {
    list(owner, "attributes")
        .iter()
        .map(|attribute| {
            let key = builder.key(text(attribute, "key").as_bytes());
            let value = &attribute["value"];
            let packed = match value.as_object().and_then(|fields| fields.iter().next()) {
                Some((kind, inner)) => match (kind.as_str(), inner) {
                    ("stringValue", Json::String(text)) => Value::text(builder.strings.intern(text)),
                    ("bytesValue", Json::String(text)) => Value::bytes(builder.strings.intern(text)),
                    ("boolValue", Json::Bool(flag)) => Value::bool(*flag),
                    ("intValue", inner) => {
                        let text = inner.as_str().map_or_else(|| inner.to_string(), str::to_owned);
                        builder.numbers.int(text.parse().unwrap_or_default())
                    }
                    ("doubleValue", inner) => builder.numbers.double(inner.as_f64().unwrap_or(f64::NAN)),
                    _ => Value::nested(builder.strings.intern(&value.to_string())),
                },
                None => Value::NULL,
            };
            (key, packed)
        })
        .collect()
}
