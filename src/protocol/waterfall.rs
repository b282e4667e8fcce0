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
    /// Only spans with time of their own on the critical path, and what is above them.
    pub only_critical: bool,
    /// Only spans that last a hundredth of the trace at least, and what is above them.
    pub only_long: bool,
    /// Rows below which nothing leaves their service are folded.
    pub by_service: bool,
    /// No run of equal calls is folded of itself.
    pub unfolds_runs: bool,
    /// The first rows of runs, ascending, that are the other way round.
    pub toggled_runs: Vec<u32>,
    /// Rows, ascending, below which the traces linked to them are unfolded.
    pub linked: Vec<u32>,
}

impl Fold {
    /// Whether the row is folded, if it has children at all; `stays` tells that nothing below leaves its service.
    pub fn is_folded(&self, row: u32, depth: u32, stays: bool) -> bool {
        let is_deep = self.from_depth.is_some_and(|from| depth >= from);
        // A root stays open: a trace of one service is more than one row.
        let is_inside = self.by_service && stays && depth > 0;
        (is_deep || is_inside) != self.toggled.binary_search(&row).is_ok()
    }

    /// Turns one row over.
    pub fn toggle(&mut self, row: u32) {
        turn_over(&mut self.toggled, row);
    }

    /// Whether the run that begins at a row is folded; `at_first` tells whether it is when the trace is opened.
    pub fn is_run_folded(&self, first: u32, at_first: bool) -> bool {
        (at_first && !self.unfolds_runs) != self.toggled_runs.binary_search(&first).is_ok()
    }

    /// Turns the run that begins at a row over.
    pub fn toggle_run(&mut self, first: u32) {
        turn_over(&mut self.toggled_runs, first);
    }

    /// Unfolds the traces linked to a row below it, or folds them again.
    pub fn toggle_linked(&mut self, row: u32) {
        turn_over(&mut self.linked, row);
    }

    /// Whether some rows are left out, and not only folded.
    pub const fn is_picking(&self) -> bool {
        self.only_hits || self.only_critical || self.only_long
    }
}

/// Takes a row out of an ascending list, or puts it in.
fn turn_over(rows: &mut Vec<u32>, row: u32) {
    match rows.binary_search(&row) {
        Ok(at) => {
            rows.remove(at);
        }
        Err(at) => rows.insert(at, row),
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
    /// The parts of it (start, end), at most 64: closer ones are joined.
    pub own: Vec<(i64, i64)>,
    /// Its own time on the critical path.
    pub critical_ns: i64,
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
    /// Number of links, without those to other traces that are loaded.
    pub links: u32,
    /// It has the words of `find`.
    pub hit: bool,
    /// It stands for a run of equal calls; the other fields are then about all of them, and `own` has each call.
    pub run: Option<RunRow>,
    /// It is one of a run of equal calls that is unfolded.
    pub in_run: Option<InRun>,
    /// How many other traces that are loaded are linked to it, either way.
    pub linked_traces: u32,
    /// Those are unfolded below it.
    pub shows_linked: bool,
    /// It is a span of a linked trace that is unfolded; its `row` is that of the span it hangs on, its times count from
    /// the origin of the open trace.
    pub linked: Option<LinkedRow>,
}

/// Where a row that is of another trace comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkedRow {
    /// Its trace.
    pub trace_id: String,
    /// It is the first of that trace's rows.
    pub is_first: bool,
    /// How many traces are unfolded below the span that this one hangs on.
    pub traces: u32,
}

/// Equal calls side by side, as one row.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunRow {
    /// How many.
    pub calls: u32,
    /// What is called.
    pub template: String,
    /// Sum of the durations.
    pub total_ns: i64,
    /// The median duration.
    pub p50_ns: i64,
    /// What is different from call to call: `item_id = 17, 18, 19 …`.
    pub varies: Option<String>,
}

/// A row's place in its run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct InRun {
    /// The run's first row.
    pub first: u32,
    /// Its place, from 1.
    pub nth: u32,
    /// How many there are.
    pub calls: u32,
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
    /// Long gaps are folded to breaks.
    pub folds_gaps: bool,
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
    /// Only spans in which an error began.
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
