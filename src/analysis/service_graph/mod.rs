//! Who calls whom, over all traces (analysis.md, "Service graph").
//!
//! The graph of a store is made once: its nodes, its edges, and for each call the edge it counts for. What a search
//! leaves of it is a sum over the calls of some traces, see [`sums`].

mod finder;
mod making;
mod nodes;
pub mod sums;

pub use making::Making;

use super::{derived::Derived, peer::Naming};
use crate::{
    base::lists::Lists,
    model::{
        ids::{SpanIx, TraceIx},
        store::Store,
    },
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
    /// How calls name it, of all URLs of one host a single one; none for whoever calls from outside.
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

/// A call as it is found: a span that counts for an edge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Found {
    /// The edge: a place in `ServiceGraph::edges`.
    edge: u32,
    /// The entry span of the callee; where it records none, the caller's span.
    span: SpanIx,
    /// The caller's span, where it is known how long that waited.
    waiting: Option<SpanIx>,
    /// It has an error, or the caller's half of it has.
    failed: bool,
    /// The caller does not wait for it.
    asynchronous: bool,
}

/// A call of a trace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Call {
    /// The callee's time, or that of the caller where no other is known.
    pub duration_ns: i64,
    /// The edge it counts for: a place in `ServiceGraph::edges`.
    pub edge: u32,
    /// The entry span of the callee; where it records none, the caller's span.
    pub span: SpanIx,
    /// The place of its trace among those that the graph is of.
    pub trace: u32,
    /// It has an error, or the caller's half of it has.
    pub failed: bool,
    /// The caller does not wait for it.
    pub asynchronous: bool,
}

/// How long the caller of a call waited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Wait {
    duration_ns: i64,
    trace: u32,
}

/// The graph of a store.
#[derive(Clone, Debug, Default)]
pub struct ServiceGraph {
    /// The nodes by kind, services by their place, others by name.
    pub nodes: Vec<Node>,
    /// The edges by callee, then by caller and kind.
    pub edges: Vec<Edge>,
    /// The calls into each node by duration: so quantiles of whatever is chosen are found in passing.
    calls: Lists<Call>,
    /// The waits of each edge by duration.
    waits: Lists<Wait>,
    /// What the services have of each trace.
    parts: Vec<sums::Part>,
    /// How many traces it is of.
    traces: usize,
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
        let mut making = Making::new(store, derived);
        making.add(store, derived, traces);
        making.finish()
    }

    /// How many traces it is of.
    pub fn trace_count(&self) -> usize {
        self.traces
    }

    /// The calls of all traces it is of, by callee and duration.
    pub fn calls(&self) -> impl Iterator<Item = &Call> {
        self.calls.iter().flatten()
    }
}
