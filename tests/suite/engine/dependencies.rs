//! The picture of what a store counts.

use spanscope::{engine::dependencies::picture, protocol::measured::Dependency};

fn call(from: &str, to: &str, calls: usize, errors: Option<usize>) -> Dependency {
    Dependency { from: from.to_owned(), to: to.to_owned(), calls, errors }
}

#[test]
fn a_picture_tells_what_was_counted_and_no_more() {
    let drawn = picture(&[
        call("web", "cart", 8, Some(2)),
        call("web", "auth", 4, Some(0)),
        call("auth", "auth", 3, Some(1)),
    ]);
    let nodes: Vec<(&str, usize, Option<usize>)> =
        drawn.nodes.iter().map(|node| (node.name.as_str(), node.calls, node.failed_calls)).collect();
    assert_eq!(nodes, [("auth", 7, Some(1)), ("cart", 8, Some(2)), ("web", 0, None)]);
    let edges: Vec<(&str, &str, usize, Option<usize>)> = drawn
        .edges
        .iter()
        .map(|edge| (nodes[edge.from].0, nodes[edge.to].0, edge.calls, edge.errors))
        .collect();
    assert_eq!(
        edges,
        [("web", "cart", 8, Some(2)), ("web", "auth", 4, Some(0)), ("auth", "auth", 3, Some(1))]
    );
    assert!(drawn.nodes.iter().all(|node| node.of_spans.is_none() && node.service.is_none()));
    assert!(drawn.edges.iter().all(|edge| edge.of_spans.is_none() && edge.curve_px.len() > 3));
    assert!(drawn.of_traces.is_none() && drawn.width_px > 0);
    // Callers stand before those they call.
    assert!(drawn.nodes[2].middle_px[0] < drawn.nodes[1].middle_px[0]);
}

#[test]
fn errors_that_nobody_counts_are_none_that_are_known() {
    let drawn = picture(&[call("a", "b", 1, None)]);
    assert!(drawn.nodes.iter().all(|node| node.failed_calls.is_none()));
    assert_eq!((drawn.edges[0].errors, picture(&[]).nodes.len()), (None, 0));
}

#[test]
fn of_very_many_services_those_with_the_most_calls_are_drawn_and_the_others_counted() {
    let calls: Vec<Dependency> =
        (0..400).map(|nth| call("gateway", &format!("service-{nth:03}"), 1_000 - nth, None)).collect();
    let drawn = picture(&calls);
    assert_eq!((drawn.nodes.len(), drawn.edges.len()), (300, 299));
    assert_eq!((drawn.nodes_left_out, drawn.edges_left_out), (101, 101));
    assert!(drawn.nodes.iter().any(|node| node.name == "service-298"));
    assert!(!drawn.nodes.iter().any(|node| node.name == "service-299"));
}
