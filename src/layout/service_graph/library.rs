//! The one place that speaks to `rust-sugiyama`: it is given the nodes with a chain of small ones for every edge that
//! passes columns, and tells how high each of them stands.

use super::{MARGIN_PX, NODE_HEIGHT_PX, ROW_GAP_PX, columns::Columns};
use rust_sugiyama::{
    configure::{Config, RankingType},
    from_vertices_and_edges,
};
use std::collections::BTreeMap;

/// Height of the place where an edge passes a column.
const PASSING_PX: f64 = 10.0;
/// Between parts of the graph that nothing joins.
const PART_GAP_PX: i32 = 2 * ROW_GAP_PX;

/// How high nodes and passing edges stand, in pixels.
#[derive(Debug, Default)]
pub(super) struct Heights {
    pub of_node: Vec<i32>,
    /// For each edge, in its own direction.
    pub of_passed: Vec<Vec<i32>>,
}

pub(super) fn heights(columns: &Columns) -> Heights {
    let nodes = columns.of_node.len();
    let height = f64::from(NODE_HEIGHT_PX + ROW_GAP_PX);
    let mut vertices: Vec<(u32, (f64, f64))> = (0..nodes as u32).map(|node| (node, (height, 1.0))).collect();
    let mut edges: Vec<(u32, u32)> = Vec::new();
    let mut chains: BTreeMap<usize, Vec<u32>> = BTreeMap::new();
    let mut routed: Vec<usize> = columns.pair_of_edge.iter().flatten().copied().collect();
    routed.sort_unstable();
    routed.dedup();
    let column = |node: u32| columns.of_node[node as usize];
    for (at, &(from, to)) in columns.pairs.iter().enumerate() {
        // Without a place in the columns between them a pair would only pull its ends together.
        if routed.binary_search(&at).is_err() && column(to) != column(from) + 1 {
            continue;
        }
        let mut chain = Vec::new();
        let mut last = from;
        for _ in column(from) + 1..column(to) {
            let next = vertices.len() as u32;
            vertices.push((next, (PASSING_PX, 1.0)));
            edges.push((last, next));
            chain.push(next);
            last = next;
        }
        edges.push((last, to));
        chains.insert(at, chain);
    }
    let y_px = stacked(columns, &vertices, &edges);
    let of_passed = columns.pair_of_edge.iter().zip(&columns.passed).map(|(pair, passed)| {
        let chain = pair.and_then(|pair| chains.get(&pair)).map_or(&[][..], Vec::as_slice);
        let mut heights: Vec<i32> = chain.iter().map(|&vertex| y_px[vertex as usize]).collect();
        // The chain runs to the right; so does the edge, unless the first column it passes is the last of it.
        if passed.first() > passed.last() {
            heights.reverse();
        }
        heights
    });
    Heights { of_passed: of_passed.collect(), of_node: y_px[..nodes].to_vec() }
}

/// Heights of all vertices: the parts of the graph below each other, the largest on top.
fn stacked(columns: &Columns, vertices: &[(u32, (f64, f64))], edges: &[(u32, u32)]) -> Vec<i32> {
    let nodes = columns.of_node.len();
    let mut y_px = vec![0; vertices.len()];
    if vertices.is_empty() {
        return y_px;
    }
    let config = Config {
        ranking_type: RankingType::Up,
        vertex_spacing: 0.0,
        dummy_vertices: false,
        // Trying every pair of neighbours makes it ten times as slow.
        transpose: false,
        ..Config::default()
    };
    let mut parts: Vec<Vec<(usize, f64)>> = from_vertices_and_edges(vertices, edges, &config)
        .into_iter()
        .map(|(places, ..)| {
            let mut part: Vec<(usize, f64)> =
                places.into_iter().map(|(vertex, (y, _))| (vertex, y)).collect();
            part.sort_by_key(|(vertex, _)| *vertex);
            part
        })
        .collect();
    parts.sort_by_key(|part| (core::cmp::Reverse(part.len()), part.first().map(|(vertex, _)| *vertex)));
    let mut top_px = MARGIN_PX;
    for part in parts {
        let least = part.iter().map(|(_, y)| *y).fold(f64::INFINITY, f64::min);
        let mut of_column: BTreeMap<u32, Vec<(i32, usize)>> = BTreeMap::new();
        for (vertex, y) in part {
            y_px[vertex] = top_px + ROW_GAP_PX + NODE_HEIGHT_PX / 2 + (y - least).round() as i32;
            if vertex < nodes {
                of_column.entry(columns.of_node[vertex]).or_default().push((y_px[vertex], vertex));
            }
        }
        let mut bottom_px = top_px;
        for of_column in of_column.values_mut() {
            of_column.sort_unstable();
            // The library places them apart; nothing else is asked of it than that they stand in this order.
            let mut least_px = i32::MIN;
            for &(wanted_px, node) in of_column.iter() {
                y_px[node] = wanted_px.max(least_px);
                least_px = y_px[node] + NODE_HEIGHT_PX + ROW_GAP_PX;
                bottom_px = bottom_px.max(y_px[node] + NODE_HEIGHT_PX / 2);
            }
        }
        top_px = bottom_px + PART_GAP_PX;
    }
    y_px
}
