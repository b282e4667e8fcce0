//! The shape of a trace's tree as the waterfall draws it: depth, siblings, rails, visible rows.
//!
//! Rows count from the trace's first span, in pre-order.

use crate::model::{
    ids::{SpanIx, TraceIx},
    store::Store,
};

/// See the module. Every list is indexed by row.
#[derive(Clone, Debug, Default)]
pub struct Shape {
    /// Levels above.
    pub depth: Vec<u32>,
    /// Place among the siblings, from 1.
    pub nth: Vec<u32>,
    /// Number of siblings, itself included.
    pub siblings: Vec<u32>,
    /// Direct children.
    pub children: Vec<u32>,
    /// The row behind the subtree.
    pub subtree_end: Vec<u32>,
    /// The parent's row.
    pub parent: Vec<Option<u32>>,
    /// Which levels go on below this row, its own included (bit 0: depth 0), for the first 64.
    pub rails: Vec<u64>,
}

impl Shape {
    /// The shape of a trace.
    pub fn of_trace(store: &Store, trace: TraceIx) -> Self {
        let rows = store.trace(trace);
        let count = (rows.end - rows.first) as usize;
        let mut shape = Self { rails: vec![0; count], siblings: vec![0; count], ..Self::default() };
        let mut roots = 0;
        shape.children = vec![0; count];
        for span in store.spans_of(trace) {
            let parent = store.parent(span).map(|parent| parent.0 - rows.first);
            let (depth, nth) = match parent {
                Some(parent) => {
                    shape.children[parent as usize] += 1;
                    (shape.depth[parent as usize] + 1, shape.children[parent as usize])
                }
                None => {
                    roots += 1;
                    (0, roots)
                }
            };
            shape.depth.push(depth);
            shape.nth.push(nth);
            shape.parent.push(parent);
            shape.subtree_end.push(store.subtree_end(span).0 - rows.first);
        }
        for row in 0..count {
            let parent = shape.parent[row].map(|parent| parent as usize);
            shape.siblings[row] = parent.map_or(roots, |parent| shape.children[parent]);
            let above = parent.map_or(0, |parent| shape.rails[parent]);
            let goes_on = shape.nth[row] < shape.siblings[row];
            let own = if goes_on { 1_u64.checked_shl(shape.depth[row]).unwrap_or(0) } else { 0 };
            shape.rails[row] = above | own;
        }
        shape
    }

    /// Number of rows.
    pub const fn len(&self) -> usize {
        self.depth.len()
    }

    /// Whether there is no row.
    pub const fn is_empty(&self) -> bool {
        self.depth.is_empty()
    }

    /// The lines that show when rows for which `is_folded(row)` holds hide what is below them, and folded runs stand
    /// for their rows; with `focus`, only that row and what is below it. Runs are given by their first rows, ascending.
    pub fn lines(
        &self,
        focus: Option<u32>,
        folded_runs: &[FoldedRun],
        is_folded: impl Fn(u32) -> bool,
    ) -> Vec<Line> {
        let end = focus.map_or(self.len() as u32, |row| self.subtree_end[row as usize]);
        let mut row = focus.unwrap_or(0);
        let mut lines = Vec::new();
        let mut runs = folded_runs.iter().peekable();
        while row < end {
            while runs.next_if(|run| run.first < row).is_some() {}
            let run = runs.peek().filter(|run| run.first == row && focus != Some(row));
            if let Some(run) = run {
                lines.push(Line { row, of: LineOf::Run(run.number) });
                row = run.end;
                continue;
            }
            lines.push(Line { row, of: LineOf::Span });
            let at = row as usize;
            let hides = self.children[at] > 0 && is_folded(row);
            row = if hides { self.subtree_end[at] } else { row + 1 };
        }
        lines
    }

    /// The rows above a row, the nearest first.
    pub fn ancestors(&self, row: u32) -> impl Iterator<Item = u32> + '_ {
        core::iter::successors(self.parent[row as usize], |&row| self.parent[row as usize])
    }
}

/// A line of the waterfall.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// The row; of a run its first, of a linked span the one below which its trace is unfolded.
    pub row: u32,
    /// What stands there.
    pub of: LineOf,
}

impl Line {
    /// The number of the run that stands here.
    pub const fn run(&self) -> Option<u32> {
        if let LineOf::Run(number) = self.of { Some(number) } else { None }
    }
}

/// What a line of the waterfall shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineOf {
    /// The row's span.
    Span,
    /// A run of equal calls side by side, by its number.
    Run(u32),
    /// A span of a linked trace.
    Linked {
        /// That trace.
        trace: TraceIx,
        /// The span's row in it.
        row: u32,
    },
}

/// A run whose rows are hidden behind a line of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FoldedRun {
    /// Its first row.
    pub first: u32,
    /// The row behind all that is below its last one.
    pub end: u32,
    /// Its number.
    pub number: u32,
}

/// The span at a row of a trace.
pub fn span_at(store: &Store, trace: TraceIx, row: u32) -> Option<SpanIx> {
    let rows = store.trace(trace);
    (row < rows.end - rows.first).then_some(SpanIx(rows.first + row))
}
