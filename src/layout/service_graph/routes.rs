//! The ways of edges: smooth curves from side to side, spread over the side they leave or arrive at.

use super::{Drawn, NODE_HEIGHT_PX, NODE_WIDTH_PX};

/// How far a curve goes straight on at least where it leaves and arrives.
const STRAIGHT_PX: i32 = 40;
/// Half the width of a loop, and its height.
const LOOP_PX: [i32; 2] = [22, 34];
/// Part of a side, in percent, that edges are spread over.
const SPREAD_PERCENT: i32 = 70;

/// The way of an edge.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Route {
    /// Where it begins, then for each piece of the curve its two control points and its end.
    pub curve: Vec<[i32; 2]>,
    /// The middle of its label; `None`: there is no room for one.
    pub label: Option<[i32; 2]>,
}

/// A side of a node: the left is 0, the right 1.
type Side = usize;

/// The ways of edges between nodes; `ways` has what each passes on its way.
pub(super) fn routes(centres: &[[i32; 2]], edges: &[Drawn], ways: &[Vec<[i32; 2]>]) -> Vec<Route> {
    let sides: Vec<(Side, Side)> = edges
        .iter()
        .map(|edge| {
            let (from, to) = (centres[edge.from as usize][0], centres[edge.to as usize][0]);
            match from.cmp(&to) {
                core::cmp::Ordering::Less => (1, 0),
                core::cmp::Ordering::Greater => (0, 1),
                core::cmp::Ordering::Equal => (1, 1),
            }
        })
        .collect();
    let ports = ports(centres, edges, ways, &sides);
    let of_edge = |at: usize| {
        let edge = edges[at];
        let curve = match edge.from == edge.to {
            true => round(centres[edge.from as usize]),
            false => through(&sides[at], ports[at], &ways[at]),
        };
        Route { curve, label: None }
    };
    (0..edges.len()).map(of_edge).collect()
}

/// Where each edge leaves and arrives: at one side of a node in the order of where they lead.
fn ports(
    centres: &[[i32; 2]],
    edges: &[Drawn],
    ways: &[Vec<[i32; 2]>],
    sides: &[(Side, Side)],
) -> Vec<[[i32; 2]; 2]> {
    let mut at_side: Vec<Vec<(i32, usize, usize)>> = vec![Vec::new(); centres.len() * 2];
    for (at, edge) in edges.iter().enumerate().filter(|(_, edge)| edge.from != edge.to) {
        let leads_to = ways[at].first().unwrap_or(&centres[edge.to as usize])[1];
        let comes_from = ways[at].last().unwrap_or(&centres[edge.from as usize])[1];
        at_side[edge.from as usize * 2 + sides[at].0].push((leads_to, at, 0));
        at_side[edge.to as usize * 2 + sides[at].1].push((comes_from, at, 1));
    }
    let mut ports = vec![[[0; 2]; 2]; edges.len()];
    for (number, ends) in at_side.iter_mut().enumerate() {
        ends.sort_unstable();
        let [x, y] = centres[number / 2];
        let x = if number % 2 == 0 { x - NODE_WIDTH_PX / 2 } else { x + NODE_WIDTH_PX / 2 };
        let room = NODE_HEIGHT_PX * SPREAD_PERCENT / 100;
        let count = ends.len() as i32;
        for (nth, &(_, edge, end)) in (0..).zip(ends.iter()) {
            ports[edge][end] = [x, y - room / 2 + room * (2 * nth + 1) / (2 * count)];
        }
    }
    ports
}

fn through(
    &(leaves, arrives): &(Side, Side),
    [start, end]: [[i32; 2]; 2],
    way: &[[i32; 2]],
) -> Vec<[i32; 2]> {
    let sign = |side: Side| if side == 1 { 1 } else { -1 };
    let mut curve = vec![start];
    let mut last = start;
    for (nth, &next) in way.iter().chain([&end]).enumerate() {
        let reach = ((next[0] - last[0]).abs() / 2).max(STRAIGHT_PX);
        let arrives_with = if nth == way.len() { -sign(arrives) } else { sign(leaves) };
        curve.push([last[0] + sign(leaves) * reach, last[1]]);
        curve.push([next[0] - arrives_with * reach, next[1]]);
        curve.push(next);
        last = next;
    }
    curve
}

/// From the top of a node back to it.
fn round([x, y]: [i32; 2]) -> Vec<[i32; 2]> {
    let top = y - NODE_HEIGHT_PX / 2;
    let [half, height] = LOOP_PX;
    vec![[x + half, top], [x + half, top - height], [x - half, top - height], [x - half, top]]
}

/// The point of a piece of a curve at a part of it, in percent.
pub(super) fn point_at(piece: &[[i32; 2]], percent: i64) -> [i32; 2] {
    let (t, u) = (percent, 100 - percent);
    let weights = [u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t];
    let along = |axis: usize| {
        let sum: i64 = weights.iter().zip(piece).map(|(weight, point)| weight * i64::from(point[axis])).sum();
        (sum / 1_000_000) as i32
    };
    [along(0), along(1)]
}
