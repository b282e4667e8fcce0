//! Linked traces unfolded in the open one, below the span that their links tie them to.

use super::{Engine, rows, rows::Window, waterfall::OpenTrace};
use crate::{
    analysis::linked::Linked,
    layout::shape::{Line, LineOf, Shape},
    model::{
        ids::{SpanIx, TraceIx},
        store::Store,
    },
    protocol::waterfall::{Fold, LinkedRow, WaterfallRow},
};

impl OpenTrace {
    /// The traces linked to a row.
    pub(super) fn linked_to(&self, row: u32) -> &[Linked] {
        let first = self.linked.partition_point(|linked| linked.row < row);
        let count = self.linked[first..].partition_point(|linked| linked.row == row);
        &self.linked[first..first + count]
    }

    /// Sees to it that the shapes of the linked traces that a folding shows are known.
    pub(super) fn shape_linked(&mut self, store: &Store, fold: &Fold) {
        let shown = fold.linked.iter().flat_map(|&row| self.linked_to(row));
        let unknown: Vec<TraceIx> =
            shown.map(|linked| linked.trace).filter(|trace| !self.shapes.contains_key(trace)).collect();
        for trace in unknown {
            self.shapes.insert(trace, Shape::of_trace(store, trace));
        }
    }

    /// Puts the spans of the linked traces that a folding shows behind the lines of the spans they hang on.
    pub(super) fn with_linked(&self, lines: Vec<Line>, fold: &Fold) -> Vec<Line> {
        if fold.linked.is_empty() {
            return lines;
        }
        let mut all = Vec::with_capacity(lines.len());
        for line in lines {
            all.push(line);
            if line.of == LineOf::Span && fold.linked.binary_search(&line.row).is_ok() {
                for linked in self.linked_to(line.row) {
                    let trace = linked.trace;
                    let count = self.shapes.get(&trace).map_or(0, Shape::len) as u32;
                    let line_of = |row| Line { row: line.row, of: LineOf::Linked { trace, row } };
                    all.extend((0..count).map(line_of));
                }
            }
        }
        all
    }
}

impl Engine {
    /// A span of a linked trace below row `host` of the open one: where it stands and when it ran, as the recorded times
    /// have it. It is only looked at here; its own trace is one step away.
    pub(super) fn linked_row(
        &self,
        window: &Window<'_>,
        host: u32,
        (trace, row): (TraceIx, u32),
    ) -> WaterfallRow {
        let &Window { open, origin_ns, .. } = window;
        let Some(shape) = open.shapes.get(&trace) else { return WaterfallRow::default() };
        let (store, derived, at) = (&self.store, &self.derived, row as usize);
        let times = derived.times(store);
        let span = SpanIx(store.trace(trace).first + row);
        let level = open.shape.depth[host as usize] + 1;
        // The lines from the host to its own children, and those of what is above it, go past the linked trace.
        let has_children_below = open.shape.children[host as usize] > 0;
        let past = if has_children_below { 1_u64.checked_shl(level).unwrap_or(0) } else { 0 };
        WaterfallRow {
            row: host,
            span_id: store.span_id_text(store.span_id(span)),
            depth: level + shape.depth[at],
            rails: open.shape.rails[host as usize] | past | shape.rails[at].checked_shl(level).unwrap_or(0),
            nth: shape.nth[at],
            siblings: shape.siblings[at],
            name: store.text(store.name(span)).to_owned(),
            service: derived.services.of_span(store, span),
            kind: store.kind(span).word().to_owned(),
            error: derived.is_error(span),
            asynchronous: derived.is_asynchronous(span),
            start_ns: store.start_ns(span).saturating_sub(origin_ns),
            duration_ns: store.duration_ns(span),
            self_ns: derived.self_ns.get(span.0 as usize),
            own: rows::own_parts(derived, times, span, origin_ns),
            descendants: shape.subtree_end[at] - row - 1,
            linked: Some(LinkedRow {
                trace_id: store.trace_id_text(store.trace(trace).key),
                is_first: row == 0,
                traces: open.linked_to(host).len() as u32,
            }),
            ..WaterfallRow::default()
        }
    }
}
