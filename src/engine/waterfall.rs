//! Windows of the waterfall, its overview, and where a span stands in it.

use super::{Engine, flame, groups, rows::Window, runs::TraceRuns};
use crate::{
    analysis::{
        critical_path::{self, Segment},
        derived::Derived,
        latency,
        linked::{self, Linked},
        root_cause::{self, Origin},
    },
    base::{axis::Axis, bits::Bits},
    layout::{
        gaps::{self, Gap},
        overview,
        shape::{Line, Shape, span_at},
    },
    model::{
        ids::{SpanIx, TraceIx},
        store::Store,
    },
    protocol::{
        request::{Failure, SpanRef},
        traces::TraceGap,
        waterfall::{Fold, Overview, OverviewQuery, Revealed, RowsPage, RowsQuery, Run},
    },
};
use std::collections::BTreeMap;

/// Spans are long from this share of the trace on, in percent.
const LONG_PERCENT: i64 = 1;

/// A trace with what its waterfall needs, kept between requests.
#[derive(Debug)]
pub(super) struct OpenTrace {
    pub(super) trace: TraceIx,
    pub(super) shape: Shape,
    /// Runs of equal calls.
    pub(super) runs: TraceRuns,
    /// Rows below which nothing leaves their service.
    stays: Bits,
    /// The critical path, by span; as recorded, and with the clocks set right once that is asked for.
    segments: Vec<Segment>,
    adjusted: Option<Vec<Segment>>,
    /// Spans with an error before each row, and in all.
    errors_before: Vec<u32>,
    /// Where errors began, by span.
    origins: Vec<Origin>,
    /// Traces that are linked to it, by row, and the shapes of those that were unfolded in it.
    pub(super) linked: Vec<Linked>,
    pub(super) shapes: BTreeMap<TraceIx, Shape>,
    /// The lines that show, with the folding, the row that alone is shown, and whether clocks are set right.
    visible: Option<(Fold, Option<u32>, bool, Vec<Line>)>,
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

    fn prepare(&mut self, trace: TraceIx) -> OpenTrace {
        let runs = self.runs_of(trace);
        let mut errors_before = vec![0];
        let mut count = 0;
        for span in self.store.spans_of(trace) {
            count += u32::from(self.derived.is_error(span));
            errors_before.push(count);
        }
        OpenTrace {
            trace,
            shape: Shape::of_trace(&self.store, trace),
            runs,
            stays: stays_in_service(&self.store, &self.derived, trace),
            segments: critical_path::of_trace(&self.store, &self.derived.asynchronous, trace),
            adjusted: None,
            errors_before,
            origins: root_cause::of_trace(&self.store, &self.derived, trace),
            linked: linked::of_trace(&self.store, trace),
            shapes: BTreeMap::new(),
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
        self.set_clocks(query.skew);
        self.adjust_segments(trace, query.skew);
        self.show(&query.fold, focus, query.skew);
        let window = |open: &OpenTrace| -> Vec<Line> {
            let lines = open.visible_lines().iter().skip(query.offset);
            lines.take(query.limit.min(super::ROWS_AT_MOST)).copied().collect()
        };
        let lines = self.open.as_ref().map(window).unwrap_or_default();
        self.find_varying(lines.iter().filter_map(|line| line.run()));
        let Some(open) = &self.open else { return Ok(RowsPage::default()) };
        let (origin_ns, _) = latency::bounds_ns(self.derived_with(query.skew).times(&self.store), trace);
        let window = Window { open, query, origin_ns };
        Ok(RowsPage {
            total: open.visible_lines().len(),
            offset: query.offset,
            rows: lines.into_iter().map(|line| self.line(&window, line)).collect(),
        })
    }

    /// Opens a trace and sees to it that its critical path with the clocks set right is known, when they are.
    pub(super) fn adjust_segments(&mut self, trace: TraceIx, skew: bool) {
        if skew && self.open_trace(trace).adjusted.is_none() {
            let derived = self.derived_with(true);
            let segments = critical_path::of_trace(derived.times(&self.store), &derived.asynchronous, trace);
            self.open_trace(trace).adjusted = Some(segments);
        } else {
            self.open_trace(trace);
        }
    }

    /// Works out the visible lines of the open trace, unless they are the same as last time.
    fn show(&mut self, fold: &Fold, focus: Option<u32>, skew: bool) {
        let Some(open) = &mut self.open else { return };
        let is_shown = open
            .visible
            .as_ref()
            .is_some_and(|(shown, at, set_right, _)| shown == fold && *at == focus && *set_right == skew);
        if is_shown {
            return;
        }
        open.shape_linked(&self.store, fold);
        let Some(open) = &self.open else { return };
        let lines = self.lines_of(open, fold, focus, skew);
        if let Some(open) = &mut self.open {
            open.visible = Some((fold.clone(), focus, skew, lines));
        }
    }

    /// The lines that show with a folding, all or those below a row.
    fn lines_of(&self, open: &OpenTrace, fold: &Fold, focus: Option<u32>, skew: bool) -> Vec<Line> {
        let mut lines = open.shape.lines(focus, &open.runs.folded(fold), |row| open.is_folded(fold, row));
        for kept in self.picked(open, fold, skew) {
            lines.retain(|line| match line.run() {
                None => kept.get(line.row as usize),
                Some(number) => {
                    let end = open.runs.runs[number as usize].end as usize;
                    kept.ones_from(line.row as usize).next().is_some_and(|row| row < end)
                }
            });
        }
        open.with_linked(lines, fold)
    }

    /// The rows that a folding does not leave out, for each reason it has to leave some out.
    fn picked(&self, open: &OpenTrace, fold: &Fold, skew: bool) -> Vec<Bits> {
        let hits = open.kept.as_ref().filter(|_| fold.only_hits).cloned();
        let derived = self.derived_with(skew);
        let first = self.store.trace(open.trace).first;
        let span = |row: usize| SpanIx(first + row as u32);
        let with_what_is_above = |holds: &dyn Fn(SpanIx) -> bool| {
            let rows = (0..open.shape.len()).filter(|&row| holds(span(row))).map(|row| row as u32);
            open.with_ancestors(rows)
        };
        let critical = fold
            .only_critical
            .then(|| with_what_is_above(&|span| derived.critical_ns.get(span.0 as usize) > 0));
        let latency_ns = i128::from(self.store.latency_ns(open.trace));
        let is_long =
            |span| i128::from(self.store.duration_ns(span)) * 100 >= latency_ns * i128::from(LONG_PERCENT);
        let long = fold.only_long.then(|| with_what_is_above(&is_long));
        hits.into_iter().chain(critical).chain(long).collect()
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
        let (gaps, extent_ns) = self.gaps(trace, query.skew);
        let folded = gaps.iter().filter(|gap| gap.folds && query.folds_gaps);
        let axis = Axis::folding(folded.map(|gap| (gap.from_ns, gap.to_ns)), extent_ns);
        let painted = overview::paint(&self.store, derived, trace, (width_px, lines), &axis);
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
        Ok(Overview { extent_ns, lines, runs })
    }

    /// The longest gaps of a trace, and its extent.
    pub(super) fn gaps(&self, trace: TraceIx, skew: bool) -> (Vec<TraceGap>, i64) {
        let times = self.derived_with(skew).times(&self.store);
        let (start_ns, end_ns) = latency::bounds_ns(times, trace);
        let gaps = gaps::of_trace(&self.store, trace, |span| times.start_ns(span));
        (gaps.into_iter().map(|gap| told(gap, start_ns)).collect(), end_ns.saturating_sub(start_ns))
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
        self.open_trace(trace);
        if let Some(open) = &mut self.open {
            open.shape_linked(&self.store, &fold);
        }
        let Some(open) = &self.open else { return Ok(Revealed::default()) };
        if self.picked(open, &fold, skew).iter().any(|kept| !kept.get(row as usize)) {
            (fold.only_hits, fold.only_critical, fold.only_long) = (false, false, false);
        }
        let shape = &open.shape;
        let inside = focus.filter(|&top| top <= row && row < shape.subtree_end[top as usize]);
        let hiding: Vec<u32> = shape.ancestors(row).filter(|&above| open.is_folded(&fold, above)).collect();
        for above in hiding {
            fold.toggle(above);
        }
        for run in open.runs.folded(&fold) {
            let is_meant = *span == SpanRef::Run(run.first);
            if run.first <= row && row < run.end && !is_meant {
                fold.toggle_run(run.first);
            }
        }
        let lines = self.lines_of(open, &fold, inside, skew);
        let index = lines.partition_point(|line| line.row < row);
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
            SpanRef::Row(row) | SpanRef::Run(row) => span_at(&self.store, trace, *row),
            SpanRef::Id(id) => self.store.find_span(trace, id),
        };
        found.map(|span| span.0 - self.store.trace(trace).first).ok_or_else(|| Failure {
            code: "not_found".to_owned(),
            message: match span {
                SpanRef::Row(row) | SpanRef::Run(row) => format!("The trace has no span number {}", row + 1),
                SpanRef::Id(id) => format!("The trace has no span {id}"),
            },
            at: None,
        })
    }
}

impl OpenTrace {
    /// Whether a row hides what is below it.
    pub(super) fn is_folded(&self, fold: &Fold, row: u32) -> bool {
        fold.is_folded(row, self.shape.depth[row as usize], self.stays.get(row as usize))
    }

    /// Spans with an error in a range of rows.
    pub(super) fn errors_between(&self, from: u32, to: u32) -> u32 {
        self.errors_before[to as usize] - self.errors_before[from as usize]
    }

    /// Whether a span of a range has the words that are looked for.
    pub(super) fn has_hit(&self, from: SpanIx, to: SpanIx) -> bool {
        let first = |hits: &Bits| hits.ones_from(from.0 as usize).next();
        self.hits.as_ref().and_then(|(_, hits)| first(hits)).is_some_and(|row| row < to.0 as usize)
    }

    /// The critical path, as recorded or with the clocks set right.
    pub(super) fn segments_with(&self, skew: bool) -> &[Segment] {
        self.adjusted.as_ref().filter(|_| skew).unwrap_or(&self.segments)
    }

    /// Rows with all that is above them.
    fn with_ancestors(&self, rows: impl Iterator<Item = u32>) -> Bits {
        let mut kept = Bits::none(self.shape.len());
        for row in rows {
            // What is above a row that is kept already was kept with it.
            let mut above = core::iter::once(row).chain(self.shape.ancestors(row));
            while let Some(row) = above.next().filter(|&row| !kept.get(row as usize)) {
                kept.set(row as usize);
            }
        }
        kept
    }

    /// Takes the spans that have the words; `first` is the trace's first row in the store.
    fn set_hits(&mut self, hits: Option<(String, Bits)>, first: u32) {
        self.kept = hits
            .as_ref()
            .map(|(_, hits)| self.with_ancestors(hits.ones_from(first as usize).map(|at| at as u32 - first)));
        self.hits = hits;
        self.visible = None;
    }

    /// What became of the error that began in a span.
    pub(super) fn origin(&self, span: SpanIx) -> Option<Origin> {
        let found = self.origins.binary_search_by_key(&span, |origin| origin.span);
        found.ok().map(|at| self.origins[at])
    }

    fn visible_lines(&self) -> &[Line] {
        self.visible.as_ref().map_or(&[], |(.., lines)| lines)
    }
}

/// A gap from a trace's origin.
pub(super) const fn told(gap: Gap, origin_ns: i64) -> TraceGap {
    TraceGap { from_ns: gap.from_ns - origin_ns, to_ns: gap.to_ns - origin_ns, folds: gap.folds }
}

/// The rows of a trace below which nothing leaves their service.
fn stays_in_service(store: &Store, derived: &Derived, trace: TraceIx) -> Bits {
    let first = store.trace(trace).first;
    let mut leaves = Bits::none(store.spans_of(trace).len());
    // Rows stand in pre-order: backwards every child comes before its parent.
    for span in store.spans_of(trace).rev() {
        let Some(parent) = store.parent(span) else { continue };
        let service = |span| derived.services.of_span(store, span);
        if leaves.get((span.0 - first) as usize) || service(span) != service(parent) {
            leaves.set((parent.0 - first) as usize);
        }
    }
    leaves.not();
    leaves
}
