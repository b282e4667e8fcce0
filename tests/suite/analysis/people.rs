use crate::formats::read;
use spanscope::analysis::people::People;

/// A trace of two spans with these attributes of resource and spans, as JSON.
fn trace(id: u32, resource: &str, first: &str, second: &str) -> String {
    format!(
        r#"{{"resource":{{"attributes":[{resource}]}},"scopeSpans":[{{"spans":[
        {{"traceId":"{id}","spanId":"1","attributes":[{first}]}},
        {{"traceId":"{id}","spanId":"2","parentSpanId":"1","attributes":[{second}]}}]}}]}}"#
    )
}

fn text(key: &str, value: &str) -> String {
    format!(r#"{{"key":"{key}","value":{{"stringValue":"{value}"}}}}"#)
}

#[test]
fn users_and_sessions_are_counted_once_each() {
    let traces = [
        trace(1, "", &text("user.id", "ann"), &text("user.id", "ann")),
        trace(2, "", &text("user.id", "bob"), &text("enduser.id", "ann")),
        trace(3, &text("session.id", "s1"), "", r#"{"key":"user.id","value":{"intValue":"7000000000"}}"#),
        trace(4, "", &text("session.id", "s2"), r#"{"key":"user.id","value":{"intValue":"7000000000"}}"#),
        trace(5, "", "", ""),
    ];
    let json = format!(r#"{{"resourceSpans":[{}]}}"#, traces.join(","));
    let (store, failure) = read(json.as_bytes(), 1 << 20);
    assert_eq!((failure, store.trace_count()), (None, 5));
    let people = People::of_store(&store);
    let trace = |id: u32| store.find_trace(&id.to_string()).expect("it is there");
    let users = |ids: &[u32]| people.users(ids.iter().map(|&id| trace(id)));
    assert_eq!((users(&[1]), users(&[2]), users(&[1, 2]), users(&[1, 2, 3, 4, 5])), (1, 2, 2, 3));
    let sessions = |ids: &[u32]| people.sessions(ids.iter().map(|&id| trace(id)));
    assert_eq!((sessions(&[1, 2, 5]), sessions(&[3]), sessions(&[3, 4])), (0, 1, 2));
}

#[test]
fn a_store_that_names_nobody_has_nobody() {
    let (store, _) = read(format!(r#"{{"resourceSpans":[{}]}}"#, trace(1, "", "", "")).as_bytes(), 1 << 20);
    assert_eq!(People::of_store(&store).users(store.traces()), 0);
}
