use serde_json::{Value, json};
use spanscope::{
    protocol::{latency::LatencyBy, remote::Kind, request::Request},
    state::{
        embed::message::{HostMessage, read},
        link_template::LinkTemplate,
    },
};

fn heard(content: &Value) -> (Option<Value>, Result<HostMessage, String>) {
    let mut message = json!({ "source": "spanscope", "v": 1 });
    message.as_object_mut().unwrap().extend(content.as_object().unwrap().clone());
    let envelope = read(message).unwrap();
    (
        envelope.id,
        envelope.message.map_err(|failure| {
            assert_eq!(failure.code, "message");
            failure.message
        }),
    )
}

#[test]
fn what_is_not_meant_for_the_page_is_left_alone() {
    for other in
        [json!(null), json!("ping"), json!([]), json!({ "type": "ping" }), json!({ "source": "react" })]
    {
        assert_eq!(read(other.clone()), None, "{other}");
    }
}

#[test]
fn every_message_of_the_contract_is_understood() {
    let q = || "{ status = error }".to_owned();
    let trace_id = || "a1".to_owned();
    for (content, expected) in [
        (json!({ "type": "ping" }), HostMessage::Ping),
        (json!({ "type": "load" }), HostMessage::Load { name: None, append: false }),
        (
            json!({ "type": "load", "name": "a.json", "append": true }),
            HostMessage::Load { name: Some("a.json".to_owned()), append: true },
        ),
        (
            json!({ "type": "endpoint", "url": "/tempo", "kind": "tempo", "headers": { "A": "b" } }),
            HostMessage::Endpoint {
                url: "/tempo".to_owned(),
                kind: Some(Kind::Tempo),
                tenant: String::new(),
                headers: [("A".to_owned(), "b".to_owned())].into(),
            },
        ),
        (json!({ "type": "clear" }), HostMessage::Clear),
        (json!({ "type": "view", "hash": "#/traces" }), HostMessage::View { hash: "#/traces".to_owned() }),
        (json!({ "type": "query", "q": q() }), HostMessage::Query { q: q() }),
        (
            json!({ "type": "focus", "traceId": "a1" }),
            HostMessage::Focus { trace_id: trace_id(), span_id: None },
        ),
        (
            json!({ "type": "focus", "traceId": "a1", "spanId": "b2" }),
            HostMessage::Focus { trace_id: trace_id(), span_id: Some("b2".to_owned()) },
        ),
        (json!({ "type": "theme", "theme": "dark" }), HostMessage::Theme { theme: "dark".to_owned() }),
        (
            json!({ "type": "links", "links": [{ "attribute": "a", "label": "b", "address": "https://c.example/{value}" }] }),
            HostMessage::Links {
                links: vec![LinkTemplate::checked("a", "b", "https://c.example/{value}").unwrap()],
            },
        ),
        (json!({ "type": "state" }), HostMessage::State),
        (json!({ "type": "summary" }), HostMessage::Summary),
        (json!({ "type": "answer", "traceId": "a1" }), HostMessage::Answer { trace_id: trace_id() }),
        (json!({ "type": "services" }), HostMessage::Services { q: String::new() }),
        (
            json!({ "type": "latency", "q": q(), "by": "operation" }),
            HostMessage::Latency { q: q(), by: LatencyBy::Operation },
        ),
        (
            json!({ "type": "compare", "slow": "p95.." }),
            HostMessage::Compare { slow: "p95..".to_owned(), fast: String::new() },
        ),
        (json!({ "type": "findings" }), HostMessage::Findings),
        (json!({ "type": "spans", "q": q(), "limit": 5 }), HostMessage::Spans { q: q(), limit: Some(5) }),
        (json!({ "type": "traces", "q": q() }), HostMessage::Traces { q: q(), limit: None }),
    ] {
        assert_eq!(heard(&content), (None, Ok(expected)), "{content}");
    }
}

#[test]
fn an_id_is_anything_but_null() {
    assert_eq!(heard(&json!({ "type": "ping", "id": 7 })).0, Some(json!(7)));
    assert_eq!(heard(&json!({ "type": "ping", "id": "seven" })).0, Some(json!("seven")));
    assert_eq!(heard(&json!({ "type": "ping", "id": null })).0, None);
}

#[test]
fn what_is_not_understood_is_answered_with_the_reason() {
    let refused = |content: Value| heard(&content).1.unwrap_err();
    assert!(refused(json!({ "type": "dance" })).starts_with("The message “dance” is not understood"));
    assert!(refused(json!({ "type": "query" })).contains("missing field `q`"));
    let evil = json!([{ "attribute": "a", "address": "javascript:alert(1)" }]);
    assert!(refused(json!({ "type": "links", "links": evil })).contains("does not begin with https://"));
    assert!(refused(json!({ "type": "spans", "q": "", "limit": -1 })).contains("“spans”"));
    assert_eq!(refused(json!({ "v": 1 })), "The message has no type");
    assert_eq!(
        refused(json!({ "type": "ping", "v": 2 })),
        "The message has v = 2; this page understands v = 1"
    );
    assert_eq!(
        refused(json!({ "type": "theme", "theme": "pink" })),
        "There is no theme “pink”; there are light, dark and system"
    );
}

#[test]
fn a_thousand_rows_are_asked_for_unless_another_number_is_named() {
    let q = || "x".to_owned();
    let asks = |limit| HostMessage::Spans { q: q(), limit }.request();
    assert_eq!(asks(None), Some(Request::Spans { q: q(), limit: 1_000 }));
    assert_eq!(asks(Some(3)), Some(Request::Spans { q: q(), limit: 3 }));
    assert_eq!(HostMessage::Clear.request(), None);
}

#[test]
fn an_endpoint_that_cannot_be_asked_is_refused() {
    let refused = |content: Value| heard(&content).1.expect_err("refused");
    assert_eq!(
        refused(json!({ "type": "endpoint", "url": " " })),
        "Give the address of Tempo, Jaeger or Zipkin"
    );
    let header = json!({ "type": "endpoint", "url": "/tempo", "headers": { "a b": "c" } });
    assert_eq!(refused(header), "The header “a b” cannot be sent");
    let line = json!({ "type": "endpoint", "url": "/tempo", "headers": { "a": "c\nd: e" } });
    assert_eq!(refused(line), "The header “a” cannot be sent");
    assert!(refused(json!({ "type": "endpoint", "url": "/x", "kind": "loki" })).contains("not understood"));
}
