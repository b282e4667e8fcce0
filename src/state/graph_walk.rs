//! The keyboard's way through a graph: from node to node by direction, and along the calls of a node.

use super::command::Move;
use crate::protocol::services::{GraphEdge, GraphPicture};

/// What the keyboard, or the pointer, is at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum At {
    /// A node, by its place in the picture.
    Node(usize),
    /// An edge, by its place in the picture.
    Edge(usize),
}

/// The node that a move leads to; from an edge, from the node it leaves. `None`: there is no node that way.
pub fn step(picture: &GraphPicture, at: Option<At>, way: Move) -> Option<At> {
    let middle = |node: usize| picture.nodes[node].middle_px;
    let by_column = |&node: &usize| (middle(node)[0], middle(node)[1]);
    let nodes = 0..picture.nodes.len();
    let Some(from) = at.and_then(|at| node_of(picture, at)) else {
        return nodes.min_by_key(by_column).map(At::Node);
    };
    let towards: [i64; 2] = match way {
        Move::Up => [0, -1],
        Move::Down => [0, 1],
        Move::Out => [-1, 0],
        Move::In => [1, 0],
        Move::First => return nodes.min_by_key(by_column).map(At::Node),
        Move::Last => return nodes.max_by_key(by_column).map(At::Node),
        Move::PageUp | Move::PageDown => return None,
    };
    let distance = |&node: &usize| {
        let away = [0, 1].map(|axis| i64::from(middle(node)[axis] - middle(from)[axis]));
        let along = away[0] * towards[0] + away[1] * towards[1];
        let beside = (away[0] * towards[1]).abs() + (away[1] * towards[0]).abs();
        // Those straight ahead before those beside the way.
        (along > 0).then_some(along + 3 * beside)
    };
    nodes.filter(|node| distance(node).is_some()).min_by_key(|node| (distance(node), *node)).map(At::Node)
}

/// The next call that the node at hand makes, round the end; those into it when it makes none. `by` is 1 or -1.
pub fn next_call(picture: &GraphPicture, at: Option<At>, by: isize) -> Option<At> {
    let node = node_of(picture, at?)?;
    let of = |is_of: &dyn Fn(&GraphEdge) -> bool| -> Vec<usize> {
        (0..picture.edges.len()).filter(|&edge| is_of(&picture.edges[edge])).collect()
    };
    let mut calls = of(&|edge| edge.from == node);
    if calls.is_empty() {
        calls = of(&|edge| edge.to == node);
    }
    let count = calls.len() as isize;
    let now = calls.iter().position(|&edge| at == Some(At::Edge(edge))).map(|now| now as isize);
    let next = match (now, by > 0) {
        (Some(now), _) => now + by,
        (None, true) => 0,
        (None, false) => -1,
    };
    (count > 0).then(|| At::Edge(calls[next.rem_euclid(count) as usize]))
}

/// The node at hand: of an edge the one it leaves.
pub fn node_of(picture: &GraphPicture, at: At) -> Option<usize> {
    match at {
        At::Node(node) => Some(node).filter(|&node| node < picture.nodes.len()),
        At::Edge(edge) => picture.edges.get(edge).map(|edge| edge.from),
    }
}

/// The service whose traces have what is at hand: of a call the callee's, or the caller's where the callee records none
/// itself, such as a database; `None`: nobody there records any.
pub fn service_of(picture: &GraphPicture, at: At, records: impl Fn(&str) -> bool) -> Option<&str> {
    let recorded = |node: usize| {
        picture.nodes.get(node).map(|node| node.name.as_str()).filter(|service| records(service))
    };
    match at {
        At::Node(node) => recorded(node),
        At::Edge(edge) => {
            let edge = picture.edges.get(edge)?;
            recorded(edge.to).or_else(|| recorded(edge.from))
        }
    }
}
