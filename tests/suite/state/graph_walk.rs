use spanscope::{
    protocol::services::{GraphEdge, GraphNode, GraphPicture},
    state::{
        command::Move,
        graph_walk::{At, next_call, service_of, step},
    },
};

/// Three nodes in a row, the last with one below it; the first calls the others in turn.
fn picture() -> GraphPicture {
    let node = |middle_px| GraphNode { middle_px, ..GraphNode::default() };
    let edge = |from, to| GraphEdge { from, to, ..GraphEdge::default() };
    GraphPicture {
        nodes: [[100, 50], [400, 50], [700, 50], [700, 150]].map(node).to_vec(),
        edges: vec![edge(0, 1), edge(0, 2), edge(1, 3)],
        ..GraphPicture::default()
    }
}

#[test]
fn moves_lead_to_the_nearest_node_that_way() {
    let picture = picture();
    let go = |from, way| step(&picture, Some(At::Node(from)), way);
    assert_eq!(step(&picture, None, Move::Down), Some(At::Node(0)));
    assert_eq!((go(0, Move::In), go(1, Move::In)), (Some(At::Node(1)), Some(At::Node(2))));
    assert_eq!((go(2, Move::Down), go(3, Move::Up)), (Some(At::Node(3)), Some(At::Node(2))));
    assert_eq!((go(0, Move::Out), go(1, Move::Up)), (None, None));
    assert_eq!((go(1, Move::First), go(1, Move::Last)), (Some(At::Node(0)), Some(At::Node(3))));
    assert_eq!(step(&GraphPicture::default(), None, Move::Down), None);
}

#[test]
fn calls_of_a_node_follow_each_other_round_the_end() {
    let picture = picture();
    let next = |at, by| next_call(&picture, Some(at), by);
    assert_eq!((next(At::Node(0), 1), next(At::Node(0), -1)), (Some(At::Edge(0)), Some(At::Edge(1))));
    assert_eq!((next(At::Edge(0), 1), next(At::Edge(1), 1)), (Some(At::Edge(1)), Some(At::Edge(0))));
    // A node that calls nobody has the calls into it.
    assert_eq!((next(At::Node(3), 1), next_call(&picture, None, 1)), (Some(At::Edge(2)), None));
    assert_eq!(step(&picture, Some(At::Edge(1)), Move::In), Some(At::Node(1)));
}

#[test]
fn a_call_is_in_the_traces_of_its_callee_or_else_of_its_caller() {
    let mut picture = picture();
    for (node, name) in picture.nodes.iter_mut().zip(["web", "cart", "kafka", "db"]) {
        node.name = name.to_owned();
    }
    let of = |at| service_of(&picture, at, |name| name != "db");
    assert_eq!((of(At::Node(1)), of(At::Edge(0))), (Some("cart"), Some("cart")));
    assert_eq!((of(At::Edge(2)), of(At::Edge(9))), (Some("cart"), None));
    // Where nobody records any, there is nothing to look for.
    assert_eq!((of(At::Node(3)), service_of(&picture, At::Edge(2), |_| false)), (None, None));
}
