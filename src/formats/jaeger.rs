//! Jaeger JSON: `{"data": [trace …]}`, `{"data": trace}`, a bare array or a single trace. Read whole, through
//! `serde_json`: these files come from a page's download button and are small.

use crate::{
    base::intern::Symbol,
    model::{
        builder::Builder,
        ids::{Key, ResourceIx, SpanId},
        notes::NoteKind,
        origin::Scope,
        span::{Dropped, Kind, SpanHead, Status},
        value::Value,
    },
};
use serde_json::Value as Json;
use std::collections::BTreeMap;

/// Reads a whole text into the builder.
///
/// # Errors
/// When it is not JSON: a sentence with the line.
pub fn read(text: &[u8], builder: &mut Builder) -> Result<(), String> {
    let json: Json = serde_json::from_slice(text)
        .map_err(|error| format!("This begins like Jaeger JSON, but is not JSON: {error}"))?;
    let data = json.get("data").unwrap_or(&json);
    for trace in data.as_array().map_or(std::slice::from_ref(data), Vec::as_slice) {
        read_trace(trace, builder);
    }
    Ok(())
}

fn list<'a>(json: &'a Json, name: &str) -> &'a [Json] {
    json[name].as_array().map_or(&[], Vec::as_slice)
}

fn text<'a>(json: &'a Json, name: &str) -> &'a str {
    json[name].as_str().unwrap_or_default()
}

/// Microseconds, as a number or text, in nanoseconds.
fn ns(json: &Json) -> u64 {
    let micros = json.as_u64().or_else(|| json.as_str()?.parse().ok());
    let rounded = || json.as_f64().map_or(0, |micros| micros.max(0.0) as u64);
    micros.unwrap_or_else(rounded).saturating_mul(1_000)
}

fn read_trace(trace: &Json, builder: &mut Builder) {
    for warning in list(trace, "warnings") {
        builder.note(NoteKind::ProducerWarning, || warning.as_str().unwrap_or_default().to_owned());
    }
    let mut resources: BTreeMap<&str, ResourceIx> = BTreeMap::new();
    for (id, process) in trace["processes"].as_object().into_iter().flatten() {
        resources.insert(id, resource(process, builder));
    }
    for span in list(trace, "spans") {
        if !span.is_object() {
            builder.note(NoteKind::BadSpan, || "an entry that is no object".to_owned());
            continue;
        }
        let known = resources.get(text(span, "processID")).copied();
        let resource = known.unwrap_or_else(|| resource(&span["process"], builder));
        read_span(span, text(trace, "traceID"), resource, builder);
    }
}

fn resource(process: &Json, builder: &mut Builder) -> ResourceIx {
    let slot = builder.begin_resource();
    let mut attributes = Vec::new();
    let service = text(process, "serviceName");
    if !service.is_empty() {
        attributes.push((builder.key(b"service.name"), Value::text(builder.strings.intern(service))));
    }
    for tag in list(process, "tags") {
        attributes.push(attribute(tag, builder));
    }
    builder.end_resource(slot, attributes, Symbol::EMPTY);
    slot
}

/// A tag or log field as an attribute.
fn attribute(tag: &Json, builder: &mut Builder) -> (Key, Value) {
    let key = builder.key(text(tag, "key").as_bytes());
    let kind = text(tag, "type");
    let value = match &tag["value"] {
        Json::Null => Value::NULL,
        Json::Bool(value) => Value::bool(*value),
        Json::String(text) => match (kind, text.parse::<i64>(), text.parse::<f64>()) {
            ("int64", Ok(int), _) => builder.numbers.int(int),
            ("float64", _, Ok(double)) => builder.numbers.double(double),
            ("bool", ..) if text == "true" || text == "false" => Value::bool(text == "true"),
            ("binary", ..) => Value::bytes(builder.strings.intern(text)),
            _ => Value::text(builder.strings.intern(text)),
        },
        Json::Number(number) => match number.as_i64().filter(|_| kind != "float64") {
            Some(int) => builder.numbers.int(int),
            None => builder.numbers.double(number.as_f64().unwrap_or(f64::NAN)),
        },
        other => Value::text(builder.strings.intern(&other.to_string())),
    };
    (key, value)
}

/// What tags say of a span beyond its attributes.
#[derive(Default)]
struct Said {
    kind: Kind,
    status: Status,
    message: Symbol,
    scope: Scope,
}

fn read_span(span: &Json, trace_id: &str, resource: ResourceIx, builder: &mut Builder) {
    let own = text(span, "traceID");
    let trace_text = if own.is_empty() { trace_id } else { own };
    let mut said = Said::default();
    for tag in list(span, "tags") {
        if !take_tag(tag, &mut said, builder) {
            let (key, value) = attribute(tag, builder);
            builder.span_attribute(key, value);
        }
    }
    for warning in list(span, "warnings") {
        let warning = warning.as_str().unwrap_or_default();
        builder.note(NoteKind::ProducerWarning, || warning.to_owned());
    }
    for log in list(span, "logs") {
        read_log(log, builder);
    }
    let (parent_id, follows_from) = read_references(span, trace_text, builder);
    let scope = builder.begin_scope();
    builder.end_scope(scope, said.scope);
    let start_ns = ns(&span["startTime"]);
    let head = SpanHead {
        trace: builder.trace_id(trace_text.as_bytes()),
        span_id: builder.span_id(text(span, "spanID").as_bytes()),
        parent_id,
        start_ns,
        end_ns: start_ns.saturating_add(ns(&span["duration"])),
        name: builder.strings.intern(text(span, "operationName")),
        kind: said.kind,
        status: said.status,
        status_message: said.message,
        flags: span["flags"].as_u64().unwrap_or(0) as u32,
        trace_state: Symbol::EMPTY,
        dropped: Dropped::default(),
        follows_from,
        resource,
        scope,
    };
    builder.end_span(&head);
}

/// Takes a tag that stands for a part of the span; `false` for any other.
fn take_tag(tag: &Json, said: &mut Said, builder: &mut Builder) -> bool {
    let value = text(tag, "value");
    match text(tag, "key") {
        "span.kind" => match Kind::from_word(value) {
            Some(kind) => said.kind = kind,
            None => return false,
        },
        "otel.status_code" => match Status::from_word(value) {
            Some(status) => said.status = status,
            None => return false,
        },
        "otel.status_description" => said.message = builder.strings.intern(value),
        "error" if tag["value"] == true || value == "true" => {
            said.status = Status::Error;
            // The tag stays: it is also what the producer wrote.
            return false;
        }
        "otel.scope.name" | "otel.library.name" => said.scope.name = builder.strings.intern(value),
        "otel.scope.version" | "otel.library.version" => said.scope.version = builder.strings.intern(value),
        _ => return false,
    }
    true
}

fn read_log(log: &Json, builder: &mut Builder) {
    let mut name = Symbol::EMPTY;
    for field in list(log, "fields") {
        if text(field, "key") == "event" && field["value"].is_string() && name == Symbol::EMPTY {
            name = builder.strings.intern(text(field, "value"));
        } else {
            let (key, value) = attribute(field, builder);
            builder.event_attribute(key, value);
        }
    }
    builder.end_event(ns(&log["timestamp"]), name);
}

/// The parent, and whether it is only followed from. The first CHILD_OF in the same trace is the parent, else the
/// first FOLLOWS_FROM; all others are links. References to the span itself are dropped.
fn read_references(span: &Json, trace_id: &str, builder: &mut Builder) -> (SpanId, bool) {
    let own_id = text(span, "spanID");
    let is_here = |reference: &&Json| {
        let trace = text(reference, "traceID");
        (trace.is_empty() || trace == trace_id) && text(reference, "spanID") != own_id
    };
    let references = list(span, "references");
    let of_type = |kind: &str| {
        references
            .iter()
            .filter(is_here)
            .find(|reference| text(reference, "refType").eq_ignore_ascii_case(kind))
    };
    let parent = of_type("CHILD_OF").or_else(|| of_type("FOLLOWS_FROM"));
    for reference in references {
        let is_parent = parent.is_some_and(|parent| std::ptr::eq(parent, reference));
        let is_itself = text(reference, "spanID") == own_id && text(reference, "traceID") == trace_id;
        if is_parent || is_itself {
            continue;
        }
        if is_here(&reference) {
            builder.note_at_span(NoteKind::SeveralParents);
        }
        let trace = builder.trace_id(text(reference, "traceID").as_bytes());
        let id = builder.span_id(text(reference, "spanID").as_bytes());
        builder.end_link(trace, id, Symbol::EMPTY, 0);
    }
    match parent {
        Some(parent) => {
            let follows = text(parent, "refType").eq_ignore_ascii_case("FOLLOWS_FROM");
            (builder.span_id(text(parent, "spanID").as_bytes()), follows)
        }
        None => (builder.span_id(text(span, "parentSpanID").as_bytes()), false),
    }
}
