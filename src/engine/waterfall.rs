//! Windows of the waterfall, its overview, and where a span stands in it.

use super::{Engine, flame, groups};
use crate::{
    analysis::{
        asynchronous::queue_waits,
        critical_path::{self, Segment},
        latency,
        root_cause::{self, Origin},
    },
    base::bits::Bits,
    layout::{
        overview,
        shape::{Shape, span_at},
    },
    model::{
        ids::{SpanIx, TraceIx},
        span::Mark,
    },
    protocol::{
        request::{Failure, SpanRef},
        waterfall::{Fold, Overview, OverviewQuery, Revealed, RowsPage, RowsQuery, Run, WaterfallRow},
    },
};

/// At most so many parts of the critical path and events are told for a row.
const PARTS_IN_ROW: usize = 64;

/// A trace with what its waterfall needs, kept between requests.
#[derive(Debug)]
pub(super) struct OpenTrace {
    trace: TraceIx,
    pub(super) shape: Shape,
    /// The critical path, by span; as recorded, and with the clocks set right once that is asked for.
    segments: Vec<Segment>,
    adjusted: Option<Vec<Segment>>,
    /// Spans with an error before each row, and in all.
    errors_before: Vec<u32>,
    /// Where errors began, by span.
    origins: Vec<Origin>,
    visible: Option<(Fold, Option<u32>, Vec<u32>)>,
    hits: Option<(String, Bits)>,
    /// The rows of the hits and what is above them.
    kept: Option<Bits>,
    pub(super) flame: Option<flame::Kept>,
    pub(super) table: Option<groups::Table>,
}

impl OpenTrace {
    /// Where its errors began, by span.
    pub(super) fn origins(&self) -> &[Origin] {
        &self.origins
    }
}

impl Engine {
    /// The trace with its shape, made when it is another one than last time.
    pub(super) fn open_trace(&mut self, trace: TraceIx) -> &mut OpenTrace {
        let kept = self.open.take().filter(|open| open.trace == trace);
        let open = kept.unwrap_or_else(|| self.prepare(trace));
        self.open.insert(open)
    }

    fn prepare(&self, trace: TraceIx) -> OpenTrace {
        let mut errors_before = vec![0];
        let mut count = 0;
        for span in self.store.spans_of(trace) {
            count += u32::from(self.derived.is_error(span));
            errors_before.push(count);
        }
        OpenTrace {
            trace,
            shape: Shape::of_trace(&self.store, trace),
            segments: critical_path::of_trace(&self.store, &self.derived.asynchronous, trace),
            adjusted: None,
            errors_before,
            origins: root_cause::of_trace(&self.store, &self.derived, trace),
            visible: None,
            hits: None,
            kept: None,
            flame: None,
            table: None,
        }
    }

    pub(super) fn rows(&mut self, query: &RowsQuery) -> Result<RowsPage, Failure> {
        let trace = self.trace(&query.trace_id)?;
        let focus = query.focus.as_ref().map(|span| self.row_of(trace, span)).transpose()?;
        if self.mark_hits(trace, &query.find).is_err() {
            // The rows are shown all the same; what is wrong with the words is said where they stand.
            self.open_trace(trace).set_hits(None, 0);
        }
        self.open_trace(trace).show(&query.fold, focus);
        self.set_clocks(query.skew);
        if query.skew && self.open_trace(trace).adjusted.is_none() {
            let derived = self.derived_with(true);
            let segments = critical_path::of_trace(derived.times(&self.store), &derived.asynchronous, trace);
            self.open_trace(trace).adjusted = Some(segments);
        }
        let Some(open) = &self.open else { return Ok(RowsPage::default()) };
        let (origin_ns, _) = latency::bounds_ns(self.derived_with(query.skew).times(&self.store), trace);
        let visible = open.visible_rows();
        let window = visible.iter().skip(query.offset).take(query.limit.min(super::ROWS_AT_MOST));
        Ok(RowsPage {
            total: visible.len(),
            offset: query.offset,
            rows: window.map(|&row| self.waterfall_row(open, row, query, origin_ns)).collect(),
        })
    }

    fn waterfall_row(&self, open: &OpenTrace, row: u32, query: &RowsQuery, origin_ns: i64) -> WaterfallRow {
        let (store, shape, at) = (&self.store, &open.shape, row as usize);
        let derived = self.derived_with(query.skew);
        let times = derived.times(store);
        let rows = store.trace(open.trace);
        let span = SpanIx(rows.first + row);
        let subtree_end = shape.subtree_end[at];
        let errors = &open.errors_before;
        // Of many events every so manieth, so that they stay where they are crowded.
        let every = store.events(span).len().div_ceil(PARTS_IN_ROW).max(1);
        let events = store.events(span).step_by(every);
        let shift_ns = times.shift_ns(span);
        WaterfallRow {
            row,
            span_id: store.span_id_text(store.span_id(span)),
            depth: shape.depth[at],
            rails: shape.rails[at],
            nth: shape.nth[at],
            siblings: shape.siblings[at],
            name: store.text(store.name(span)).to_owned(),
            service: self.derived.services.of_span(store, span),
            kind: store.kind(span).word().to_owned(),
            error: self.derived.is_error(span),
            origin: open.origin(span).map(|origin| origin.verdict.into()),
            orphan: store.has(span, Mark::ORPHAN),
            asynchronous: self.derived.is_asynchronous(span),
            queue_wait_ns: queue_waits(times, span).iter().map(|wait| wait.wait_ns).max(),
            start_ns: times.start_ns(span) - origin_ns,
            shift_ns,
            duration_ns: store.duration_ns(span),
            self_ns: derived.self_ns.get(span.0 as usize),
            critical: open.critical_parts(span, query.skew, origin_ns),
            children: shape.children[at],
            descendants: subtree_end - row - 1,
            errors_below: errors[subtree_end as usize] - errors[at + 1],
            folded: shape.children[at] > 0 && query.fold.is_folded(row, shape.depth[at]),
            events: events.map(|event| event.time_ns + shift_ns - origin_ns).collect(),
            links: store.links(span).len() as u32,
            hit: open.hits.as_ref().is_some_and(|(_, hits)| hits.get(span.0 as usize)),
        }
    }

    /// Searches for the words of `find` unless that was done last time.
    fn mark_hits(&mut self, trace: TraceIx, find: &str) -> Result<(), Failure> {
        let known = self.open_trace(trace).hits.as_ref().is_some_and(|(words, _)| words == find);
        if find.trim().is_empty() {
            if self.open_trace(trace).hits.is_some() {
                self.open_trace(trace).set_hits(None, 0);
            }
        } else if !known {
            let hits = self.search(find, Some(trace))?;
            let first = self.store.trace(trace).first;
            self.open_trace(trace).set_hits(Some((find.to_owned(), hits)), first);
        }
        Ok(())
    }

    /// The spans of a trace that have the words.
    pub(super) fn hits(&mut self, trace: TraceIx, find: &str) -> Result<Option<&Bits>, Failure> {
        self.mark_hits(trace, find)?;
        Ok(self.open.as_ref().and_then(|open| open.hits.as_ref()).map(|(_, hits)| hits))
    }

    pub(super) fn overview(&mut self, query: &OverviewQuery) -> Result<Overview, Failure> {
        self.set_clocks(query.skew);
        let derived = self.derived_with(query.skew);
        let trace = self.trace(&query.trace_id)?;
        let width_px = query.width_px.clamp(1, 4_096) as usize;
        let lines = query.lines.clamp(1, 512) as usize;
        let painted = overview::paint(&self.store, derived, trace, width_px, lines);
        let mut runs = Vec::new();
        for (line, cells) in painted.cells.chunks(width_px).enumerate() {
            let mut from = 0;
            for run in cells.chunk_by(|a, b| a == b) {
                if run[0].service > 0 {
                    runs.push(Run {
                        line: line as u32,
                        from_px: from as u32,
                        to_px: (from + run.len()) as u32,
                        service: run[0].service - 1,
                        error: run[0].error,
                        critical: run[0].critical,
                    });
                }
                from += run.len();
            }
        }
        let lines = (painted.cells.len() / width_px) as u32;
        let (start_ns, end_ns) = latency::bounds_ns(derived.times(&self.store), trace);
        Ok(Overview { extent_ns: end_ns.saturating_sub(start_ns), lines, runs })
    }

    pub(super) fn reveal(
        &mut self,
        trace_id: &str,
        mut fold: Fold,
        focus: Option<&SpanRef>,
        span: &SpanRef,
        skew: bool,
    ) -> Result<Revealed, Failure> {
        self.set_clocks(skew);
        let trace = self.trace(trace_id)?;
        let row = self.row_of(trace, span)?;
        let focus = focus.map(|span| self.row_of(trace, span)).transpose()?;
        let open = self.open_trace(trace);
        fold.only_hits &= open.kept.as_ref().is_some_and(|kept| kept.get(row as usize));
        let shape = &open.shape;
        let inside = focus.filter(|&top| top <= row && row < shape.subtree_end[top as usize]);
        let hiding: Vec<u32> = shape
            .ancestors(row)
            .filter(|&above| fold.is_folded(above, shape.depth[above as usize]))
            .collect();
        for above in hiding {
            fold.toggle(above);
        }
        let visible = open.rows_of(&fold, inside);
        let index = visible.partition_point(|&shown| shown < row);
        let times = self.derived_with(skew).times(&self.store);
        let (origin_ns, _) = latency::bounds_ns(times, trace);
        let span = SpanIx(self.store.trace(trace).first + row);
        Ok(Revealed {
            row,
            span_id: self.store.span_id_text(self.store.span_id(span)),
            fold,
            index,
            outside: focus.is_some() && inside.is_none(),
            start_ns: times.start_ns(span) - origin_ns,
            duration_ns: self.store.duration_ns(span),
        })
    }

    /// The row of a span in its trace.
    pub(super) fn row_of(&self, trace: TraceIx, span: &SpanRef) -> Result<u32, Failure> {
        let found = match span {
            SpanRef::Row(row) => span_at(&self.store, trace, *row),
            SpanRef::Id(id) => self.store.find_span(trace, id),
        };
        found.map(|span| span.0 - self.store.trace(trace).first).ok_or_else(|| Failure {
            code: "not_found".to_owned(),
            message: match span {
                SpanRef::Row(row) => format!("The trace has no span number {}", row + 1),
                SpanRef::Id(id) => format!("The trace has no span {id}"),
            },
            at: None,
        })
    }
}

impl OpenTrace {
    /// Works out the visible rows, unless they are the same as last time.
    fn show(&mut self, fold: &Fold, focus: Option<u32>) {
        if self.visible.as_ref().is_none_or(|(shown, at, _)| shown != fold || *at != focus) {
            let rows = self.rows_of(fold, focus);
            self.visible = Some((fold.clone(), focus, rows));
        }
    }

    /// The rows that show with a folding, all or those below a row.
    fn rows_of(&self, fold: &Fold, focus: Option<u32>) -> Vec<u32> {
        let mut rows = self.shape.visible(focus, |row, depth| fold.is_folded(row, depth));
        if let (true, Some(kept)) = (fold.only_hits, &self.kept) {
            rows.retain(|&row| kept.get(row as usize));
        }
        rows
    }

    /// Takes the spans that have the words; `first` is the trace's first row in the store.
    fn set_hits(&mut self, hits: Option<(String, Bits)>, first: u32) {
        self.kept = hits.as_ref().map(|(_, hits)| {
            let mut kept = Bits::none(self.shape.len());
            for row in hits.ones_from(first as usize).map(|at| at as u32 - first) {
                // What is above a row that is kept already was kept with it.
                let mut above = core::iter::once(row).chain(self.shape.ancestors(row));
                while let Some(row) = above.next().filter(|&row| !kept.get(row as usize)) {
                    kept.set(row as usize);
                }
            }
            kept
        });
        self.hits = hits;
        self.visible = None;
    }

    fn origin(&self, span: SpanIx) -> Option<Origin> {
        let found = self.origins.binary_search_by_key(&span, |origin| origin.span);
        found.ok().map(|at| self.origins[at])
    }

    fn visible_rows(&self) -> &[u32] {
        self.visible.as_ref().map_or(&[], |(_, _, rows)| rows)
    }

    /// A span's parts of the critical path from the trace's origin; the closest ones are joined when there are too
    /// many to draw.
    fn critical_parts(&self, span: SpanIx, skew: bool, origin_ns: i64) -> Vec<(i64, i64)> {
        let all = self.adjusted.as_ref().filter(|_| skew).unwrap_or(&self.segments);
        let from = all.partition_point(|segment| segment.span < span);
        let to = from + all[from..].partition_point(|segment| segment.span == span);
        let segments = &all[from..to];
        let together = segments.len().div_ceil(PARTS_IN_ROW).max(1);
        let joined = segments.chunks(together);
        joined
            .filter_map(|parts| Some((parts.first()?.start_ns - origin_ns, parts.last()?.end_ns - origin_ns)))
            .collect()
    }
}
