//! Which names have few values.

use super::{names, text, traces};
use crate::support::plain::{Plain, Span, store};
use spanscope::search::facets::known::Known;

#[test]
fn keys_of_one_value_or_too_many_or_of_values_that_cannot_be_counted_stay_out() {
    let store = traces((0..300).map(|nth| {
        vec![
            text("tier", if nth % 3 == 0 { "gold" } else { "free" }),
            ("code".to_owned(), Plain::Int(200 + nth % 2)),
            ("hit".to_owned(), Plain::Bool(nth % 5 == 0)),
            text("same", "x"),
            text("id", nth),
            ("share".to_owned(), Plain::Float(if nth == 299 { 0.5 } else { 1.5 })),
            ("large".to_owned(), Plain::Int((nth % 2) << 40)),
            ("tags".to_owned(), Plain::Array(vec![Plain::Int(nth % 2)])),
            ("mixed".to_owned(), if nth == 7 { Plain::List } else { Plain::Int(nth % 2) }),
        ]
    }));
    let known = Known::of_store(&store);
    // By the share of a trace's bits, at most one: all three stand on every trace.
    assert_eq!(names(&known), ["span.code", "span.tier", "span.hit", "kind", "status", "name"]);
}

#[test]
fn resources_are_known_by_their_keys_and_services_always() {
    let spans: Vec<Span> = (0..2)
        .map(|nth| Span {
            trace: nth + 1,
            id: 1,
            resource: vec![text("service.name", "web"), text("zone", nth), text("cloud", "c")],
            ..Span::default()
        })
        .collect();
    let known = Known::of_store(&store(&spans));
    assert_eq!(names(&known), ["resource.service.name", "resource.zone", "kind", "status", "name"]);
}

#[test]
fn no_more_keys_of_spans_are_known_than_are_worth_it() {
    let keys = (0..40).map(|key| format!("k{key:02}")).collect::<Vec<_>>();
    // The higher the number of a key, the fewer traces have it.
    let store = traces(
        (0..80).map(|nth| keys.iter().take(40 - nth / 2).map(|key| text(key, nth % 2)).collect::<Vec<_>>()),
    );
    let known = names(&Known::of_store(&store));
    assert_eq!(known.len(), 24 + 3);
    assert!(known.contains(&"span.k00".to_owned()) && !known.contains(&"span.k30".to_owned()));
}

#[test]
fn a_key_turns_out_to_have_too_many_values_where_it_was_not_looked_at() {
    // Every second trace is looked at: 70,000 of them.
    let store = traces((0..140_000).map(|nth| {
        let value = if nth % 2 == 0 { nth % 8 } else { nth };
        vec![text("good", nth % 4), text("bad", value)]
    }));
    assert_eq!(names(&Known::of_store(&store)), ["span.good", "kind", "status", "name"]);
}

#[test]
fn of_an_empty_store_nothing_is_known_but_the_properties() {
    let known = Known::of_store(&store(&[]));
    assert_eq!(names(&known), ["kind", "status", "name"]);
}
