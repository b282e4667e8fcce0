//! Spans as plain structs, and the store of them.

pub mod random;

use super::draw::ORIGIN_NS;
use serde_json::json;
use spanscope::{
    base::intern::Symbol,
    model::{
        builder::Builder,
        ids::{Key, SpanId},
        origin::Scope,
        span::{Dropped, Kind, SpanHead, Status},
        store::Store,
        value::Value,
    },
};

/// An attribute value.
#[derive(Clone, Debug)]
pub enum Plain {
    Null,
    Text(String),
    Bytes(String),
    Int(i64),
    Float(f64),
    Bool(bool),
    Array(Vec<Plain>),
    /// A key-value list.
    List,
}

pub type Attributes = Vec<(String, Plain)>;

#[derive(Clone, Debug, Default)]
pub struct Event {
    pub name: String,
    /// Nanoseconds from the span's start; `None`: the file does not say.
    pub after_ns: Option<i64>,
    pub attributes: Attributes,
}

#[derive(Clone, Debug, Default)]
pub struct Link {
    pub trace: Option<u128>,
    pub span: u64,
    pub attributes: Attributes,
}

/// Ids are unique within a trace; a parent of 0 is none.
#[derive(Clone, Debug, Default)]
pub struct Span {
    pub trace: u128,
    pub id: u64,
    pub parent: u64,
    /// Nanoseconds from the origin of drawings.
    pub start_ns: i64,
    pub length_ns: i64,
    pub name: String,
    pub kind: Kind,
    pub status: Status,
    pub message: String,
    pub resource: Attributes,
    pub scope_name: String,
    pub scope_version: String,
    pub scope: Attributes,
    pub attributes: Attributes,
    pub events: Vec<Event>,
    pub links: Vec<Link>,
}

impl Span {
    pub fn end_ns(&self) -> i64 {
        self.start_ns + self.length_ns
    }
}

/// The store of some spans.
pub fn store(spans: &[Span]) -> Store {
    let mut builder = Builder::new();
    builder.begin_file("plain");
    for span in spans {
        add(&mut builder, span);
    }
    builder.finish()
}

fn add(builder: &mut Builder, span: &Span) {
    let resource = builder.begin_resource();
    let attributes = packed(builder, &span.resource);
    builder.end_resource(resource, attributes, Symbol::EMPTY);
    let scope = builder.begin_scope();
    let (name, version) =
        (builder.strings.intern(&span.scope_name), builder.strings.intern(&span.scope_version));
    let attributes = packed(builder, &span.scope);
    builder.end_scope(scope, Scope { name, version, attributes, schema_url: Symbol::EMPTY, dropped: 0 });
    for (key, value) in packed(builder, &span.attributes) {
        builder.span_attribute(key, value);
    }
    for event in &span.events {
        for (key, value) in packed(builder, &event.attributes) {
            builder.event_attribute(key, value);
        }
        let time_ns = event.after_ns.map_or(0, |after_ns| (ORIGIN_NS + span.start_ns + after_ns) as u64);
        let name = builder.strings.intern(&event.name);
        builder.end_event(time_ns, name);
    }
    for link in &span.links {
        for (key, value) in packed(builder, &link.attributes) {
            builder.link_attribute(key, value);
        }
        let trace = link.trace.map(|number| builder.trace_number(number));
        builder.end_link(trace, SpanId(link.span), Symbol::EMPTY, 0);
    }
    let head = SpanHead {
        trace: Some(builder.trace_number(span.trace)),
        span_id: SpanId(span.id),
        parent_id: SpanId(span.parent),
        start_ns: (ORIGIN_NS + span.start_ns) as u64,
        end_ns: (ORIGIN_NS + span.end_ns()) as u64,
        name: builder.strings.intern(&span.name),
        kind: span.kind,
        status: span.status,
        status_message: builder.strings.intern(&span.message),
        flags: 0,
        trace_state: Symbol::EMPTY,
        dropped: Dropped::default(),
        follows_from: false,
        resource,
        scope,
    };
    builder.end_span(&head);
}

fn packed(builder: &mut Builder, attributes: &Attributes) -> Vec<(Key, Value)> {
    let mut list = Vec::new();
    for (key, value) in attributes {
        let value = match value {
            Plain::Null => Value::NULL,
            Plain::Text(text) => Value::text(builder.strings.intern(text)),
            Plain::Bytes(text) => Value::bytes(builder.strings.intern(text)),
            Plain::Int(number) => builder.numbers.int(*number),
            Plain::Float(number) => builder.numbers.double(*number),
            Plain::Bool(value) => Value::bool(*value),
            Plain::Array(_) | Plain::List => {
                Value::nested(builder.strings.intern(&any_value(value).to_string()))
            }
        };
        list.push((builder.key(key.as_bytes()), value));
    }
    list
}

/// A value as a search for words sees it.
pub fn written(value: &Plain) -> Option<String> {
    match value {
        Plain::Null => None,
        Plain::Text(text) | Plain::Bytes(text) => Some(text.clone()),
        Plain::Int(number) => Some(number.to_string()),
        Plain::Float(number) => Some(number.to_string()),
        Plain::Bool(value) => Some(value.to_string()),
        Plain::Array(_) | Plain::List => Some(any_value(value).to_string()),
    }
}

/// As OTLP writes a value inside an array.
fn any_value(value: &Plain) -> serde_json::Value {
    match value {
        Plain::Null => json!({}),
        Plain::Text(text) => json!({ "stringValue": text }),
        Plain::Bytes(text) => json!({ "bytesValue": text }),
        Plain::Int(number) => json!({ "intValue": number.to_string() }),
        Plain::Float(number) if number.is_finite() => json!({ "doubleValue": number }),
        Plain::Float(number) => json!({ "doubleValue": number.to_string() }),
        Plain::Bool(value) => json!({ "boolValue": value }),
        Plain::Array(values) => {
            let values: Vec<_> = values.iter().map(any_value).collect();
            json!({ "arrayValue": { "values": values } })
        }
        Plain::List => json!({ "kvlistValue": { "values": [{ "key": "x", "value": { "intValue": "1" } }] } }),
    }
}
