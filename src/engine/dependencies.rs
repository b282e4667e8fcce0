//! The picture of who calls whom in a whole store, of what the store itself counts: calls, and errors where it counts
//! those. Nothing is known of durations or spans, so the picture says nothing of them.

use crate::{
    layout::service_graph::{Drawn, NODE_HEIGHT_PX, NODE_WIDTH_PX, heaviest::Heaviest},
    protocol::{
        measured::Dependency,
        services::{GraphEdge, GraphNode, GraphPicture},
    },
};

/// What is known of a service.
#[derive(Default)]
struct Sums {
    /// Calls into it.
    calls: usize,
    /// Those that failed.
    failed_calls: Option<usize>,
    /// Calls into it and out of it.
    weight: u64,
}

/// The picture.
pub fn picture(calls: &[Dependency]) -> GraphPicture {
    let mut names: Vec<&str> = calls.iter().flat_map(|call| [call.from.as_str(), &call.to]).collect();
    names.sort_unstable();
    names.dedup();
    // Every name is among them.
    let number = |name: &str| names.binary_search(&name).unwrap_or_default();
    let mut sums: Vec<Sums> = names.iter().map(|_| Sums::default()).collect();
    let mut edges = Vec::with_capacity(calls.len());
    for call in calls {
        let (from, to) = (number(&call.from), number(&call.to));
        for end in [from, to] {
            sums[end].weight = sums[end].weight.saturating_add(call.calls as u64);
        }
        let callee = &mut sums[to];
        callee.calls = callee.calls.saturating_add(call.calls);
        if let Some(errors) = call.errors {
            callee.failed_calls = Some(callee.failed_calls.unwrap_or(0).saturating_add(errors));
        }
        edges.push(Drawn { from: from as u32, to: to as u32, weight: call.calls as u64 });
    }
    let weights: Vec<Option<u64>> = sums.iter().map(|sums| Some(sums.weight)).collect();
    let drawn = Heaviest::of(&weights, &edges);
    let nodes = drawn.nodes.iter().zip(&drawn.placement.nodes).map(|(&node, &middle_px)| {
        let sums = &sums[node as usize];
        GraphNode {
            name: names[node as usize].to_owned(),
            middle_px,
            calls: sums.calls,
            failed_calls: sums.failed_calls,
            ..GraphNode::default()
        }
    });
    let place_of = |node: u32| drawn.place_of[node as usize].unwrap_or(0);
    let routes = drawn.edges.iter().zip(&drawn.placement.routes).map(|(&edge, route)| GraphEdge {
        from: place_of(edges[edge].from),
        to: place_of(edges[edge].to),
        calls: calls[edge].calls,
        errors: calls[edge].errors,
        curve_px: route.curve.clone(),
        label_px: route.label,
        ..GraphEdge::default()
    });
    GraphPicture {
        width_px: drawn.placement.width_px,
        height_px: drawn.placement.height_px,
        node_px: [NODE_WIDTH_PX, NODE_HEIGHT_PX],
        nodes: nodes.collect(),
        edges: routes.collect(),
        of_traces: None,
        nodes_left_out: drawn.nodes_left_out,
        edges_left_out: drawn.edges_left_out,
    }
}
