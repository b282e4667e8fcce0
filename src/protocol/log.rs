//! The events of a trace in one order of time.

use super::detail::SpanName;
pub use crate::base::severity::Severity;
use serde::{Deserialize, Serialize};

/// A window of a trace's log.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogQuery {
    /// The trace.
    pub trace_id: String,
    /// Only what has all of these words, in any case: in the event, its attributes, its span's name or service; or
    /// TraceQL: only the events of the spans that match.
    pub find: String,
    /// Only what is at least so severe.
    pub least: Severity,
    /// With the clocks set right.
    pub skew: bool,
    /// The first row wanted.
    pub offset: usize,
    /// At most so many.
    pub limit: usize,
}

/// The rows from `offset` on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogPage {
    /// Rows in all, of those asked for.
    pub total: usize,
    /// Events of the trace.
    pub all: usize,
    /// The rows.
    pub rows: Vec<LogRow>,
}

/// An event.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogRow {
    /// From the trace's origin, in nanoseconds.
    pub offset_ns: i64,
    /// How severe it is.
    pub severity: Severity,
    /// Its name.
    pub name: String,
    /// What it says: its message, then `key=value` of the rest; cut to a few lines.
    pub text: String,
    /// It is of the trace as a whole; the span below is only the root.
    pub of_trace: bool,
    /// Its span.
    pub span: SpanName,
    /// That span's id.
    pub span_id: String,
}
