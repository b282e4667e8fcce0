//! From staged spans to a `Store`: traces by their first start, each in pre-order, one column permuted at a time.

use super::{
    builder::Builder,
    ids::{SpanId, SpanIx, TraceKey},
    notes::NoteKind,
    origin::FileInfo,
    span::Mark,
    staged::Staged,
    store::{Store, Trace},
    tree::{self, NONE, Node},
};
use crate::base::column::Column;

/// The order of rows that comes of the trees.
#[derive(Default)]
struct Rows {
    /// For each row the staged span.
    order: Vec<u32>,
    /// For each row its parent's row, or `NONE`.
    parent: Column<u32>,
    /// For each row the row behind its subtree.
    subtree_end: Column<u32>,
    traces: Vec<Trace>,
    /// See `Sparse::raw_parent`; in the order of rows.
    raw_parent: Vec<(u32, SpanId)>,
}

/// What every `finish` finds anew; the parent that was lost may have come with a later file.
const FOUND_IN_TREES: [NoteKind; 7] = [
    NoteKind::LogsUnplaced,
    NoteKind::NoStart,
    NoteKind::SameId,
    NoteKind::SharedId,
    NoteKind::LostParent,
    NoteKind::OwnParent,
    NoteKind::ParentLoop,
];

impl Builder {
    /// Mends the trees and brings the spans into pre-order. Notes go to the file each span came from.
    pub fn finish(mut self) -> Store {
        for file in &mut self.files {
            file.notes.forget(&FOUND_IN_TREES);
        }
        let (starts, members) = group_by_trace(&self.staged);
        let mut rows = Rows::default();
        for trace in traces_by_start(&self.staged, &starts, &members) {
            let spans = &members[starts[trace as usize] as usize..starts[trace as usize + 1] as usize];
            self.add_trace(trace, spans, &mut rows);
        }
        self.sparse.raw_parent = std::mem::take(&mut rows.raw_parent).into_iter().collect();
        self.count_files(&rows);
        self.join_logs(&rows.traces, &rows.order);
        self.strings.seal();
        let (resources, resource_of) = self.resources.resolve();
        let (scopes, scope_of) = self.scopes.resolve();
        for at in 0..self.logs.records.len() {
            let mut record = self.logs.records.get(at);
            record.resource.0 = resource_of[record.resource.0 as usize];
            record.scope.0 = scope_of[record.scope.0 as usize];
            self.logs.records.set(at, record);
        }
        let mut trace_by_key = vec![u32::MAX; self.trace_ids.items().len()];
        for (index, trace) in rows.traces.iter().enumerate() {
            trace_by_key[trace.key.0 as usize] = index as u32;
        }
        let Staged { span_id, start_ns, duration_ns, name, bits, resource, scope, arrival, .. } = self.staged;
        let order = rows.order;
        Store {
            strings: self.strings,
            keys: self.keys,
            numbers: self.numbers,
            files: self.files,
            trace_ids: self.trace_ids,
            own_ids: self.own_ids,
            has_opaque_span_ids: self.has_opaque_span_ids,
            traces: rows.traces,
            trace_by_key,
            parent: rows.parent,
            subtree_end: rows.subtree_end,
            span_id: span_id.permuted(&order),
            start_ns: start_ns.permuted(&order),
            duration_ns: duration_ns.permuted(&order),
            name: name.permuted(&order),
            bits: bits.permuted(&order),
            resource: order.iter().map(|&at| resource_of[resource.get(at as usize) as usize]).collect(),
            scope: order.iter().map(|&at| scope_of[scope.get(at as usize) as usize]).collect(),
            arrival: arrival.permuted(&order),
            resources,
            scopes,
            sparse: self.sparse,
            attributes: self.attributes,
            events: self.events,
            links: self.links,
            logs: self.logs,
        }
    }

    /// Builds one trace's tree and appends its rows.
    fn add_trace(&mut self, trace: u32, spans: &[u32], rows: &mut Rows) {
        let staged = &self.staged;
        let mut nodes: Vec<Node> = spans.iter().map(|&span| node(staged, span as usize)).collect();
        let tree = tree::build(&mut nodes, |place| self.content(spans[place as usize]));
        for &(kind, place) in &tree.notes {
            let arrival = self.staged.arrival.get(spans[place as usize] as usize);
            let file = file_of(&mut self.files, arrival);
            let nth = arrival - file.first_arrival + 1;
            file.notes.add(kind, || format!("span {nth}"));
        }
        let first = rows.order.len() as u32;
        let mut row_of = vec![NONE; spans.len()];
        for (row, &place) in (first..).zip(&tree.order) {
            row_of[place as usize] = row;
            let (node, span) = (&nodes[place as usize], spans[place as usize] as usize);
            self.staged.start_ns.set(span, node.start_ns);
            self.staged.bits.set(span, node.bits);
            let parent = tree.parent[place as usize];
            let known = if parent == NONE { 0 } else { nodes[parent as usize].id };
            let written = self.staged.parent_id.get(span);
            if known != written {
                rows.raw_parent.push((self.staged.arrival.get(span), SpanId(written)));
            }
            rows.parent.push(if parent == NONE { NONE } else { row_of[parent as usize] });
            rows.subtree_end.push(row + 1);
            rows.order.push(spans[place as usize]);
        }
        let end = rows.order.len() as u32;
        for row in (first..end).rev() {
            let parent = rows.parent.get(row as usize);
            if parent != NONE {
                let reach = rows.subtree_end.get(parent as usize).max(rows.subtree_end.get(row as usize));
                rows.subtree_end.set(parent as usize, reach);
            }
        }
        rows.traces.push(self.sum_up(trace, first, end, rows));
    }

    /// Root, start and extent of a trace. The root is the true root that starts first, ties by longest, then by
    /// span id; without one the orphan chosen the same way.
    fn sum_up(&self, trace: u32, first: u32, end: u32, rows: &Rows) -> Trace {
        let staged = &self.staged;
        let span_of = |row: u32| rows.order[row as usize] as usize;
        let start_ns = (first..end).map(|row| staged.start_ns.get(span_of(row))).min().unwrap_or(0);
        let end_of =
            |row| staged.start_ns.get(span_of(row)).saturating_add(staged.duration_ns.get(span_of(row)));
        let end_ns = (first..end).map(end_of).max().unwrap_or(0);
        let is_orphan = |row: u32| staged.bits.get(span_of(row)).has(Mark::ORPHAN);
        let roots = (first..end).filter(|&row| rows.parent.get(row as usize) == NONE);
        let root = roots.min_by_key(|&row| {
            let span = span_of(row);
            let longest = core::cmp::Reverse(staged.duration_ns.get(span));
            (is_orphan(row), staged.start_ns.get(span), longest, staged.span_id.get(span))
        });
        let root = root.unwrap_or(first);
        Trace {
            key: TraceKey(trace),
            first,
            end,
            root: SpanIx(root),
            partial: is_orphan(root),
            start_ns,
            extent_ns: end_ns.saturating_sub(start_ns),
        }
    }

    /// Tells each file how many spans and traces it gave.
    fn count_files(&mut self, rows: &Rows) {
        for file in &mut self.files {
            (file.spans, file.traces) = (0, 0);
        }
        for trace in &rows.traces {
            let mut counted: Vec<u32> = Vec::new();
            for row in trace.first..trace.end {
                let arrival = self.staged.arrival.get(rows.order[row as usize] as usize);
                let file = file_of(&mut self.files, arrival);
                file.spans += 1;
                if !counted.contains(&file.first_arrival) {
                    counted.push(file.first_arrival);
                    file.traces += 1;
                }
            }
        }
    }
}

/// The file a span came from: the last one that began at or before it and is not empty.
fn file_of(files: &mut [FileInfo], arrival: u32) -> &mut FileInfo {
    let at = files.partition_point(|file| file.first_arrival <= arrival).max(1) - 1;
    &mut files[at]
}

fn node(staged: &Staged, span: usize) -> Node {
    let bits = staged.bits.get(span);
    Node {
        id: staged.span_id.get(span),
        // A trace of its own has no one else in it.
        parent_id: if bits.has(Mark::OWN_TRACE) { 0 } else { staged.parent_id.get(span) },
        start_ns: staged.start_ns.get(span),
        duration_ns: staged.duration_ns.get(span),
        bits,
    }
}

/// The staged spans trace by trace in order of arrival, and where each trace's share starts.
fn group_by_trace(staged: &Staged) -> (Vec<u32>, Vec<u32>) {
    let traces = staged.trace.iter().max().map_or(0, |last| last as usize + 1);
    let mut starts = vec![0_u32; traces + 1];
    for trace in staged.trace.iter() {
        starts[trace as usize + 1] += 1;
    }
    for trace in 0..traces {
        starts[trace + 1] += starts[trace];
    }
    let mut fill = starts.clone();
    let mut members = vec![0_u32; staged.trace.len()];
    for (span, trace) in staged.trace.iter().enumerate() {
        let at = &mut fill[trace as usize];
        members[*at as usize] = span as u32;
        *at += 1;
    }
    (starts, members)
}

/// The traces that have spans, by their first start, then by their first arrival. Spans without a start count only
/// where 0 is a time.
fn traces_by_start(staged: &Staged, starts: &[u32], members: &[u32]) -> Vec<u32> {
    let mut keyed: Vec<(i64, u32, u32)> = Vec::new();
    for trace in 0..starts.len().saturating_sub(1) {
        let spans = &members[starts[trace] as usize..starts[trace + 1] as usize];
        let Some(&first) = spans.first() else { continue };
        let has_start = |span: usize| !staged.bits.get(span).has(Mark::NO_START);
        let start_ns = |span: usize| if has_start(span) { staged.start_ns.get(span) } else { 0 };
        let spans = || spans.iter().map(|&span| span as usize);
        let zero_is_a_time = || {
            let times_ns = spans().map(|span| (start_ns(span), staged.duration_ns.get(span)));
            !spans().all(has_start) && tree::is_relative(times_ns)
        };
        let first_ns = if zero_is_a_time() {
            Some(0)
        } else {
            spans().filter(|&span| has_start(span)).map(start_ns).min()
        };
        keyed.push((first_ns.unwrap_or(0), first, trace as u32));
    }
    keyed.sort_unstable();
    keyed.into_iter().map(|(_, _, trace)| trace).collect()
}
