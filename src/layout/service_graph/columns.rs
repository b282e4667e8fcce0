//! Which column each node stands in, and which columns the edges between them pass.

use super::Drawn;
use core::cmp::Ordering;
use petgraph::{algo::kosaraju_scc, graph::DiGraph};
use std::collections::{BTreeMap, VecDeque};

/// Edges that columns and order are made of; of more the heaviest.
const EDGES: usize = 700;
/// Columns that all edges together may pass with a place of their own.
const PASSED: usize = 900;

/// See the module.
#[derive(Debug, Default)]
pub(super) struct Columns {
    /// The column of each node.
    pub of_node: Vec<u32>,
    /// Pairs of nodes that are joined, the first one further left.
    pub pairs: Vec<(u32, u32)>,
    /// For each edge the columns between its ends in its own direction, where it has places in them.
    pub passed: Vec<Vec<u32>>,
    /// For each edge with such places its pair.
    pub pair_of_edge: Vec<Option<usize>>,
}

impl Columns {
    pub(super) fn of(nodes: usize, edges: &[Drawn]) -> Self {
        let backbone = backbone(nodes, edges);
        let forward = without_cycles(nodes, &backbone);
        let of_node = longest_ways(nodes, &forward);
        let column = |node: u32| of_node[node as usize];
        let to_the_right = |&(from, to): &(u32, u32)| match column(from).cmp(&column(to)) {
            Ordering::Less => Some((from, to)),
            Ordering::Greater => Some((to, from)),
            Ordering::Equal => None,
        };
        let mut pairs: Vec<(u32, u32)> = backbone.iter().filter_map(to_the_right).collect();
        pairs.sort_unstable();
        pairs.dedup();
        let mut left = PASSED;
        let mut routed = vec![false; pairs.len()];
        let place: BTreeMap<(u32, u32), usize> = pairs.iter().copied().zip(0..).collect();
        let pair = |edge: &Drawn| {
            place.get(&(edge.from, edge.to)).or_else(|| place.get(&(edge.to, edge.from))).copied()
        };
        // The heaviest ones have their places first.
        for at in by_weight(edges) {
            let Some(pair) = pair(&edges[at]).filter(|&pair| !routed[pair]) else { continue };
            let length = (column(pairs[pair].1) - column(pairs[pair].0)) as usize - 1;
            if length <= left {
                left -= length;
                routed[pair] = true;
            }
        }
        let pair_of_edge: Vec<Option<usize>> =
            edges.iter().map(|edge| pair(edge).filter(|&pair| routed[pair])).collect();
        let between = |edge: &Drawn| {
            let (from, to) = (column(edge.from), column(edge.to));
            if from < to { (from + 1..to).collect() } else { (to + 1..from).rev().collect::<Vec<u32>>() }
        };
        let passed = edges
            .iter()
            .zip(&pair_of_edge)
            .map(|(edge, pair)| if pair.is_some() { between(edge) } else { Vec::new() })
            .collect();
        Self { of_node, pairs, passed, pair_of_edge }
    }
}

fn by_weight(edges: &[Drawn]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..edges.len()).collect();
    order.sort_by_key(|&at| (core::cmp::Reverse(edges[at].weight), at));
    order
}

/// The heaviest edges, and of each node the heaviest one in and out; no loops.
fn backbone(nodes: usize, edges: &[Drawn]) -> Vec<(u32, u32)> {
    let (mut has_in, mut has_out) = (vec![false; nodes], vec![false; nodes]);
    let mut rest = EDGES;
    let mut kept = Vec::new();
    for edge in by_weight(edges).into_iter().map(|at| edges[at]).filter(|edge| edge.from != edge.to) {
        let is_first = !has_in[edge.to as usize] || !has_out[edge.from as usize];
        if !is_first && rest == 0 {
            continue;
        }
        rest = rest.saturating_sub(1);
        (has_in[edge.to as usize], has_out[edge.from as usize]) = (true, true);
        kept.push((edge.from, edge.to));
    }
    kept
}

/// The edges that may set columns: all but those between nodes that can reach each other, of which only those count
/// that lead away from where calls come in. Circles would otherwise be drawn as long rows.
fn without_cycles(nodes: usize, edges: &[(u32, u32)]) -> Vec<(u32, u32)> {
    let graph = DiGraph::<(), ()>::from_edges(edges);
    let mut circle = vec![u32::MAX; nodes];
    for (number, circled) in (0..).zip(kosaraju_scc(&graph)) {
        circled.into_iter().for_each(|node| circle[node.index()] = number);
    }
    let level = shortest_ways(nodes, edges);
    let leads_on = |&(from, to): &(u32, u32)| {
        let (from, to) = (from as usize, to as usize);
        circle[from] != circle[to] || level[from] < level[to]
    };
    edges.iter().copied().filter(leads_on).collect()
}

/// For each node how many edges the shortest way to it has, from the nodes that nobody calls; what only calls itself in
/// a circle begins with its first node.
fn shortest_ways(nodes: usize, edges: &[(u32, u32)]) -> Vec<u32> {
    let mut out: Vec<Vec<u32>> = vec![Vec::new(); nodes];
    let mut is_called = vec![false; nodes];
    for &(from, to) in edges {
        out[from as usize].push(to);
        is_called[to as usize] = true;
    }
    let mut level = vec![u32::MAX; nodes];
    let mut next: VecDeque<usize> = (0..nodes).filter(|&node| !is_called[node]).collect();
    next.iter().for_each(|&node| level[node] = 0);
    for start in 0..nodes {
        while let Some(node) = next.pop_front() {
            for to in out[node].iter().map(|&to| to as usize) {
                if level[to] == u32::MAX {
                    level[to] = level[node] + 1;
                    next.push_back(to);
                }
            }
        }
        if level[start] == u32::MAX {
            level[start] = 0;
            next.push_back(start);
        }
    }
    level
}

/// For each node how many edges the longest way to it has; edges must not go round.
fn longest_ways(nodes: usize, edges: &[(u32, u32)]) -> Vec<u32> {
    let mut out: Vec<Vec<u32>> = vec![Vec::new(); nodes];
    let mut waiting_for = vec![0_u32; nodes];
    for &(from, to) in edges {
        out[from as usize].push(to);
        waiting_for[to as usize] += 1;
    }
    let mut column = vec![0; nodes];
    let mut ready: Vec<usize> = (0..nodes).filter(|&node| waiting_for[node] == 0).collect();
    while let Some(node) = ready.pop() {
        for &to in &out[node] {
            let to = to as usize;
            column[to] = u32::max(column[to], column[node] + 1);
            waiting_for[to] -= 1;
            if waiting_for[to] == 0 {
                ready.push(to);
            }
        }
    }
    column
}
