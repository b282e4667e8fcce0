//! The picture of a graph: places from the one side, sums from the other.

use super::placed::Placed;
use crate::{
    analysis::service_graph::{
        ServiceGraph,
        sums::{OCTAVES, Sums},
    },
    layout::service_graph::{NODE_HEIGHT_PX, NODE_WIDTH_PX},
    protocol::services::{EdgeSpans, GraphEdge, GraphNode, GraphPicture, NodeSpans, PictureTraces},
};
use core::ops::Range;

/// What so many traces have of it; what they do not touch is left out.
pub(super) fn picture(graph: &ServiceGraph, placed: &Placed, sums: &Sums, traces: usize) -> GraphPicture {
    let Placed { drawn, finds } = placed;
    let edges: Vec<(usize, usize)> =
        drawn.edges.iter().copied().enumerate().filter(|(_, edge)| sums.edges[*edge].calls > 0).collect();
    let is_touched = |&node: &u32| {
        let sums = &sums.nodes[node as usize];
        sums.spans > 0 || sums.calls > 0
    };
    let mut is_shown: Vec<bool> = drawn.nodes.iter().map(is_touched).collect();
    let place_of = |node: u32| drawn.place_of[node as usize].unwrap_or(0);
    for &(_, edge) in &edges {
        let edge = &graph.edges[edge];
        is_shown[place_of(edge.from)] = true;
        is_shown[place_of(edge.to)] = true;
    }
    // Numbers in the picture are those of what is left.
    let mut number_of = vec![0; drawn.nodes.len()];
    let shown: Vec<usize> = (0..drawn.nodes.len()).filter(|&place| is_shown[place]).collect();
    shown.iter().enumerate().for_each(|(number, &place)| number_of[place] = number);
    let octaves = octaves(sums, edges.iter().map(|(_, edge)| *edge));
    let node = |&place: &usize| {
        let number = drawn.nodes[place] as usize;
        let (node, sums) = (&graph.nodes[number], &sums.nodes[number]);
        GraphNode {
            name: node.name.clone(),
            kind: node.kind.into(),
            service: node.service,
            middle_px: drawn.placement.nodes[place],
            calls: sums.calls,
            failed_calls: Some(sums.failed_calls),
            of_spans: Some(NodeSpans {
                spans: sums.spans,
                errors: sums.errors,
                self_ns: sums.self_ns,
                critical_ns: sums.critical_ns,
                callee_ns: sums.callee_ns,
                octaves: sums.octaves[octaves.clone()].to_vec(),
            }),
        }
    };
    let edge = |&(at, number): &(usize, usize)| {
        let (edge, sums) = (&graph.edges[number], &sums.edges[number]);
        let route = &drawn.placement.routes[at];
        GraphEdge {
            from: number_of[place_of(edge.from)],
            to: number_of[place_of(edge.to)],
            kind: edge.kind.into(),
            calls: sums.calls,
            errors: Some(sums.errors),
            of_spans: Some(EdgeSpans {
                no_server_half: edge.no_server_half,
                asynchronous: sums.asynchronous,
                callee_ns: sums.callee_ns,
                wait_ns: sums.wait_ns,
                octaves: sums.octaves[octaves.clone()].to_vec(),
                find: finds[at].clone(),
            }),
            curve_px: route.curve.clone(),
            label_px: route.label,
        }
    };
    GraphPicture {
        width_px: drawn.placement.width_px,
        height_px: drawn.placement.height_px,
        node_px: [NODE_WIDTH_PX, NODE_HEIGHT_PX],
        nodes: shown.iter().map(node).collect(),
        edges: edges.iter().map(edge).collect(),
        of_traces: Some(PictureTraces {
            traces,
            critical_ns: sums.nodes.iter().map(|node| node.critical_ns).sum(),
            first_octave: octaves.start,
        }),
        nodes_left_out: drawn.nodes_left_out,
        edges_left_out: drawn.edges_left_out,
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
