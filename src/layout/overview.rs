//! A whole trace in a few lines of pixels. Each line shows some rows in pre-order; where several spans want the same
//! pixel, the one that works there itself goes before those that wait for it, and of those that work the one that does
//! so longest: no long span is hidden by short ones, and no error is lost.

use crate::{
    analysis::{derived::Derived, latency, self_time},
    base::axis::Axis,
    model::{
        ids::{SpanIx, TraceIx},
        store::Store,
    },
};
use core::cmp::Reverse;

/// A pixel of the overview.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// The service's place + 1; 0 where nothing is.
    pub service: u32,
    /// A span with an error is here.
    pub error: bool,
    /// A span on the critical path is here.
    pub critical: bool,
}

/// Lines of cells, `width_px` each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cells {
    /// Pixels across.
    pub width_px: usize,
    /// The cells, line after line.
    pub cells: Vec<Cell>,
}

/// Paints a trace into at most `lines` lines, over an axis of times from its first start on.
pub fn paint(
    store: &Store,
    derived: &Derived,
    trace: TraceIx,
    (width_px, lines): (usize, usize),
    axis: &Axis,
) -> Cells {
    let rows = store.trace(trace);
    let spans = (rows.end - rows.first) as usize;
    let used = lines.min(spans);
    let mut cells = vec![Cell::default(); width_px * used];
    let times = derived.times(store);
    let (start_ns, end_ns) = latency::bounds_ns(times, trace);
    let extent_ns = axis.place_ns(end_ns.saturating_sub(start_ns)).max(1) as f64;
    let px_from_ns = |ns: i64| axis.place_ns(ns - start_ns) as f64 / extent_ns * width_px as f64;
    // Every pixel that is touched, at least one; less than a millionth of a pixel is rounding.
    let range_px = |from_ns: i64, to_ns: i64| {
        let from = (px_from_ns(from_ns) as usize).min(width_px.saturating_sub(1));
        (from, ((px_from_ns(to_ns) - 1e-6).ceil() as usize).clamp(from + 1, width_px.max(from + 1)))
    };
    let mut own: Vec<(Reverse<i64>, u32, (usize, usize))> = Vec::new();
    // Of the many that work within one pixel only the longest of each can keep it.
    let mut longest: Vec<Option<(Reverse<i64>, u32)>> = vec![None; width_px.max(1)];
    for (line, cells) in cells.chunks_mut(width_px.max(1)).enumerate() {
        let row = |line: usize| rows.first + (line * spans).div_ceil(used) as u32;
        let mut line_of_cells = Line::new(cells);
        own.clear();
        for span in (row(line)..row(line + 1)).map(SpanIx) {
            self_time::own_parts(times, &derived.asynchronous, span, |from_ns, to_ns| {
                let (part, range) = ((Reverse(to_ns - from_ns), span.0), range_px(from_ns, to_ns));
                match &mut longest[range.0] {
                    _ if range.1 > range.0 + 1 => own.push((part.0, part.1, range)),
                    Some(longest) => *longest = part.min(*longest),
                    none => *none = Some(part),
                }
            });
        }
        for (at, longest) in longest.iter_mut().enumerate() {
            own.extend(longest.take().map(|(ns, row)| (ns, row, (at, at + 1))));
        }
        own.sort_unstable();
        let service = |row: u32| derived.services.of_span(store, SpanIx(row)) + 1;
        for &(_, row, range) in &own {
            line_of_cells.fill(range, service(row));
        }
        for span in (row(line)..row(line + 1)).rev().map(SpanIx) {
            let range = range_px(times.start_ns(span), times.end_ns(span));
            line_of_cells.fill(range, service(span.0));
            let is_critical = derived.critical_ns.get(span.0 as usize) > 0;
            line_of_cells.mark(range, derived.is_error(span), is_critical);
        }
        line_of_cells.finish();
    }
    Cells { width_px, cells }
}

/// A line being painted: the first to come to a cell keeps it.
struct Line<'a> {
    cells: &'a mut [Cell],
    /// For each cell one at or behind it that may be free.
    free: Vec<u32>,
    /// For each cell how many more spans with an error, and on the critical path, begin there than end.
    marks: Vec<[i32; 2]>,
}

impl<'a> Line<'a> {
    fn new(cells: &'a mut [Cell]) -> Self {
        let free = (0..=cells.len() as u32).collect();
        let marks = vec![[0, 0]; cells.len() + 1];
        Self { cells, free, marks }
    }

    fn fill(&mut self, (from, to): (usize, usize), service: u32) {
        let mut at = self.first_free(from);
        while at < to {
            self.cells[at].service = service;
            self.free[at] = at as u32 + 1;
            at = self.first_free(at + 1);
        }
    }

    /// The first free cell at or behind `at`; the way there is halved for the next who goes it.
    fn first_free(&mut self, mut at: usize) -> usize {
        while self.free[at] as usize != at {
            let next = self.free[at] as usize;
            self.free[at] = self.free[next];
            at = next;
        }
        at
    }

    fn mark(&mut self, (from, to): (usize, usize), error: bool, critical: bool) {
        for (at, by) in [(from, 1), (to, -1)] {
            self.marks[at][0] += i32::from(error) * by;
            self.marks[at][1] += i32::from(critical) * by;
        }
    }

    fn finish(self) {
        let (mut errors, mut critical) = (0, 0);
        for (cell, mark) in self.cells.iter_mut().zip(&self.marks) {
            errors += mark[0];
            critical += mark[1];
            (cell.error, cell.critical) = (errors > 0, critical > 0);
        }
    }
}
