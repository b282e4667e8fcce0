//! The search for the calls of an edge, as TraceQL: the traces that have one.

use crate::{
    analysis::{
        facts::Fact,
        peer::{self, Naming},
        service_graph::{Edge, EdgeKind, Node, NodeKind, ServiceGraph},
        services::UNKNOWN,
    },
    base::intern::Symbol,
    model::store::Store,
    query::tree::Static,
};
use std::cell::OnceCell;

/// Writes the searches of a graph's edges.
pub(super) struct Searches<'a> {
    store: &'a Store,
    graph: &'a ServiceGraph,
    /// For each node that a call goes to it, written once: many edges may lead there.
    callees: Vec<OnceCell<String>>,
}

impl<'a> Searches<'a> {
    /// None is written yet.
    pub(super) fn new(store: &'a Store, graph: &'a ServiceGraph) -> Self {
        Self { store, graph, callees: vec![OnceCell::new(); graph.nodes.len()] }
    }

    /// The search for the calls of an edge.
    pub(super) fn of(&self, edge: &Edge) -> String {
        let (from, to) = (&self.graph.nodes[edge.from as usize], &self.graph.nodes[edge.to as usize]);
        let goes_to = || self.callees[edge.to as usize].get_or_init(|| callee_of(self.store, to));
        calls(edge, from, to, goes_to)
    }
}

/// The search; `goes_to` says that a span calls the callee, which has no spans of its own.
fn calls<'a>(edge: &Edge, from: &Node, to: &Node, goes_to: impl Fn() -> &'a String) -> String {
    let (caller, callee) = (service(from), service(to));
    match (from.kind, to.kind, edge.kind) {
        (.., EdgeKind::Link) => format!("{{ {callee} && link:spanID != nil }}"),
        (NodeKind::User, ..) => format!("{{ {callee} && nestedSetParent < 0 }}"),
        (NodeKind::Topic | NodeKind::Broker, NodeKind::Service, _) => {
            format!("{{ {callee} && kind = consumer }}")
        }
        (NodeKind::Service, NodeKind::Service, kind) if !edge.no_server_half => {
            match (edge.from == edge.to, kind) {
                (true, EdgeKind::Call) => {
                    format!("{{ {caller} && kind = client }} > {{ {callee} && kind = server }}")
                }
                (_, EdgeKind::Messaging) => {
                    format!("{{ {caller} && kind = producer }} > {{ {callee} && kind = consumer }}")
                }
                _ => format!("{{ {caller} }} > {{ {callee} }}"),
            }
        }
        (NodeKind::Service, NodeKind::Topic | NodeKind::Broker, _) => {
            format!("{{ {caller} && (kind = producer || kind = client) && {} }}", goes_to())
        }
        (NodeKind::Service, NodeKind::Database, _) => {
            format!("{{ {caller} && kind = client && {} }}", goes_to())
        }
        (NodeKind::Service, ..) => {
            format!("{} !<< {{ {caller} && {} }}", answers(from), goes_to())
        }
        // Whoever calls an orphan is unknown: no root reaches its spans.
        _ => format!("{{ {callee} && nestedSetParent = 0 }}"),
    }
}

/// That a span is of a service.
fn service(node: &Node) -> String {
    match node.name == UNKNOWN {
        true => "resource.service.name = nil".to_owned(),
        false => format!("resource.service.name = {}", quoted(&node.name)),
    }
}

/// The spans that a call of a service is answered by, or called on by: whatever else is below it is its own.
fn answers(caller: &Node) -> String {
    let elsewhere = match caller.name == UNKNOWN {
        true => "resource.service.name != nil".to_owned(),
        false => format!("resource.service.name != {} || resource.service.name = nil", quoted(&caller.name)),
    };
    format!("{{ {elsewhere} || (kind != internal && kind != unspecified) }}")
}

/// That a call goes to someone who records no spans: under any of the names it is told by.
fn callee_of(store: &Store, node: &Node) -> String {
    let mut any: Vec<String> = Vec::new();
    for naming in &node.namings {
        let condition = named(store, *naming);
        if !any.contains(&condition) {
            any.push(condition);
        }
    }
    match any.len() {
        1 => any.remove(0),
        _ => format!("({})", any.join(" || ")),
    }
}

fn named(store: &Store, naming: Naming) -> String {
    let is = |fact, value: Symbol| has(store, fact, &format!("= {}", quoted(store.text(value))));
    let with = |first: String, part: Option<String>| match part {
        Some(part) => format!("{first} && {part}"),
        None => first,
    };
    match naming {
        Naming::Service(name) => is(Fact::PeerService, name),
        Naming::Database(system, part) => {
            with(is(Fact::DbSystem, system), part.map(|part| is(Fact::DbNamespace, part)))
        }
        Naming::Messaging(system, part) => {
            with(is(Fact::MessagingSystem, system), part.map(|part| is(Fact::Destination, part)))
        }
        Naming::Address(host, port) => {
            let port = port.map(|port| {
                let (number, text) = (format!("= {port}"), format!("= \"{port}\""));
                format!(
                    "({} || {})",
                    has(store, Fact::ServerPort, &number),
                    has(store, Fact::ServerPort, &text)
                )
            });
            with(is(Fact::ServerAddress, host), port)
        }
        Naming::Url(url) => {
            let host = peer::host_of(store.text(url));
            let pattern = format!("([a-z]+://)?([^/@]*@)?{}([:/?#].*)?", regex::escape(host));
            has(store, Fact::UrlFull, &format!("=~ {}", quoted(&pattern)))
        }
        Naming::Unnamed(kind) => {
            let unsaid = [
                Fact::PeerService,
                Fact::DbSystem,
                Fact::MessagingSystem,
                Fact::ServerAddress,
                Fact::UrlFull,
            ];
            let names =
                unsaid.into_iter().flat_map(Fact::names).filter(|name| store.find_key(name).is_some());
            let nothing: String = names.map(|name| format!(" && span.{name} = nil")).collect();
            format!("kind = {}{nothing}", kind.word())
        }
    }
}

/// That a span says something under any of the names of a fact that there are.
fn has(store: &Store, fact: Fact, said: &str) -> String {
    let names = fact.names().filter(|name| store.find_key(name).is_some());
    let any: Vec<String> = names.map(|name| format!("span.{name} {said}")).collect();
    match any.len() {
        1 => any.concat(),
        _ => format!("({})", any.join(" || ")),
    }
}

fn quoted(text: &str) -> String {
    Static::Text(text.to_owned()).to_string()
}
