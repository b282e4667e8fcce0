//! The trace list and the head of a trace.

use super::answers::AnswerKind;
use crate::base::{axis::Axis, words};
use serde::{Deserialize, Serialize};

/// Which traces are meant, and in them which spans: whatever is listed, counted or grouped is among these.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Selection {
    /// TraceQL or words; empty for all.
    pub q: String,
    /// Only traces whose root starts then or later, nanoseconds since 1970.
    pub from_ns: Option<i64>,
    /// Only traces whose root starts before then.
    pub to_ns: Option<i64>,
    /// Only the traces with these ids.
    pub only: Option<Vec<String>>,
    /// Only the traces of a cohort.
    pub within: Option<Within>,
}

/// A cohort that narrows a selection, such as what is brushed of a chart.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Within {
    /// The cohort, as links and the command line have it.
    pub cohort: String,
    /// Traces without a true root belong to it as well.
    pub with_partial: bool,
}

/// Which traces, in which order, which part of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TracesQuery {
    /// Which traces.
    pub selection: Selection,
    /// The column they are sorted by.
    pub sort: TraceColumn,
    /// The largest first. Traces without a value come last either way.
    pub descending: bool,
    /// Attributes and properties whose values are wanted with each row, as a search writes them.
    pub fields: Vec<String>,
    /// How many to pass over.
    pub offset: usize,
    /// At most so many rows.
    pub limit: usize,
}

/// A column of the list; it can be sorted by each.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TraceColumn {
    /// Service and name of the root.
    Root,
    /// The root's duration.
    Latency,
    /// Last end − first start.
    Extent,
    /// Number of spans.
    Spans,
    /// Number of matching spans.
    Matches,
    /// Number of services.
    Services,
    /// Spans with an error.
    Errors,
    /// When the root began.
    #[default]
    Start,
    /// An attribute or property, as a search writes it.
    Field(String),
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
    /// The one-line answer.
    pub answer: String,
    /// What the fields that were asked for say, in their order.
    pub cells: Vec<Cell>,
}

/// What an attribute or property says of a trace: the first value of its matching spans; where those have none, the
/// root's; where that has none either, the first of all spans.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    /// The value for people, cut to `CELL_LIMIT` characters; `None`: no span has one.
    pub text: Option<String>,
    /// Further distinct values on the same spans.
    pub more: usize,
}

/// Characters of a value in the list.
pub const CELL_LIMIT: usize = 160;

/// An attribute or property that could be a column.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldName {
    /// As a search writes it.
    pub text: String,
    /// How many spans, events or links have it; `None`: every span has it.
    pub count: Option<u64>,
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
    /// What becomes of it with the clocks set right; `None` when no clock is seen to be wrong.
    pub skew: Option<TraceSkew>,
    /// The parts of `row.answer` in order.
    pub answer: Vec<HeadPart>,
    /// Runs of equal calls that are folded when the trace is opened.
    pub folded_runs: usize,
    /// Its longest gaps, in order.
    pub gaps: Vec<TraceGap>,
}

/// A time in which nothing of a trace ran, from its origin.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TraceGap {
    /// Where it begins.
    pub from_ns: i64,
    /// Where it ends.
    pub to_ns: i64,
    /// It is longer than all the work before it, and is folded to a break of the axis.
    pub folds: bool,
}

impl TraceHead {
    /// The axis of its time, with gaps folded.
    pub fn axis(&self) -> Axis {
        let folded = self.gaps.iter().filter(|gap| gap.folds).map(|gap| (gap.from_ns, gap.to_ns));
        Axis::folding(folded, self.row.extent_ns)
    }

    /// The parts of the answer as the sentence has them: what stands before each, and its words.
    pub fn spoken(&self) -> Vec<(&'static str, String)> {
        let parts = self.answer.iter().enumerate();
        parts
            .map(|(nth, part)| match (nth, part.goes_on) {
                (0, _) => ("", words::capitalised(&part.text)),
                (_, true) => (", ", part.text.clone()),
                (_, false) => ("; ", part.text.clone()),
            })
            .collect()
    }

    /// The same with the clocks set right.
    #[must_use]
    pub fn adjusted(mut self) -> Self {
        if let Some(skew) = &self.skew {
            (self.origin_ns, self.row.extent_ns) = (skew.origin_ns, skew.extent_ns);
            self.gaps.clone_from(&skew.gaps);
        }
        self
    }
}

/// A trace with the clocks set right.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TraceSkew {
    /// The first start of all spans: 0 on the waterfall's axis (nanoseconds since 1970).
    pub origin_ns: i64,
    /// Last end − first start.
    pub extent_ns: i64,
    /// Its longest gaps, in order.
    pub gaps: Vec<TraceGap>,
    /// How many of its spans are shown at another time than was recorded.
    pub shifted: usize,
    /// The hosts whose clocks differ, those with most calls first, at most eight.
    pub pairs: Vec<SkewPair>,
}

/// Two hosts and how far the clock of one is ahead of the other's, over all calls between them that are open.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SkewPair {
    /// The host whose clock is ahead.
    pub ahead: String,
    /// The other one.
    pub behind: String,
    /// The median.
    pub median_ns: i64,
    /// The lower quartile.
    pub low_ns: i64,
    /// The upper quartile.
    pub high_ns: i64,
    /// How many calls tell.
    pub calls: usize,
    /// The same for people.
    pub sentence: String,
}

/// A part of the one-line answer over an open trace.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeadPart {
    /// What it tells.
    pub kind: AnswerKind,
    /// In words.
    pub text: String,
    /// The time it is about.
    pub ns: i64,
    /// The rows it is about, the dearest first; at most a hundred.
    pub rows: Vec<u32>,
    /// It goes on with the part before it: a comma, not a semicolon, stands between them.
    pub goes_on: bool,
}
