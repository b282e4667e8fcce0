//! The nodes of a graph while it is made: numbers by name, most of them found again without making the name.

use super::{Edge, EdgeKind, Node, NodeKind};
use crate::{
    analysis::{
        facts::{Fact, Said},
        peer::Naming,
        services::Services,
    },
    base::hash::Map,
    model::store::Store,
};
use std::collections::BTreeMap;

/// What whoever calls a root is called.
const USER: &str = "user";
/// What whoever calls an orphan is called: its span is missing.
const UNKNOWN: &str = "unknown";

/// See the module. Services have their place as number.
#[derive(Debug)]
pub(super) struct Nodes {
    nodes: Vec<Node>,
    by_name: BTreeMap<String, u32>,
    by_naming: Map<(Naming, NodeKind), u32>,
    user: Option<u32>,
    unknown: Option<u32>,
    edges: Map<(u32, u32, EdgeKind, bool), u32>,
    listed: Vec<Edge>,
}

impl Nodes {
    pub(super) fn new(store: &Store, services: &Services) -> Self {
        let node = |(place, name)| Node { name, service: Some(place), ..Node::default() };
        let nodes: Vec<Node> = (0..).zip(services.names(store)).map(node).collect();
        Self {
            by_name: nodes.iter().zip(0..).map(|(node, at)| (node.name.clone(), at)).collect(),
            nodes,
            by_naming: Map::default(),
            user: None,
            unknown: None,
            edges: Map::default(),
            listed: Vec::new(),
        }
    }

    pub(super) fn user(&mut self) -> u32 {
        let node = || Node { kind: NodeKind::User, name: USER.to_owned(), ..Node::default() };
        *self.user.get_or_insert_with(|| push(&mut self.nodes, node()))
    }

    pub(super) fn unknown(&mut self) -> u32 {
        let node = || Node { kind: NodeKind::External, name: UNKNOWN.to_owned(), ..Node::default() };
        *self.unknown.get_or_insert_with(|| push(&mut self.nodes, node()))
    }

    /// The node that a call names: that of a loaded service of this name, else a virtual one.
    pub(super) fn named(&mut self, said: &Said<'_>, naming: Naming) -> u32 {
        let kind = kind_of(said, naming);
        if let Some(&known) = self.by_naming.get(&(naming, kind)) {
            return known;
        }
        let name = naming.name(said.store());
        let number = match self.by_name.get(&name) {
            Some(&known) => known,
            None => {
                let node = Node { kind, name: name.clone(), ..Node::default() };
                let new = push(&mut self.nodes, node);
                self.by_name.insert(name, new);
                new
            }
        };
        let node = &mut self.nodes[number as usize];
        if node.service.is_none() {
            // Of what its calls say, the most telling.
            node.kind = node.kind.min(kind);
        }
        // Every URL of a host names that host and nothing else, so one stands for all of them: there may be very many.
        let is_told =
            |known: &Naming| *known == naming || matches!((known, naming), (Naming::Url(_), Naming::Url(_)));
        if !node.namings.iter().any(is_told) {
            node.namings.push(naming);
        }
        self.by_naming.insert((naming, kind), number);
        number
    }

    pub(super) fn kind(&self, node: u32) -> NodeKind {
        self.nodes[node as usize].kind
    }

    pub(super) fn edge(&mut self, from: u32, to: u32, kind: EdgeKind, no_server_half: bool) -> u32 {
        *self.edges.entry((from, to, kind, no_server_half)).or_insert_with(|| {
            self.listed.push(Edge { from, to, kind, no_server_half });
            self.listed.len() as u32 - 1
        })
    }

    /// Nodes and edges in an order that does not depend on which came first, and the place of each edge in it. Services
    /// that no edge touches stay: they have spans.
    pub(super) fn into_sorted(self) -> (Vec<Node>, Vec<Edge>, Vec<u32>) {
        let mut nodes = self.nodes;
        nodes.iter_mut().for_each(|node| node.namings.sort_unstable());
        let key = |node: &Node| (node.kind, node.service, node.name.clone());
        let (nodes, place) = sorted(nodes, key);
        let mut edges = self.listed;
        for edge in &mut edges {
            (edge.from, edge.to) = (place[edge.from as usize], place[edge.to as usize]);
        }
        let (edges, place) = sorted(edges, |edge| (edge.to, edge.from, edge.kind, edge.no_server_half));
        (nodes, edges, place)
    }
}

/// The items sorted, and for each old place the new one.
fn sorted<T, K: Ord>(items: Vec<T>, key: impl Fn(&T) -> K) -> (Vec<T>, Vec<u32>) {
    let mut numbered: Vec<(usize, T)> = items.into_iter().enumerate().collect();
    numbered.sort_by_cached_key(|(_, item)| key(item));
    let mut place = vec![0; numbered.len()];
    (0..).zip(&numbered).for_each(|(new, (old, _))| place[*old] = new);
    (numbered.into_iter().map(|(_, item)| item).collect(), place)
}

fn push(nodes: &mut Vec<Node>, node: Node) -> u32 {
    nodes.push(node);
    nodes.len() as u32 - 1
}

/// What a call without a server half goes to, whatever it is named by.
fn kind_of(said: &Said<'_>, naming: Naming) -> NodeKind {
    let messaging = |destination: bool| if destination { NodeKind::Topic } else { NodeKind::Broker };
    match naming {
        Naming::Database(..) => NodeKind::Database,
        Naming::Messaging(_, destination) => messaging(destination.is_some()),
        _ if said.has(Fact::DbSystem) => NodeKind::Database,
        _ if said.has(Fact::MessagingSystem) => messaging(said.has(Fact::Destination)),
        _ => NodeKind::External,
    }
}
