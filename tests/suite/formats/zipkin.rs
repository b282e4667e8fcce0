use super::{notes, outline, read, store};
use spanscope::model::{
    ids::{SpanIx, TraceIx},
    span::{Kind, Mark, Status},
    store::Store,
    value::ValueRef,
};

const TIME: &str = r#""timestamp":1760000000000000,"duration":9"#;

fn span(fields: &str) -> String {
    format!(r#"[{{"traceId":"000000000000000a","id":"0000000000000001",{TIME},{fields}}}]"#)
}

fn attributes(store: &Store) -> Vec<(&str, ValueRef<'_>)> {
    store.attributes(SpanIx(0)).map(|(key, value)| (store.key_name(key), store.value(value))).collect()
}

#[test]
fn endpoints_tell_the_service_and_the_peer() {
    let store = store(&span(
        r#""kind":"CLIENT","name":"get","localEndpoint":{"serviceName":"web","ipv4":"10.0.0.1","port":80},
        "remoteEndpoint":{"serviceName":"db","ipv4":"","ipv6":"::1","port":5432}"#,
    ));
    assert_eq!((store.text(store.service(SpanIx(0))), store.kind(SpanIx(0))), ("web", Kind::Client));
    let told = [
        ("network.local.address", ValueRef::Text("10.0.0.1")),
        ("network.local.port", ValueRef::Int(80)),
        ("service.peer.name", ValueRef::Text("db")),
        ("network.peer.address", ValueRef::Text("::1")),
        ("network.peer.port", ValueRef::Int(5_432)),
    ];
    assert_eq!(attributes(&store), told);
    assert_eq!((store.start_ns(SpanIx(0)), store.duration_ns(SpanIx(0))), (1_760_000_000_000_000_000, 9_000));
}

#[test]
fn an_error_tag_is_an_error_even_when_it_is_empty() {
    for (tags, status, message) in [
        (r#"{"error":""}"#, Status::Error, ""),
        (r#"{"error":"timeout"}"#, Status::Error, "timeout"),
        (r#"{"error":"false","otel.status_code":"OK"}"#, Status::Ok, ""),
        (r#"{"a":"b"}"#, Status::Unset, ""),
    ] {
        let store = store(&span(&format!(r#""tags":{tags}"#)));
        let told = (store.status(SpanIx(0)), store.text(store.status_message(SpanIx(0))));
        assert_eq!(told, (status, message), "{tags}");
        assert!(tags.contains("otel") || attributes(&store).len() == 1, "the tag stays");
    }
}

#[test]
fn who_shares_an_id_is_the_server_and_who_says_no_kind_is_local() {
    let text = format!(
        r#"[{{"traceId":"0a","id":"01","kind":"CLIENT","name":"call",{TIME}}},{{"traceId":"0a","id":"01","shared":true,"name":"answer",{TIME}}},
        {{"traceId":"0a","id":"02","parentId":"01","name":"work",{TIME}}}]"#
    );
    let store = store(&text);
    assert_eq!(outline(&store), "call >answer >>work");
    assert_eq!((store.kind(SpanIx(1)), store.kind(SpanIx(2))), (Kind::Server, Kind::Internal));
}

#[test]
fn both_forms_of_a_trace_id_are_one_trace() {
    let whole = "463ac35c9f6413ad48485a3953bb6124";
    let spans = |ids: [&str; 3]| {
        let spans: Vec<String> = ids
            .iter()
            .enumerate()
            .map(|(at, id)| format!(r#"{{"traceId":"{id}","id":"0{}","name":"{at}",{TIME}}}"#, at + 1))
            .collect();
        format!("[{}]", spans.join(","))
    };
    let joined = store(&spans([&whole[16..], whole, &whole[16..]]));
    assert_eq!((joined.trace_count(), joined.span_count()), (1, 3));
    assert_eq!(joined.trace_id_text(joined.trace_key(TraceIx(0))), whole);
    assert!(notes(&joined).contains(&("short-ids", 2)));
    // Two whole ids with one end: whose it is cannot be told.
    let other = whole.replacen('4', "5", 1);
    let apart = store(&spans([&whole[16..], whole, &other]));
    assert_eq!(apart.trace_count(), 3);
    assert!(notes(&apart).iter().all(|note| note.0 != "short-ids"));
}

#[test]
fn annotations_are_events() {
    let store =
        store(&span(r#""annotations":[{"timestamp":1760000000000003,"value":"retry"},{"value":"late"}]"#));
    let events: Vec<_> =
        store.events(SpanIx(0)).map(|event| (store.text(event.name), event.time_ns)).collect();
    assert_eq!(events[0], ("retry", 1_760_000_000_000_003_000));
    assert_eq!(events[1].0, "late");
}

#[test]
fn version_1_says_kind_times_and_service_in_annotations() {
    let place = r#""endpoint":{"serviceName":"s1","ipv4":"10.0.0.1"}"#;
    let text = format!(
        r#"[[{{"traceId":"0a","id":"0a","name":"a","annotations":[{{"timestamp":1760000000000010,"value":"sr",{place}}},
        {{"timestamp":1760000000000020,"value":"said",{place}}},{{"timestamp":1760000000000030,"value":"ss",{place}}}],
        "binaryAnnotations":[{{"key":"http.path","value":"/x",{place}}},{{"key":"sa","value":true,"endpoint":{{"serviceName":"db"}}}}]}}]]"#
    );
    let store = store(&text);
    let span = SpanIx(0);
    assert_eq!((store.kind(span), store.text(store.service(span))), (Kind::Server, "s1"));
    assert_eq!((store.start_ns(span) % 1_000_000, store.duration_ns(span)), (10_000, 20_000));
    assert_eq!(store.events(span).len(), 1);
    assert_eq!(
        attributes(&store),
        [("http.path", ValueRef::Text("/x")), ("service.peer.name", ValueRef::Text("db"))]
    );
}

/// The span of a version 1 that says this in its annotations and in binary ones: kind, service and attributes.
fn version_1(annotations: &str, binary: &str) -> (Kind, String, Vec<(String, String)>) {
    let text = format!(
        r#"[{{"traceId":"0a","id":"0a","name":"a","annotations":[{annotations}],"binaryAnnotations":[{binary}]}}]"#
    );
    let store = store(&text);
    let told = attributes(&store).into_iter().map(|(key, value)| (key.to_owned(), format!("{value:?}")));
    (store.kind(SpanIx(0)), store.text(store.service(SpanIx(0))).to_owned(), told.collect())
}

#[test]
fn addresses_of_version_1_are_told_even_without_a_service() {
    let at = |value: &str, more: &str| {
        format!(
            r#"{{"timestamp":1760000000000010,"value":"{value}","endpoint":{{"serviceName":"web"{more}}}}}"#
        )
    };
    let place = |key: &str, more: &str| format!(r#"{{"key":"{key}","value":true,"endpoint":{{{more}}}}}"#);
    let address = |side: &str, last: u32, port: u32| {
        vec![
            (format!("network.{side}.address"), format!("Text(\"10.0.0.{last}\")")),
            (format!("network.{side}.port"), format!("Int({port})")),
        ]
    };
    let (server, client) =
        (place("sa", r#""ipv4":"10.0.0.2","port":5432"#), place("ca", r#""ipv4":"10.0.0.1","port":80"#));
    let both = format!("{server},{client}");
    let named = |kind, attributes: Vec<(String, String)>| (kind, "web".to_owned(), attributes);
    // Who calls tells where the other one listens, who answers who called.
    assert_eq!(version_1(&at("cs", ""), &server), named(Kind::Client, address("peer", 2, 5_432)));
    assert_eq!(version_1(&at("sr", ""), &client), named(Kind::Server, address("peer", 1, 80)));
    // The address of the own side is the own one.
    let (of_client, of_server) = (
        [address("local", 1, 80), address("peer", 2, 5_432)],
        [address("peer", 1, 80), address("local", 2, 5_432)],
    );
    assert_eq!(version_1(&at("cs", ""), &both), named(Kind::Client, of_client.concat()));
    assert_eq!(version_1(&at("sr", ""), &both), named(Kind::Server, of_server.concat()));
    // Addresses alone: the span is of the one that calls, and its service is told there.
    let whole = format!("{server},{}", place("ca", r#""serviceName":"web","ipv4":"10.0.0.1","port":80"#));
    let (_, service, attributes) = version_1("", &whole);
    assert_eq!((service.as_str(), attributes), ("web", of_client.concat()));
}

#[test]
fn what_is_missing_or_no_span_is_noted_and_costs_nothing_else() {
    let text =
        format!(r#"[{{"traceId":"0a","id":"01","name":"a",{TIME}}},7,[{{"traceId":"0a","id":"02"}}],null]"#);
    let (store, failure) = read(text.as_bytes(), 7);
    assert_eq!((failure, store.span_count()), (None, 2));
    let (bad, unfinished) = (("bad-span", 2), ("unfinished", 1));
    assert!(notes(&store).contains(&bad) && notes(&store).contains(&unfinished), "{:?}", notes(&store));
    assert!(store.spans().any(|span| store.has(span, Mark::PLACED)));
}
