//! The sample's names: those of the present conventions, but for the one service that is told to be bad at it.

use super::{READ_SAMPLE, attribute, operation, resource_attribute};
use spanscope::model::{
    ids::{Key, SpanIx},
    span::Kind,
    store::Store,
    value::ValueRef,
};

/// Names that the conventions gave up.
const OLD: [&str; 16] = [
    "http.method",
    "http.status_code",
    "http.url",
    "http.target",
    "http.scheme",
    "net.peer.name",
    "net.host.name",
    "db.system",
    "db.name",
    "db.statement",
    "db.operation",
    "rpc.system",
    "rpc.service",
    "rpc.grpc.status_code",
    "messaging.operation",
    "peer.service",
];

#[test]
fn only_the_badly_named_service_is_behind_the_conventions() {
    let (store, truth) = (&READ_SAMPLE.store, &READ_SAMPLE.truth);
    let old: Vec<Key> = OLD.iter().filter_map(|name| store.find_key(name)).collect();
    let is_old = |span| store.attributes(span).any(|(key, _)| old.contains(&key));
    let has_id = |name: &str| name.split(|c: char| !c.is_ascii_digit()).any(|digits| digits.len() > 2);
    let says_nothing = |name: &str| ["handler", "query"].contains(&name);
    let (mut with_id, mut generic) = (0, 0);
    for span in store.spans() {
        let (service, name) = operation(store, span);
        if service == truth.badly_named_service {
            assert!(has_id(name) != says_nothing(name), "{name}");
            with_id += usize::from(has_id(name));
            generic += usize::from(says_nothing(name));
        } else {
            assert!(!is_old(span) && !has_id(name) && !says_nothing(name), "{service} {name}");
        }
    }
    assert!(with_id > 10 && generic > 10, "{with_id} {generic}");
}

#[test]
fn calls_carry_what_the_conventions_ask_for() {
    let (store, truth) = (&READ_SAMPLE.store, &READ_SAMPLE.truth);
    let asked: [(&str, &[&str]); 5] = [
        ("http.request.method", &["http.response.status_code", "server.address"]),
        ("http.route", &["url.path", "url.scheme", "http.response.status_code", "user_agent.original"]),
        ("db.system.name", &["db.operation.name", "db.query.text", "server.address"]),
        ("rpc.system.name", &["rpc.method", "rpc.response.status_code", "server.address"]),
        (
            "messaging.system",
            &["messaging.destination.name", "messaging.operation.type", "messaging.operation.name"],
        ),
    ];
    for (key, others) in asked {
        let is_database = |span| attribute(store, span, "db.system.name").is_some();
        let having = store.spans().filter(|&span| {
            attribute(store, span, key).is_some() && (key == "db.system.name" || !is_database(span))
        });
        let mut count = 0;
        for span in having {
            count += 1;
            for other in others {
                assert!(
                    attribute(store, span, other).is_some(),
                    "{:?} lacks {other}",
                    operation(store, span)
                );
            }
        }
        assert!(count > 30, "{key}: {count}");
    }
    let kept =
        |span: &SpanIx| ![truth.badly_named_service, "web-storefront"].contains(&operation(store, *span).0);
    for span in store.spans().filter(kept) {
        for key in
            ["service.version", "service.instance.id", "host.name", "k8s.pod.name", "telemetry.sdk.language"]
        {
            assert!(
                resource_attribute(store, span, key).is_some(),
                "{:?} lacks {key}",
                operation(store, span)
            );
        }
        assert!(!store.text(store.scope(span).name).is_empty());
    }
}

#[test]
fn http_errors_have_the_status_of_their_side() {
    let store = &READ_SAMPLE.store;
    for span in store.spans() {
        let Some(ValueRef::Int(code)) = attribute(store, span, "http.response.status_code") else { continue };
        let failed = match store.kind(span) {
            Kind::Server => code >= 500,
            _ => code >= 400,
        };
        assert_eq!(store.status(span).word(), if failed { "error" } else { "unset" }, "{code}");
        assert!(!failed || attribute(store, span, "error.type").is_some() || code >= 500);
    }
}

#[test]
fn browsers_begin_traces() {
    let store = &READ_SAMPLE.store;
    let roots = store.traces().map(|trace| store.trace(trace).root);
    let of_browsers: Vec<SpanIx> = roots
        .filter(|&root| {
            resource_attribute(store, root, "telemetry.sdk.language") == Some(ValueRef::Text("webjs"))
        })
        .collect();
    assert!(of_browsers.len() > 50, "{}", of_browsers.len());
    for &root in &of_browsers {
        assert!(resource_attribute(store, root, "user_agent.original").is_some());
        assert!(
            attribute(store, root, "user.id").is_some() && attribute(store, root, "app.user.plan").is_some()
        );
    }
    let loads = |name: &str| of_browsers.iter().filter(|&&root| operation(store, root).1 == name).count();
    assert!(loads("documentLoad") > 10);
}

#[test]
fn third_parties_have_no_server_half() {
    let store = &READ_SAMPLE.store;
    let is_payment = |span: &SpanIx| {
        attribute(store, *span, "server.address") == Some(ValueRef::Text("api.payments.example"))
    };
    let payments: Vec<SpanIx> = store.spans().filter(is_payment).collect();
    assert!(payments.len() > 20, "{}", payments.len());
    for span in payments {
        assert_eq!((store.kind(span), store.children(span).count()), (Kind::Client, 0));
    }
}

#[test]
fn feature_flags_are_events() {
    let store = &READ_SAMPLE.store;
    let mut seen: Vec<(String, String)> = Vec::new();
    for event in store.spans().flat_map(|span| store.events(span)) {
        if store.text(event.name) != "feature_flag.evaluation" {
            continue;
        }
        let text = |key| event_text(store, event, key).expect("a flag has a key and a variant");
        seen.push((text("feature_flag.key"), text("feature_flag.result.variant")));
    }
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), 6, "three flags of two variants: {seen:?}");
}

fn event_text(store: &Store, event: spanscope::model::attributes::Event, key: &str) -> Option<String> {
    let key = store.find_key(key)?;
    let (_, value) = store.event_attributes(event).find(|&(name, _)| name == key)?;
    match store.value(value) {
        ValueRef::Text(text) => Some(text.to_owned()),
        _ => None,
    }
}
