//! Which flow a span belongs to, and the critical time of whole subtrees within it. A flow is a root with all below it
//! that is not asynchronous; every asynchronous part is a flow of its own (analysis.md, "Critical path").

use super::derived::Derived;
use crate::model::{
    ids::{SpanIx, TraceIx},
    store::Store,
};

/// The flows of one trace.
#[derive(Clone, Debug, Default)]
pub struct Flows {
    /// The trace's first row.
    first: u32,
    /// For each row the top of its flow.
    top: Vec<SpanIx>,
    /// For each row the critical time of its subtree, as far as that is of the same flow.
    critical_ns: Vec<i64>,
}

impl Flows {
    /// The flows of a trace. Rows stand in pre-order: tops come before what is below them, and backwards every child
    /// comes before its parent.
    pub fn of_trace(store: &Store, derived: &Derived, trace: TraceIx) -> Self {
        let first = store.trace(trace).first;
        let mut top: Vec<SpanIx> = Vec::with_capacity(store.spans_of(trace).len());
        for span in store.spans_of(trace) {
            let above = store.parent(span).filter(|_| !derived.is_asynchronous(span));
            top.push(above.map_or(span, |parent| top[(parent.0 - first) as usize]));
        }
        let own_ns = |span: SpanIx| derived.critical_ns.get(span.0 as usize);
        let mut critical_ns: Vec<i64> = store.spans_of(trace).map(own_ns).collect();
        for span in store.spans_of(trace).rev() {
            if let Some(parent) = store.parent(span).filter(|_| !derived.is_asynchronous(span)) {
                critical_ns[(parent.0 - first) as usize] += critical_ns[(span.0 - first) as usize];
            }
        }
        Self { first, top, critical_ns }
    }

    /// The top of a span's flow.
    pub fn top(&self, span: SpanIx) -> SpanIx {
        self.top[(span.0 - self.first) as usize]
    }

    /// Time that a span and all below it held their flow up.
    pub fn critical_ns(&self, span: SpanIx) -> i64 {
        self.critical_ns[(span.0 - self.first) as usize]
    }
}
