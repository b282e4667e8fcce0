//! The picture of a graph: places from the one side, sums from the other.

use super::placed::Placed;
use crate::{
    analysis::service_graph::{
        ServiceGraph,
        sums::{OCTAVES, Sums},
    },
    layout::service_graph::{NODE_HEIGHT_PX, NODE_WIDTH_PX},
    protocol::services::{GraphEdge, GraphNode, GraphPicture},
};
use core::ops::Range;

/// What some traces have of it; what they do not touch is left out.
pub(super) fn picture(graph: &ServiceGraph, placed: &Placed, sums: &Sums) -> GraphPicture {
    let edges: Vec<(usize, usize)> =
        placed.edges.iter().copied().enumerate().filter(|(_, edge)| sums.edges[*edge].calls > 0).collect();
    let is_touched = |&node: &u32| {
        let sums = &sums.nodes[node as usize];
        sums.spans > 0 || sums.calls > 0
    };
    let mut is_shown: Vec<bool> = placed.nodes.iter().map(is_touched).collect();
    let place_of = |node: u32| placed.place_of[node as usize].unwrap_or(0);
    for &(_, edge) in &edges {
        let edge = &graph.edges[edge];
        is_shown[place_of(edge.from)] = true;
        is_shown[place_of(edge.to)] = true;
    }
    // Numbers in the picture are those of what is left.
    let mut number_of = vec![0; placed.nodes.len()];
    let shown: Vec<usize> = (0..placed.nodes.len()).filter(|&place| is_shown[place]).collect();
    shown.iter().enumerate().for_each(|(number, &place)| number_of[place] = number);
    let octaves = octaves(sums, edges.iter().map(|(_, edge)| *edge));
    let node = |&place: &usize| {
        let number = placed.nodes[place] as usize;
        let (node, sums) = (&graph.nodes[number], &sums.nodes[number]);
        GraphNode {
            name: node.name.clone(),
            kind: node.kind.into(),
            service: node.service,
            middle_px: placed.placement.nodes[place],
            calls: sums.calls,
            failed_calls: sums.failed_calls,
            spans: sums.spans,
            errors: sums.errors,
            self_ns: sums.self_ns,
            critical_ns: sums.critical_ns,
            callee_ns: sums.callee_ns,
            octaves: sums.octaves[octaves.clone()].to_vec(),
        }
    };
    let edge = |&(at, number): &(usize, usize)| {
        let (edge, sums) = (&graph.edges[number], &sums.edges[number]);
        let route = &placed.placement.routes[at];
        GraphEdge {
            from: number_of[place_of(edge.from)],
            to: number_of[place_of(edge.to)],
            kind: edge.kind.into(),
            no_server_half: edge.no_server_half,
            calls: sums.calls,
            errors: sums.errors,
            asynchronous: sums.asynchronous,
            callee_ns: sums.callee_ns,
            wait_ns: sums.wait_ns,
            octaves: sums.octaves[octaves.clone()].to_vec(),
            curve_px: route.curve.clone(),
            label_px: route.label,
            find: placed.finds[at].clone(),
        }
    };
    GraphPicture {
        width_px: placed.placement.width_px,
        height_px: placed.placement.height_px,
        node_px: [NODE_WIDTH_PX, NODE_HEIGHT_PX],
        nodes: shown.iter().map(node).collect(),
        edges: edges.iter().map(edge).collect(),
        traces: 0,
        critical_ns: sums.nodes.iter().map(|node| node.critical_ns).sum(),
        first_octave: octaves.start,
        left_out: placed.left_out,
    }
}

/// The powers of two that any of the edges has times of.
fn octaves(sums: &Sums, edges: impl Iterator<Item = usize>) -> Range<usize> {
    let mut counted = [false; OCTAVES];
    for edge in edges {
        counted.iter_mut().zip(&sums.edges[edge].octaves).for_each(|(any, &n)| *any |= n > 0);
    }
    let first = counted.iter().position(|&any| any);
    let last = counted.iter().rposition(|&any| any);
    first.zip(last).map_or(0..0, |(first, last)| first..last + 1)
}
