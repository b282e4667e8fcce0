//! Who calls whom, natively: `cargo bench -- services`. 300 services with 2,000 edges are to be placed within
//! 100 ms.

use crate::data::SHOP;
use divan::Bencher;
use spanscope::{
    analysis::{derived::Derived, service_graph::ServiceGraph},
    base::hash,
    layout::service_graph::{Drawn, place},
};
/// Nodes and edges: a tree, and calls across it.
#[divan::bench(args = [(40, 120), (300, 600), (300, 2_000)])]
fn placing(bencher: Bencher<'_, '_>, (nodes, edges): (u32, u32)) {
    let random = |at: u32, what: u32, below: u32| (hash::of(&(at, what)) % u64::from(below)) as u32;
    let tree = (1..nodes).map(|to| (random(to, 0, to), to));
    let across = (nodes..=edges).map(|at| (random(at, 1, nodes), random(at, 2, nodes)));
    let drawn: Vec<Drawn> = tree
        .chain(across)
        .map(|(from, to)| Drawn { from, to, weight: u64::from(random(from, to, 1_000)) })
        .collect();
    bencher.bench(|| place(nodes as usize, &drawn));
}

#[divan::bench]
fn graph_of_a_shop(bencher: Bencher<'_, '_>) {
    let derived = Derived::of_store(&SHOP);
    bencher.bench(|| ServiceGraph::of_store(&SHOP, &derived));
}

#[divan::bench]
fn sums_of_a_shop(bencher: Bencher<'_, '_>) {
    let graph = ServiceGraph::of_store(&SHOP, &Derived::of_store(&SHOP));
    bencher.bench(|| graph.sums(&SHOP, 0..SHOP.trace_count()));
}
