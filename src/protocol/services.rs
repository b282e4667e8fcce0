//! Services and the calls between them: the answer to `services`, and the picture of the page.

use super::{answers::decimal, traces::Selection};
use serde::{Deserialize, Serialize};

/// The answer to `services`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServicesAnswer {
    /// The nodes: whoever calls from outside, services by their spans, others by kind and name.
    pub nodes: Vec<ServiceNode>,
    /// The edges by callee, then by caller.
    pub edges: Vec<ServiceEdge>,
}

/// A node.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServiceNode {
    /// Its name.
    pub name: String,
    /// What it stands for.
    pub kind: NodeKind,
    /// Its spans; none of what records none.
    pub spans: usize,
    /// Its spans with an error; of what records none, the calls into it that failed.
    pub errors: usize,
    /// Its self time.
    #[serde(with = "decimal")]
    pub self_ns: i64,
    /// Its time on critical paths.
    #[serde(with = "decimal")]
    pub critical_ns: i64,
}

/// An edge.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServiceEdge {
    /// The caller's name.
    pub from: String,
    /// The callee's name.
    pub to: String,
    /// What it stands for.
    pub kind: EdgeKind,
    /// The callee is a service that records spans, but none of these calls: they are not among its entry spans.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub no_server_half: bool,
    /// Calls.
    pub calls: usize,
    /// Those that failed.
    pub errors: usize,
    /// The callee's median time; the caller's wait where nothing else is known.
    #[serde(with = "decimal")]
    pub p50_ns: i64,
    /// What 95 of 100 do not exceed.
    #[serde(with = "decimal")]
    pub p95_ns: i64,
    /// What 99 of 100 do not exceed.
    #[serde(with = "decimal")]
    pub p99_ns: i64,
}

/// What a node stands for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NodeKind {
    /// A service: it records spans, or a store counts its calls.
    #[default]
    Service,
    /// A database that records none.
    Database,
    /// A messaging system.
    Broker,
    /// A topic or queue.
    Topic,
    /// Anything else that records no spans.
    External,
    /// Whoever calls from outside.
    User,
}

/// What an edge stands for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EdgeKind {
    /// Calls.
    #[default]
    Call,
    /// Messages.
    Messaging,
    /// Links between spans.
    Link,
}

/// Which picture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GraphQuery {
    /// The traces it sums up.
    pub of: GraphOf,
    /// Only what is near these nodes, by their names; empty: everything.
    pub near: Vec<String>,
    /// How many edges away that is at most.
    pub hops: u32,
}

/// What a picture sums up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GraphOf {
    /// Some of all traces.
    Traces(Selection),
    /// One trace.
    Trace {
        /// The trace.
        trace_id: String,
        /// With the clocks set right.
        skew: bool,
    },
}

/// Nodes and edges with their places. Those stay for all selections: what a search leaves nothing of is left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct GraphPicture {
    /// Width of the whole, of which this may be a part.
    pub width_px: i32,
    /// Height of the whole.
    pub height_px: i32,
    /// Size of each node.
    pub node_px: [i32; 2],
    /// The nodes.
    pub nodes: Vec<GraphNode>,
    /// The edges.
    pub edges: Vec<GraphEdge>,
    /// What the traces tell that it sums up; `None`: it is of what a store counts, and no trace is known.
    pub of_traces: Option<PictureTraces>,
    /// Nodes that are not shown: more than can be told apart, those with the fewest calls.
    pub nodes_left_out: usize,
    /// Edges that are not shown, theirs and those with the fewest calls.
    pub edges_left_out: usize,
}

/// What traces tell of a picture.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PictureTraces {
    /// The traces that it sums up.
    pub traces: usize,
    /// The time on the critical paths of all of them: shares are of it.
    pub critical_ns: i64,
    /// The first of the powers of two that `octaves` count.
    pub first_octave: usize,
}

/// A node of the picture.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct GraphNode {
    /// Its name.
    pub name: String,
    /// What it stands for.
    pub kind: NodeKind,
    /// The service: a place in `Summary::service_names`.
    pub service: Option<u32>,
    /// Its middle.
    pub middle_px: [i32; 2],
    /// Calls into it.
    pub calls: usize,
    /// Those that failed; `None`: nobody has counted them.
    pub failed_calls: Option<usize>,
    /// What spans tell of it; `None`: none are known.
    pub of_spans: Option<NodeSpans>,
}

/// What spans tell of a node.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NodeSpans {
    /// Its spans; none of what records none.
    pub spans: usize,
    /// Its spans with an error.
    pub errors: usize,
    /// Its self time.
    pub self_ns: i64,
    /// Its time on critical paths.
    pub critical_ns: i64,
    /// Median, 95th and 99th percentile of the time of calls into it.
    pub callee_ns: [i64; 3],
    /// How many of these times have each power of two, from `PictureTraces::first_octave` on.
    pub octaves: Vec<u32>,
}

/// An edge of the picture.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct GraphEdge {
    /// The caller: a place in `GraphPicture::nodes`.
    pub from: usize,
    /// The callee.
    pub to: usize,
    /// What it stands for.
    pub kind: EdgeKind,
    /// Calls.
    pub calls: usize,
    /// Those that failed; `None`: nobody has counted them.
    pub errors: Option<usize>,
    /// What spans tell of it; `None`: none are known.
    pub of_spans: Option<EdgeSpans>,
    /// Its way: where it begins, then for each piece two control points and the end.
    pub curve_px: Vec<[i32; 2]>,
    /// The middle of its label; `None`: there is no room for one.
    pub label_px: Option<[i32; 2]>,
}

/// What spans tell of an edge.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EdgeSpans {
    /// The callee is a service that records spans, but none of these calls.
    pub no_server_half: bool,
    /// Calls that the caller does not wait for.
    pub asynchronous: usize,
    /// Median, 95th and 99th percentile of the callee's time.
    pub callee_ns: [i64; 3],
    /// The same of the caller's wait; `None`: nobody waits, or it is not known.
    pub wait_ns: Option<[i64; 3]>,
    /// How many of the callee's times have each power of two, from `PictureTraces::first_octave` on.
    pub octaves: Vec<u32>,
    /// The search for its calls, as TraceQL.
    pub find: String,
}
