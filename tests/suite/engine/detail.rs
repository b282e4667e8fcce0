use super::{CART, ask, shop};
use spanscope::protocol::{
    detail::{SpanDetail, VALUE_LIMIT, ValueKind},
    request::{Reply, Request, SpanRef},
};

fn detail(trace_id: &str, id: &str, whole: bool) -> SpanDetail {
    let request = Request::Span { trace_id: trace_id.to_owned(), span: SpanRef::Id(id.to_owned()), whole };
    match ask(&mut shop(), request) {
        Ok(Reply::Span(detail)) => *detail,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_span_says_where_it_stands() {
    let span = detail(CART, "4", false);
    let path: Vec<_> = span.path.iter().map(|(row, _, name)| (*row, name.as_str())).collect();
    assert_eq!(path, [(0, "GET /cart"), (1, "load cart")]);
    assert_eq!((span.parent, span.parent_span_id.as_str()), (Some(1), "0000000000000002"));
    assert_eq!(
        (span.status.as_str(), span.status_message.as_str(), span.error),
        ("error", "connection reset", true)
    );
    assert_eq!((span.offset_ns, span.duration_ns, span.critical_ns), (45_000_000, 45_000_000, 45_000_000));
    assert_eq!((span.scope_name.as_str(), span.scope_version.as_str()), ("shop.cart", "1.2.0"));
}

#[test]
fn values_of_every_kind_are_text() {
    let span = detail(CART, "3", false);
    let values: Vec<_> = span.attributes.iter().map(|a| (a.key.as_str(), a.value.as_str(), a.kind)).collect();
    assert_eq!(
        values,
        [
            ("cached", "false", ValueKind::Bool),
            ("db.query.text", "SELECT * FROM items WHERE cart = $1", ValueKind::Text),
            ("db.system.name", "postgresql", ValueKind::Text),
            ("key", "aGVsbG8=", ValueKind::Bytes),
            ("ratio", "0.25", ValueKind::Number),
            ("rows", "3", ValueKind::Number),
            ("tags", "[\"a\",7]", ValueKind::Nested),
        ]
    );
}

#[test]
fn events_stand_by_time_and_links_say_where_they_lead() {
    let span = detail(CART, "3", false);
    let events: Vec<_> =
        span.events.iter().map(|event| (event.since_start_ns, event.name.as_str())).collect();
    assert_eq!(events, [(2_000_000, "lock acquired"), (28_000_000, "fetched")]);
    let span = detail("bde", "6", false);
    let links: Vec<_> = span.links.iter().map(|link| (link.loaded, link.target.as_str())).collect();
    assert_eq!(links, [(true, "web · GET /cart"), (false, "")]);
    assert_eq!(span.links[0].attributes[0].value, "same cart");
    assert_eq!(span.links[1].trace_id, "ff".repeat(16));
}

#[test]
fn long_values_are_cut_until_asked_for() {
    let cut = detail("bde", "7", false);
    assert_eq!((cut.attributes[0].value.len(), cut.attributes[0].cut), (VALUE_LIMIT, 3_000 - VALUE_LIMIT));
    let whole = detail("bde", "7", true);
    assert_eq!((whole.attributes[0].value.len(), whole.attributes[0].cut), (3_000, 0));
}

#[test]
fn what_was_found_is_said() {
    assert_eq!(
        detail(CART, "5", false).remarks,
        ["Its parent ran in another service, whose data is missing"]
    );
    assert_eq!(detail("bde", "7", false).remarks, ["The exporter dropped 2 attributes"]);
}
