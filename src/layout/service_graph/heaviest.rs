//! Which nodes and edges of a graph are drawn, and where: of too many those that weigh most.

use super::{Drawn, Placement, place};
use core::cmp::Reverse;

/// Nodes in one picture: more cannot be told apart.
pub const NODES: usize = 300;
/// Edges in one picture.
pub const EDGES: usize = 2_000;

/// See the module.
#[derive(Debug)]
pub struct Heaviest {
    /// The nodes that are drawn, by their numbers in the graph.
    pub nodes: Vec<u32>,
    /// For each node of the graph its place among those.
    pub place_of: Vec<Option<usize>>,
    /// The edges that are drawn, by their numbers in the graph.
    pub edges: Vec<usize>,
    /// Where they are.
    pub placement: Placement,
    /// Nodes that would be drawn were there not too many.
    pub nodes_left_out: usize,
    /// Edges between wanted nodes that would be drawn were there not too many of either.
    pub edges_left_out: usize,
}

impl Heaviest {
    /// Of a graph whose nodes weigh so much; `None`: one is not wanted at all. An edge that weighs nothing is none.
    pub fn of(weights: &[Option<u64>], edges: &[Drawn]) -> Self {
        let weight = |node: u32| weights.get(node as usize).copied().flatten();
        let mut nodes: Vec<u32> = (0..weights.len() as u32).filter(|&node| weight(node).is_some()).collect();
        nodes.sort_by_key(|&node| (Reverse(weight(node)), node));
        let nodes_left_out = nodes.len().saturating_sub(NODES);
        nodes.truncate(NODES);
        nodes.sort_unstable();
        let mut place_of = vec![None; weights.len()];
        nodes.iter().enumerate().for_each(|(place, &node)| place_of[node as usize] = Some(place));
        let is_wanted =
            |edge: &Drawn| edge.weight > 0 && weight(edge.from).is_some() && weight(edge.to).is_some();
        let wanted = edges.iter().filter(|edge| is_wanted(edge)).count();
        let placed = |edge: &Drawn| {
            let (from, to) = (place_of[edge.from as usize]?, place_of[edge.to as usize]?);
            Some(Drawn { from: from as u32, to: to as u32, weight: edge.weight })
        };
        let is_drawn = |edge: &Drawn| edge.weight > 0 && placed(edge).is_some();
        let mut drawn: Vec<usize> = (0..edges.len()).filter(|&edge| is_drawn(&edges[edge])).collect();
        drawn.sort_by_key(|&edge| (Reverse(edges[edge].weight), edge));
        drawn.truncate(EDGES);
        drawn.sort_unstable();
        let between: Vec<Drawn> = drawn.iter().filter_map(|&edge| placed(&edges[edge])).collect();
        let placement = place(nodes.len(), &between);
        Self {
            placement,
            nodes_left_out,
            edges_left_out: wanted - drawn.len(),
            nodes,
            place_of,
            edges: drawn,
        }
    }
}
