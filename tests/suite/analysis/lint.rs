//! Each lint on a drawing that fails it and one that does not.

use crate::support::draw;
use spanscope::{
    analysis::{
        derived::Derived,
        facts::Facts,
        lint::{ALL, Data, Finding, check},
        score::{self, Score},
    },
    base::intern::Symbol,
    model::{builder::Builder, ids::SpanIx, store::Store},
};

fn with_data<T>(store: &Store, ask: impl FnOnce(&Data<'_>) -> T) -> T {
    let (derived, facts) = (Derived::of_store(store), Facts::find(store));
    ask(&Data { store, derived: &derived, facts: &facts })
}

/// What a rule says of each service, `service: sentence`.
fn sentences(store: &Store, rule: &str) -> Vec<String> {
    with_data(store, |data| {
        let lint = ALL.into_iter().find(|lint| lint.rule() == rule).expect("a rule");
        assert!(!lint.summary().is_empty());
        let told = |finding: Finding| {
            let service = spanscope::analysis::services::name(store, finding.service).to_owned();
            format!("{service}: {}", lint.sentence(data, &finding))
        };
        check(lint, data).into_iter().map(told).collect()
    })
}

fn fails(rule: &str, drawing: &str, sentence: &str) {
    assert_eq!(sentences(&draw::store(drawing), rule), [sentence], "{drawing}");
}

fn passes(rule: &str, drawing: &str) {
    assert_eq!(sentences(&draw::store(drawing), rule), [""; 0], "{drawing}");
}

/// A root with so many INTERNAL children of a duration in milliseconds.
fn internal(count: usize, service: &str, ms: usize) -> String {
    let child = format!("  {service} step #internal |{}|", "=".repeat(ms));
    format!("web GET / #server |==========|\n{}", vec![child; count].join("\n"))
}

#[test]
fn internal_spans_are_few() {
    passes("SPA-001", &internal(10, "web", 9));
    fails("SPA-001", &internal(11, "a", 9), "a: 1 trace has more than 10 internal spans, up to 11");
}

#[test]
fn short_internal_spans_are_few() {
    passes("SPA-005", &internal(20, "web", 4));
    passes("SPA-005", &internal(21, "web", 5));
    fails(
        "SPA-005",
        &internal(21, "a", 4),
        "a: 1 trace has more than 20 internal spans under 5 ms, up to 21",
    );
}

#[test]
fn parents_are_there() {
    let mut builder = Builder::new();
    builder.begin_file("lost");
    crate::support::random::add(
        &mut builder,
        &[crate::support::random::RandomSpan { id: 2, parent: 9, start: 0, length: 5, kind: 2 }],
    );
    assert_eq!(sentences(&builder.finish(), "SPA-002"), ["unknown service: The parent of 1 span is missing"]);
    passes("SPA-002", "web GET / #server |==|");
}

#[test]
fn roots_are_no_clients() {
    fails("SPA-004", "web GET / #client |==|", "web: 1 trace begins with a client, such as “GET /”");
    passes("SPA-004", "web GET / #server |==|\n  web GET #client |==|");
}

#[test]
fn resources_say_who_they_are() {
    fails("RES-001", "web GET / |==|", "web: 1 resource has no service.instance.id");
    let nameless = crate::support::random::store(&[crate::support::random::RandomSpan {
        id: 1,
        parent: 0,
        start: 0,
        length: 5,
        kind: 2,
    }]);
    assert_eq!(sentences(&nameless, "RES-005"), ["unknown service: 1 resource has no service.name"]);
    passes("RES-005", "web GET / |==|");
}

#[test]
fn names_have_no_ids_and_say_something() {
    fails(
        "ids-in-names",
        "web sync order 412345 |==|\nweb GET /users |==|",
        "web: 1 span has an id in its name, such as “sync order 412345”, better “sync order {id}”",
    );
    fails(
        "generic-names",
        "web Handler |==|\nweb query users |==|\nweb query |==|",
        "web: 2 spans have names that any span could have, such as “Handler”",
    );
}

#[test]
fn exceptions_are_errors() {
    fails(
        "exception-without-error",
        "web GET / #exception |==|\nweb GET /b #exception #error |==|",
        "web: 1 span has an exception but not the status error, such as “GET /”",
    );
}

#[test]
fn roots_say_something_of_the_teams_own() {
    fails(
        "no-business-attribute",
        "web GET / #http=200 |==|",
        "web: 1 root has no attribute of the team's own, such as “GET /”",
    );
    passes("no-business-attribute", "web GET / #user.id=7 |==|");
}

#[test]
fn calls_to_services_of_the_data_have_a_server_half() {
    let mut builder = Builder::new();
    builder.begin_file("two traces");
    let call = "
        web    GET / #server                          |==========|
          web  GET user #client #peer.service=users   | =======  |
          web  GET mail #client #peer.service=mailgun |        = |
    ";
    draw::add(&mut builder, call, 1);
    draw::add(&mut builder, "users GET /users/7 #server |  ====    |", 2);
    draw::add(&mut builder, "users GET /users/8 #server |  =====   |", 3);
    draw::add(&mut builder, "users GET /users/9 #server |  ======= |", 4);
    assert_eq!(
        sentences(&builder.finish(), "broken-propagation"),
        [
            "web: 1 call has no server half, such as “GET user” to users; “GET /users/8” of users, a trace of its own, is \
          probably the other half"
        ]
    );
    passes(
        "broken-propagation",
        "web GET / #server |====|\n  web GET #client #peer.service=users |====|\n    users GET #server |====|",
    );
    passes(
        "broken-propagation",
        "customer GET #server |====|\n  mysql SQL #client #peer.service=mysql |====|",
    );
    passes(
        "broken-propagation",
        "
        web      GET #client #peer.service=users |====|
        users    SELECT #client #orphan          | == |
        users    GET #server                     |=   |
        ",
    );
}

#[test]
fn long_stretches_are_traced() {
    let bar = |from: usize, length: usize| format!("|{}{}|", " ".repeat(from), "=".repeat(length));
    fails(
        "untraced-time",
        &format!("web GET / #server {}\n  web q #client {}", bar(0, 300), bar(0, 150)),
        "web: 1 span has a stretch without any child, up to 150 ms; no child covers 50 % of the service's time",
    );
    passes("untraced-time", &format!("web GET / #server {}\n  web q #client {}", bar(0, 300), bar(99, 201)));
    passes("untraced-time", &format!("web GET / #server {}\n  web q #client {}", bar(0, 500), bar(110, 390)));
    passes("untraced-time", &format!("web GET / #client {}", bar(0, 300)));
}

#[test]
fn a_score_is_the_weight_of_the_rules_that_are_passed() {
    // Fails SPA-004 (30) and RES-001 (20) of 160; RES-003 is for Kubernetes only.
    let store = draw::store("web GET / #client |==|");
    let scores = with_data(&store, |data| score::of_services(data, &score::check(data)));
    let service = store.service(SpanIx(0));
    let expected = Score { service, score: 69, rules: 6, failed: vec!["SPA-004", "RES-001"] };
    assert_eq!(scores, [expected]);
    assert_ne!(service, Symbol::EMPTY);
}

#[test]
fn rules_have_distinct_names() {
    let mut rules: Vec<&str> = ALL.iter().map(|lint| lint.rule()).collect();
    rules.sort_unstable();
    rules.dedup();
    assert_eq!(rules.len(), ALL.len());
}
