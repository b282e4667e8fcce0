//! Everything about one span.

use serde::{Deserialize, Serialize};

/// Values longer than this are cut until they are asked for whole.
pub const VALUE_LIMIT: usize = 2_000;

/// A span with all it carries.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpanDetail {
    /// The trace.
    pub trace_id: String,
    /// Its place in pre-order.
    pub row: u32,
    /// Its id.
    pub span_id: String,
    /// Its parent's id as the file gave it; empty for a root.
    pub parent_span_id: String,
    /// The parent's place in pre-order, when it is there.
    pub parent: Option<u32>,
    /// The spans above it from the root down: place, service, name; of a long path only both ends, see `depth`.
    pub path: Vec<(u32, u32, String)>,
    /// The operation.
    pub name: String,
    /// A place in `Summary::service_names`.
    pub service: u32,
    /// `server`, `client` …
    pub kind: String,
    /// `unset`, `ok` or `error`.
    pub status: String,
    /// The status message; empty when there is none.
    pub status_message: String,
    /// It has an error.
    pub error: bool,
    /// Nanoseconds since 1970.
    pub start_ns: i64,
    /// From the trace's origin.
    pub offset_ns: i64,
    /// How much later it is shown than was recorded, because clocks were set right; negative when earlier.
    pub shift_ns: i64,
    /// Duration.
    pub duration_ns: i64,
    /// Time no child covers.
    pub self_ns: i64,
    /// Its own time on the critical path.
    pub critical_ns: i64,
    /// Direct children and everything below it.
    pub children: u32,
    /// Everything below it.
    pub descendants: u32,
    /// Its attributes, by key.
    pub attributes: Vec<Attribute>,
    /// Its events, by time: the first of `event_count`.
    pub events: Vec<EventDetail>,
    /// Its links: the first of `link_count`.
    pub links: Vec<LinkDetail>,
    /// Attributes of the resource, by key.
    pub resource: Vec<Attribute>,
    /// Name and version of the instrumentation scope.
    pub scope_name: String,
    /// Its version.
    pub scope_version: String,
    /// Attributes of the scope.
    pub scope: Vec<Attribute>,
    /// W3C trace state; empty when there is none.
    pub trace_state: String,
    /// Sentences on what was found or mended: orphan, no end, dropped attributes …
    pub remarks: Vec<String>,
    /// How many spans are above it.
    pub depth: u32,
    /// How many events it has.
    pub event_count: usize,
    /// How many links it has.
    pub link_count: usize,
}

/// A key and its value as text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attribute {
    /// The key as written.
    pub key: String,
    /// The value as text.
    pub value: String,
    /// What it is.
    pub kind: ValueKind,
    /// Characters left out at the end.
    pub cut: usize,
}

/// What an attribute's value is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ValueKind {
    /// Text.
    #[default]
    Text,
    /// A whole or floating-point number.
    Number,
    /// True or false.
    Bool,
    /// Bytes, shown as base64.
    Bytes,
    /// An array or list, shown as JSON.
    Nested,
    /// No value.
    Null,
}

/// An event of a span.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventDetail {
    /// From the span's start.
    pub since_start_ns: i64,
    /// The name.
    pub name: String,
    /// Its attributes, by key.
    pub attributes: Vec<Attribute>,
}

/// A link of a span.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkDetail {
    /// The trace it leads to.
    pub trace_id: String,
    /// The span it leads to.
    pub span_id: String,
    /// That span is among the loaded ones.
    pub loaded: bool,
    /// Service and name of that span, when it is loaded.
    pub target: String,
    /// Its attributes, by key.
    pub attributes: Vec<Attribute>,
}
