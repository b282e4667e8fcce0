//! A whole trace in a few lines of pixels: every span has its line by its place in pre-order; later ones paint over
//! earlier ones, so that the work below shows, not the calls that wait for it.

use crate::{
    analysis::derived::Derived,
    model::{ids::TraceIx, store::Store},
};

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

/// Paints a trace into at most `lines` lines.
pub fn paint(store: &Store, derived: &Derived, trace: TraceIx, width_px: usize, lines: usize) -> Cells {
    let rows = store.trace(trace);
    let spans = store.spans_of(trace).len();
    let used = lines.min(spans);
    let mut cells = vec![Cell::default(); width_px * used];
    let px_from_ns = |ns: i64| {
        let share = (ns - rows.start_ns) as f64 / rows.extent_ns.max(1) as f64;
        ((share * width_px as f64) as usize).min(width_px.saturating_sub(1))
    };
    for (place, span) in store.spans_of(trace).enumerate() {
        let line = place * used / spans;
        let (from, to) = (px_from_ns(store.start_ns(span)), px_from_ns(store.end_ns(span)));
        let error = derived.is_error(span);
        let critical = derived.critical_ns.get(span.0 as usize) > 0;
        let service = derived.services.of_span(store, span) + 1;
        for cell in &mut cells[line * width_px..][from..(to + 1).min(width_px)] {
            *cell = Cell { service, error: error || cell.error, critical: critical || cell.critical };
        }
    }
    Cells { width_px, cells }
}
