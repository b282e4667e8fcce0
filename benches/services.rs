//! Who calls whom, natively: `cargo bench -- services`. 300 services with 2,000 edges are to be placed within
//! 100 ms.

use crate::data::SHOP;
use divan::Bencher;
use spanscope::{
    analysis::{derived::Derived, service_graph::ServiceGraph},
    base::hash,
    engine::Engine,
    layout::service_graph::{Drawn, place},
    protocol::{
        request::{Reply, Request},
        services::{GraphOf, GraphQuery},
        traces::Selection,
    },
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
    bencher.bench(|| graph.sums(0..SHOP.trace_count()));
}

/// What the page gets after a filter, as text.
#[divan::bench]
fn picture_of_a_shop(bencher: Bencher<'_, '_>) {
    let mut engine = Engine::of_store(SHOP.clone());
    bencher.bench_local(|| {
        let selection = Selection { q: "{ duration > 1ms }".to_owned(), ..Selection::default() };
        let query = GraphQuery { of: GraphOf::Traces(selection), near: Vec::new(), hops: 0 };
        let reply = engine.answer(Request::Graph(query));
        assert!(!matches!(reply, Reply::Failed(_)));
        serde_json::to_string(&reply)
    });
}
