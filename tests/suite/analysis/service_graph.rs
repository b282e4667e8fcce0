//! Drawn traces: who calls whom in them. An edge is told as `from → to ×calls`, with what else there is to say of it.

mod forms;

use crate::support::{draw, random};
use proptest::prelude::*;
use spanscope::{
    analysis::{
        derived::Derived,
        peer,
        service_graph::{EdgeKind, Making, NodeKind, ServiceGraph, sums::Sums},
    },
    base::{quantile::nearest_rank, time::MS},
    model::{builder::Builder, ids::SpanIx, store::Store},
};

/// The graph of a store and what all its traces make of it.
fn graph(store: &Store) -> (ServiceGraph, Sums) {
    let graph = ServiceGraph::of_store(store, &Derived::of_store(store));
    let sums = graph.sums(0..store.trace_count());
    (graph, sums)
}

/// The edges in words, sorted.
fn edges(store: &Store) -> Vec<String> {
    let (graph, sums) = graph(store);
    let word = |kind| match kind {
        NodeKind::User | NodeKind::Service => "",
        NodeKind::Database => "db:",
        NodeKind::Topic => "topic:",
        NodeKind::Broker => "broker:",
        NodeKind::External => "ext:",
    };
    let name = |node: u32| {
        let node = &graph.nodes[node as usize];
        format!("{}{}", word(node.kind), node.name)
    };
    let told = graph.edges.iter().zip(&sums.edges).map(|(edge, sums)| {
        let mut text = format!("{} → {} ×{}", name(edge.from), name(edge.to), sums.calls);
        match edge.kind {
            EdgeKind::Call => {}
            EdgeKind::Messaging => text.push_str(" messaging"),
            EdgeKind::Link => text.push_str(" link"),
        }
        for (is_so, words) in [(edge.no_server_half, " no server half"), (sums.asynchronous > 0, " async")] {
            text.push_str(if is_so { words } else { "" });
        }
        if sums.errors > 0 {
            text.push_str(&format!(" errors:{}", sums.errors));
        }
        text
    });
    let mut told: Vec<String> = told.collect();
    told.sort_unstable();
    told
}

fn check(drawing: &str, expected: &[&str]) {
    let mut expected = expected.to_vec();
    expected.sort_unstable();
    assert_eq!(edges(&draw::store(drawing)), expected);
}

#[test]
fn a_client_and_its_server_are_one_call() {
    check(
        "
        web       GET /cart #server       |================|
          web     GET cart #client        |  ============  |
            cart  load #server            |     =====      |
        ",
        &["web → cart ×1", "user → web ×1"],
    );
}

#[test]
fn a_missing_server_is_named_by_its_client() {
    check(
        "
        web       GET / #server                                        |================|
          web     GET #client #server.address=api.example #server.port=443 |  ==========    |
          web     GET #client #http.url=http://pay.example/x           |             == |
          web     GET #client                                          |               =|
        ",
        &[
            "user → web ×1",
            "web → ext:api.example:443 ×1",
            "web → ext:pay.example ×1",
            "web → ext:unnamed client ×1",
        ],
    );
}

#[test]
fn all_urls_of_a_host_are_one_naming() {
    let store = draw::store(
        "
        web       GET / #server                            |================|
          web     GET #client #http.url=http://pay.example/x |   =          |
          web     GET #client #http.url=http://pay.example/y |        =     |
        ",
    );
    assert_eq!(edges(&store), ["user → web ×1", "web → ext:pay.example ×2"]);
    let (graph, _) = graph(&store);
    let named = graph.nodes.iter().find(|node| node.name == "pay.example").expect("the host");
    assert_eq!(named.namings.len(), 1);
}

#[test]
fn a_missing_client_leaves_the_entry_span() {
    check(
        "
        web     GET / #server            |======|
          cart  load #server             | ==== |
        ",
        &["web → cart ×1", "user → web ×1"],
    );
}

#[test]
fn an_orphan_is_called_by_someone_unknown() {
    check("cart load #server #orphan |==|", &["ext:unknown → cart ×1"]);
}

#[test]
fn a_database_is_named_by_system_and_namespace() {
    check(
        "
        cart    load #server                                                  |=======|
          cart  SELECT #client #db.system=postgresql #db.name=shop            |==     |
          cart  SELECT #client #db.system.name=postgresql #db.namespace=shop  |  ==   |
          cart  GET #client #peer.service=cache #db.system=redis #error       |    == |
        ",
        &["user → cart ×1", "cart → db:cache ×1 errors:1", "cart → db:postgresql/shop ×2"],
    );
}

#[test]
fn a_topic_stands_between_producer_and_consumer() {
    check(
        "
        web       order #server                                                          |=====       |
          web     send #producer #messaging.system=kafka #messaging.destination.name=orders | ==         |
            mail  take #consumer #messaging.system=kafka #messaging.destination.name=orders |     ====   |
            bill  take #consumer                                                         |       ==== |
        ",
        &[
            "topic:kafka/orders → bill ×1 messaging async",
            "topic:kafka/orders → mail ×1 messaging async",
            "user → web ×1",
            "web → topic:kafka/orders ×1 messaging async",
        ],
    );
}

#[test]
fn a_consumer_tells_the_topic_its_producer_does_not_name() {
    check(
        "
        web       send #producer                                                         |===     |
          mail    take #consumer #messaging.system=kafka #messaging.destination.name=orders |    ==== |
        ",
        &[
            "topic:kafka/orders → mail ×1 messaging async",
            "user → web ×1",
            "web → topic:kafka/orders ×1 messaging async",
        ],
    );
}

#[test]
fn without_a_topic_messages_go_straight_and_a_system_alone_is_a_broker() {
    check(
        "
        web       order #server                             |=====     |
          web     send #producer                            |==        |
            mail  take #consumer                            |    ===   |
          web     send #producer #messaging.system=rabbitmq |  ==      |
        ",
        &["web → mail ×1 messaging async", "user → web ×1", "web → broker:rabbitmq ×1 messaging async"],
    );
}

#[test]
fn a_link_leads_from_what_came_before() {
    let mut builder = Builder::new();
    builder.begin_file("drawing");
    draw::add(&mut builder, "web send #producer #messaging.system=sqs |==|", 1);
    draw::add(&mut builder, "mail take #internal #link=1:0 #link=9:0 |==|", 2);
    assert_eq!(
        edges(&builder.finish()),
        [
            "user → mail ×1",
            "user → web ×1",
            "web → broker:sqs ×1 messaging async",
            "web → mail ×1 link async"
        ]
    );
}

#[test]
fn a_call_to_itself_is_an_edge_to_itself() {
    check(
        "
        web      GET / #server         |=======|
          web    GET #client           | ===== |
            web  GET /inner #server    |  ===  |
        ",
        &["user → web ×1", "web → web ×1"],
    );
}

#[test]
fn calls_may_go_round() {
    check(
        "
        a      one #server       |=========|
          b    two #server       | ======= |
            c  three #server     |  =====  |
              a  four #server    |   ===   |
        ",
        &["user → a ×1", "c → a ×1", "a → b ×1", "b → c ×1"],
    );
}

#[test]
fn what_stays_inside_a_service_is_no_call() {
    check(
        "
        web        GET / #server         |=========|
          web      handle #internal      | ======= |
            web    render #internal      |  =====  |
              web  format #internal      |   ===   |
                db  query #server        |    =    |
        ",
        &["web → db ×1", "user → web ×1"],
    );
}

#[test]
fn only_the_innermost_call_counts() {
    check(
        "
        a        GET / #server                            |==========|
          a      sdk call #client #peer.service=outer     | =======  |
            a    retry #internal                          | ======   |
              a  http #client #server.address=inner       |  ===     |
          a      other #client #peer.service=outer        |        ==|
            a    wrapped #internal                        |        ==|
              b  done #server                             |        ==|
        ",
        &["user → a ×1", "a → b ×1", "a → ext:inner ×1"],
    );
}

#[test]
fn a_peer_that_is_loaded_is_marked_and_stands_outside_of_its_calls() {
    let store = draw::store(
        "
        web      GET / #server                      |========|
          web    GET #client #peer.service=users    |====    |
          web    GET #client #peer.service=users    |    ==  |
            users  get #server                      |    ==  |
        ",
    );
    assert_eq!(edges(&store), ["user → web ×1", "web → users ×1", "web → users ×1 no server half"]);
    let (graph, sums) = graph(&store);
    let users = graph.nodes.iter().position(|node| node.name == "users").expect("a node");
    assert_eq!((sums.nodes[users].calls, sums.nodes[users].spans), (1, 1));
}

#[test]
fn a_client_in_a_service_of_its_own_stands_for_it_unless_it_calls_on() {
    check(
        "
        customer   GET /customer #server                  |=========|
          mysql    SQL SELECT #client #peer.service=mysql | ===     |
          redis    GET #client                            |    ==   |
          proxy    GET #client #server.address=far        |      == |
        ",
        &[
            "user → customer ×1",
            "customer → mysql ×1",
            "customer → proxy ×1",
            "customer → redis ×1",
            "proxy → ext:far ×1",
        ],
    );
}

#[test]
fn a_call_has_failed_when_either_half_has_an_error() {
    check(
        "
        web      GET / #server             |============|
          web    GET #client #error        | ===        |
            cart load #server              |  =====     |
          web    GET #client               |    ====    |
            cart load #server #error       |     ==     |
          web    GET #client               |        === |
            cart load #server              |         =  |
        ",
        &["web → cart ×3 errors:2", "user → web ×1"],
    );
}

#[test]
fn times_are_the_callees_and_the_callers_wait() {
    let store = draw::store(
        "
        web      GET / #server            |===================|
          web    GET #client              | ========          |
            cart load #server             |  ===              |
          cart   load #server             |          =====    |
          web    send #producer           |               =   |
            cart take #consumer           |                 ==|
        ",
    );
    let (graph, sums) = graph(&store);
    let told: Vec<_> = graph
        .edges
        .iter()
        .zip(&sums.edges)
        .map(|(edge, sums)| (edge.kind, sums.callee_ns.map(|ns| ns / MS), sums.wait_ns.map(|ns| ns[0] / MS)))
        .collect();
    assert_eq!(
        told,
        [
            // Of the two calls one has a half that waits.
            (EdgeKind::Call, [3, 5, 5], Some(8)),
            (EdgeKind::Messaging, [2, 2, 2], None),
            (EdgeKind::Call, [19, 19, 19], None),
        ]
    );
    let cart = &sums.nodes[graph.nodes.iter().position(|node| node.name == "cart").expect("a node")];
    assert_eq!((cart.calls, cart.callee_ns.map(|ns| ns / MS)), (3, [3, 5, 5]));
    assert_eq!(cart.octaves.iter().sum::<u32>(), 3);
}

proptest! {
    /// Whatever the store, the calls into a service are its entry spans, and sums are those of a plain sort.
    #[test]
    fn calls_into_a_node_are_its_entry_spans(
        trees in prop::collection::vec(random::trees(20), 1..4),
        services in 1_u64..5,
        chosen in prop::collection::vec(any::<bool>(), 4),
    ) {
        let mut builder = Builder::new();
        builder.begin_file("random");
        for (spans, trace) in trees.iter().zip(1..) {
            random::add_to_trace(&mut builder, spans, services, trace);
        }
        let store = builder.finish();
        let derived = Derived::of_store(&store);
        let graph = ServiceGraph::of_store(&store, &derived);
        let traces = (0..store.trace_count()).filter(|&nth| chosen[nth]);
        let sums = graph.sums(traces.clone());
        // Made trace by trace it is the same.
        let mut making = Making::new(&store, &derived);
        store.traces().for_each(|trace| making.add(&store, &derived, core::iter::once(trace)));
        let made = making.finish();
        prop_assert_eq!((&made.nodes, &made.edges, &made.sums(traces)), (&graph.nodes, &graph.edges, &sums));
        let is_entry = |span: &SpanIx| match store.parent(*span) {
            None => true,
            Some(parent) => peer::is_remote(&store, parent, *span),
        };
        for (node, sums) in graph.nodes.iter().zip(&sums.nodes) {
            let Some(service) = node.service else { continue };
            let spans: Vec<SpanIx> = store
                .traces()
                .filter(|trace| chosen[trace.0 as usize])
                .flat_map(|trace| store.spans_of(trace))
                .filter(|&span| derived.services.of_span(&store, span) == service)
                .collect();
            prop_assert_eq!(sums.spans, spans.len());
            prop_assert_eq!(sums.self_ns, spans.iter().map(|span| derived.self_ns.get(span.0 as usize)).sum::<i64>());
            prop_assert_eq!(
                sums.critical_ns,
                spans.iter().map(|span| derived.critical_ns.get(span.0 as usize)).sum::<i64>()
            );
            let mut times: Vec<i64> =
                spans.iter().filter(|span| is_entry(span)).map(|&span| store.duration_ns(span)).collect();
            times.sort_unstable();
            prop_assert_eq!(sums.calls, times.len());
            prop_assert_eq!(sums.callee_ns, [50, 95, 99].map(|percent| nearest_rank(&times, percent)));
        }
        for (at, edge) in (0..).zip(&sums.edges) {
            let of_edge = || graph.calls().filter(|call| call.edge == at && chosen[call.trace as usize]);
            prop_assert!(of_edge().all(|call| store.trace_of(call.span).0 == call.trace));
            let mut times: Vec<i64> = of_edge().map(|call| store.duration_ns(call.span)).collect();
            times.sort_unstable();
            prop_assert_eq!(edge.calls, times.len());
            prop_assert_eq!(edge.errors, of_edge().filter(|call| call.failed).count());
            prop_assert_eq!(edge.asynchronous, of_edge().filter(|call| call.asynchronous).count());
            prop_assert_eq!(edge.callee_ns, [50, 95, 99].map(|percent| nearest_rank(&times, percent)));
            prop_assert_eq!(edge.octaves.iter().sum::<u32>() as usize, times.len());
        }
    }
}
