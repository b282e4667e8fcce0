//! Whose latency is asked about: traces by their root's operation, spans by their operation, or services by the spans
//! that enter them. Each way is ranked once; searches and ranges only leave things out of it.

use super::{
    derived::Derived,
    peer,
    ranking::{Ranking, Thing},
};
use crate::{
    base::intern::Symbol,
    model::{ids::SpanIx, store::Store},
};
use std::collections::BTreeMap;

/// What is measured, and what makes a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// Traces, by service and name of their root.
    Root,
    /// Spans, by service and name.
    Operation,
    /// Entry spans, by service: what others wait for when they call it.
    Service,
}

/// Everything of one kind, ranked. Things are traces or spans, by their number in the store.
#[derive(Clone, Debug)]
pub struct Latencies {
    /// What is measured.
    pub by: By,
    /// All of it.
    pub ranking: Ranking,
    /// Service and operation of each group; services alone have no operation.
    pub groups: Vec<(Symbol, Symbol)>,
}

impl Latencies {
    /// Ranks a store.
    pub fn of_store(store: &Store, derived: &Derived, by: By) -> Self {
        let mut groups = Groups::default();
        let mut of_span = |span: SpanIx, name: Symbol| Thing {
            duration_ns: store.duration_ns(span),
            item: span.0,
            group: groups.of(store.service(span), name),
            has_failed: derived.is_error(span),
        };
        let ranking = match by {
            By::Root => Ranking::of(store.traces().map(|trace| {
                let root = store.trace(trace).root;
                let has_failed = derived.errors_of_trace[trace.0 as usize] > 0;
                Thing { item: trace.0, has_failed, ..of_span(root, store.name(root)) }
            })),
            By::Operation => Ranking::of(store.spans().map(|span| of_span(span, store.name(span)))),
            By::Service => Ranking::of(
                store.spans().filter(|&span| is_entry(store, span)).map(|span| of_span(span, Symbol::EMPTY)),
            ),
        };
        Self { by, ranking, groups: groups.named }
    }
}

/// Whether a span is where a service is entered: nothing is above it, or what is above it is in another service.
fn is_entry(store: &Store, span: SpanIx) -> bool {
    store.parent(span).is_none_or(|parent| peer::is_remote(store, parent, span))
}

#[derive(Default)]
struct Groups {
    named: Vec<(Symbol, Symbol)>,
    by_name: BTreeMap<(Symbol, Symbol), u32>,
}

impl Groups {
    fn of(&mut self, service: Symbol, name: Symbol) -> u32 {
        *self.by_name.entry((service, name)).or_insert_with(|| {
            self.named.push((service, name));
            self.named.len() as u32 - 1
        })
    }
}
