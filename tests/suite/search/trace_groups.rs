//! Traces parted by their values, on the drawn spans.

use super::{reference::drawing, spans::found};
use crate::support::{draw, plain};
use spanscope::{
    base::time::MS,
    model::builder::Builder,
    query::naming::grouping,
    search::{
        columns::Columns,
        reader::Reader,
        trace_groups::{Groups, of_traces},
        traces,
        value::Val,
    },
};

/// The groups of the traces with a match: values, traces, errors.
fn groups(search: &str, by: &str, check: impl FnOnce(&Groups<'_>)) -> String {
    let store = plain::store(&drawing::spans());
    let spans = found(&store, search, None);
    let fields = grouping(by).expect("a grouping");
    let mut columns = Columns::default();
    let reader = |field| Reader::new(&store, &mut columns, field).expect("a reader");
    let readers: Vec<Reader> = fields.iter().map(reader).collect();
    let traces = traces::matching(&store, &spans).into_iter().map(|found| found.trace);
    let mut groups = of_traces(&store, &readers, &spans, traces, |trace| trace.0 == 0);
    groups.groups.sort_by(|one, two| one.compare(two));
    check(&groups);
    let text = |value: &Val<'_>| match value {
        Val::Nil => "nil".to_owned(),
        Val::Text(text) => text.to_string(),
        Val::Int(number) => number.to_string(),
        other => format!("{other:?}"),
    };
    let words = groups.groups.iter().map(|group| {
        let values: Vec<String> = group.values.iter().map(text).collect();
        format!("{} {}/{}", values.join(" "), group.traces, group.errors)
    });
    words.collect::<Vec<_>>().join(", ")
}

#[test]
fn a_trace_stands_in_the_group_of_each_matching_span() {
    for (what, search, by, expected) in [
        ("by the root", "", "root", "shop GET /cart 1/1, web GET / 1/0, nil nil 1/0"),
        ("each service", "kind=client", "service", "cart 1/1, redis 1/1, web 1/0"),
        ("service and name", "service=web", "operation", "web GET / 1/0, web GET /cart 1/0, web render 1/0"),
        ("only the matching spans count", "{ kind = server }", ".n", "0 1/0, 1 1/0, 5 1/1, Float(5.5) 1/1"),
        ("5 and 5.0 are one", "{ span:id = \"1\" } || { span:id = \"2\" }", ".n", "5 1/1"),
        ("the elements of lists each", "{ .tags != nil }", ".tags", "green 1/1, red 1/1"),
        ("no value on any matching span", "{ kind = server }", ".route", "/ 1/0, nil 2/1"),
    ] {
        assert_eq!(groups(search, by, |_| ()), expected, "{what}: {search} by {by}");
    }
}

#[test]
fn groups_tell_what_they_cannot() {
    // Two spans of the first trace and three of the second have several.
    groups("", ".n", |groups| {
        assert_eq!(groups.in_several, 2);
        assert!(groups.missing_is_exact || groups.groups.iter().all(|group| !group.is_missing()));
    });
    // The first trace has a span with a route and one without: a search for none would find it too.
    groups("service=web", ".route", |groups| assert!(!groups.missing_is_exact));
    groups("", "root", |groups| assert!(groups.missing_is_exact));
}

/// Searching for a group's values as well finds its traces and no others.
#[test]
fn a_search_finds_the_traces_of_a_group() {
    let store = plain::store(&drawing::spans());
    for (search, by) in [("", ".s"), ("{ kind = client }", "name"), ("", ".n"), ("cart", "kind")] {
        let spans = found(&store, search, None);
        let field = &grouping(by).expect("a grouping")[0];
        let readers = [Reader::new(&store, &mut Columns::default(), field).expect("a reader")];
        let traces = traces::matching(&store, &spans).into_iter().map(|found| found.trace);
        let groups = of_traces(&store, &readers, &spans, traces, |_| false);
        let whole = |value: &Val<'_>| match value {
            Val::Text(text) => Some(format!("{text:?}")),
            Val::Int(number) => Some(number.to_string()),
            Val::Bool(value) => Some(value.to_string()),
            _ => None,
        };
        for group in groups.groups.iter().filter(|group| !group.is_missing()) {
            let Some(value) = whole(&group.values[0]) else { continue };
            let mut both = found(&store, &format!("{{ {field} = {value} }}"), None);
            both.and(&spans);
            assert_eq!(traces::matching(&store, &both).len(), group.traces, "{search} by {by}: {value}");
        }
    }
}

#[test]
fn latencies_are_those_of_whole_traces() {
    let mut builder = Builder::new();
    builder.begin_file("drawing");
    for trace in 1..=20_usize {
        draw::add(&mut builder, &format!("web a |{}|", "=".repeat(21 - trace)), trace as u128);
    }
    let store = builder.finish();
    let spans = found(&store, "", None);
    let readers = [];
    let traces = traces::matching(&store, &spans).into_iter().map(|found| found.trace);
    let groups = of_traces(&store, &readers, &spans, traces, |_| false);
    let group = &groups.groups[0];
    assert_eq!((group.traces, group.partial), (20, 0));
    let latency_ms = |percent| group.latency_ns(percent).map(|ns| ns / MS);
    assert_eq!([50, 95, 99].map(latency_ms), [Some(10), Some(19), Some(20)]);

    let drawn = plain::store(&drawing::spans());
    let spans = found(&drawn, "service=old", None);
    let traces = traces::matching(&drawn, &spans).into_iter().map(|found| found.trace);
    let groups = of_traces(&drawn, &[], &spans, traces, |_| false);
    assert_eq!((groups.groups[0].partial, groups.groups[0].latency_ns(50)), (1, None));
}
