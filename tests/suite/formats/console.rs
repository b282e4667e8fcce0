use super::{notes, outline, read, store};
use spanscope::model::{
    ids::SpanIx,
    span::{FLAG_REMOTE, FLAG_REMOTE_KNOWN, Kind, Status},
    store::Store,
    value::ValueRef,
};

fn attributes(store: &Store, span: SpanIx) -> Vec<(&str, ValueRef<'_>)> {
    store.attributes(span).map(|(key, value)| (store.key_name(key), store.value(value))).collect()
}

#[test]
fn go_spans_are_read_whole() {
    let store = store(include_str!("../../data/go-console/stdouttrace-1.47.0/lines.json"));
    let (root, child) = (SpanIx(0), SpanIx(1));
    assert_eq!((outline(&store).as_str(), store.files()[0].format.as_str()), ("bake >heat", "Go console"));
    assert_eq!((store.kind(root), store.kind(child)), (Kind::Server, Kind::Client));
    assert_eq!(
        (store.status(child), store.text(store.status_message(child))),
        (Status::Error, "the door is open")
    );
    assert_eq!(store.start_ns(child) % 1_000_000_000, 884_416_291);
    assert_eq!(store.duration_ns(child), 6_490);
    assert_eq!((store.bits(root).flags(), store.bits(child).flags()), (1, 1 | FLAG_REMOTE_KNOWN));
    assert_eq!((store.text(store.service(root)), store.text(store.scope(root).name)), ("bakery", "oven"));
    let told = attributes(&store, child);
    assert_eq!(
        told[..4],
        [
            ("fuel", ValueRef::Text("gas")),
            ("degrees", ValueRef::Int(230)),
            ("share", ValueRef::Double(1.0)),
            ("hot", ValueRef::Bool(true)),
        ]
    );
    assert_eq!(
        told[4].1,
        ValueRef::Nested(r#"{"arrayValue":{"values":[{"stringValue":"top"},{"stringValue":"bottom"}]}}"#)
    );
    assert_eq!(
        told[5].1,
        ValueRef::Nested(r#"{"arrayValue":{"values":[{"doubleValue":1},{"doubleValue":0.5}]}}"#)
    );
    assert_eq!(told[6].1, ValueRef::Nested(r#"{"arrayValue":{"values":[{"intValue":"9007199254740993"}]}}"#));
    assert_eq!((store.events(child).len(), store.links(child).len()), (1, 1));
    assert_eq!(notes(&store), []);
}

#[test]
fn a_remote_parent_of_go_is_marked_and_an_end_that_never_came_too() {
    let span = r#"{"Name":"a","SpanContext":{"TraceID":"0a","SpanID":"01"},"Parent":{"TraceID":"0a","SpanID":"09","Remote":true},
        "StartTime":"2026-01-01T01:00:00.5+01:00","EndTime":"0001-01-01T00:00:00Z","Status":{"Code":1}}"#;
    let store = store(span);
    let flags = store.bits(SpanIx(0)).flags();
    assert_eq!(flags, FLAG_REMOTE_KNOWN | FLAG_REMOTE);
    assert_eq!(store.start_ns(SpanIx(0)), 1_767_225_600_500_000_000);
    assert_eq!(store.status(SpanIx(0)), Status::Error, "Go numbers its codes in another order");
    assert!(notes(&store).contains(&("unfinished", 1)));
}

#[test]
fn python_spans_are_read_whole() {
    let store = store(include_str!("../../data/python-console/opentelemetry-sdk-1.45.2/pretty.json"));
    let child = SpanIx(1);
    assert_eq!(
        (outline(&store).as_str(), store.files()[0].format.as_str()),
        ("bake >heat", "Python console")
    );
    assert_eq!((store.start_ns(child), store.duration_ns(child)), (1_790_000_000_002_000_000, 7_000_000));
    assert_eq!(attributes(&store, child)[1], ("degrees", ValueRef::Int(230)));
    assert_eq!(store.text(store.service(child)), "bakery");
    let event = store.events(child).next().expect("an event");
    let message = store.event_attributes(event).nth(1).map(|(_, value)| store.value(value));
    assert_eq!(message, Some(ValueRef::Text("the door is “open”")));
    assert_eq!(notes(&store), []);
}

#[test]
fn old_python_prints_the_resource_bare_and_values_of_any_shape() {
    let span = r#"{"name":"a","context":{"trace_id":"0x0a","span_id":"0x01","trace_state":"a=b"},"resource":{"service.name":"web","n":1},
        "start_time":"soon","status":{"status_code":"ERROR"},
        "attributes":{"o":{"k":[1,1.5,null,"x",{"deep":[]}],"b":false},"e":{}}}"#;
    let store = store(span);
    assert_eq!(
        (store.text(store.service(SpanIx(0))), store.text(store.trace_state(SpanIx(0)))),
        ("web", "a=b")
    );
    let ValueRef::Nested(json) = attributes(&store, SpanIx(0))[0].1 else { panic!("nested") };
    let wanted = r#"{"kvlistValue":{"values":[{"key":"k","value":{"arrayValue":{"values":[{"intValue":"1"},{"doubleValue":1.5},{},{"stringValue":"x"},{"kvlistValue":{"values":[{"key":"deep","value":{"arrayValue":{"values":[]}}}]}}]}}},{"key":"b","value":{"boolValue":false}}]}}"#;
    assert_eq!(json, wanted);
    assert!(notes(&store).contains(&("bad-time", 1)));
}

#[test]
fn an_object_that_breaks_costs_only_itself() {
    let pretty = include_str!("../../data/python-console/opentelemetry-sdk-1.45.2/pretty.json");
    let broken = pretty.replacen("\"kind\"", "kind", 1);
    for chunk in [1, 50, usize::MAX] {
        let (store, failure) = read(broken.as_bytes(), chunk);
        assert_eq!((failure, store.span_count()), (None, 1));
        assert!(notes(&store).contains(&("bad-part", 1)), "{:?}", notes(&store));
    }
    let (store, failure) = read(&pretty.as_bytes()[..pretty.len() - 9], 64);
    assert_eq!((failure, store.span_count()), (None, 1));
    assert!(notes(&store).contains(&("truncated", 1)));
}

#[test]
fn values_nest_100_000_deep() {
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let store = store(&format!(
        r#"{{"name":"a","context":{{"trace_id":"1","span_id":"2"}},"attributes":{{"k":{deep}}}}}"#
    ));
    let ValueRef::Nested(json) = attributes(&store, SpanIx(0))[0].1 else { panic!("nested") };
    assert_eq!(json.matches("arrayValue").count(), 100_000);
}
