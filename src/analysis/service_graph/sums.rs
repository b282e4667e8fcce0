//! What some traces make of a graph: counts and exact quantiles, for each edge and each node. The calls stand by their
//! duration, so that the quantiles of any part of them are met on the way through all.

use super::{Call, EdgeKind, ServiceGraph};
use crate::{
    analysis::derived::Derived,
    base::quantile,
    model::{ids::TraceIx, store::Store},
};

/// The quantiles that are told, in percent.
const PERCENTS: [usize; 3] = [50, 95, 99];
/// Powers of two that a duration in nanoseconds may have.
pub const OCTAVES: usize = 64;

/// What a service has of one trace.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part {
    /// The place of the trace among those that the graph is of.
    trace: u32,
    service: u32,
    spans: u32,
    errors: u32,
    self_ns: i64,
    critical_ns: i64,
}

/// Median, 95th and 99th percentile by nearest rank, in nanoseconds.
pub type Quantiles = [i64; 3];

/// An edge over some traces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EdgeSums {
    /// Calls.
    pub calls: usize,
    /// Those that failed.
    pub errors: usize,
    /// Those that the caller does not wait for.
    pub asynchronous: usize,
    /// The callee's time, or that of the caller where no other is known.
    pub callee_ns: Quantiles,
    /// The caller's wait; `None` when nobody waits, or it is not known.
    pub wait_ns: Option<Quantiles>,
    /// How many of the callee's times have each power of two.
    pub octaves: [u32; OCTAVES],
}

/// A node over some traces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NodeSums {
    /// Calls into it; for a service that is its entry spans.
    pub calls: usize,
    /// Those that failed.
    pub failed_calls: usize,
    /// Its spans.
    pub spans: usize,
    /// Its spans with an error.
    pub errors: usize,
    /// Its self time.
    pub self_ns: i64,
    /// Its time on critical paths.
    pub critical_ns: i64,
    /// The time of the calls into it.
    pub callee_ns: Quantiles,
    /// How many of these times have each power of two.
    pub octaves: [u32; OCTAVES],
}

/// A graph over some traces; what they do not touch has no calls and no spans.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    /// By the numbers of nodes.
    pub nodes: Vec<NodeSums>,
    /// By the numbers of edges.
    pub edges: Vec<EdgeSums>,
}

/// Meets the quantiles of so many durations, which come ascending.
#[derive(Clone, Copy, Debug, Default)]
struct Ranks {
    seen: usize,
    /// How many of the quantiles have been met.
    met: usize,
}

impl Ranks {
    /// The next of `all` durations.
    fn add(&mut self, duration_ns: i64, all: usize, quantiles: &mut Quantiles) {
        while self.met < PERCENTS.len() && quantile::place(all, PERCENTS[self.met]) == self.seen {
            quantiles[self.met] = duration_ns;
            self.met += 1;
        }
        self.seen += 1;
    }
}

impl ServiceGraph {
    /// Sums up some of the traces it is of, by their place among them, each once.
    pub fn sums(&self, traces: impl Iterator<Item = usize>) -> Sums {
        let mut is_chosen = vec![false; self.traces];
        traces.for_each(|nth| is_chosen[nth] = true);
        let mut sums = Sums {
            nodes: self.nodes.iter().map(|_| NodeSums::default()).collect(),
            edges: self.edges.iter().map(|_| EdgeSums::default()).collect(),
        };
        let mut ranks = vec![Ranks::default(); self.edges.len()];
        for (callee, into) in (0_u32..).zip(self.calls.iter()) {
            let chosen = || into.iter().filter(|call| is_chosen[call.trace as usize]);
            chosen().for_each(|call| sums.edges[call.edge as usize].count(call));
            let node = &mut sums.nodes[callee as usize];
            self.count_into(node, &sums.edges, callee);
            let mut of_node = Ranks::default();
            for call in chosen() {
                let edge = &mut sums.edges[call.edge as usize];
                ranks[call.edge as usize].add(call.duration_ns, edge.calls, &mut edge.callee_ns);
                if self.is_into_node(call.edge) {
                    of_node.add(call.duration_ns, node.calls, &mut node.callee_ns);
                }
            }
        }
        for (edge, waits) in sums.edges.iter_mut().zip(self.waits.iter()) {
            let chosen = || waits.iter().filter(|wait| is_chosen[wait.trace as usize]);
            let all = chosen().count();
            let (mut ranks, mut wait_ns) = (Ranks::default(), [0; 3]);
            chosen().for_each(|wait| ranks.add(wait.duration_ns, all, &mut wait_ns));
            edge.wait_ns = (all > 0).then_some(wait_ns);
        }
        self.add_parts(&is_chosen, &mut sums.nodes);
        sums
    }

    /// Links are no calls into a node, nor are those without a server half among the entry spans of a service.
    fn is_into_node(&self, edge: u32) -> bool {
        let edge = &self.edges[edge as usize];
        edge.kind != EdgeKind::Link && !edge.no_server_half
    }

    /// Counts the calls into a node. Edges stand by their callee.
    fn count_into(&self, node: &mut NodeSums, edges: &[EdgeSums], callee: u32) {
        let first = self.edges.partition_point(|edge| edge.to < callee);
        let behind = self.edges.partition_point(|edge| edge.to <= callee);
        for (number, sums) in (first..behind).zip(&edges[first..behind]) {
            if self.is_into_node(number as u32) {
                node.calls += sums.calls;
                node.failed_calls += sums.errors;
                node.octaves.iter_mut().zip(&sums.octaves).for_each(|(all, one)| *all += one);
            }
        }
    }

    fn add_parts(&self, is_chosen: &[bool], nodes: &mut [NodeSums]) {
        let mut node_of = vec![0; self.nodes.iter().filter(|node| node.service.is_some()).count()];
        for (at, node) in self.nodes.iter().enumerate() {
            if let Some(service) = node.service {
                node_of[service as usize] = at;
            }
        }
        for part in self.parts.iter().filter(|part| is_chosen[part.trace as usize]) {
            let node = &mut nodes[node_of[part.service as usize]];
            node.spans += part.spans as usize;
            node.errors += part.errors as usize;
            node.self_ns = node.self_ns.saturating_add(part.self_ns);
            node.critical_ns = node.critical_ns.saturating_add(part.critical_ns);
        }
    }
}

impl EdgeSums {
    fn count(&mut self, call: &Call) {
        self.calls += 1;
        self.errors += usize::from(call.failed);
        self.asynchronous += usize::from(call.asynchronous);
        self.octaves[octave(call.duration_ns)] += 1;
    }
}

/// The power of two of a duration: how many bits it has beyond the first, 0 for none.
pub fn octave(duration_ns: i64) -> usize {
    duration_ns.max(1).ilog2() as usize
}

/// Counts what services have of a trace.
#[derive(Debug)]
pub(super) struct Counted {
    of_service: Vec<Part>,
    touched: Vec<u32>,
}

impl Counted {
    pub(super) fn new(services: usize) -> Self {
        let part = |service| Part { trace: 0, service, spans: 0, errors: 0, self_ns: 0, critical_ns: 0 };
        Self { of_service: (0..services as u32).map(part).collect(), touched: Vec::new() }
    }

    pub(super) fn add(
        &mut self,
        store: &Store,
        derived: &Derived,
        trace: TraceIx,
        nth: u32,
        parts: &mut Vec<Part>,
    ) {
        for span in store.spans_of(trace) {
            let service = derived.services.of_span(store, span);
            let part = &mut self.of_service[service as usize];
            if part.spans == 0 {
                self.touched.push(service);
            }
            part.spans += 1;
            part.errors += u32::from(derived.is_error(span));
            part.self_ns = part.self_ns.saturating_add(derived.self_ns.get(span.0 as usize));
            part.critical_ns = part.critical_ns.saturating_add(derived.critical_ns.get(span.0 as usize));
        }
        for service in self.touched.drain(..) {
            let empty = Part { trace: 0, service, spans: 0, errors: 0, self_ns: 0, critical_ns: 0 };
            let part = core::mem::replace(&mut self.of_service[service as usize], empty);
            parts.push(Part { trace: nth, ..part });
        }
    }
}

impl Default for EdgeSums {
    fn default() -> Self {
        Self { calls: 0, errors: 0, asynchronous: 0, callee_ns: [0; 3], wait_ns: None, octaves: [0; OCTAVES] }
    }
}

impl Default for NodeSums {
    fn default() -> Self {
        Self {
            calls: 0,
            failed_calls: 0,
            spans: 0,
            errors: 0,
            self_ns: 0,
            critical_ns: 0,
            callee_ns: [0; 3],
            octaves: [0; OCTAVES],
        }
    }
}
