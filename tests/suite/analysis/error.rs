use spanscope::{
    analysis::{asynchronous::asynchronous, error::errors},
    base::intern::Symbol,
    model::{
        builder::Builder,
        ids::SpanId,
        span::{Dropped, Kind, SpanHead, Status},
        value::Value,
    },
};

/// Whether a span with this kind, status and one attribute has an error.
fn is_error(kind: Kind, status: Status, key: &str, value: &str) -> bool {
    let mut builder = Builder::new();
    let resource = builder.begin_resource();
    builder.end_resource(resource, Vec::new(), Symbol::EMPTY);
    let scope = builder.begin_scope();
    let key = builder.key(key.as_bytes());
    let value = match value.parse() {
        Ok(number) => builder.numbers.int(number),
        Err(_) => Value::text(builder.strings.intern(value)),
    };
    builder.span_attribute(key, value);
    let trace = Some(builder.trace_number(1));
    builder.end_span(&SpanHead {
        trace,
        span_id: SpanId(1),
        parent_id: SpanId::NONE,
        start_ns: 1,
        end_ns: 2,
        name: Symbol::EMPTY,
        kind,
        status,
        status_message: Symbol::EMPTY,
        flags: 0,
        trace_state: Symbol::EMPTY,
        dropped: Dropped::default(),
        follows_from: false,
        resource,
        scope,
    });
    let store = builder.finish();
    errors(&store, &asynchronous(&store)).get(0)
}

#[test]
fn the_table_of_the_definition() {
    use Kind::{Client, Internal, Server};
    use Status::{Error, Ok, Unset};
    for (kind, status, key, value, expected) in [
        (Internal, Error, "a", "1", true),
        (Internal, Unset, "http.response.status_code", "500", false),
        (Server, Unset, "http.response.status_code", "500", true),
        (Server, Unset, "http.status_code", "503", true),
        (Server, Unset, "http.response.status_code", "499", false),
        (Client, Unset, "http.response.status_code", "400", true),
        (Client, Unset, "http.response.status_code", "399", false),
        (Client, Ok, "http.response.status_code", "404", false),
        (Client, Unset, "rpc.grpc.status_code", "0", false),
        (Client, Unset, "rpc.grpc.status_code", "5", true),
        (Client, Unset, "rpc.response.status_code", "OK", false),
        (Client, Ok, "rpc.response.status_code", "NOT_FOUND", true),
        (Server, Unset, "rpc.response.status_code", "NOT_FOUND", false),
        (Server, Unset, "rpc.response.status_code", "UNAVAILABLE", true),
        (Server, Unset, "rpc.grpc.status_code", "2", true),
        (Server, Unset, "rpc.grpc.status_code", "1", false),
    ] {
        assert_eq!(is_error(kind, status, key, value), expected, "{kind:?} {status:?} {key}={value}");
    }
}
