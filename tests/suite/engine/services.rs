//! Who calls whom, as the page and the contract have it.

use super::{CART, ask, engine, made_shop, shop};
use spanscope::{
    analysis::{derived::Derived, service_graph::ServiceGraph},
    engine::Engine,
    protocol::{
        request::{Failure, Reply, Request},
        services::{EdgeSpans, GraphEdge, GraphOf, GraphPicture, GraphQuery, NodeKind},
        traces::Selection,
    },
};

fn try_picture(engine: &mut Engine, of: GraphOf, near: &[&str], hops: u32) -> Result<GraphPicture, Failure> {
    let near = near.iter().map(|&name| name.to_owned()).collect();
    match ask(engine, Request::Graph(GraphQuery { of, near, hops }))? {
        Reply::Graph(picture) => Ok(picture),
        other => panic!("{other:?}"),
    }
}

fn picture(engine: &mut Engine, q: &str) -> GraphPicture {
    let selection = Selection { q: q.to_owned(), ..Selection::default() };
    try_picture(engine, GraphOf::Traces(selection), &[], 0).expect("a picture")
}

fn traces(picture: &GraphPicture) -> usize {
    picture.of_traces.as_ref().expect("of traces").traces
}

fn spans(picture: &GraphPicture) -> usize {
    picture.nodes.iter().flat_map(|node| &node.of_spans).map(|spans| spans.spans).sum()
}

fn of_spans(edge: &GraphEdge) -> &EdgeSpans {
    edge.of_spans.as_ref().expect("of spans")
}

fn names(picture: &GraphPicture) -> Vec<&str> {
    picture.nodes.iter().map(|node| node.name.as_str()).collect()
}

#[test]
fn a_picture_tells_what_the_traces_of_a_search_have() {
    let mut engine = shop();
    let all = picture(&mut engine, "");
    assert_eq!((traces(&all), spans(&all)), (2, 7));
    let some = picture(&mut engine, "{ resource.service.name = \"cart\" }");
    assert_eq!((traces(&some), spans(&some)), (1, 5));
    assert_eq!(picture(&mut engine, "{ name = \"no such\" }").nodes, []);
    let selection = Selection { q: "{ duration > }".to_owned(), ..Selection::default() };
    let failure = try_picture(&mut engine, GraphOf::Traces(selection), &[], 0).expect_err("a wrong query");
    assert_eq!(failure.at, Some(13));
}

#[test]
fn places_stay_when_the_search_changes() {
    let (mut engine, _) = made_shop();
    let all = picture(&mut engine, "");
    let some = picture(&mut engine, "{ status = error }");
    assert!(traces(&some) < traces(&all) && some.nodes.len() > 1 && some.edges.len() < all.edges.len());
    for node in &some.nodes {
        let before = all.nodes.iter().find(|other| (&other.name, other.kind) == (&node.name, node.kind));
        assert_eq!(before.expect("it was there").middle_px, node.middle_px);
        assert!(before.expect("it was there").calls >= node.calls);
    }
    for edge in &some.edges {
        assert!(
            all.edges
                .iter()
                .any(|other| other.curve_px == edge.curve_px && of_spans(other).find == of_spans(edge).find)
        );
        assert_eq!(of_spans(edge).octaves.iter().sum::<u32>() as usize, edge.calls);
    }
    assert_eq!((some.width_px, some.height_px), (all.width_px, all.height_px));
}

#[test]
fn a_graph_that_was_made_ahead_step_by_step_is_the_same() {
    let (mut engine, _) = made_shop();
    let all = picture(&mut engine, "");
    let (mut ahead, _) = made_shop();
    let mut steps = 0;
    while ask(&mut ahead, Request::PrepareGraph) == Ok(Reply::Prepared { is_all: false }) {
        steps += 1;
        // Whatever is asked meanwhile is answered as ever.
        if steps == 2 {
            let failed = |engine: &mut Engine| {
                ask(engine, Request::Services { q: "{ status = error }".to_owned() }).expect("an answer")
            };
            assert_eq!(failed(&mut ahead), failed(&mut engine));
        }
    }
    assert!(steps >= 2);
    assert_eq!(picture(&mut ahead, ""), all);
}

#[test]
fn near_a_service_is_what_so_many_calls_lead_to() {
    let (mut engine, _) = made_shop();
    let all = picture(&mut engine, "");
    let centre =
        all.nodes.iter().find(|node| node.kind == NodeKind::Database).expect("a database").name.clone();
    let mut near = |hops| {
        let of = GraphOf::Traces(Selection::default());
        try_picture(&mut engine, of, &[&centre], hops).expect("a picture")
    };
    let (none, one, many) = (near(0), near(1), near(99));
    assert_eq!(names(&none), [&centre]);
    let beside = |place: usize| all.nodes[place].name.as_str();
    let mut expected: Vec<&str> = all
        .edges
        .iter()
        .map(|edge| (beside(edge.from), beside(edge.to)))
        .filter(|(from, to)| *from == centre || *to == centre)
        .flat_map(|(from, to)| [from, to])
        .collect();
    expected.sort_unstable();
    expected.dedup();
    let mut told = names(&one);
    told.sort_unstable();
    assert_eq!(told, expected);
    assert_eq!(names(&many), names(&all));
}

#[test]
fn a_trace_has_a_picture_of_its_own() {
    let mut engine = shop();
    let of = |trace_id: &str| GraphOf::Trace { trace_id: trace_id.to_owned(), skew: false };
    let map = try_picture(&mut engine, of(CART), &[], 0).expect("a picture");
    assert_eq!((traces(&map), spans(&map)), (1, 5));
    let skewed = GraphOf::Trace { trace_id: CART.to_owned(), skew: true };
    assert_eq!(try_picture(&mut engine, skewed, &[], 0).expect("a picture").nodes.len(), map.nodes.len());
    assert_eq!(try_picture(&mut engine, of("9"), &[], 0).expect_err("no such trace").code, "not_found");
}

/// The search of each edge finds the traces that have one of its calls, and no other.
fn assert_searches_find_the_calls(engine: &mut Engine) {
    let picture = picture(engine, "");
    let graph = ServiceGraph::of_store(engine.store(), &Derived::of_store(engine.store()));
    assert!(picture.edges.len() > 1);
    for edge in &picture.edges {
        let is_it = |other: &spanscope::analysis::service_graph::Edge| {
            let name = |node: u32| &graph.nodes[node as usize].name;
            (name(other.from), name(other.to))
                == (&picture.nodes[edge.from].name, &picture.nodes[edge.to].name)
                && spanscope::protocol::services::EdgeKind::from(other.kind) == edge.kind
                && other.no_server_half == of_spans(edge).no_server_half
        };
        let find = &of_spans(edge).find;
        let number = graph.edges.iter().position(is_it).expect("the edge") as u32;
        let with_call: Vec<u32> =
            graph.calls().filter(|call| call.edge == number).map(|call| call.trace).collect();
        let Ok(Reply::TraceRows(found)) =
            ask(engine, Request::TraceRows { q: find.clone(), limit: usize::MAX })
        else {
            panic!("{find} cannot be searched for");
        };
        let ids: Vec<String> = found.rows.into_iter().map(|row| row.trace_id).collect();
        let store = engine.store();
        let expected: Vec<String> = store
            .traces()
            .filter(|trace| with_call.contains(&trace.0))
            .map(|trace| store.trace_id_text(store.trace_key(trace)))
            .collect();
        assert_eq!(ids, expected, "{find}");
    }
}

#[test]
fn the_search_of_an_edge_finds_its_calls() {
    assert_searches_find_the_calls(&mut made_shop().0);
}

#[test]
fn searches_are_found_for_edges_of_every_kind() {
    let span = |trace: u32, id: u32, parent: u32, kind: u32, more: &str| {
        format!(
            r#"{{"traceId":"{trace:032x}","spanId":"{id:016x}","parentSpanId":"{}","name":"n","kind":{kind},
            "startTimeUnixNano":"1760000000000000000","endTimeUnixNano":"1760000000001000000"{more}}}"#,
            if parent == 0 { String::new() } else { format!("{parent:016x}") }
        )
    };
    let says = |pairs: &[(&str, &str)]| {
        let of = |&(key, value): &(&str, &str)| match value.parse::<i64>() {
            Ok(number) => format!(r#"{{"key":"{key}","value":{{"intValue":"{number}"}}}}"#),
            Err(_) => format!(r#"{{"key":"{key}","value":{{"stringValue":"{value}"}}}}"#),
        };
        format!(r#","attributes":[{}]"#, pairs.iter().map(of).collect::<Vec<_>>().join(","))
    };
    let service = |name: &str, spans: Vec<String>| {
        let name = match name {
            "" => String::new(),
            name => format!(r#"{{"key":"service.name","value":{{"stringValue":"{name}"}}}}"#),
        };
        format!(
            r#"{{"resource":{{"attributes":[{name}]}},"scopeSpans":[{{"spans":[{}]}}]}}"#,
            spans.join(",")
        )
    };
    let topic = says(&[("messaging.system", "kafka"), ("messaging.destination.name", "or\\\"ders")]);
    let link = format!(r#","links":[{{"traceId":"{:032x}","spanId":"{:016x}"}}]"#, 1, 1);
    let text = [
        service(
            "web",
            vec![
                span(1, 1, 0, 2, ""),
                span(2, 1, 0, 2, ""),
                span(2, 2, 1, 3, &says(&[("server.address", "api"), ("server.port", "443")])),
                span(3, 1, 0, 2, ""),
                span(3, 2, 1, 3, &says(&[("url.full", "https://me@pay.example:8/x")])),
                span(4, 1, 0, 2, ""),
                span(4, 2, 1, 3, ""),
                span(5, 1, 0, 4, &topic),
                span(6, 1, 0, 3, ""),
                span(6, 2, 1, 2, ""),
                span(7, 1, 0, 2, ""),
                span(7, 2, 1, 3, &says(&[("peer.service", "mail")])),
            ],
        ),
        service("mail", vec![span(5, 2, 1, 5, &topic), span(8, 1, 77, 2, ""), span(9, 1, 0, 1, &link)]),
        service("", vec![span(10, 1, 0, 2, "")]),
    ];
    let text = format!(r#"{{"resourceSpans":[{}]}}"#, text.join(","));
    assert_searches_find_the_calls(&mut engine(&[("kinds.json", &text)]));
}
