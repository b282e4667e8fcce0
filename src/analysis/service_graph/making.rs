//! Making a graph trace by trace: of very many traces it takes long enough that other work should come in between.

use super::{
    Call, Found, ServiceGraph, Wait,
    finder::{Finder, Known},
    sums::Counted,
};
use crate::{
    analysis::derived::Derived,
    base::lists::Lists,
    model::{ids::TraceIx, store::Store},
};

/// A graph of the traces so far.
#[derive(Debug)]
pub struct Making {
    known: Known,
    counted: Counted,
    /// The calls, each with the edge as it was found.
    calls: Vec<(u32, Call)>,
    /// The waits, each with the edge as it was found.
    waits: Vec<(u32, Wait)>,
    found: Vec<Found>,
    graph: ServiceGraph,
}

impl Making {
    /// Of no trace yet.
    pub fn new(store: &Store, derived: &Derived) -> Self {
        Self {
            known: Known::new(store, derived),
            counted: Counted::new(derived.services.len()),
            calls: Vec::new(),
            waits: Vec::new(),
            found: Vec::new(),
            graph: ServiceGraph::default(),
        }
    }

    /// How many traces it is of.
    pub fn trace_count(&self) -> usize {
        self.graph.trace_count()
    }

    /// Adds traces of the store that it was begun with.
    pub fn add(&mut self, store: &Store, derived: &Derived, traces: impl Iterator<Item = TraceIx>) {
        let mut finder = Finder { store, derived, known: &mut self.known };
        for trace in traces {
            let nth = self.graph.traces as u32;
            finder.find(trace, &mut self.found);
            for Found { edge, span, waiting, failed, asynchronous } in self.found.drain(..) {
                let duration_ns = store.duration_ns(span);
                self.calls.push((edge, Call { duration_ns, edge, span, trace: nth, failed, asynchronous }));
                let wait = waiting.map(|span| Wait { duration_ns: store.duration_ns(span), trace: nth });
                self.waits.extend(wait.map(|wait| (edge, wait)));
            }
            self.counted.add(store, derived, trace, nth, &mut self.graph.parts);
            self.graph.traces += 1;
        }
    }

    /// The graph. Nodes and edges come into an order that does not depend on which was found first.
    pub fn finish(self) -> ServiceGraph {
        let Self { known, mut calls, mut waits, mut graph, .. } = self;
        let (nodes, edges, place) = known.into_sorted();
        for (node, call) in &mut calls {
            call.edge = place[call.edge as usize];
            *node = edges[call.edge as usize].to;
        }
        waits.iter_mut().for_each(|(edge, _)| *edge = place[*edge as usize]);
        graph.calls = Lists::of_pairs(nodes.len(), &calls);
        drop(calls);
        graph.calls.sort_each_by_key(|call| call.duration_ns);
        graph.waits = Lists::of_pairs(edges.len(), &waits);
        graph.waits.sort_each_by_key(|wait| wait.duration_ns);
        (graph.nodes, graph.edges) = (nodes, edges);
        graph
    }
}
