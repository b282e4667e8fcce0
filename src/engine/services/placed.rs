//! What of a graph is drawn, and where: what is near some nodes, and of very much the nodes and edges with the most
//! calls.

use super::find::Searches;
use crate::{
    analysis::service_graph::{ServiceGraph, sums::Sums},
    layout::service_graph::{Drawn, heaviest::Heaviest},
    model::store::Store,
};

/// See the module.
#[derive(Debug)]
pub(super) struct Placed {
    /// What is drawn, and where.
    pub drawn: Heaviest,
    /// For each edge that is drawn the search for its calls.
    pub finds: Vec<String>,
}

impl Placed {
    /// Of the sums that say what is heavy.
    pub(super) fn new(store: &Store, graph: &ServiceGraph, sums: &Sums, near: &[String], hops: u32) -> Self {
        let is_touched = touched(graph, sums);
        let is_near = match near.is_empty() {
            true => vec![true; graph.nodes.len()],
            false => neighbourhood(graph, sums, near, hops),
        };
        let weights: Vec<Option<u64>> = (0..graph.nodes.len())
            .map(|node| {
                let sums = &sums.nodes[node];
                (is_touched[node] && is_near[node]).then_some(sums.calls.max(sums.spans) as u64)
            })
            .collect();
        let edges = graph.edges.iter().zip(&sums.edges);
        let edges: Vec<Drawn> = edges
            .map(|(edge, sums)| Drawn { from: edge.from, to: edge.to, weight: sums.calls as u64 })
            .collect();
        let drawn = Heaviest::of(&weights, &edges);
        let searches = Searches::new(store, graph);
        let finds = drawn.edges.iter().map(|&edge| searches.of(&graph.edges[edge])).collect();
        Self { drawn, finds }
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

/// Which nodes at most so many edges, whatever their direction, lead to from those of a name.
fn neighbourhood(graph: &ServiceGraph, sums: &Sums, near: &[String], hops: u32) -> Vec<bool> {
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
    is_near
}
