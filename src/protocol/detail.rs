//! Everything about one span.

use super::findings::Verdict;
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
    /// The spans above it from the root down; of a long path only both ends, see `depth`.
    pub path: Vec<SpanName>,
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
    /// What its error came of and what became of it.
    pub failure: Option<FailureDetail>,
    /// Where errors below it began that it did not fail of: the first of `handled_count`.
    pub handled: Vec<SpanName>,
    /// How many there are.
    pub handled_count: usize,
    /// Nanoseconds since 1970.
    pub start_ns: i64,
    /// From the trace's origin.
    pub offset_ns: i64,
    /// How much later it is shown than was recorded, because clocks were set right; negative when earlier.
    pub shift_ns: i64,
    /// Duration.
    pub duration_ns: i64,
    /// The trace's latency: its root's duration.
    pub latency_ns: i64,
    /// The duration of the flow it is part of: the root's, or that of the asynchronous part it ran in.
    pub flow_ns: i64,
    /// That flow is an asynchronous part.
    pub in_background: bool,
    /// Time no child covers.
    pub self_ns: i64,
    /// Its own time on the critical path of its flow.
    pub critical_ns: i64,
    /// Direct children and everything below it.
    pub children: u32,
    /// Everything below it.
    pub descendants: u32,
    /// Its attributes, by key.
    pub attributes: Vec<Attribute>,
    /// For whom the request was, as spans above it say and it does not, the nearest first.
    pub context: Vec<ContextDetail>,
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
    /// Spans that link to this one: the first of `linked_from_count`.
    pub linked_from: Vec<LinkDetail>,
    /// How many there are.
    pub linked_from_count: usize,
    /// How long it took among all spans of its service and name.
    pub standing: Standing,
}

/// A span by name, and the way there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpanName {
    /// Its place in the trace's pre-order.
    pub row: u32,
    /// A place in `Summary::service_names`.
    pub service: u32,
    /// The operation.
    pub name: String,
}

/// Where an error began, and what became of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FailureDetail {
    /// What became of it.
    pub verdict: Verdict,
    /// What the origin says.
    pub message: String,
    /// Where it began; `None`: in the span that is told about.
    pub origin: Option<SpanName>,
    /// The span that did not fail of it.
    pub handled_at: Option<SpanName>,
    /// The call that the origin timed out waiting for.
    pub waited_for: Option<SpanName>,
    /// Other errors that came up through the span.
    pub others: usize,
}

/// How the duration of a span stands among those of all open spans of its service and name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// How many spans there are, this one among them.
    pub spans: usize,
    /// How many of them took less time.
    pub faster: usize,
    /// How many of them took more time.
    pub slower: usize,
    /// How many of them have an error.
    pub errors: usize,
    /// Half of them took at most so long.
    pub p50_ns: i64,
    /// Of twenty of them nineteen took at most so long.
    pub p95_ns: i64,
    /// The shortest.
    pub min_ns: i64,
    /// The longest.
    pub max_ns: i64,
    /// How many of them there are in each of some equal steps of the logarithm, from the shortest to the longest.
    pub bins: Vec<u32>,
    /// The step this span is in.
    pub bin: u32,
    /// The search that finds them.
    pub search: String,
}

/// What a span further up says of the whole request.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContextDetail {
    /// That span.
    pub from: SpanName,
    /// Attributes of people and their like.
    pub attributes: Vec<Attribute>,
    /// Events of feature flags.
    pub flags: Vec<EventDetail>,
}

/// A key and its value as text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attribute {
    /// The key; where the conventions have renamed it, the present name.
    pub key: String,
    /// The names it was written under, newest first; empty when that is the key alone.
    pub written: Vec<String>,
    /// The value as text.
    pub value: String,
    /// What it is.
    pub kind: ValueKind,
    /// Characters left out at the end.
    pub cut: usize,
    /// The attribute as a search writes it: `span.http.route`.
    pub field: String,
    /// The condition that finds spans with this value; empty when a search cannot ask for it.
    pub condition: String,
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
    /// The trace it leads to, or comes from.
    pub trace_id: String,
    /// The span it leads to, or comes from.
    pub span_id: String,
    /// That span is among the loaded ones.
    pub loaded: bool,
    /// Service and name of that span, when it is loaded.
    pub target: String,
    /// Its attributes, by key.
    pub attributes: Vec<Attribute>,
}
