//! Traces in groups.

use super::traces::Selection;
use serde::{Deserialize, Serialize};

/// Which groups of which traces.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TraceGroupsQuery {
    /// The traces.
    pub selection: Selection,
    /// What they are grouped by: `root`, `service`, `operation`, or an attribute or property as a search writes it.
    pub by: String,
    /// The column the groups are sorted by.
    pub sort: TraceGroupColumn,
    /// The largest first. Groups without a value come last either way.
    pub descending: bool,
    /// How many to pass over.
    pub offset: usize,
    /// At most so many rows.
    pub limit: usize,
}

/// A column of the groups.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TraceGroupColumn {
    /// What the traces have in common.
    Value,
    /// How many there are.
    #[default]
    Traces,
    /// How many have an error.
    Errors,
    /// The median latency.
    P50,
    /// The latency that 95 of 100 do not exceed.
    P95,
    /// The latency that 99 of 100 do not exceed.
    P99,
}

/// A part of the groups.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TraceGroupsPage {
    /// How many groups can be shown.
    pub total: usize,
    /// How many there are.
    pub distinct: usize,
    /// The traces that were grouped.
    pub traces: usize,
    /// Their spans that match the search.
    pub matched_spans: usize,
    /// Traces that stand in more than one group.
    pub in_several: usize,
    /// The first row's place.
    pub offset: usize,
    /// The rows.
    pub rows: Vec<TraceGroup>,
}

/// A group.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TraceGroup {
    /// What its traces have in common, for people, a value for each field; `None`: no matching span has one.
    pub values: Vec<Option<String>>,
    /// The service among the values, where there is one: a place in `Summary::service_names`.
    pub service: Option<u32>,
    /// What to search for beside the search there is, to have this group's traces: TraceQL without braces, a condition
    /// for each value. `None`: no search finds them.
    pub conditions: Option<Vec<String>>,
    /// How many traces.
    pub traces: usize,
    /// Those of them with an error.
    pub errors: usize,
    /// Those of them without a true root; they stay out of the quantiles.
    pub partial: usize,
    /// The median latency, by nearest rank; `None` when every trace is partial.
    pub p50_ns: Option<i64>,
    /// The latency that 95 of 100 do not exceed.
    pub p95_ns: Option<i64>,
    /// The latency that 99 of 100 do not exceed.
    pub p99_ns: Option<i64>,
}
