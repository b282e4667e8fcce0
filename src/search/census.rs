//! Which attribute keys there are and how often, and which values a key has: what completion knows of the data.

use super::{columns::Columns, property::opened, value::Val};
use crate::{
    model::{ids::Key, store::Store, value::Value},
    query::tree::{Attribute, Field, Intrinsic, Scope},
};
use std::{borrow::Cow, collections::BTreeMap};

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
    let wanted = typed.to_lowercase();
    let is_wanted = |text: &str| !text.is_empty() && text.to_lowercase().contains(&wanted);
    let mut texts: Vec<(&str, u64)> = Vec::new();
    // Bytes are written as text, and may be the same.
    let mut bytes: BTreeMap<&str, u64> = BTreeMap::new();
    // Of numbers several are written alike.
    let mut others: BTreeMap<String, u64> = BTreeMap::new();
    for (value, count) in counts(store, columns, of) {
        match opened(store.value(value)) {
            Val::Text(Cow::Borrowed(text)) if !is_wanted(text) => {}
            Val::Text(Cow::Borrowed(text)) if value.as_text().is_some() => texts.push((text, count)),
            Val::Text(Cow::Borrowed(text)) => *bytes.entry(text).or_default() += count,
            Val::Text(_) => {}
            other => {
                let text = written(&other).filter(|text| is_wanted(text));
                text.into_iter().for_each(|text| *others.entry(text).or_default() += count);
            }
        }
    }
    if !bytes.is_empty() {
        texts.iter_mut().for_each(|(text, count)| *count += bytes.remove(text).unwrap_or_default());
        texts.extend(bytes);
    }
    let texts = first(texts, limit).into_iter().map(|(text, count)| (text.to_owned(), true, count));
    let others = others.into_iter().map(|(text, count)| (text, false, count));
    let mut counted: Vec<Counted> =
        texts.chain(others).map(|(text, is_text, count)| Counted { text, is_text, count }).collect();
    counted.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.text.cmp(&b.text)));
    counted.truncate(limit);
    counted
}

/// The most frequent texts, those that stand first in the alphabet among equals, in any order.
fn first(mut texts: Vec<(&str, u64)>, limit: usize) -> Vec<(&str, u64)> {
    if limit < texts.len() {
        texts.select_nth_unstable_by(limit, |(text, count), (other, others)| {
            others.cmp(count).then_with(|| text.cmp(other))
        });
        texts.truncate(limit);
    }
    texts
}

/// The distinct values of a name with the number of spans (for some properties traces or events) that have them.
fn counts(store: &Store, columns: &mut Columns, of: &Field) -> Vec<(Value, u64)> {
    match of {
        Field::Attribute(Attribute { scope, name, .. }) => {
            let Some(key) = store.find_key(name) else { return Vec::new() };
            let mut counts = Vec::new();
            if matches!(scope, Scope::Resource | Scope::Any) {
                counts.extend(of_resources(store, key));
            }
            if matches!(scope, Scope::Span | Scope::Any) {
                let column = columns.of_key(store, key);
                counts.extend(distinct(column.iter().copied().filter(|value| *value != Value::NULL)));
            }
            counts.sort_unstable();
            let parts = counts.chunk_by(|(value, _), (other, _)| value == other);
            parts.map(|part| (part[0].0, part.iter().map(|(_, count)| count).sum())).collect()
        }
        Field::Intrinsic(intrinsic) => of_intrinsic(store, *intrinsic),
        _ => Vec::new(),
    }
}

/// Each of some values once, and how often it is among them.
fn distinct(values: impl Iterator<Item = Value>) -> Vec<(Value, u64)> {
    let mut values: Vec<Value> = values.collect();
    values.sort_unstable();
    values.chunk_by(|value, other| value == other).map(|part| (part[0], part.len() as u64)).collect()
}

fn of_resources(store: &Store, key: Key) -> impl Iterator<Item = (Value, u64)> + '_ {
    let mut spans_of = vec![0_u64; store.resources().len()];
    store.spans().for_each(|span| spans_of[store.resource(span).0 as usize] += 1);
    store.resources().iter().zip(spans_of).filter_map(move |(resource, spans)| {
        let is_it = |(other, value): &&(Key, Value)| *other == key && *value != Value::NULL;
        let (_, value) = resource.attributes.iter().find(is_it)?;
        Some((*value, spans))
    })
}

fn of_intrinsic(store: &Store, intrinsic: Intrinsic) -> Vec<(Value, u64)> {
    let roots = || store.traces().map(|trace| store.trace(trace).root);
    match intrinsic {
        Intrinsic::Name => distinct(store.spans().map(|span| Value::text(store.name(span)))),
        Intrinsic::StatusMessage => {
            distinct(store.spans().map(|span| Value::text(store.status_message(span))))
        }
        Intrinsic::ScopeName => distinct(store.spans().map(|span| Value::text(store.scope(span).name))),
        Intrinsic::RootName => distinct(roots().map(|root| Value::text(store.name(root)))),
        Intrinsic::RootService => distinct(roots().map(|root| Value::text(store.service(root)))),
        Intrinsic::EventName => {
            let events = store.spans().flat_map(|span| store.events(span));
            distinct(events.map(|event| Value::text(event.name)))
        }
        _ => Vec::new(),
    }
}

/// A value that is no text as a search writes it; arrays and lists are not written.
fn written(value: &Val<'_>) -> Option<String> {
    match value {
        Val::Int(number) => Some(number.to_string()),
        Val::Float(number) => Some(number.to_string()),
        Val::Bool(value) => Some(value.to_string()),
        _ => None,
    }
}
