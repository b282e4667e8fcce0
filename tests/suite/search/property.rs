//! What a span says: attributes scope by scope, and every property.

use super::reference::drawing::{Row, check};

const ALL: &str = "1 2 3 4 5 6 7 8 11 12 13 14 15 21 22 23";

pub const SCOPES: &[Row] = &[
    ("on the span first", "{ .where = \"span\" }", "1"),
    ("on the resource else, and where it is null", "{ .where = \"resource\" }", "2 7"),
    ("on the span alone", "{ span.where = \"span\" }", "1"),
    ("null is no value", "{ span.where != nil }", "1"),
    ("of a key that stands twice the first value", "{ .twice = 1 }", "7"),
    ("wherever it is asked for", "{ .twice = .twice }", "7"),
    ("on the resource alone", "{ resource.where = \"resource\" }", "1 2 7"),
    ("without a scope also on the resource", "{ .host = \"h1\" }", "1 2"),
    ("not on the span", "{ span.host = \"h1\" }", ""),
    ("not on the resource", "{ resource.n = 5 }", ""),
    ("missing on the resource", "{ resource.region = nil && kind = server }", "4 11 21"),
    ("services", "{ resource.service.name = \"cart\" }", "3 4"),
    ("services without a scope", "{ .service.name = \"redis\" }", "5 6"),
    ("names with dots", "{ span.http.status >= 500 }", "3"),
    ("names in quotes", "{ span.\"http.status\" = 200 }", "1"),
    ("an attribute with the name of a property", "{ .duration = 12 }", "6"),
    ("of scopes", "{ instrumentation.lib = 7 }", "1"),
    ("of other kinds in other scopes", "{ instrumentation.lib = \"g\" }", "4"),
    ("missing in scopes", "{ instrumentation.lib = nil && kind = server }", "11 21"),
];

#[test]
fn attributes_are_looked_for_where_their_scope_says() {
    check(SCOPES);
}

pub const EVENTS: &[Row] = &[
    ("one event", "{ event.n = 2 }", "3"),
    ("two events, one each", "{ event.n = 1 && event.n = 2 }", "3"),
    ("one event is greater", "{ event.n > 1 }", "3 4"),
    ("one event differs", "{ event.n != 1 }", "3 4"),
    ("only events that have it differ", "{ event.s != \"early\" }", "3"),
    ("no event equals", "{ !(event.n = 1) && event.n != nil }", "4"),
    ("an event's text", "{ event.type = \"Timeout\" }", "4"),
    ("no event has it", "{ event.s = nil && kind = client }", "5 6 13"),
    ("one event has it", "{ event.s != nil }", "3"),
    ("one link", "{ link.why = \"retry\" }", "4"),
    ("one link differs", "{ link.why != \"retry\" }", "7"),
    ("links by number", "{ link.n >= 3 }", "4 7"),
    ("no link has it", "{ link.why = nil && kind = server }", "1 11 21"),
    ("one link has it", "{ link.why != nil }", "4 7"),
    ("one of several values", "{ event.n = [2, 5] }", "3 4"),
    ("of a key that stands twice the first value", "{ event.twice = 2 }", "4"),
];

#[test]
fn one_event_or_link_is_enough() {
    check(EVENTS);
}

pub const OF_PARENTS: &[Row] = &[
    ("its attribute", "{ parent.n = 5 }", "2 3 7 15"),
    ("of its span", "{ parent.span.b = true }", "2 7"),
    ("of its resource", "{ parent.resource.region = \"eu\" }", "2 3 7"),
    ("its span goes before its resource", "{ parent.where = \"span\" }", "2 7"),
    ("its resource else", "{ parent.where = \"resource\" }", "3 8"),
    ("its service", "{ parent.service.name = \"cart\" }", "4 5 6"),
    ("without a parent there is nothing", "{ parent.n = nil }", "1 11 14 21"),
    ("nor does it differ", "{ parent.n != 5 }", "5 6 8 12 13 22 23"),
    ("beside one's own", "{ parent.n = .n }", "2"),
    (
        "another service than the parent's",
        "{ parent.resource.service.name != resource.service.name }",
        "3 5 6 7",
    ),
    ("patterns", "{ parent.s =~ \"ann|Cart\" }", "2 7 12 13 15"),
];

#[test]
fn the_parent_is_asked_for_its_own() {
    check(OF_PARENTS);
}

pub const OF_SPANS: &[Row] = &[
    ("name", "{ name = \"charge\" }", "7 8"),
    ("name, scoped", "{ span:name = \"charge\" }", "7 8"),
    ("status", "{ status = error }", "4 22"),
    ("well", "{ status = ok }", "1"),
    ("unset", "{ status = unset && kind = server }", "11 21"),
    ("another status", "{ status != error && kind = server }", "1 11 21"),
    ("status, scoped", "{ span:status = error }", "4 22"),
    ("status message", "{ statusMessage = \"out of stock\" }", "4"),
    ("status message by pattern, scoped", "{ span:statusMessage =~ \".*stock\" }", "4"),
    ("most have none, which is the empty text", "{ statusMessage = \"\" && kind = server }", "1 11 21"),
    ("those that have one", "{ statusMessage != \"\" }", "4"),
    ("server", "{ kind = server }", "1 4 11 21"),
    ("client", "{ kind = client }", "3 5 6 13"),
    ("producer and consumer", "{ kind = producer || kind = consumer }", "7 8"),
    ("internal is not unspecified", "{ kind = internal }", ""),
    ("unspecified", "{ span:kind = unspecified }", "2 12 14 15 22 23"),
    ("another kind", "{ kind != unspecified && status = error }", "4"),
    ("a kind is no text", "{ .s = server }", ""),
    ("duration", "{ duration = 4ms }", "3 7 14"),
    ("longer", "{ duration > 5ms }", "1 2 11"),
    ("as long", "{ duration >= 0.005s }", "1 2 11 21"),
    ("shorter", "{ duration < 2ms }", "5 6 12 15 22 23"),
    ("another duration, scoped", "{ span:duration != 1ms && kind = client }", "3 13"),
    ("a plain number is nanoseconds", "{ duration = 4000000 }", "3 7 14"),
    ("the value on the left", "{ 5ms < duration }", "1 2 11"),
    ("leaves", "{ childCount = 0 }", "5 6 8 12 13 15 22 23"),
    ("children, not what is below them", "{ span:childCount = 2 }", "1 4 11 21"),
    ("some children", "{ childCount >= 1 && kind = client }", "3"),
];

#[test]
fn spans_have_names_states_kinds_and_lengths() {
    check(OF_SPANS);
}

pub const OF_TRACES: &[Row] = &[
    ("from the first start to the last end", "{ traceDuration = 18ms }", "11 12 13 14 15"),
    ("longer, scoped", "{ trace:duration > 5ms && kind = client }", "3 5 6 13"),
    ("shorter", "{ traceDuration < 10ms }", "21 22 23"),
    ("the root's name", "{ rootName = \"GET /cart\" && kind = client }", "3 5 6"),
    ("of two roots the first, scoped", "{ trace:rootName = \"GET /\" }", "11 12 13 14 15"),
    ("orphans have no root", "{ rootName = nil }", "21 22 23"),
    ("whose name would differ", "{ rootName != \"GET /\" && kind = server }", "1 4"),
    ("or match a pattern", "{ rootName =~ \".*\" && kind = server }", "1 4 11"),
    ("the root's service", "{ rootServiceName = \"web\" }", "11 12 13 14 15"),
    ("scoped", "{ trace:rootService = \"shop\" && kind = server }", "1 4"),
    ("none", "{ rootServiceName = nil }", "21 22 23"),
];

#[test]
fn traces_have_a_root_and_a_length() {
    check(OF_TRACES);
}

pub const OF_EVENTS: &[Row] = &[
    ("an event's name", "{ event:name = \"retry\" }", "3"),
    ("another event", "{ event:name != \"retry\" }", "4"),
    ("no event", "{ event:name = nil && kind = client }", "5 6 13"),
    ("some event", "{ event:name != nil }", "3 4"),
    ("one of the times", "{ event:timeSinceStart = 2ms }", "3"),
    ("any of them", "{ event:timeSinceStart >= 1ms }", "3 4"),
    ("none", "{ event:timeSinceStart > 2ms }", ""),
    ("a linked trace", "{ link:traceID != nil }", "4 7"),
    ("no link", "{ link:spanID = nil && kind = server }", "1 11 21"),
    ("a scope's name", "{ instrumentation:name = \"grpc\" }", "4"),
    ("its version", "{ instrumentation:version = \"1.2\" }", "1"),
    ("patterns", "{ instrumentation:name =~ \"http.*|grpc\" }", "1 4"),
    ("no scope is one without a name", "{ instrumentation:name = \"\" && kind = server }", "11 21"),
    ("every span is of some trace", "{ trace:id != nil && span:id != nil }", ALL),
];

#[test]
fn events_links_and_scopes_have_properties_too() {
    check(OF_EVENTS);
}
