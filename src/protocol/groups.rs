//! The table of a trace: its spans in groups.

use super::request::SpanRef;
use serde::{Deserialize, Serialize};

/// Which groups, in which order, which part of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupsQuery {
    /// The trace.
    pub trace_id: String,
    /// Only this span and what is below it.
    pub focus: Option<SpanRef>,
    /// The clocks are set right.
    pub skew: bool,
    /// The fields whose values make a group, as TraceQL's `by(…)` takes them; empty: service and name.
    pub by: String,
    /// The column.
    pub sort: GroupColumn,
    /// The largest first.
    pub descending: bool,
    /// How many to pass over.
    pub offset: usize,
    /// At most so many rows.
    pub limit: usize,
}

/// A column of the table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GroupColumn {
    /// The values.
    Group,
    /// Number of spans.
    Spans,
    /// Sum of the durations.
    Total,
    /// Sum of the self times.
    OwnTime,
    /// Sum of the spans' own times on the critical path.
    Critical,
    /// Its part of the critical path.
    #[default]
    Share,
    /// The duration that half of the spans do not exceed.
    P50,
    /// The duration that 95 % of the spans do not exceed.
    P95,
    /// Spans with an error.
    Errors,
}

/// A part of the table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupsPage {
    /// Groups in all.
    pub total: usize,
    /// Spans in all of them.
    pub spans: usize,
    /// The critical path in all of them.
    pub critical_ns: i64,
    /// The rows.
    pub rows: Vec<GroupRow>,
}

/// A group of spans.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupRow {
    /// The value of each field; `None`: the spans have none.
    pub values: Vec<Option<String>>,
    /// The service, where all spans of the group have the same: a place in `Summary::service_names`.
    pub service: Option<u32>,
    /// The search that finds the spans.
    pub find: String,
    /// Number of spans.
    pub spans: u32,
    /// Spans with an error.
    pub errors: u32,
    /// Sum of the durations.
    pub total_ns: i64,
    /// Sum of the self times.
    pub self_ns: i64,
    /// Sum of the spans' own times on the critical path.
    pub critical_ns: i64,
    /// The duration that half of the spans do not exceed.
    pub p50_ns: i64,
    /// The duration that 95 % of the spans do not exceed.
    pub p95_ns: i64,
}
