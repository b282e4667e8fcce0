//! Brushing a chart that is made of cells: which of them pointer and keyboard hold, and the ranges these stand for.

use crate::{base::edges::Edges, query::cohort::Range};

/// How many cells a chart has: columns from the left, rows from the bottom.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Grid {
    /// Side by side.
    pub columns: usize,
    /// On top of each other.
    pub rows: usize,
}

/// A cell: its column and its row.
pub type Cell = [usize; 2];

/// The cells from one corner to the other, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pick {
    /// Where it began.
    pub anchor: Cell,
    /// The corner that moves.
    pub head: Cell,
}

/// A way that a key moves a pick.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// So many cells to the right and up.
    By([i64; 2]),
    /// To the first column.
    First,
    /// To the last column.
    Last,
}

impl Grid {
    /// Whether there is no cell.
    pub const fn is_empty(self) -> bool {
        self.columns == 0 || self.rows == 0
    }

    /// The cell at a place, as shares of the chart from its left and its bottom; beyond its ends the nearest one.
    pub fn cell_at(self, shares: [f64; 2]) -> Cell {
        let place = |share: f64, cells: usize| {
            ((share.max(0.0) * cells as f64) as usize).min(cells.saturating_sub(1))
        };
        [place(shares[0], self.columns), place(shares[1], self.rows)]
    }
}

impl Pick {
    /// One cell.
    pub const fn at(cell: Cell) -> Self {
        Self { anchor: cell, head: cell }
    }

    /// The same, reaching to another cell.
    #[must_use]
    pub const fn to(self, cell: Cell) -> Self {
        Self { head: cell, ..self }
    }

    /// The pick after a key: one cell further on, or, when it `extends`, as many more as lie between.
    #[must_use]
    pub fn moved(self, grid: Grid, way: Way, extends: bool) -> Self {
        let last = [grid.columns.saturating_sub(1), grid.rows.saturating_sub(1)];
        let head = match way {
            Way::By(by) => [0, 1].map(|axis| {
                let at = self.head[axis].min(last[axis]) as i64 + by[axis];
                at.clamp(0, last[axis] as i64) as usize
            }),
            Way::First => [0, self.head[1].min(last[1])],
            Way::Last => [last[0], self.head[1].min(last[1])],
        };
        if extends { self.to(head) } else { Self::at(head) }
    }

    /// The first and the last column, or row.
    pub fn ends(&self, axis: usize) -> (usize, usize) {
        (self.anchor[axis].min(self.head[axis]), self.anchor[axis].max(self.head[axis]))
    }

    /// Whether a cell is in it.
    pub fn holds(&self, cell: Cell) -> bool {
        [0, 1].into_iter().all(|axis| (self.ends(axis).0..=self.ends(axis).1).contains(&cell[axis]))
    }
}

/// The range that bins stand for. The outermost ones reach as far as there is anything: no limit is named there.
pub fn range(edges: &Edges, (from, to): (usize, usize)) -> Range {
    let (from_ns, to_ns) = edges.span(from, to);
    Range { from_ns: (from > 0).then_some(from_ns), to_ns: (to + 1 < edges.bins()).then_some(to_ns) }
}

/// Where a range stands on an axis, as shares of its length.
pub fn shares(edges: &Edges, range: Range) -> (f64, f64) {
    let bins = edges.bins().max(1) as f64;
    let share = |ns: Option<i64>, open: f64| ns.map_or(open, |ns| edges.place(ns) / bins);
    (share(range.from_ns, 0.0), share(range.to_ns, 1.0))
}
