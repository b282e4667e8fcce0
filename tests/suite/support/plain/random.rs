//! Random plain spans over few keys and values, so that they meet often.

use super::{Attributes, Event, Link, Plain, Span};
use proptest::{collection::vec, prelude::*, sample::select};
use spanscope::model::span::{Kind, Status};

/// Texts of attributes, names, messages.
pub const TEXTS: [&str; 7] = ["x", "X", "xy", "", "5", "two\nlines", "GRÜN"];
/// Keys of attributes; services are only on resources.
pub const KEYS: [&str; 4] = ["a", "b", "c", "service.name"];

fn text() -> impl Strategy<Value = String> {
    select(TEXTS.to_vec()).prop_map(str::to_owned)
}

/// Numbers whose sums are the same in any order.
fn plain() -> impl Strategy<Value = Plain> {
    let scalar = prop_oneof![
        3 => text().prop_map(Plain::Text),
        1 => text().prop_map(Plain::Bytes),
        3 => select(vec![0, 5, 7, -3, i64::MAX]).prop_map(Plain::Int),
        2 => select(vec![5.0, 2.5, -3.0, 0.0, f64::NAN, f64::INFINITY]).prop_map(Plain::Float),
        2 => any::<bool>().prop_map(Plain::Bool),
        1 => Just(Plain::Null),
    ];
    prop_oneof![
        12 => scalar.clone(),
        2 => vec(scalar.clone(), 0..3).prop_map(Plain::Array),
        1 => vec(scalar, 1..3).prop_map(|inner| Plain::Array(vec![Plain::Array(inner)])),
        1 => Just(Plain::List),
    ]
}

fn attributes(most: usize) -> impl Strategy<Value = Attributes> {
    vec((select(KEYS[..3].to_vec()).prop_map(str::to_owned), plain()), 0..=most)
}

fn resource() -> impl Strategy<Value = Attributes> {
    let service = prop_oneof![3 => text().prop_map(Plain::Text), 1 => Just(Plain::Int(5))];
    (attributes(2), prop::option::of(service)).prop_map(|(mut attributes, service)| {
        attributes.extend(service.map(|service| ("service.name".to_owned(), service)));
        attributes
    })
}

fn event() -> impl Strategy<Value = Event> {
    (text(), prop::option::of(-2_i64..8), attributes(2)).prop_map(|(name, after_ns, attributes)| Event {
        name,
        after_ns,
        attributes,
    })
}

fn link() -> impl Strategy<Value = Link> {
    (prop::option::of(1_u128..5), 0_u64..6, attributes(2)).prop_map(|(trace, span, attributes)| Link {
        trace,
        span,
        attributes,
    })
}

fn span() -> impl Strategy<Value = Span> {
    let head = (text(), select(Kind::ALL.to_vec()), select(Status::ALL.to_vec()), text());
    let place = (1_u128..4, any::<u8>(), 0_i64..9, 0_i64..9);
    let scope = (text(), text(), attributes(1));
    let lists = (attributes(3), vec(event(), 0..3), vec(link(), 0..2));
    (head, place, resource(), scope, lists).prop_map(|(head, place, resource, scope, lists)| {
        let (name, kind, status, message) = head;
        let (trace, parent, start_ns, length_ns) = place;
        let (scope_name, scope_version, scope) = scope;
        let (attributes, events, links) = lists;
        let parent = u64::from(parent);
        Span {
            trace,
            id: 0,
            parent,
            start_ns,
            length_ns,
            name,
            kind,
            status,
            message,
            resource,
            scope_name,
            scope_version,
            scope,
            attributes,
            events,
            links,
        }
    })
}

/// Up to so many spans of up to three traces: trees with roots, and orphans with what hangs below them.
pub fn spans(most: usize) -> impl Strategy<Value = Vec<Span>> {
    vec(span(), 1..=most).prop_map(|mut spans| {
        for at in 0..spans.len() {
            let earlier: Vec<u64> = spans[..at]
                .iter()
                .filter(|other| other.trace == spans[at].trace)
                .map(|other| other.id)
                .collect();
            let drawn = spans[at].parent as usize;
            spans[at].id = at as u64 + 1;
            spans[at].parent = match drawn % 8 {
                0 => 0,
                1 => 1_000 + drawn as u64,
                _ => earlier.get(drawn / 8 % earlier.len().max(1)).copied().unwrap_or(0),
            };
        }
        spans
    })
}
