use spanscope::{
    charts::service_graph::{
        Trouble, bars, edge_facts, edge_width_px, label, node_facts, outline, path, said, subtitle,
    },
    protocol::services::{EdgeKind, GraphEdge, GraphNode, GraphPicture, NodeKind},
};

#[test]
fn more_calls_make_a_wider_edge() {
    let widths = [1, 10, 1_000, 1_000_000].map(|calls| edge_width_px(calls, 1_000_000));
    assert!(widths.is_sorted() && widths[0] > 1.0 && widths[3] == 8.0, "{widths:?}");
    assert!(edge_width_px(1, 1).is_finite());
}

#[test]
fn trouble_begins_with_the_first_error() {
    let of = |errors| Trouble::of(errors, 100);
    assert_eq!([of(0), of(1), of(4), of(5)], [Trouble::None, Trouble::Some, Trouble::Some, Trouble::Many]);
}

#[test]
fn a_curve_is_a_path() {
    assert_eq!(path(&[[0, 1], [2, 3], [4, 5], [6, 7]]), "M0 1C2 3 4 5 6 7");
    assert_eq!(path(&[]), "");
}

#[test]
fn every_kind_has_an_outline_of_its_own() {
    let kinds = [
        NodeKind::Service,
        NodeKind::Database,
        NodeKind::Broker,
        NodeKind::Topic,
        NodeKind::External,
        NodeKind::User,
    ];
    let mut outlines: Vec<String> = kinds.map(|kind| outline(kind, [168, 46])).to_vec();
    outlines.sort_unstable();
    outlines.dedup();
    assert_eq!(outlines.len(), kinds.len());
}

#[test]
fn bars_are_as_high_as_their_part_of_the_most() {
    assert_eq!(bars(&[0, 2, 4], [30.0, 10.0]), "M10.0 10v-5.0h9.0v5.0zM20.0 10v-10.0h9.0v10.0z");
    assert_eq!(bars(&[], [30.0, 10.0]), "");
}

#[test]
fn an_edge_is_told_in_words() {
    let edge = GraphEdge {
        kind: EdgeKind::Messaging,
        calls: 1_200,
        errors: 24,
        asynchronous: 1_200,
        callee_ns: [1_000_000, 2_000_000, 3_000_000],
        no_server_half: true,
        ..GraphEdge::default()
    };
    assert_eq!(label(&edge), "2 ms · 2.0 %");
    assert_eq!(label(&GraphEdge { errors: 0, ..edge.clone() }), "2 ms");
    let told = said("a → b", &edge_facts(&edge));
    assert!(
        told.starts_with("a → b. Messages: 1,200, Failed: 24 (2.0 %), p50 · p95 · p99: 1 ms · 2 ms · 3 ms"),
        "{told}"
    );
    assert!(told.contains("Nobody waits for: 100 %") && told.contains("No server half"), "{told}");
    let waited = GraphEdge { wait_ns: Some([5_000_000; 3]), ..GraphEdge::default() };
    assert!(said("", &edge_facts(&waited)).contains("Caller’s wait: 5 ms"));
}

#[test]
fn a_node_is_told_in_words() {
    let node = GraphNode {
        calls: 10,
        failed_calls: 1,
        spans: 20,
        errors: 3,
        self_ns: 4_000_000,
        critical_ns: 1_000_000,
        ..GraphNode::default()
    };
    let picture = GraphPicture { critical_ns: 4_000_000, ..GraphPicture::default() };
    assert_eq!(subtitle(&node), "10 calls · 10 % failed");
    assert_eq!(subtitle(&GraphNode { kind: NodeKind::User, ..GraphNode::default() }), "caller from outside");
    let told = said("web", &node_facts(&picture, &node));
    assert!(told.contains("Self time: 4 ms, Share of critical time: 25 %"), "{told}");
}
