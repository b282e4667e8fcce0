//! How long traces and spans took: the answer to `latency`, and what the page draws.

use super::{answers::decimal, traces::Selection};
use serde::{Deserialize, Serialize};

/// What is measured, and what makes a group.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LatencyBy {
    /// Traces, by the operation of their root.
    #[default]
    Root,
    /// Spans, by their operation.
    Operation,
    /// Entry spans, by their service.
    Service,
}

impl LatencyBy {
    /// The ways with their words in links and on the command line.
    pub const WORDS: [(&'static str, Self); 3] =
        [("root", Self::Root), ("operation", Self::Operation), ("service", Self::Service)];

    /// The way with this word.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::WORDS.iter().find(|(word, _)| *word == key).map(|(_, by)| *by)
    }

    /// The word.
    pub fn key(self) -> &'static str {
        Self::WORDS.iter().find(|(_, by)| *by == self).map_or("", |(word, _)| word)
    }
}

/// The answer to `latency`: every group, the largest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LatencyAnswer {
    /// What is measured.
    pub by: LatencyBy,
    /// The groups.
    pub groups: Vec<LatencyGroup>,
}

/// A group of an answer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LatencyGroup {
    /// Service and operation; a service alone where services are asked for.
    pub key: String,
    /// The service.
    pub service: String,
    /// The operation; empty where services are asked for.
    pub name: String,
    /// How many were measured.
    pub n: usize,
    /// Those of them with an error; of traces those with an error anywhere.
    pub errors: usize,
    /// Traces without a true root, which are not among them.
    pub partial: usize,
    /// The shortest.
    #[serde(with = "decimal")]
    pub min_ns: i64,
    /// Half of them took no longer.
    #[serde(with = "decimal")]
    pub p50_ns: i64,
    /// 90 of 100 took no longer.
    #[serde(with = "decimal")]
    pub p90_ns: i64,
    /// 95 of 100 took no longer.
    #[serde(with = "decimal")]
    pub p95_ns: i64,
    /// 99 of 100 took no longer.
    #[serde(with = "decimal")]
    pub p99_ns: i64,
    /// The longest.
    #[serde(with = "decimal")]
    pub max_ns: i64,
    /// The log-linear bins that are not empty, 32 to each power of two.
    pub bins: Vec<LatencyBin>,
}

/// A bin of an answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LatencyBin {
    /// The shortest duration in it.
    #[serde(with = "decimal")]
    pub from_ns: i64,
    /// The shortest duration that is too long for it.
    #[serde(with = "decimal")]
    pub to_ns: i64,
    /// How many.
    pub n: usize,
    /// Those with an error.
    pub errors: usize,
}

/// Which histogram, and which part of the table beside it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HistogramQuery {
    /// The traces, and in them the spans.
    pub selection: Selection,
    /// What is measured.
    pub by: LatencyBy,
    /// Only this group; `None`: all of them together.
    pub of: Option<Operation>,
    /// Traces without a true root count as well.
    pub with_partial: bool,
    /// Bins of equal length, not of equal ratio.
    pub linear: bool,
    /// At most so many bars.
    pub bars: usize,
    /// At most so many bars in the small picture of each group.
    pub small_bars: usize,
    /// The order of the table.
    pub sort: LatencyColumn,
    /// The largest first.
    pub descending: bool,
    /// At most so many rows.
    pub limit: usize,
}

/// A service and the name of an operation in it.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Operation {
    /// The service.
    pub service: String,
    /// The span name.
    pub name: String,
}

/// A column of the table of groups.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LatencyColumn {
    /// Service and operation.
    Name,
    /// How many.
    #[default]
    Count,
    /// Those with an error.
    Errors,
    /// The median.
    P50,
    /// 90 of 100 took no longer.
    P90,
    /// 95 of 100 took no longer.
    P95,
    /// 99 of 100 took no longer.
    P99,
    /// The longest.
    Max,
}

/// What some traces or spans took together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LatencySpread {
    /// How many.
    pub n: usize,
    /// Those with an error.
    pub errors: usize,
    /// The shortest duration.
    pub min_ns: i64,
    /// p50, p90, p95 and p99, by nearest rank.
    pub quantiles_ns: [i64; 4],
    /// The longest.
    pub max_ns: i64,
}

/// How many are in a bin, or in a cell of the heatmap.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bar {
    /// How many.
    pub n: usize,
    /// Those with an error.
    pub errors: usize,
}

/// A histogram and the table beside it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Histogram {
    /// The ends of the bars: one more than bars.
    pub edges_ns: Vec<i64>,
    /// The bars, from the shortest durations.
    pub bars: Vec<Bar>,
    /// All that is in the bars.
    pub spread: LatencySpread,
    /// Traces without a true root, counted or not.
    pub partial: usize,
    /// Groups in all.
    pub total: usize,
    /// The ends of the bars of the small pictures, the same for all.
    pub small_edges_ns: Vec<i64>,
    /// The rows of the table.
    pub groups: Vec<LatencyRow>,
}

/// A row of the table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LatencyRow {
    /// The operation.
    pub operation: Operation,
    /// Its service: a place in `Summary::service_names`.
    pub service: u32,
    /// What it took.
    pub spread: LatencySpread,
    /// The bars of its small picture.
    pub bars: Vec<Bar>,
}

/// Which heatmap.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeatmapQuery {
    /// The traces.
    pub selection: Selection,
    /// Only those whose root is this operation; `None`: all of them.
    pub of: Option<Operation>,
    /// Traces without a true root count as well.
    pub with_partial: bool,
    /// At most so many bins of starts.
    pub columns: usize,
    /// At most so many bins of latencies.
    pub rows: usize,
}

/// Traces by start and latency.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeatmapPage {
    /// The ends of the columns, nanoseconds since 1970.
    pub starts_ns: Vec<i64>,
    /// The ends of the rows, the shortest first.
    pub latencies_ns: Vec<i64>,
    /// The cells that are not empty, column by column.
    pub cells: Vec<HeatmapCell>,
    /// Traces without a true root, counted or not.
    pub partial: usize,
}

/// A cell that is not empty.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeatmapCell {
    /// Its column.
    pub column: u32,
    /// Its row, from the shortest latencies.
    pub row: u32,
    /// The traces in it.
    pub count: Bar,
}
