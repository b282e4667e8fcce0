//! The waterfall: windows of rows, the overview, find and reveal.

use super::{findings::Verdict, request::SpanRef};
use serde::{Deserialize, Serialize};

/// Which rows are folded: those with children at or below a depth, except for the toggled ones, for which it is the
/// other way round.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fold {
    /// Rows from this depth on are folded; `None`: none is.
    pub from_depth: Option<u32>,
    /// Places in pre-order, ascending, that are the other way round.
    pub toggled: Vec<u32>,
    /// Only the hits of what is looked for, and what is above them.
    pub only_hits: bool,
}

impl Fold {
    /// Whether the row is folded, if it has children at all.
    pub fn is_folded(&self, row: u32, depth: u32) -> bool {
        self.from_depth.is_some_and(|from| depth >= from) != self.toggled.binary_search(&row).is_ok()
    }

    /// Turns one row over.
    pub fn toggle(&mut self, row: u32) {
        match self.toggled.binary_search(&row) {
            Ok(at) => {
                self.toggled.remove(at);
            }
            Err(at) => self.toggled.insert(at, row),
        }
    }
}

/// Which window of the waterfall.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowsQuery {
    /// The trace.
    pub trace_id: String,
    /// The folding.
    pub fold: Fold,
    /// Only this span and what is below it.
    pub focus: Option<SpanRef>,
    /// Words or TraceQL whose hits are marked; empty for none.
    pub find: String,
    /// With the clocks set right.
    pub skew: bool,
    /// Visible rows to pass over.
    pub offset: usize,
    /// At most so many rows.
    pub limit: usize,
}

/// A window of the waterfall.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowsPage {
    /// Visible rows in all.
    pub total: usize,
    /// The first row's place among them.
    pub offset: usize,
    /// The rows.
    pub rows: Vec<WaterfallRow>,
}

/// A row of the waterfall. Times count from the trace's origin.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaterfallRow {
    /// Its place in the trace's pre-order.
    pub row: u32,
    /// As shown and used in URLs.
    pub span_id: String,
    /// Levels above it.
    pub depth: u32,
    /// Which of those levels (bit 0: depth 0) go on below this row, for the first 64; its own level included.
    pub rails: u64,
    /// Its place among its siblings, from 1, and their number.
    pub nth: u32,
    /// How many siblings there are, itself included.
    pub siblings: u32,
    /// The operation.
    pub name: String,
    /// A place in `Summary::service_names`.
    pub service: u32,
    /// `server`, `client` …
    pub kind: String,
    /// It has an error.
    pub error: bool,
    /// What became of its error, when it came of no other; `None` also for those that only carry one on.
    pub origin: Option<Verdict>,
    /// Its parent is missing.
    pub orphan: bool,
    /// It runs on after its parent and does not hold it up.
    pub asynchronous: bool,
    /// How long what it consumes waited in a queue; of several messages the longest wait.
    pub queue_wait_ns: Option<i64>,
    /// Start.
    pub start_ns: i64,
    /// How much later it is shown than was recorded, because clocks were set right; negative when earlier.
    pub shift_ns: i64,
    /// Duration.
    pub duration_ns: i64,
    /// Time no child covers.
    pub self_ns: i64,
    /// Its parts of the critical path (start, end), at most 64: closer ones are joined.
    pub critical: Vec<(i64, i64)>,
    /// Direct children.
    pub children: u32,
    /// Everything below it.
    pub descendants: u32,
    /// Spans with an error below it.
    pub errors_below: u32,
    /// It has children and they are hidden.
    pub folded: bool,
    /// Times of its events, at most 64.
    pub events: Vec<i64>,
    /// Number of links.
    pub links: u32,
    /// It has the words of `find`.
    pub hit: bool,
}

/// The whole trace in a few lines of pixels.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OverviewQuery {
    /// The trace.
    pub trace_id: String,
    /// Pixels across.
    pub width_px: u32,
    /// Lines down.
    pub lines: u32,
    /// With the clocks set right.
    pub skew: bool,
}

/// Runs of equal colour, line by line.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overview {
    /// The time the width stands for.
    pub extent_ns: i64,
    /// The lines that are used.
    pub lines: u32,
    /// The runs.
    pub runs: Vec<Run>,
}

/// Some pixels of one line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    /// The line.
    pub line: u32,
    /// First pixel.
    pub from_px: u32,
    /// Behind the last pixel.
    pub to_px: u32,
    /// A place in `Summary::service_names`.
    pub service: u32,
    /// A span with an error is among them.
    pub error: bool,
    /// A span on the critical path is among them.
    pub critical: bool,
}

/// Find in a trace.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FindQuery {
    /// The trace.
    pub trace_id: String,
    /// TraceQL or words.
    pub find: String,
    /// The row to start from; `None`: from the top.
    pub from: Option<u32>,
    /// Which way; `None` only counts, and tells whether `from` itself is a hit.
    pub step: Option<Step>,
    /// Only spans with an error.
    pub errors_only: bool,
}

/// Which way to go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// Down, then from the top.
    Next,
    /// Up, then from the bottom.
    Previous,
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FindReply {
    /// Spans that match.
    pub total: usize,
    /// The row found.
    pub row: Option<u32>,
    /// Which one of them it is, from 1.
    pub nth: Option<usize>,
}

/// Where a span stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revealed {
    /// Its place in pre-order.
    pub row: u32,
    /// Its id.
    pub span_id: String,
    /// The folding that shows it.
    pub fold: Fold,
    /// Its place among the visible rows of that folding.
    pub index: usize,
    /// It is not below the span that alone is shown; the place counts all rows.
    pub outside: bool,
    /// Start from the trace's origin, and duration.
    pub start_ns: i64,
    /// Duration.
    pub duration_ns: i64,
}
