//! Where services are drawn: never over each other, callers before callees, always the same.

use proptest::prelude::*;
use spanscope::{
    base::hash,
    layout::service_graph::{
        Drawn, NODE_HEIGHT_PX, NODE_WIDTH_PX, Placement,
        heaviest::{EDGES, Heaviest, NODES},
        labels::LABEL_PX,
        place,
    },
};

fn edges(pairs: &[(u32, u32)]) -> Vec<Drawn> {
    pairs.iter().map(|&(from, to)| Drawn { from, to, weight: u64::from(from * 7 + to) % 5 }).collect()
}

/// A graph of services as they are: a tree with many more calls across it, some back.
fn services(nodes: u32, calls: u32) -> Vec<Drawn> {
    let random = |at: u32, what: u32| hash::of(&(at, what));
    let tree = (1..nodes).map(|to| (random(to, 0) % u64::from(to), to));
    let across = (nodes..calls + 1)
        .map(|at| (random(at, 1) % u64::from(nodes), (random(at, 2) % u64::from(nodes)) as u32));
    tree.chain(across)
        .map(|(from, to)| Drawn { from: from as u32, to, weight: random(to, 3) % 1_000 })
        .collect()
}

fn is_apart(one: [i32; 2], other: [i32; 2], size: [i32; 2]) -> bool {
    (0..2).any(|axis| (one[axis] - other[axis]).abs() >= size[axis])
}

fn assert_is_sound(nodes: usize, edges: &[Drawn], placed: &Placement) {
    assert_eq!((placed.nodes.len(), placed.routes.len()), (nodes, edges.len()));
    for (at, &one) in placed.nodes.iter().enumerate() {
        for &other in &placed.nodes[at + 1..] {
            assert!(is_apart(one, other, [NODE_WIDTH_PX, NODE_HEIGHT_PX]), "{one:?} over {other:?}");
        }
    }
    let labels: Vec<[i32; 2]> = placed.routes.iter().filter_map(|route| route.label).collect();
    for (at, &label) in labels.iter().enumerate() {
        assert!(
            labels[at + 1..].iter().all(|&other| is_apart(label, other, LABEL_PX)),
            "labels at {label:?}"
        );
        let size = [(NODE_WIDTH_PX + LABEL_PX[0]) / 2, (NODE_HEIGHT_PX + LABEL_PX[1]) / 2];
        assert!(
            placed.nodes.iter().all(|&node| is_apart(label, node, size)),
            "label over a node at {label:?}"
        );
    }
    for (edge, route) in edges.iter().zip(&placed.routes) {
        assert!(route.curve.len() >= 4 && route.curve.len() % 3 == 1);
        let ends = [(edge.from, route.curve[0]), (edge.to, route.curve[route.curve.len() - 1])];
        for (node, end) in ends {
            let centre = placed.nodes[node as usize];
            assert!(
                !is_apart(centre, end, [NODE_WIDTH_PX / 2 + 1, NODE_HEIGHT_PX / 2 + 1]),
                "{edge:?} misses"
            );
        }
    }
    let inside = |[x, y]: [i32; 2]| (0..=placed.width_px).contains(&x) && (0..=placed.height_px).contains(&y);
    assert!(placed.nodes.iter().all(|&node| inside(node)));
}

#[test]
fn nothing_has_a_place() {
    let placed = place(0, &[]);
    assert_eq!(placed.nodes, [[0; 2]; 0]);
}

#[test]
fn callers_stand_before_those_they_call() {
    let calls = edges(&[(0, 1), (1, 2), (0, 4), (2, 3), (3, 1), (4, 2)]);
    let placed = place(5, &calls);
    let x: Vec<i32> = placed.nodes.iter().map(|node| node[0]).collect();
    assert!(x[0] < x[1] && x[1] < x[2] && x[2] < x[3], "{x:?}");
    // The one that goes back leaves to the left and arrives at the right.
    let back = &placed.routes[3].curve;
    assert!(back[0][0] < x[3] && back[back.len() - 1][0] > x[1], "{back:?}");
}

#[test]
fn an_edge_over_a_column_passes_between_its_nodes() {
    let placed = place(3, &edges(&[(0, 1), (1, 2), (0, 2)]));
    let over = &placed.routes[2].curve;
    assert_eq!(over.len(), 7, "two pieces");
    assert!(is_apart(over[3], placed.nodes[1], [NODE_WIDTH_PX / 2, NODE_HEIGHT_PX / 2]), "{over:?}");
}

#[test]
fn many_services_are_placed_soundly_and_always_the_same() {
    for (nodes, calls) in [(2, 1), (40, 90), (300, 2_000)] {
        let edges = services(nodes, calls);
        let placed = place(nodes as usize, &edges);
        assert_is_sound(nodes as usize, &edges, &placed);
        assert_eq!(placed, place(nodes as usize, &edges));
    }
}

#[test]
fn a_long_row_of_services_is_no_trouble() {
    let pairs: Vec<(u32, u32)> = (0..299).map(|at| (at, at + 1)).chain([(299, 0)]).collect();
    let edges = edges(&pairs);
    assert_is_sound(300, &edges, &place(300, &edges));
}

proptest! {
    #[test]
    fn any_graph_is_placed_soundly(
        nodes in 1_usize..24,
        pairs in prop::collection::vec((0_u32..24, 0_u32..24), 0..60),
    ) {
        let pairs: Vec<(u32, u32)> = pairs.into_iter().map(|(a, b)| (a % nodes as u32, b % nodes as u32)).collect();
        let edges = edges(&pairs);
        let placed = place(nodes, &edges);
        assert_is_sound(nodes, &edges, &placed);
        prop_assert_eq!(&placed, &place(nodes, &edges));
    }
}

#[test]
fn of_too_much_the_heaviest_is_drawn() {
    let nodes: Vec<Option<u64>> = (0..400).map(|node| (node != 7).then_some(node)).collect();
    let pairs: Vec<(u32, u32)> =
        (0..400).flat_map(|from| (1..11).map(move |by| (from, (from + by) % 400))).collect();
    let drawn = Heaviest::of(&nodes, &edges(&pairs));
    assert_eq!((drawn.nodes.len(), drawn.nodes_left_out), (NODES, 99));
    assert!(drawn.nodes.iter().all(|&node| node >= 100), "the lightest are left out");
    assert!(drawn.edges.len() <= EDGES && drawn.placement.routes.len() == drawn.edges.len());
    let wanted =
        edges(&pairs).iter().filter(|edge| edge.weight > 0 && edge.from != 7 && edge.to != 7).count();
    assert_eq!(drawn.edges.len() + drawn.edges_left_out, wanted);
    for &edge in &drawn.edges {
        let (from, to) = pairs[edge];
        assert!(drawn.place_of[from as usize].is_some() && drawn.place_of[to as usize].is_some());
    }
}

#[test]
fn what_is_not_wanted_is_not_drawn_nor_left_out() {
    let edge = |from, to, weight| Drawn { from, to, weight };
    let drawn = Heaviest::of(&[Some(1), None, Some(0)], &[edge(0, 1, 5), edge(0, 2, 0), edge(2, 0, 1)]);
    assert_eq!((drawn.nodes, drawn.edges), (vec![0, 2], vec![2]));
    assert_eq!((drawn.nodes_left_out, drawn.edges_left_out), (0, 0));
}
