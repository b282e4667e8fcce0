//! Drawn flows: whose time each of their stretches is.

use crate::support::{draw, random};
use proptest::prelude::*;
use spanscope::{
    analysis::{
        critical_path,
        derived::Derived,
        edge::{Edges, Group},
        flow::Flows,
    },
    base::time::MS,
    model::{ids::TraceIx, store::Store},
};

/// The groups of the flow below the first span, as text with milliseconds, the largest first.
fn groups(store: &Store) -> Vec<String> {
    let derived = Derived::of_store(store);
    let mut edges = Edges::of_store(store);
    let trace = TraceIx(0);
    let flows = Flows::of_trace(store, &derived, trace);
    let segments = critical_path::of_trace(store, &derived.asynchronous, trace);
    let shares = edges.of_flow(store, &flows, &segments, trace, store.trace(trace).root);
    let text = |group| match group {
        Group::Own { service, name } => format!("{} itself, {}", store.text(service), store.text(name)),
        other => {
            let (from, to) = edges.ends(store, other).expect("two ends");
            match other {
                Group::Between { operation, .. } => format!("{from} → {to}, {}", store.text(operation)),
                _ => format!("{from} → {to}"),
            }
        }
    };
    shares.iter().map(|share| format!("{} {}", share.ns / MS, text(share.group))).collect()
}

fn check(drawing: &str, expected: &[&str]) {
    assert_eq!(groups(&draw::store(drawing)), expected);
}

#[test]
fn a_calls_own_time_is_between_the_two() {
    check(
        "
        web       GET /cart #server       |================|
          web     GET cart #client        |  ============  |
            cart  load #server            |     =====      |
        ",
        &["7 web → cart, load", "5 cart itself, load", "4 web itself, GET /cart"],
    );
}

#[test]
fn without_a_server_half_it_is_the_peers() {
    check(
        "
        cart       load #server           |===================|
          cart     SELECT #client #db.system.name=postgresql #db.namespace=shop |=======            |
          cart     GET #client #db.system=redis |        =====      |
          cart     POST #client #server.address=api.example #server.port=443 |              ==== |
        ",
        &["7 cart → postgresql/shop", "5 cart → redis", "4 cart → api.example:443", "3 cart itself, load"],
    );
}

#[test]
fn names_come_from_the_first_thing_that_is_told() {
    for (marks, peer) in [
        ("#service.peer.name=stock #db.system.name=redis", "stock"),
        ("#peer.service=stock", "stock"),
        ("#messaging.system=kafka #messaging.destination.name=orders #server.address=k", "kafka/orders"),
        ("#net.peer.name=db.local", "db.local"),
        ("#url.full=https://api.example:8443/v1?x=1", "api.example"),
        ("#url.full=https://me:secret@[::1]:80/v1", "[::1]"),
        ("#http.url=0.0.0.0:8081", "0.0.0.0"),
        ("", "unnamed client"),
    ] {
        check(&format!("a call #client {marks} |==|"), &[&format!("2 a → {peer}")]);
    }
}

#[test]
fn a_peer_that_is_a_loaded_service_is_that_service() {
    let store = draw::store(
        "
        web     GET / #server                           |========|
          web   GET #client #service.peer.name=users    |====    |
          web   GET #client                             |    ==  |
            users  get #server                          |    ==  |
        ",
    );
    assert_eq!(groups(&store), ["4 web → users", "2 web itself, GET /", "2 users itself, get"]);
}

#[test]
fn a_client_above_another_client_is_the_services_own() {
    check(
        "
        a      GET / #server          |==========|
          a    sdk call #client       | =======  |
            a  retry #internal        | ======   |
              a  http #client         |  ===     |
        ",
        &["3 a itself, GET /", "3 a itself, retry", "3 a → unnamed client", "1 a itself, sdk call"],
    );
}

#[test]
fn a_client_in_another_service_is_the_callee() {
    check(
        "
        customer   GET /customer #server        |======|
          mysql    SQL SELECT #client           | ==== |
        ",
        &["4 customer → mysql", "2 customer itself, GET /customer"],
    );
}

#[test]
fn of_several_remote_children_the_next_one_counts() {
    check(
        "
        web     batch #client         |================|
          a     one #server           |  ===           |
          b     two #server           |         ===    |
        ",
        &["8 web → b, two", "3 a itself, one", "3 b itself, two", "2 web → a, one"],
    );
}

#[test]
fn a_call_to_itself_is_between_it_and_itself() {
    check(
        "
        web     GET #client           |====|
          web   GET #server           | == |
        ",
        &["2 web → web, GET", "2 web itself, GET"],
    );
}

#[test]
fn what_runs_on_is_another_flow() {
    check(
        "
        web       order #server         |=====              |
          web     send #producer #messaging.system=kafka |  ==               |
            mail  work #consumer        |      ==========   |
        ",
        &["3 web itself, order", "2 web → mail, work"],
    );
}

proptest! {
    #[test]
    fn groups_add_up_to_the_critical_time(spans in random::trees(30), services in 1_u64..4) {
        let mut builder = spanscope::model::builder::Builder::new();
        builder.begin_file("random");
        random::add_of_services(&mut builder, &spans, services);
        let store = builder.finish();
        let derived = Derived::of_store(&store);
        let mut edges = Edges::of_store(&store);
        for trace in store.traces() {
            let flows = Flows::of_trace(&store, &derived, trace);
            let segments = critical_path::of_trace(&store, &derived.asynchronous, trace);
            for top in store.spans_of(trace).filter(|&span| flows.top(span) == span) {
                let shares = edges.of_flow(&store, &flows, &segments, trace, top);
                let sum_ns: i64 = shares.iter().map(|share| share.ns).sum();
                prop_assert_eq!(sum_ns, store.duration_ns(top));
                prop_assert_eq!(flows.critical_ns(top), store.duration_ns(top));
                let parts_ns: i64 = shares.iter().flat_map(|share| &share.spans).map(|part| part.1).sum();
                prop_assert_eq!(parts_ns, sum_ns);
            }
        }
    }
}
