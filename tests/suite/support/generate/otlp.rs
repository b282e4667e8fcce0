//! Spans and resources as OTLP has them, and the document they are written into.

use super::json::Json;
use std::{
    borrow::Cow,
    io::{self, Write},
};

/// An attribute value.
#[derive(Clone)]
pub enum Value {
    Text(Cow<'static, str>),
    Int(i64),
    Double(f64),
    Bool(bool),
    List(Vec<Self>),
}

impl From<&'static str> for Value {
    fn from(text: &'static str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Int(number)
    }
}

impl From<f64> for Value {
    fn from(number: f64) -> Self {
        Self::Double(number)
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

/// Key and value.
pub type Attribute = (&'static str, Value);

/// The kind of a span, numbered as in OTLP.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Internal = 1,
    Server = 2,
    Client = 3,
    Producer = 4,
    Consumer = 5,
}

/// The library that made a span: name and version.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Scope(pub &'static str, pub &'static str);

/// An event of a span.
pub struct Event {
    pub time_ns: u64,
    pub name: &'static str,
    pub attributes: Vec<Attribute>,
}

/// A link to another span.
#[derive(Clone, Copy)]
pub struct Link {
    pub trace_id: u128,
    pub span_id: u64,
}

/// A span. The parent 0 is none.
pub struct Span {
    pub trace_id: u128,
    pub span_id: u64,
    pub parent_id: u64,
    pub flags: u32,
    pub name: Cow<'static, str>,
    pub kind: Kind,
    pub start_ns: u64,
    pub end_ns: u64,
    pub attributes: Vec<Attribute>,
    pub events: Vec<Event>,
    pub links: Vec<Link>,
    /// The status is ERROR, with this message.
    pub error: Option<Cow<'static, str>>,
}

impl Span {
    /// A span of a kind and name; ids and times are still to come.
    pub fn new(kind: Kind, name: impl Into<Cow<'static, str>>) -> Self {
        Self {
            trace_id: 0,
            span_id: 0,
            parent_id: 0,
            flags: 0,
            name: name.into(),
            kind,
            start_ns: 0,
            end_ns: 0,
            attributes: Vec::new(),
            events: Vec::new(),
            links: Vec::new(),
            error: None,
        }
    }

    /// The same with one more attribute.
    #[must_use]
    pub fn with(mut self, key: &'static str, value: impl Into<Value>) -> Self {
        self.attributes.push((key, value.into()));
        self
    }
}

/// An OTLP/JSON document that is being written.
pub struct Document<W>(Json<W>);

impl<W: Write> Document<W> {
    /// Opens the document.
    pub fn new(out: W) -> Self {
        let mut json = Json::new(out);
        json.open('{');
        json.name("resourceSpans");
        json.open('[');
        Self(json)
    }

    /// Bytes so far.
    pub const fn written(&self) -> u64 {
        self.0.written()
    }

    /// The spans of one resource; those of the same scope stand together.
    pub fn resource<'a>(
        &mut self,
        resource: &[Attribute],
        schema_url: &str,
        spans: impl Iterator<Item = (Scope, &'a Span)>,
    ) {
        let json = &mut self.0;
        json.open('{');
        json.name("resource");
        json.open('{');
        attributes(json, resource);
        json.close('}');
        json.name("scopeSpans");
        json.open('[');
        let mut open = None;
        for (scope, one) in spans {
            if open != Some(scope) {
                if open.is_some() {
                    end_scope(json);
                }
                begin_scope(json, scope);
                open = Some(scope);
            }
            span(json, one);
        }
        if open.is_some() {
            end_scope(json);
        }
        json.close(']');
        json.text_member("schemaUrl", schema_url);
        json.close('}');
    }

    /// Closes the document and gives its bytes.
    ///
    /// # Errors
    /// The first that writing gave.
    pub fn finish(mut self) -> io::Result<u64> {
        self.0.close(']');
        self.0.close('}');
        self.0.finish()
    }
}

fn begin_scope<W: Write>(json: &mut Json<W>, scope: Scope) {
    json.open('{');
    json.name("scope");
    json.open('{');
    json.text_member("name", scope.0);
    json.text_member("version", scope.1);
    json.close('}');
    json.name("spans");
    json.open('[');
}

fn end_scope<W: Write>(json: &mut Json<W>) {
    json.close(']');
    json.close('}');
}

fn span<W: Write>(json: &mut Json<W>, span: &Span) {
    json.open('{');
    json.plain_member("traceId", format_args!("\"{:032x}\"", span.trace_id));
    json.plain_member("spanId", format_args!("\"{:016x}\"", span.span_id));
    if span.parent_id != 0 {
        json.plain_member("parentSpanId", format_args!("\"{:016x}\"", span.parent_id));
    }
    if span.flags != 0 {
        json.plain_member("flags", format_args!("{}", span.flags));
    }
    json.text_member("name", &span.name);
    json.plain_member("kind", format_args!("{}", span.kind as u8));
    json.plain_member("startTimeUnixNano", format_args!("\"{}\"", span.start_ns));
    json.plain_member("endTimeUnixNano", format_args!("\"{}\"", span.end_ns));
    attributes(json, &span.attributes);
    if !span.events.is_empty() {
        json.list("events", &span.events, |json, event| {
            json.open('{');
            json.plain_member("timeUnixNano", format_args!("\"{}\"", event.time_ns));
            json.text_member("name", event.name);
            attributes(json, &event.attributes);
            json.close('}');
        });
    }
    if !span.links.is_empty() {
        json.list("links", &span.links, |json, link| {
            json.open('{');
            json.plain_member("traceId", format_args!("\"{:032x}\"", link.trace_id));
            json.plain_member("spanId", format_args!("\"{:016x}\"", link.span_id));
            json.close('}');
        });
    }
    json.name("status");
    json.open('{');
    if let Some(message) = &span.error {
        json.plain_member("code", format_args!("2"));
        if !message.is_empty() {
            json.text_member("message", message);
        }
    }
    json.close('}');
    json.close('}');
}

fn attributes<W: Write>(json: &mut Json<W>, list: &[Attribute]) {
    json.list("attributes", list, |json, (key, one)| {
        json.open('{');
        json.text_member("key", key);
        json.name("value");
        value(json, one);
        json.close('}');
    });
}

/// A value; lists are written as deep as they are, and the generator makes flat ones only.
fn value<W: Write>(json: &mut Json<W>, of: &Value) {
    json.open('{');
    match of {
        Value::Text(text) => json.text_member("stringValue", text),
        Value::Int(number) => json.plain_member("intValue", format_args!("\"{number}\"")),
        Value::Double(number) => json.plain_member("doubleValue", format_args!("{number}")),
        Value::Bool(value) => json.plain_member("boolValue", format_args!("{value}")),
        Value::List(values) => {
            json.name("arrayValue");
            json.open('{');
            json.list("values", values, value);
            json.close('}');
        }
    }
    json.close('}');
}
