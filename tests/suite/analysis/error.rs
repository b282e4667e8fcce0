use crate::support::draw;
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
        (Client, Unset, "rpc.response.status_code", "DeadlineExceeded", true),
        (Client, Unset, "rpc.response.status_code", "-32601", true),
        (Client, Unset, "rpc.response.status_code", "MADE_UP", true),
        (Client, Unset, "rpc.response.status_code", "", false),
        (Server, Unset, "rpc.response.status_code", "Canceled", false),
        (Server, Unset, "rpc.response.status_code", "MADE_UP", false),
        (Client, Ok, "rpc.response.status_code", "NOT_FOUND", true),
        (Server, Unset, "rpc.response.status_code", "NOT_FOUND", false),
        (Server, Unset, "rpc.response.status_code", "UNAVAILABLE", true),
        (Server, Unset, "rpc.grpc.status_code", "2", true),
        (Server, Unset, "rpc.grpc.status_code", "1", false),
    ] {
        assert_eq!(is_error(kind, status, key, value), expected, "{kind:?} {status:?} {key}={value}");
    }
}

/// Checks that in a drawing just the spans with an error are named with a `!` at the end.
fn check(drawing: &str) {
    let store = draw::store(drawing);
    let found = errors(&store, &asynchronous(&store));
    for (number, line) in draw::lines(drawing).iter().enumerate() {
        let span = draw::span_of_line(&store, number);
        assert_eq!(found.get(span.0 as usize), line.name.ends_with('!'), "{} in{drawing}", line.name);
    }
}

#[test]
fn the_drawn_test_of_the_definition() {
    check(
        "
        frontend       GET_/checkout! #server #http=500   |----------|
          gateway      call! #client #http=401            | -------- |
            gateway    answer! #server #http=401          | -------- |
              orders   call! #client #http=401            |  ------  |
                orders answer! #server #http=401          |  ------  |
                  auth call! #client #http=401            |   ----   |
                    auth answer! #server #http=401        |   ----   |
        ",
    );
}

#[test]
fn a_soft_error_alone_is_none() {
    check("web a #server #http=404 |----|\n  db q #client | -- |");
    check("web a #internal #exception |----|\n  db q #client #ok | -- |");
    check("web a #server #grpc=NOT_FOUND |----|");
}

#[test]
fn a_soft_error_counts_under_a_failed_parent() {
    check(
        "
        web   call! #client #http=404       |------|
          api answer! #server #http=404     | ---- |
            api inside! #exception          |  --  |
              api below                     |  --  |
        ",
    );
}

#[test]
fn a_soft_error_counts_over_an_error_it_is_chained_to() {
    check(
        "
        api     answer! #server #http=404   |--------|
          api   work #internal              | ------ |
            api call #client                |  ----  |
              api query! #client #error     |   --   |
        ",
    );
    // One that says it is well, another service and an asynchronous part each end the chain.
    check(
        "
        api     answer #server #http=404    |--------|
          api   work #internal #ok          | ------ |
            api query! #client #error       |   --   |
        ",
    );
    check(
        "
        api     answer #server #http=404    |--------|
          api   call #client                | ------ |
            db  query! #server #error       |   --   |
        ",
    );
    check(
        "
        api     answer #server #http=404    |----    |
          api   late! #internal #error      |     -- |
        ",
    );
}
