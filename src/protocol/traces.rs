//! The trace list and the head of a trace.

use serde::{Deserialize, Serialize};

/// Which traces, in which order, which part of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TracesQuery {
    /// TraceQL or words; empty for all.
    pub q: String,
    /// The column.
    pub sort: TraceSort,
    /// The largest first.
    pub descending: bool,
    /// How many to pass over.
    pub offset: usize,
    /// At most so many rows.
    pub limit: usize,
}

/// A column the list can be sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TraceSort {
    /// When it began.
    #[default]
    Start,
    /// The root's duration.
    Latency,
    /// Number of spans.
    Spans,
    /// Number of services.
    Services,
    /// Number of errors.
    Errors,
    /// Service and name of the root.
    Root,
}

/// A part of the list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TracesPage {
    /// Traces that match.
    pub total: usize,
    /// Spans that match the query, in those traces.
    pub matched_spans: usize,
    /// The first row's place in the list.
    pub offset: usize,
    /// The rows.
    pub rows: Vec<TraceRow>,
    /// The longest latency among all that match: the scale of the duration bars.
    pub longest_ns: i64,
}

/// A trace in the list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TraceRow {
    /// As shown and used in URLs.
    pub trace_id: String,
    /// The root's service: a place in `Summary::service_names`.
    pub service: u32,
    /// The root's name.
    pub name: String,
    /// Nanoseconds since 1970.
    pub start_ns: i64,
    /// The root's duration.
    pub latency_ns: i64,
    /// Last end − first start.
    pub extent_ns: i64,
    /// There is no true root, only spans whose parent is missing.
    pub partial: bool,
    /// Number of spans.
    pub spans: usize,
    /// Its services with their spans, most first, at most eight.
    pub services: Vec<(u32, usize)>,
    /// How many services there are.
    pub service_count: usize,
    /// Spans with an error.
    pub errors: usize,
    /// Spans that match the query.
    pub matched: usize,
}

/// What stands over an open trace.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TraceHead {
    /// The same as in the list; its `start_ns` is the root's.
    pub row: TraceRow,
    /// The first start of all spans: 0 on the waterfall's axis (nanoseconds since 1970).
    pub origin_ns: i64,
    /// All its services with their spans, most first.
    pub services: Vec<(u32, usize)>,
    /// Deepest level, the root's being 0.
    pub max_depth: u32,
    /// Spans whose parent is missing.
    pub orphans: usize,
    /// The root's place in pre-order.
    pub root: u32,
}
