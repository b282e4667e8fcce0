//! Who calls whom: the answer to `services`, and the picture of the page. The graph of all traces is made when it is
//! first asked for, or before, a step at a time; searches only sum up anew.

mod find;
mod picture;
mod placed;

use super::Engine;
use crate::{
    analysis::service_graph::{self, Making, NodeKind, ServiceGraph, sums::Sums},
    model::store::Store,
    protocol::{
        request::Failure,
        services::{
            self as told, GraphOf, GraphPicture, GraphQuery, ServiceEdge, ServiceNode, ServicesAnswer,
        },
        traces::Selection,
    },
    search::traces::Match,
};
use placed::Placed;
use std::{borrow::Cow, rc::Rc};

/// Pictures that are kept: of all, and of what was focused on.
const KEPT: usize = 8;
/// Spans that are read in one step: about as long as a person does not notice.
const STEP_SPANS: usize = 50_000;
/// Of more spans nothing is got ready: it takes room that reading more may need.
const READY_SPANS: usize = 2_000_000;

/// How far the graph of all traces is made.
#[derive(Debug, Default)]
pub(super) enum Made {
    /// Nobody has asked for it.
    #[default]
    Nothing,
    /// Of the first traces.
    Partly(Box<Making>),
    /// Of all.
    Whole(Box<Services>),
}

/// The graph of all traces, with what it is placed by.
#[derive(Debug)]
pub(super) struct Services {
    graph: ServiceGraph,
    /// What all traces make of it: places and what is shown at all depend on it.
    all: Sums,
    /// Where it was drawn last, by what was near.
    placed: Vec<(Vec<String>, u32, Rc<Placed>)>,
}

impl Engine {
    /// Everything that the traces of a search make, as messages and `inspect` give it.
    pub(super) fn services(&mut self, q: &str) -> Result<ServicesAnswer, Failure> {
        let selected = self.selected(&Selection { q: q.to_owned(), ..Selection::default() })?;
        self.find_services();
        let Made::Whole(services) = &self.services else { return Ok(ServicesAnswer::default()) };
        let sums = services.sums(&selected.traces);
        Ok(answer(&services.graph, &sums))
    }

    /// A picture.
    pub(super) fn graph(&mut self, query: &GraphQuery) -> Result<GraphPicture, Failure> {
        match &query.of {
            GraphOf::Traces(selection) => {
                let selected = self.selected(selection)?;
                self.find_services();
                let Made::Whole(services) = &mut self.services else { return Ok(GraphPicture::default()) };
                let placed = services.placed(&self.store, &query.near, query.hops);
                let sums = services.sums(&selected.traces);
                Ok(picture::picture(&services.graph, &placed, &sums, selected.traces.len()))
            }
            GraphOf::Trace { trace_id, skew } => {
                let trace = self.trace(trace_id)?;
                self.set_clocks(*skew);
                let graph = ServiceGraph::of_trace(&self.store, self.derived_with(*skew), trace);
                let sums = graph.sums(0..1);
                let placed = Placed::new(&self.store, &graph, &sums, &query.near, query.hops);
                Ok(picture::picture(&graph, &placed, &sums, 1))
            }
        }
    }

    /// Goes a step on to where the graph of all traces is asked for; `true`: nothing is left to be made ready.
    pub(super) fn prepare_graph(&mut self) -> bool {
        if self.store.span_count() > READY_SPANS {
            return true;
        }
        if let Made::Whole(services) = &mut self.services {
            services.placed(&self.store, &[], 0);
            return true;
        }
        self.make_services();
        false
    }

    fn find_services(&mut self) {
        while !matches!(self.services, Made::Whole(_)) {
            self.make_services();
        }
    }

    /// Goes a step on with the graph of all traces.
    fn make_services(&mut self) {
        let store = &self.store;
        self.services = match std::mem::take(&mut self.services) {
            Made::Nothing => Made::Partly(Box::new(Making::new(store, &self.derived))),
            Made::Partly(making) if making.trace_count() == store.trace_count() => {
                let graph = making.finish();
                let all = graph.sums(0..store.trace_count());
                Made::Whole(Box::new(Services { graph, all, placed: Vec::new() }))
            }
            Made::Partly(mut making) => {
                let mut spans = 0;
                let step = store.traces().skip(making.trace_count()).take_while(|&trace| {
                    let is_within = spans < STEP_SPANS;
                    spans += store.spans_of(trace).len();
                    is_within
                });
                making.add(store, &self.derived, step);
                Made::Partly(making)
            }
            whole @ Made::Whole(_) => whole,
        };
    }
}

impl Services {
    /// What the traces that were found make of the graph.
    fn sums(&self, found: &[Match]) -> Cow<'_, Sums> {
        if found.len() == self.graph.trace_count() {
            return Cow::Borrowed(&self.all);
        }
        Cow::Owned(self.graph.sums(found.iter().map(|found| found.trace.0 as usize)))
    }

    /// Where things are drawn, whatever the search leaves of them.
    fn placed(&mut self, store: &Store, near: &[String], hops: u32) -> Rc<Placed> {
        // What is near nothing is everything, however far away.
        let hops = if near.is_empty() { 0 } else { hops };
        let known = self.placed.iter().find(|(of, away, _)| (of.as_slice(), *away) == (near, hops));
        if let Some((.., placed)) = known {
            return Rc::clone(placed);
        }
        let placed = Rc::new(Placed::new(store, &self.graph, &self.all, near, hops));
        if self.placed.len() == KEPT {
            self.placed.remove(0);
        }
        self.placed.push((near.to_vec(), hops, Rc::clone(&placed)));
        placed
    }
}

/// What is in the sums, in the words of the contract.
fn answer(graph: &ServiceGraph, sums: &Sums) -> ServicesAnswer {
    let named = |node: u32| graph.nodes[node as usize].name.clone();
    let mut is_touched: Vec<bool> = sums.nodes.iter().map(|node| node.spans > 0 || node.calls > 0).collect();
    let mut edges = Vec::new();
    for (edge, sums) in graph.edges.iter().zip(&sums.edges).filter(|(_, sums)| sums.calls > 0) {
        is_touched[edge.from as usize] = true;
        is_touched[edge.to as usize] = true;
        let [p50_ns, p95_ns, p99_ns] = sums.callee_ns;
        edges.push(ServiceEdge {
            from: named(edge.from),
            to: named(edge.to),
            kind: edge.kind.into(),
            no_server_half: edge.no_server_half,
            calls: sums.calls,
            errors: sums.errors,
            p50_ns,
            p95_ns,
            p99_ns,
        });
    }
    let nodes = graph.nodes.iter().zip(&sums.nodes).zip(is_touched).filter(|(_, is_touched)| *is_touched);
    let node =
        |((node, sums), _): ((&service_graph::Node, &service_graph::sums::NodeSums), bool)| ServiceNode {
            name: node.name.clone(),
            kind: node.kind.into(),
            spans: sums.spans,
            errors: if node.service.is_some() { sums.errors } else { sums.failed_calls },
            self_ns: sums.self_ns,
            critical_ns: sums.critical_ns,
        };
    ServicesAnswer { nodes: nodes.map(node).collect(), edges }
}

impl From<NodeKind> for told::NodeKind {
    fn from(kind: NodeKind) -> Self {
        match kind {
            NodeKind::User => Self::User,
            NodeKind::Service => Self::Service,
            NodeKind::Database => Self::Database,
            NodeKind::Topic => Self::Topic,
            NodeKind::Broker => Self::Broker,
            NodeKind::External => Self::External,
        }
    }
}

impl From<service_graph::EdgeKind> for told::EdgeKind {
    fn from(kind: service_graph::EdgeKind) -> Self {
        match kind {
            service_graph::EdgeKind::Call => Self::Call,
            service_graph::EdgeKind::Messaging => Self::Messaging,
            service_graph::EdgeKind::Link => Self::Link,
        }
    }
}
