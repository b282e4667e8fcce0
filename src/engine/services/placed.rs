//! What of a graph is drawn, and where: what is near some nodes, and of very much the nodes and edges with the most
//! calls.

use super::find::Searches;
use crate::{
    analysis::service_graph::{Edge, ServiceGraph, sums::Sums},
    layout::service_graph::{Drawn, Placement, place},
    model::store::Store,
};

/// Nodes in one picture: more cannot be told apart.
const NODES: usize = 300;
/// Edges in one picture.
const EDGES: usize = 2_000;

/// See the module.
#[derive(Debug)]
pub(super) struct Placed {
    /// The nodes that are drawn, by their numbers in the graph.
    pub nodes: Vec<u32>,
    /// For each node of the graph its place among those.
    pub place_of: Vec<Option<usize>>,
    /// The edges that are drawn, by their numbers in the graph.
    pub edges: Vec<usize>,
    /// For each of them the search for its calls.
    pub finds: Vec<String>,
    /// Where they are.
    pub placement: Placement,
    /// Nodes that would be drawn were there not too many.
    pub left_out: usize,
}

impl Placed {
    /// Of the sums that say what is heavy.
    pub(super) fn new(store: &Store, graph: &ServiceGraph, sums: &Sums, near: &[String], hops: u32) -> Self {
        let is_touched = touched(graph, sums);
        let mut nodes = match near.is_empty() {
            true => (0..graph.nodes.len() as u32).collect(),
            false => neighbourhood(graph, sums, near, hops),
        };
        nodes.retain(|&node| is_touched[node as usize]);
        let weight = |node: &u32| {
            let sums = &sums.nodes[*node as usize];
            sums.calls.max(sums.spans)
        };
        nodes.sort_by_key(|node| (core::cmp::Reverse(weight(node)), *node));
        let left_out = nodes.len().saturating_sub(NODES);
        nodes.truncate(NODES);
        nodes.sort_unstable();
        let mut place_of = vec![None; graph.nodes.len()];
        nodes.iter().enumerate().for_each(|(place, &node)| place_of[node as usize] = Some(place));
        let is_drawn =
            |edge: &Edge| place_of[edge.from as usize].is_some() && place_of[edge.to as usize].is_some();
        let calls = |edge: &usize| sums.edges[*edge].calls;
        let mut edges: Vec<usize> =
            (0..graph.edges.len()).filter(|edge| is_drawn(&graph.edges[*edge]) && calls(edge) > 0).collect();
        edges.sort_by_key(|edge| (core::cmp::Reverse(calls(edge)), *edge));
        edges.truncate(EDGES);
        edges.sort_unstable();
        let drawn: Vec<Drawn> = edges
            .iter()
            .map(|&number| {
                let edge = &graph.edges[number];
                let place = |node: u32| place_of[node as usize].unwrap_or(0) as u32;
                Drawn { from: place(edge.from), to: place(edge.to), weight: calls(&number) as u64 }
            })
            .collect();
        let placement = place(nodes.len(), &drawn);
        let searches = Searches::new(store, graph);
        let finds = edges.iter().map(|&edge| searches.of(&graph.edges[edge])).collect();
        Self { nodes, place_of, edges, finds, placement, left_out }
    }
}

/// Which nodes have a span, or a call into or out of them.
fn touched(graph: &ServiceGraph, sums: &Sums) -> Vec<bool> {
    let mut is_touched: Vec<bool> = sums.nodes.iter().map(|node| node.spans > 0).collect();
    for (edge, _) in graph.edges.iter().zip(&sums.edges).filter(|(_, sums)| sums.calls > 0) {
        is_touched[edge.from as usize] = true;
        is_touched[edge.to as usize] = true;
    }
    is_touched
}

/// The nodes that at most so many edges, whatever their direction, lead to from those of a name.
fn neighbourhood(graph: &ServiceGraph, sums: &Sums, near: &[String], hops: u32) -> Vec<u32> {
    let mut is_near: Vec<bool> = graph.nodes.iter().map(|node| near.contains(&node.name)).collect();
    for _ in 0..hops {
        let before = is_near.clone();
        for (edge, _) in graph.edges.iter().zip(&sums.edges).filter(|(_, sums)| sums.calls > 0) {
            let (from, to) = (edge.from as usize, edge.to as usize);
            if before[from] || before[to] {
                (is_near[from], is_near[to]) = (true, true);
            }
        }
        if before == is_near {
            break;
        }
    }
    (0..).zip(&is_near).filter(|(_, is_near)| **is_near).map(|(node, _)| node).collect()
}
