//! Who calls whom, over all traces (analysis.md, "Service graph").
//!
//! The graph of a store is made once: its nodes, its edges, and for each call the edge it counts for. What a search
//! leaves of it is a sum over the calls of some traces, see [`sums`].

mod finder;
mod nodes;
pub mod sums;

use super::{derived::Derived, peer::Naming};
use crate::model::{
    ids::{SpanIx, TraceIx},
    store::Store,
};

/// What a node stands for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NodeKind {
    /// Whoever calls from outside.
    User,
    /// A service that records spans.
    #[default]
    Service,
    /// A database that records none.
    Database,
    /// A topic or queue.
    Topic,
    /// A messaging system, no topic being named.
    Broker,
    /// Anything else that records no spans.
    External,
}

/// A node.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Node {
    /// What it stands for.
    pub kind: NodeKind,
    /// Its name.
    pub name: String,
    /// The service's place in `Services`.
    pub service: Option<u32>,
    /// How calls name it; none for whoever calls from outside.
    pub namings: Vec<Naming>,
}

/// What an edge stands for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EdgeKind {
    /// Calls.
    #[default]
    Call,
    /// Messages to or from a topic, or straight to their consumer.
    Messaging,
    /// Links between spans, from the one that is linked to.
    Link,
}

/// An edge: everything of one kind between two nodes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Edge {
    /// The caller: a place in `ServiceGraph::nodes`.
    pub from: u32,
    /// The callee.
    pub to: u32,
    /// What it stands for.
    pub kind: EdgeKind,
    /// The callee is a service that records spans, but none of these calls.
    pub no_server_half: bool,
}

/// A call: a span that counts for an edge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Call {
    /// The edge: a place in `ServiceGraph::edges`.
    pub edge: u32,
    /// The entry span of the callee; where it records none, the caller's span.
    pub span: SpanIx,
    /// The caller's span, where it is known how long that waited.
    pub waiting: Option<SpanIx>,
    /// It has an error, or the caller's half of it has.
    pub failed: bool,
    /// The caller does not wait for it.
    pub asynchronous: bool,
}

/// The graph of a store.
#[derive(Clone, Debug, Default)]
pub struct ServiceGraph {
    /// The nodes by kind, services by their place, others by name.
    pub nodes: Vec<Node>,
    /// The edges by callee, then by caller and kind.
    pub edges: Vec<Edge>,
    /// The calls, trace by trace.
    calls: Vec<Call>,
    /// Behind the last call of each trace.
    call_ends: Vec<u32>,
    /// What the services have of each trace.
    parts: Vec<sums::Part>,
    /// Behind the last part of each trace.
    part_ends: Vec<u32>,
}

impl ServiceGraph {
    /// Of all traces.
    pub fn of_store(store: &Store, derived: &Derived) -> Self {
        Self::of_traces(store, derived, store.traces())
    }

    /// Of one trace.
    pub fn of_trace(store: &Store, derived: &Derived, trace: TraceIx) -> Self {
        Self::of_traces(store, derived, core::iter::once(trace))
    }

    fn of_traces(store: &Store, derived: &Derived, traces: impl Iterator<Item = TraceIx>) -> Self {
        let mut finder = finder::Finder::new(store, derived);
        let mut graph = Self::default();
        let mut counted = sums::Counted::new(derived.services.len());
        for trace in traces {
            finder.find(trace, &mut graph.calls);
            counted.add(store, derived, trace, &mut graph.parts);
            graph.call_ends.push(graph.calls.len() as u32);
            graph.part_ends.push(graph.parts.len() as u32);
        }
        (graph.nodes, graph.edges) = finder.into_sorted(&mut graph.calls);
        graph
    }

    /// The calls of the nth trace it is of.
    pub fn calls(&self, nth: usize) -> &[Call] {
        &self.calls[range(&self.call_ends, nth)]
    }

    fn parts(&self, nth: usize) -> &[sums::Part] {
        &self.parts[range(&self.part_ends, nth)]
    }
}

fn range(ends: &[u32], nth: usize) -> core::ops::Range<usize> {
    let from = nth.checked_sub(1).map_or(0, |before| ends[before] as usize);
    from..ends[nth] as usize
}
