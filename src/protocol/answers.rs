//! The answers of the public contract: `summary`, `query`, `spans`, `traces` and `answer`. Times are decimal strings of nanoseconds.

use serde::{Deserialize, Serialize};

/// What is open.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// Bytes the store holds, distinct strings included.
    pub store_bytes: usize,
    /// Bytes of the distinct strings.
    pub string_bytes: usize,
    /// Distinct strings.
    pub strings: usize,
    /// Traces.
    pub traces: usize,
    /// Spans.
    pub spans: usize,
    /// Distinct services.
    pub services: usize,
    /// Distinct pairs of service and span name.
    pub operations: usize,
    /// Spans with an error.
    pub errors: usize,
    /// The first start.
    #[serde(with = "decimal")]
    pub start_ns: i64,
    /// The last end.
    #[serde(with = "decimal")]
    pub end_ns: i64,
    /// The last start of a trace's root.
    #[serde(with = "decimal")]
    pub last_start_ns: i64,
    /// Every file, also those that gave nothing.
    pub files: Vec<FileSummary>,
    /// The services by spans, most first; rows elsewhere name them by their place here.
    pub service_names: Vec<String>,
}

/// A file that was opened.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileSummary {
    /// The name people know it by.
    pub name: String,
    /// The recognised format, such as `OTLP/JSON`; empty when it was not recognised.
    pub format: String,
    /// Its size.
    pub bytes: u64,
    /// Traces it has spans of.
    pub traces: usize,
    /// Spans it gave.
    pub spans: usize,
    /// What was mended or left out.
    pub notes: Vec<NoteSummary>,
    /// Why it holds no trace: what was found and what was expected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
}

impl FileSummary {
    /// The note that there was no room for the rest of it, if that is so.
    pub fn no_room(&self) -> Option<&NoteSummary> {
        self.notes.iter().find(|note| note.kind == "no-room")
    }
}

/// A kind of mending and how often it happened.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteSummary {
    /// The kind in kebab-case.
    pub kind: String,
    /// How often.
    pub count: usize,
    /// The first place it happened.
    pub first: String,
    /// The kind as a sentence.
    pub sentence: String,
}

/// How much matches a query.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Matched {
    /// Spans that match.
    pub matched_spans: usize,
    /// Traces that hold at least one of them.
    pub matched_traces: usize,
}

/// The answer to `query`: how much matches, and the time it took by the clock of whoever asked the engine.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct QueryAnswer {
    /// How much matches.
    #[serde(flatten)]
    pub matched: Matched,
    /// Milliseconds.
    pub elapsed_ms: f64,
}

/// Matching traces.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TracesAnswer {
    /// How many match, shown or not.
    pub total: usize,
    /// The first of them, by their first start.
    pub rows: Vec<TraceAnswerRow>,
}

/// A matching trace.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TraceAnswerRow {
    /// The trace.
    pub trace_id: String,
    /// The root's operation.
    pub root: String,
    /// The root's service.
    pub service: String,
    /// The root's start, nanoseconds since 1970.
    #[serde(with = "decimal")]
    pub start_ns: i64,
    /// The root's duration.
    #[serde(with = "decimal")]
    pub latency_ns: i64,
    /// Last end − first start.
    #[serde(with = "decimal")]
    pub extent_ns: i64,
    /// There is no true root, only spans whose parent is missing.
    pub partial: bool,
    /// Number of spans.
    pub spans: usize,
    /// Number of services.
    pub services: usize,
    /// Spans with an error.
    pub errors: usize,
    /// Its one-line answer.
    pub answer: TraceAnswer,
}

/// Matching spans.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpansAnswer {
    /// How many match, shown or not.
    pub total: usize,
    /// The first of them, trace by trace in pre-order.
    pub rows: Vec<SpanRow>,
}

/// A matching span.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpanRow {
    /// The trace.
    pub trace_id: String,
    /// The span.
    pub span_id: String,
    /// Its parent; empty for a root.
    pub parent_span_id: String,
    /// The service.
    pub service: String,
    /// The operation.
    pub name: String,
    /// `server`, `client` …
    pub kind: String,
    /// Start, nanoseconds since 1970.
    #[serde(with = "decimal")]
    pub start_ns: i64,
    /// Duration.
    #[serde(with = "decimal")]
    pub duration_ns: i64,
    /// Time no child covers.
    #[serde(with = "decimal")]
    pub self_ns: i64,
    /// Its own time on the critical path.
    #[serde(with = "decimal")]
    pub critical_ns: i64,
    /// Levels above it in its trace.
    pub depth: u32,
    /// `unset`, `ok` or `error`.
    pub status: String,
    /// Its parent is missing.
    pub orphan: bool,
}

/// The one-line answer of a trace.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TraceAnswer {
    /// The trace.
    pub trace_id: String,
    /// The root's duration.
    #[serde(with = "decimal")]
    pub latency_ns: i64,
    /// Last end − first start.
    #[serde(with = "decimal")]
    pub extent_ns: i64,
    /// There is no true root.
    pub partial: bool,
    /// All parts in one sentence.
    pub sentence: String,
    /// What it is made of.
    pub parts: Vec<AnswerPart>,
}

/// A part of an answer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerPart {
    /// What it tells.
    pub kind: AnswerKind,
    /// In words.
    pub text: String,
    /// The time it is about.
    #[serde(with = "decimal")]
    pub ns: i64,
    /// The spans it is about, the dearest first.
    pub spans: Vec<String>,
}

/// What a part of an answer tells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AnswerKind {
    /// Who had the time.
    #[default]
    Time,
    /// Where the failure began.
    Error,
    /// What was called again and again.
    Repeat,
    /// How long a message waited.
    Queue,
    /// That nobody had most of the time.
    Spread,
}

/// Nanoseconds as a decimal string: JavaScript's numbers end at 2^53.
pub mod decimal {
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    /// Writes the number as text.
    ///
    /// # Errors
    /// Those of the serializer.
    pub fn serialize<S: Serializer>(ns: &i64, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(ns)
    }

    /// Reads the number from text.
    ///
    /// # Errors
    /// When the text is no whole number of 64 bits.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<i64, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}
