//! What is drawn of each line of the waterfall: of a span, or of a folded run of equal calls.

use super::{Engine, runs::TraceRun, waterfall::OpenTrace};
use crate::{
    analysis::{asynchronous::queue_waits, derived::Derived, self_time, times::Times},
    layout::shape::{Line, LineOf},
    model::{attributes::Link, ids::SpanIx, span::Mark},
    protocol::waterfall::{RowsQuery, WaterfallRow},
};

/// At most so many parts of the critical path, of own time and events are told for a row.
const PARTS_IN_ROW: usize = 64;

/// What the rows of one window are made with.
pub(super) struct Window<'a> {
    /// The trace.
    pub(super) open: &'a OpenTrace,
    /// What was asked.
    pub(super) query: &'a RowsQuery,
    /// 0 on the axis, nanoseconds since 1970.
    pub(super) origin_ns: i64,
}

impl Engine {
    /// A line as it is drawn.
    pub(super) fn line(&self, window: &Window<'_>, line: Line) -> WaterfallRow {
        match line.of {
            LineOf::Span => self.span_row(window, line.row),
            LineOf::Run(number) => self.run_row(window, &window.open.runs.runs[number as usize]),
            LineOf::Linked { trace, row } => self.linked_row(window, line.row, (trace, row)),
        }
    }

    fn span_row(&self, window: &Window<'_>, row: u32) -> WaterfallRow {
        let &Window { open, query, origin_ns } = window;
        let (store, shape, at) = (&self.store, &open.shape, row as usize);
        let derived = self.derived_with(query.skew);
        let times = derived.times(store);
        let rows = store.trace(open.trace);
        let span = SpanIx(rows.first + row);
        let subtree_end = shape.subtree_end[at];
        // Of many events every so manieth, so that they stay where they are crowded.
        let every = store.events(span).len().div_ceil(PARTS_IN_ROW).max(1);
        let events = store.events(span).step_by(every);
        let shift_ns = times.shift_ns(span);
        // Of those that lead to a linked trace the row tells apart from these.
        let leads_elsewhere = |link: &Link| {
            link.trace.and_then(|key| store.trace_by_key(key)).is_none_or(|trace| trace == open.trace)
        };
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
            own: own_parts(derived, times, span, origin_ns),
            critical_ns: derived.critical_ns.get(span.0 as usize),
            critical: open.critical_parts((span, SpanIx(span.0 + 1)), query.skew, origin_ns),
            children: shape.children[at],
            descendants: subtree_end - row - 1,
            errors_below: open.errors_between(row + 1, subtree_end),
            folded: shape.children[at] > 0 && open.is_folded(&query.fold, row),
            events: events.map(|event| event.time_ns.saturating_add(shift_ns) - origin_ns).collect(),
            links: store.links(span).filter(leads_elsewhere).count() as u32,
            hit: open.has_hit(span, SpanIx(span.0 + 1)),
            run: None,
            in_run: open.runs.place(row),
            linked_traces: open.linked_to(row).len() as u32,
            shows_linked: query.fold.linked.binary_search(&row).is_ok(),
            linked: None,
        }
    }

    /// A folded run: its place is that of its first call, its bar reaches from the first start to the last end.
    fn run_row(&self, window: &Window<'_>, run: &TraceRun) -> WaterfallRow {
        let &Window { open, query, origin_ns } = window;
        let (store, shape, at) = (&self.store, &open.shape, run.first as usize);
        let derived = self.derived_with(query.skew);
        let times = derived.times(store);
        let first = store.trace(open.trace).first;
        let (from, to) = (SpanIx(first + run.first), SpanIx(first + run.end));
        let last = run.spans().last().map_or(at, |span| (span.0 - first) as usize);
        let start_ns = run.spans().map(|span| times.start_ns(span)).min().unwrap_or(origin_ns);
        let end_ns = run.spans().map(|span| times.end_ns(span)).max().unwrap_or(origin_ns);
        let sum_ns =
            |of: &dyn Fn(SpanIx) -> i64| (from.0..to.0).map(SpanIx).map(of).fold(0, i64::saturating_add);
        let mut calls: Vec<(i64, i64)> = run
            .spans()
            .map(|span| (times.start_ns(span) - origin_ns, times.end_ns(span) - origin_ns))
            .collect();
        calls.sort_unstable();
        WaterfallRow {
            row: run.first,
            span_id: store.span_id_text(store.span_id(from)),
            depth: shape.depth[at],
            rails: shape.rails[last],
            nth: shape.nth[at],
            siblings: shape.siblings[at],
            name: store.text(store.name(from)).to_owned(),
            service: self.derived.services.of_span(store, from),
            kind: store.kind(from).word().to_owned(),
            asynchronous: self.derived.is_asynchronous(from),
            start_ns: start_ns - origin_ns,
            duration_ns: end_ns.saturating_sub(start_ns),
            self_ns: sum_ns(&|span| derived.self_ns.get(span.0 as usize)),
            own: joined(&calls),
            critical_ns: sum_ns(&|span| derived.critical_ns.get(span.0 as usize)),
            critical: open.critical_parts((from, to), query.skew, origin_ns),
            children: run.run.members.len() as u32,
            descendants: run.end - run.first,
            errors_below: open.errors_between(run.first, run.end),
            folded: true,
            hit: open.has_hit(from, to),
            run: Some(run.row()),
            ..WaterfallRow::default()
        }
    }
}

impl OpenTrace {
    /// The parts of the critical path of a range of spans, from the trace's origin.
    fn critical_parts(&self, (from, to): (SpanIx, SpanIx), skew: bool, origin_ns: i64) -> Vec<(i64, i64)> {
        let all = self.segments_with(skew);
        let first = all.partition_point(|segment| segment.span < from);
        let end = first + all[first..].partition_point(|segment| segment.span < to);
        let parts = all[first..end].iter();
        let mut parts: Vec<(i64, i64)> =
            parts.map(|segment| (segment.start_ns - origin_ns, segment.end_ns - origin_ns)).collect();
        parts.sort_unstable();
        joined(&parts)
    }
}

/// The stretches of a span that no child covers, from the trace's origin.
pub(super) fn own_parts(
    derived: &Derived,
    times: Times<'_>,
    span: SpanIx,
    origin_ns: i64,
) -> Vec<(i64, i64)> {
    let mut parts = Vec::new();
    self_time::own_parts(times, &derived.asynchronous, span, |from_ns, to_ns| {
        parts.push((from_ns - origin_ns, to_ns - origin_ns));
    });
    joined(&parts)
}

/// Parts in order, neighbours joined when there are too many to draw.
fn joined(parts: &[(i64, i64)]) -> Vec<(i64, i64)> {
    let together = parts.len().div_ceil(PARTS_IN_ROW).max(1);
    let ends = |parts: &[(i64, i64)]| Some((parts.first()?.0, parts.iter().map(|part| part.1).max()?));
    parts.chunks(together).filter_map(ends).collect()
}
