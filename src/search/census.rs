//! Which attribute keys there are and how often, and which values a key has: what completion knows of the data.

use super::{columns::Columns, property::opened, value::Val};
use crate::{
    model::{
        ids::Key,
        store::Store,
        value::{Value, ValueRef},
    },
    query::tree::{Attribute, Field, Intrinsic, Scope},
};
use std::collections::BTreeMap;

/// An attribute key in a scope, and how many spans, resources, events, links or scopes have it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Name {
    /// Where.
    pub scope: Scope,
    /// The key.
    pub key: Key,
    /// How often.
    pub count: u64,
}

/// Every key in every scope, the most frequent first; those of resources count by their spans.
pub fn names(store: &Store) -> Vec<Name> {
    let mut counts: BTreeMap<(Scope, Key), u64> = BTreeMap::new();
    let mut of_spans = vec![0_u64; store.keys().len()];
    let mut spans_of_resource = vec![0_u64; store.resources().len()];
    let mut count = |scope, key, by| *counts.entry((scope, key)).or_default() += by;
    for span in store.spans() {
        spans_of_resource[store.resource(span).0 as usize] += 1;
        store.attributes(span).for_each(|(key, _)| of_spans[key.0 as usize] += 1);
        for event in store.events(span) {
            store.event_attributes(event).for_each(|(key, _)| count(Scope::Event, key, 1));
        }
        for link in store.links(span) {
            store.link_attributes(link).for_each(|(key, _)| count(Scope::Link, key, 1));
        }
        for (key, _) in &store.scope(span).attributes {
            count(Scope::Instrumentation, *key, 1);
        }
    }
    for (resource, &spans) in store.resources().iter().zip(&spans_of_resource) {
        resource.attributes.iter().for_each(|(key, _)| count(Scope::Resource, *key, spans));
    }
    for (number, &spans) in of_spans.iter().enumerate().filter(|(_, spans)| **spans > 0) {
        count(Scope::Span, Key(number as u32), spans);
    }
    let mut names: Vec<Name> =
        counts.into_iter().map(|((scope, key), count)| Name { scope, key, count }).collect();
    names.sort_by_key(|name| std::cmp::Reverse(name.count));
    names
}

/// A value as it is written in a search, and how many spans have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// As people read it.
    pub text: String,
    /// It is a text, which stands in quotes.
    pub is_text: bool,
    /// How many spans.
    pub count: u64,
}

/// The values of a name that have `typed` (in any case) in them, the most frequent first, at most `limit`.
pub fn values(store: &Store, columns: &mut Columns, of: &Field, typed: &str, limit: usize) -> Vec<Counted> {
    let counts = match of {
        Field::Attribute(Attribute { scope: Scope::Resource, name, .. }) => {
            store.find_key(name).map(|key| of_resources(store, key)).unwrap_or_default()
        }
        Field::Attribute(Attribute { scope: Scope::Any, name, .. }) => {
            let mut counts = store.find_key(name).map(|key| of_resources(store, key)).unwrap_or_default();
            if let Some(key) = store.find_key(name) {
                add_of_spans(store, columns, key, &mut counts);
            }
            counts
        }
        Field::Attribute(Attribute { scope: Scope::Span, name, .. }) => {
            let mut counts = BTreeMap::new();
            if let Some(key) = store.find_key(name) {
                add_of_spans(store, columns, key, &mut counts);
            }
            counts
        }
        Field::Intrinsic(intrinsic) => of_intrinsic(store, *intrinsic),
        _ => BTreeMap::new(),
    };
    let wanted = typed.to_lowercase();
    let mut counted: Vec<Counted> = counts
        .into_iter()
        .filter(|((text, _), _)| !text.is_empty() && text.to_lowercase().contains(&wanted))
        .map(|((text, is_text), count)| Counted { text, is_text, count })
        .collect();
    counted.sort_by_key(|counted| std::cmp::Reverse(counted.count));
    counted.truncate(limit);
    counted
}

type Counts = BTreeMap<(String, bool), u64>;

fn of_resources(store: &Store, key: Key) -> Counts {
    let mut spans_of = vec![0_u64; store.resources().len()];
    store.spans().for_each(|span| spans_of[store.resource(span).0 as usize] += 1);
    let mut counts = Counts::new();
    for (resource, spans) in store.resources().iter().zip(spans_of) {
        if let Some((_, value)) = resource.attributes.iter().find(|(other, _)| *other == key) {
            *counts.entry(written(store.value(*value))).or_default() += spans;
        }
    }
    counts
}

fn add_of_spans(store: &Store, columns: &mut Columns, key: Key, counts: &mut Counts) {
    let column = columns.of_key(store, key);
    let mut by_value: BTreeMap<Value, u64> = BTreeMap::new();
    for value in column.iter().filter(|value| **value != Value::NULL) {
        *by_value.entry(*value).or_default() += 1;
    }
    for (value, spans) in by_value {
        *counts.entry(written(store.value(value))).or_default() += spans;
    }
}

fn of_intrinsic(store: &Store, intrinsic: Intrinsic) -> Counts {
    let mut by_symbol: BTreeMap<u32, u64> = BTreeMap::new();
    let mut count = |symbol: u32| *by_symbol.entry(symbol).or_default() += 1;
    match intrinsic {
        Intrinsic::Name => store.spans().for_each(|span| count(store.name(span).0)),
        Intrinsic::StatusMessage => store.spans().for_each(|span| count(store.status_message(span).0)),
        Intrinsic::ScopeName => store.spans().for_each(|span| count(store.scope(span).name.0)),
        Intrinsic::RootName => store.traces().for_each(|trace| count(store.name(store.trace(trace).root).0)),
        Intrinsic::RootService => {
            store.traces().for_each(|trace| count(store.service(store.trace(trace).root).0));
        }
        Intrinsic::EventName => {
            store.spans().for_each(|span| store.events(span).for_each(|event| count(event.name.0)));
        }
        _ => {}
    }
    let text = |symbol| store.text(crate::base::intern::Symbol(symbol)).to_owned();
    by_symbol.into_iter().map(|(symbol, count)| ((text(symbol), true), count)).collect()
}

/// A value as a search writes it, without quotes.
fn written(value: ValueRef<'_>) -> (String, bool) {
    match opened(value) {
        Val::Text(text) => (text.into_owned(), true),
        Val::Int(number) => (number.to_string(), false),
        Val::Float(number) => (number.to_string(), false),
        Val::Bool(value) => (value.to_string(), false),
        _ => (String::new(), false),
    }
}
