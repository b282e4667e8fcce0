use spanscope::{
    charts::service_graph::{
        Trouble, bars, edge_facts, edge_width_px, label, left_out_words, line_words, node_facts, outline,
        path, said, subtitle,
    },
    protocol::services::{
        EdgeKind, EdgeSpans, GraphEdge, GraphNode, GraphPicture, NodeKind, NodeSpans, PictureTraces,
    },
};

#[test]
fn more_calls_make_a_wider_edge() {
    let widths = [1, 10, 1_000, 1_000_000].map(|calls| edge_width_px(calls, 1_000_000));
    assert!(widths.is_sorted() && widths[0] > 1.0 && widths[3] == 8.0, "{widths:?}");
    assert!(edge_width_px(1, 1).is_finite());
}

#[test]
fn trouble_begins_with_the_first_error_that_is_counted() {
    let of = |errors| Trouble::of(Some(errors), 100);
    assert_eq!([of(0), of(1), of(4), of(5)], [Trouble::None, Trouble::Some, Trouble::Some, Trouble::Many]);
    assert_eq!(Trouble::of(None, 100), Trouble::None);
    assert_eq!(Trouble::of(Some(usize::MAX / 50), usize::MAX), Trouble::Some);
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
        errors: Some(24),
        of_spans: Some(EdgeSpans {
            asynchronous: 1_200,
            callee_ns: [1_000_000, 2_000_000, 3_000_000],
            no_server_half: true,
            ..EdgeSpans::default()
        }),
        ..GraphEdge::default()
    };
    assert_eq!(label(&edge), "2 ms · 2.0 %");
    assert_eq!(label(&GraphEdge { errors: Some(0), ..edge.clone() }), "2 ms");
    let told = said("a → b", &edge_facts(&edge));
    assert!(
        told.starts_with("a → b. Messages: 1,200, Failed: 24 (2.0 %), p50 · p95 · p99: 1 ms · 2 ms · 3 ms"),
        "{told}"
    );
    assert!(told.contains("Nobody waits for: 100 %") && told.contains("No server half"), "{told}");
    let spans = EdgeSpans { wait_ns: Some([5_000_000; 3]), ..EdgeSpans::default() };
    let waited = GraphEdge { of_spans: Some(spans), ..GraphEdge::default() };
    assert!(said("", &edge_facts(&waited)).contains("Caller’s wait: 5 ms"));
}

#[test]
fn a_node_is_told_in_words() {
    let node = GraphNode {
        calls: 10,
        failed_calls: Some(1),
        of_spans: Some(NodeSpans {
            spans: 20,
            errors: 3,
            self_ns: 4_000_000,
            critical_ns: 1_000_000,
            ..NodeSpans::default()
        }),
        ..GraphNode::default()
    };
    let traces = PictureTraces { critical_ns: 4_000_000, ..PictureTraces::default() };
    let picture = GraphPicture { of_traces: Some(traces), ..GraphPicture::default() };
    assert_eq!(subtitle(&node), "10 calls · 10 % failed");
    assert_eq!(subtitle(&GraphNode { kind: NodeKind::User, ..GraphNode::default() }), "caller from outside");
    let told = said("web", &node_facts(&picture, &node));
    assert!(told.contains("Self time: 4 ms, Share of critical time: 25 %"), "{told}");
}

#[test]
fn what_a_store_counts_is_told_without_what_only_spans_tell() {
    let edge = GraphEdge { calls: 1_200, errors: Some(24), ..GraphEdge::default() };
    assert_eq!(label(&edge), "1,200 · 2.0 %");
    assert_eq!(said("a → b", &edge_facts(&edge)), "a → b. Calls: 1,200, Failed: 24 (2.0 %)");
    let uncounted = GraphEdge { errors: None, ..edge.clone() };
    assert_eq!(
        (label(&uncounted), said("", &edge_facts(&uncounted))),
        ("1,200".to_owned(), ". Calls: 1,200".to_owned())
    );
    let node = GraphNode { calls: 3, ..GraphNode::default() };
    let picture = |edge: &GraphEdge| GraphPicture { edges: vec![edge.clone()], ..GraphPicture::default() };
    assert_eq!(said("web", &node_facts(&picture(&edge), &node)), "web. Calls into it: 3");
    let caller = GraphNode::default();
    assert_eq!((subtitle(&node), subtitle(&caller)), ("3 calls".to_owned(), "only calls others".to_owned()));
    assert_eq!(said("web", &node_facts(&picture(&edge), &caller)), "web. Calls into it: 0");
    let of_traces = GraphPicture { of_traces: Some(PictureTraces::default()), ..GraphPicture::default() };
    assert!(line_words(&of_traces, true).contains("p95"));
    assert!(line_words(&picture(&edge), true).ends_with("their number and failed on it"));
    assert!(line_words(&picture(&uncounted), true).ends_with("their number on it"));
    assert_eq!(line_words(&of_traces, false), "call: width by calls");
}

#[test]
fn what_is_left_out_is_told() {
    let told = |nodes_left_out, edges_left_out| {
        left_out_words(&GraphPicture { nodes_left_out, edges_left_out, ..GraphPicture::default() })
    };
    assert_eq!(told(0, 0), None);
    assert_eq!(told(1, 20).as_deref(), Some("1 node and 20 edges with fewer calls not shown"));
    assert_eq!(told(0, 1).as_deref(), Some("1 edge with fewer calls not shown"));
}
