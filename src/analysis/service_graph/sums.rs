//! What some traces make of a graph: counts and exact quantiles, for each edge and each node.

use super::{EdgeKind, ServiceGraph};
use crate::{
    analysis::derived::Derived,
    base::quantile::nearest_ranks,
    model::{ids::TraceIx, store::Store},
};

/// The quantiles that are told, in percent.
const PERCENTS: [usize; 3] = [50, 95, 99];
/// Powers of two that a duration in nanoseconds may have.
pub const OCTAVES: usize = 64;

/// What a service has of one trace.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part {
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

impl ServiceGraph {
    /// Sums up some of the traces it is of, by their place among them.
    pub fn sums(&self, store: &Store, traces: impl Iterator<Item = usize> + Clone) -> Sums {
        let mut edges: Vec<EdgeSums> = self.edges.iter().map(|_| EdgeSums::default()).collect();
        for call in traces.clone().flat_map(|nth| self.calls(nth)) {
            let edge = &mut edges[call.edge as usize];
            edge.calls += 1;
            edge.errors += usize::from(call.failed);
            edge.asynchronous += usize::from(call.asynchronous);
        }
        // The times of each edge stand together, and so do those of all edges into a node.
        let starts: Vec<usize> =
            edges.iter().scan(0, |next, edge| Some(core::mem::replace(next, *next + edge.calls))).collect();
        let total: usize = edges.iter().map(|edge| edge.calls).sum();
        let (mut times_ns, mut waits_ns) = (vec![0; total], vec![0; total]);
        let (mut next, mut next_wait) = (starts.clone(), starts.clone());
        for call in traces.clone().flat_map(|nth| self.calls(nth)) {
            let edge = call.edge as usize;
            let duration_ns = store.duration_ns(call.span);
            edges[edge].octaves[octave(duration_ns)] += 1;
            times_ns[next[edge]] = duration_ns;
            next[edge] += 1;
            if let Some(waiting) = call.waiting {
                waits_ns[next_wait[edge]] = store.duration_ns(waiting);
                next_wait[edge] += 1;
            }
        }
        for (at, edge) in edges.iter_mut().enumerate() {
            edge.callee_ns = nearest_ranks(&mut times_ns[starts[at]..next[at]], PERCENTS);
            let waits_ns = &mut waits_ns[starts[at]..next_wait[at]];
            edge.wait_ns = (!waits_ns.is_empty()).then(|| nearest_ranks(waits_ns, PERCENTS));
        }
        let mut nodes: Vec<NodeSums> = self.nodes.iter().map(|_| NodeSums::default()).collect();
        self.add_parts(traces, &mut nodes);
        self.add_calls(&edges, &starts, &times_ns, &mut nodes);
        Sums { nodes, edges }
    }

    fn add_parts(&self, traces: impl Iterator<Item = usize>, nodes: &mut [NodeSums]) {
        let mut node_of = vec![0; self.nodes.iter().filter(|node| node.service.is_some()).count()];
        for (at, node) in self.nodes.iter().enumerate() {
            if let Some(service) = node.service {
                node_of[service as usize] = at;
            }
        }
        for part in traces.flat_map(|nth| self.parts(nth)) {
            let node = &mut nodes[node_of[part.service as usize]];
            node.spans += part.spans as usize;
            node.errors += part.errors as usize;
            node.self_ns = node.self_ns.saturating_add(part.self_ns);
            node.critical_ns = node.critical_ns.saturating_add(part.critical_ns);
        }
    }

    /// The calls into each node. Edges stand by their callee; links are no calls, nor are those without a server half
    /// among the entry spans of a service.
    fn add_calls(&self, edges: &[EdgeSums], starts: &[usize], times_ns: &[i64], nodes: &mut [NodeSums]) {
        let mut times_of_node = Vec::new();
        let mut at = 0;
        for into in self.edges.chunk_by(|a, b| a.to == b.to) {
            let node = &mut nodes[into[0].to as usize];
            times_of_node.clear();
            for (edge, number) in into.iter().zip(at..) {
                if edge.kind == EdgeKind::Link || edge.no_server_half {
                    continue;
                }
                let sums = &edges[number];
                node.calls += sums.calls;
                node.failed_calls += sums.errors;
                node.octaves.iter_mut().zip(&sums.octaves).for_each(|(all, one)| *all += one);
                times_of_node.extend_from_slice(&times_ns[starts[number]..starts[number] + sums.calls]);
            }
            node.callee_ns = nearest_ranks(&mut times_of_node, PERCENTS);
            at += into.len();
        }
    }
}

/// The power of two of a duration: how many bits it has beyond the first, 0 for none.
pub fn octave(duration_ns: i64) -> usize {
    duration_ns.max(1).ilog2() as usize
}

/// Counts what services have of a trace.
pub(super) struct Counted {
    of_service: Vec<Part>,
    touched: Vec<u32>,
}

impl Counted {
    pub(super) fn new(services: usize) -> Self {
        let part = |service| Part { service, spans: 0, errors: 0, self_ns: 0, critical_ns: 0 };
        Self { of_service: (0..services as u32).map(part).collect(), touched: Vec::new() }
    }

    pub(super) fn add(&mut self, store: &Store, derived: &Derived, trace: TraceIx, parts: &mut Vec<Part>) {
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
            let empty = Part { service, spans: 0, errors: 0, self_ns: 0, critical_ns: 0 };
            parts.push(core::mem::replace(&mut self.of_service[service as usize], empty));
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
