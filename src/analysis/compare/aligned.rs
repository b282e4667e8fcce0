//! Two traces beside each other, aligned by call path: what both did, and what only one of them did.

use crate::{
    analysis::derived::Derived,
    base::{hash::Map, intern::Symbol},
    model::{
        ids::{SpanIx, TraceIx},
        store::Store,
    },
};

/// Rows that are told; more says nothing that fits a screen.
pub const ROWS_AT_MOST: usize = 400;

/// What one of the traces did on a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Done {
    /// Its first span.
    pub first: SpanIx,
    /// How many spans.
    pub count: u32,
    /// The first start, from the start of the root.
    pub start_ns: i64,
    /// The last end, from the start of the root.
    pub end_ns: i64,
    /// The sum of their durations.
    pub total_ns: i64,
    /// Their own time on the critical path.
    pub critical_ns: i64,
    /// Spans with an error.
    pub errors: u32,
}

/// A path in either trace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// Operations above it.
    pub depth: u32,
    /// The service.
    pub service: Symbol,
    /// The span's name.
    pub name: Symbol,
    /// What each of the traces did there.
    pub done: [Option<Done>; 2],
}

/// See the module.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Aligned {
    /// The paths, each above those below it, siblings by their first start.
    pub rows: Vec<Row>,
    /// Rows that were left out.
    pub left_out: usize,
}

/// The place of a row among all, or above all.
const ABOVE_ALL: u32 = u32::MAX;

/// Aligns two traces. Their roots stand beside each other whatever they are called.
pub fn aligned(store: &Store, derived: &Derived, traces: [TraceIx; 2]) -> Aligned {
    let mut rows: Vec<Row> = Vec::new();
    let mut above: Vec<u32> = Vec::new();
    let mut places: Map<(u32, Symbol, Symbol), u32> = Map::default();
    let times = derived.times(store);
    for (side, trace) in traces.into_iter().enumerate() {
        let root = store.trace(trace).root;
        let (first, origin_ns) = (store.trace(trace).first, times.start_ns(root));
        let mut row_of: Vec<u32> = Vec::with_capacity(store.spans_of(trace).len());
        for span in store.spans_of(trace) {
            let parent = store.parent(span).map_or(ABOVE_ALL, |parent| row_of[(parent.0 - first) as usize]);
            let (service, name) = (store.service(span), store.name(span));
            let key = if span == root {
                (ABOVE_ALL, Symbol::EMPTY, Symbol::EMPTY)
            } else {
                (parent, service, name)
            };
            let place = *places.entry(key).or_insert_with(|| {
                let depth = if parent == ABOVE_ALL { 0 } else { rows[parent as usize].depth + 1 };
                rows.push(Row { depth, service, name, done: [None; 2] });
                above.push(parent);
                rows.len() as u32 - 1
            });
            row_of.push(place);
            let (start_ns, end_ns) = (times.start_ns(span) - origin_ns, times.end_ns(span) - origin_ns);
            let none =
                Done { first: span, count: 0, start_ns, end_ns, total_ns: 0, critical_ns: 0, errors: 0 };
            let done = rows[place as usize].done[side].get_or_insert(none);
            done.count += 1;
            done.start_ns = done.start_ns.min(start_ns);
            done.end_ns = done.end_ns.max(end_ns);
            done.total_ns = done.total_ns.saturating_add(store.duration_ns(span));
            done.critical_ns += derived.critical_ns.get(span.0 as usize);
            done.errors += u32::from(derived.is_error(span));
        }
    }
    let order = in_order(&rows, &above);
    let left_out = order.len().saturating_sub(ROWS_AT_MOST);
    Aligned {
        rows: order.into_iter().take(ROWS_AT_MOST).map(|place| rows[place as usize]).collect(),
        left_out,
    }
}

/// The places of the rows, each before those below it, siblings by their first start in either trace.
fn in_order(rows: &[Row], above: &[u32]) -> Vec<u32> {
    let start_ns = |place: u32| {
        let done = rows[place as usize].done.iter().flatten();
        done.map(|done| done.start_ns).min().unwrap_or_default()
    };
    let mut below: Vec<(u32, i64, u32)> =
        (0_u32..).zip(above).map(|(place, &above)| (above, start_ns(place), place)).collect();
    below.sort_unstable();
    let of = |above: u32| {
        let from = below.partition_point(|entry| entry.0 < above);
        let to = below.partition_point(|entry| entry.0 <= above);
        below[from..to].iter().rev().map(|entry| entry.2)
    };
    let mut order = Vec::with_capacity(rows.len());
    let mut stack: Vec<u32> = of(ABOVE_ALL).collect();
    while let Some(place) = stack.pop() {
        order.push(place);
        stack.extend(of(place));
    }
    order
}
