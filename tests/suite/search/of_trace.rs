//! What a field says of a whole trace, on the drawn spans.

use super::{reference::drawing, spans::found};
use crate::support::plain;
use core::cmp::Ordering;
use spanscope::{
    model::store::Store,
    query::naming::named,
    search::{
        columns::Columns,
        of_trace::{self, order},
        reader::Reader,
        traces,
        value::Val,
    },
};

fn reader(store: &Store, field: &str) -> Reader {
    Reader::new(store, &mut Columns::default(), &named(field).expect("a name")).expect("a reader")
}

/// What a field says of each trace with a match: value, and `+n` for n others.
fn said(search: &str, field: &str) -> String {
    let store = plain::store(&drawing::spans());
    let spans = found(&store, search, None);
    let reader = reader(&store, field);
    let mut said = Vec::new();
    for found in traces::matching(&store, &spans) {
        let value = of_trace::value(&store, &reader, &spans, found.trace);
        assert_eq!(of_trace::first(&store, &reader, &spans, found.trace), value.first, "{search} {field}");
        let text = match value.first {
            Val::Nil => "-".to_owned(),
            Val::Text(text) => text.into_owned(),
            Val::Int(number) => number.to_string(),
            Val::Float(number) => format!("{number:?}"),
            Val::Bool(value) => value.to_string(),
            Val::Duration(ns) => format!("{} ms", ns / 1_000_000),
            other => format!("{other:?}"),
        };
        said.push(if value.more > 0 { format!("{text} +{}", value.more) } else { text });
    }
    said.join(", ")
}

#[test]
fn the_matching_spans_are_asked_then_the_root_then_all() {
    for (what, search, field, expected) in [
        ("without a search all spans match: the root comes first", "", ".n", "5 +6, 0 +2, 1"),
        ("the first matching span that has it", "service=redis", ".n", "true"),
        ("no matching span has it: the root's", "{ span:id = \"5\" }", ".n", "5"),
        (
            "nor the root: the first of all",
            "{ span:id = \"1\" }",
            ".tags",
            "Array([Text(\"red\"), Text(\"green\")]) +2",
        ),
        ("the root of several, and a trace that has none", "name=render", ".route", "-, /"),
        ("the span's before its resource's", "", ".where", "span +1, -, -"),
        ("only the resource's", "", "resource.where", "resource, -, -"),
        ("only the span's", "", "span.where", "span, -, -"),
        ("of events each", "", "event.n", "1 +2, -, -"),
        ("of links each", "", "link.n", "3 +1, -, -"),
        ("of the library", "", "instrumentation.lib", "7 +1, -, -"),
        ("of the parent", "service=redis", "parent.http.status", "200 +1"),
        ("a property", "", "name", "GET /cart +4, GET / +4, find +1"),
        ("an empty text is none", "", "statusMessage", "out of stock, -, -"),
        ("a number that is none is a value", "", ".amount", "NaN +2, -, -"),
        ("a key nothing has", "", ".nowhere", "-, -, -"),
    ] {
        assert_eq!(said(search, field), expected, "{what}: {search} {field}");
    }
}

#[test]
fn traces_without_a_value_come_last_either_way() {
    let store = plain::store(&drawing::spans());
    let spans = found(&store, "", None);
    let sorted = |field: &str, descending: bool| {
        let mut matches = traces::matching(&store, &spans);
        of_trace::sort(&store, &reader(&store, field), &spans, &mut matches, descending);
        matches.into_iter().map(|found| found.trace.0).collect::<Vec<u32>>()
    };
    assert_eq!(sorted(".n", false), [1, 2, 0]);
    assert_eq!(sorted(".n", true), [0, 2, 1]);
    assert_eq!(sorted(".route", false), [1, 0, 2]);
    assert_eq!(sorted(".route", true), [1, 0, 2]);
}

#[test]
fn values_of_every_kind_have_one_order() {
    let large = (1_i64 << 53) + 1;
    let values = [
        Val::text("a"),
        Val::text("b"),
        Val::Int(-3),
        Val::Float(2.5),
        Val::Int(3),
        Val::Float(3.0),
        Val::Duration(4),
        Val::Int(large - 1),
        Val::Int(large),
        Val::Float(large as f64),
        Val::Float(f64::NAN),
        Val::Bool(false),
        Val::Bool(true),
    ];
    for (a, one) in values.iter().enumerate() {
        for (b, two) in values.iter().enumerate() {
            assert_eq!(order(one, two), order(two, one).reverse(), "{one:?} {two:?}");
            for three in &values {
                let in_order = order(one, two) != Ordering::Greater && order(two, three) != Ordering::Greater;
                assert!(!in_order || order(one, three) != Ordering::Greater, "{one:?} {two:?} {three:?}");
            }
            assert_eq!(order(one, two), a.cmp(&b), "{one:?} {two:?}");
        }
    }
}
