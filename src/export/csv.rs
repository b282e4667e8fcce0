//! Spans as a table (RFC 4180): a row a span, a column for each of the most frequent attributes, all others together
//! as JSON. Arrays and key-value lists, events and links are JSON text.

use crate::{
    analysis::{derived::Derived, services},
    base::{csv, time},
    model::{
        ids::{Key, SpanIx},
        store::Store,
        value::{Value, ValueRef},
        value_text::{json_of, text_of},
    },
};
use serde_json::{Map, Value as Json, json, map::Entry};
use std::collections::{BTreeMap, BTreeSet};

/// Attributes that get a column each, of spans and of resources: more than that no one scrolls through.
const COLUMNS_AT_MOST: usize = 100;

const FIXED: [&str; 17] = [
    "trace_id",
    "span_id",
    "parent_span_id",
    "service",
    "name",
    "kind",
    "status",
    "status_message",
    "start",
    "start_ns",
    "duration_ns",
    "self_ns",
    "critical_ns",
    "scope",
    "scope_version",
    "events",
    "links",
];

/// The table being written.
#[derive(Debug)]
pub(super) struct Csv {
    of_spans: Columns,
    of_resources: Columns,
}

/// The keys that have a column each, by name, and whether there are others.
#[derive(Debug)]
struct Columns {
    keys: Vec<Key>,
    has_others: bool,
}

impl Csv {
    /// The table of some spans.
    pub(super) fn new(store: &Store, spans: &[SpanIx]) -> Self {
        let (mut of_spans, mut of_resources) = (Counts::default(), Counts::default());
        for &span in spans {
            store.attributes(span).for_each(|(key, _)| of_spans.add(key));
            let resource = &store.resources()[store.resource(span).0 as usize];
            resource.attributes.iter().for_each(|&(key, _)| of_resources.add(key));
        }
        Self { of_spans: of_spans.columns(store), of_resources: of_resources.columns(store) }
    }

    /// Writes the names of the columns.
    pub(super) fn begin(&self, store: &Store, out: &mut Vec<u8>) {
        FIXED.iter().for_each(|name| cell(out, name));
        for (columns, prefix) in [(&self.of_spans, "span"), (&self.of_resources, "resource")] {
            columns.keys.iter().for_each(|&key| cell(out, &format!("{prefix}.{}", store.key_name(key))));
            if columns.has_others {
                cell(out, &format!("other_{prefix}_attributes"));
            }
        }
        end_row(out);
    }

    /// Writes a span's row.
    pub(super) fn span(&self, store: &Store, derived: &Derived, span: SpanIx, out: &mut Vec<u8>) {
        let row = span.0 as usize;
        let scope = store.scope(span);
        cell(out, &store.trace_id_text(store.trace_key(store.trace_of(span))));
        cell(out, &store.span_id_text(store.span_id(span)));
        cell(out, &store.span_id_text(store.parent_id(span)));
        cell(out, services::name(store, store.service(span)));
        cell(out, store.text(store.name(span)));
        cell(out, store.kind(span).word());
        cell(out, store.status(span).word());
        cell(out, store.text(store.status_message(span)));
        cell(out, &time::rfc3339(store.start_ns(span)));
        let numbers = [
            store.start_ns(span),
            store.duration_ns(span),
            derived.self_ns.get(row),
            derived.critical_ns.get(row),
        ];
        numbers.iter().for_each(|number| cell(out, &number.to_string()));
        cell(out, store.text(scope.name));
        cell(out, store.text(scope.version));
        cell(out, &list_text(store.events(span).map(|event| {
            let attributes = object(store, store.event_attributes(event));
            json!({ "time": time::rfc3339(event.time_ns), "name": store.text(event.name), "attributes": attributes })
        })));
        cell(out, &list_text(store.links(span).map(|link| {
            let trace = link.trace.map(|trace| store.trace_id_text(trace));
            let attributes = object(store, store.link_attributes(link));
            json!({ "trace_id": trace, "span_id": store.span_id_text(link.span_id), "attributes": attributes })
        })));
        self.of_spans.cells(store, || store.attributes(span), out);
        let resource = &store.resources()[store.resource(span).0 as usize];
        self.of_resources.cells(store, || resource.attributes.iter().copied(), out);
        end_row(out);
    }
}

impl Columns {
    /// The values of a key that stands there more than once are an array.
    fn cells<I: Iterator<Item = (Key, Value)>>(
        &self,
        store: &Store,
        attributes: impl Fn() -> I,
        out: &mut Vec<u8>,
    ) {
        for &key in &self.keys {
            let mut values =
                attributes().filter(|&(other, _)| other == key).map(|(_, value)| store.value(value));
            match (values.next(), values.next()) {
                (Some(first), Some(second)) => {
                    cell(out, &list_text([first, second].into_iter().chain(values).map(json_of)));
                }
                (first, _) => cell(out, &text_of(first.unwrap_or(ValueRef::Null))),
            }
        }
        if self.has_others {
            let others = object(store, attributes().filter(|(key, _)| !self.keys.contains(key)));
            cell(out, &if others.is_empty() { String::new() } else { Json::Object(others).to_string() });
        }
    }
}

/// How often keys occur.
#[derive(Default)]
struct Counts(BTreeMap<Key, usize>);

impl Counts {
    fn add(&mut self, key: Key) {
        *self.0.entry(key).or_default() += 1;
    }

    /// The most frequent ones, in the order of their names.
    fn columns(self, store: &Store) -> Columns {
        let mut keys: Vec<(usize, &str, Key)> =
            self.0.into_iter().map(|(key, count)| (count, store.key_name(key), key)).collect();
        keys.sort_by_key(|&(count, name, _)| (core::cmp::Reverse(count), name));
        let has_others = keys.len() > COLUMNS_AT_MOST;
        keys.truncate(COLUMNS_AT_MOST);
        keys.sort_by_key(|&(_, name, _)| name);
        Columns { keys: keys.into_iter().map(|(_, _, key)| key).collect(), has_others }
    }
}

fn object(store: &Store, attributes: impl Iterator<Item = (Key, Value)>) -> Map<String, Json> {
    let mut object = Map::new();
    let mut doubled = BTreeSet::new();
    for (key, value) in attributes {
        let value = json_of(store.value(value));
        match object.entry(store.key_name(key)) {
            Entry::Vacant(free) => drop(free.insert(value)),
            // The values of a key that stands there more than once are an array.
            Entry::Occupied(mut taken) => match taken.get_mut() {
                Json::Array(values) if doubled.contains(&key) => values.push(value),
                first => {
                    *first = Json::Array(vec![first.take(), value]);
                    doubled.insert(key);
                }
            },
        }
    }
    object
}

fn list_text(items: impl Iterator<Item = Json>) -> String {
    let items: Vec<Json> = items.collect();
    if items.is_empty() { String::new() } else { Json::Array(items).to_string() }
}

/// A cell behind those before it; in quotes where it would be misread.
fn cell(out: &mut Vec<u8>, text: &str) {
    if !matches!(out.last(), None | Some(b'\n')) {
        out.push(b',');
    }
    // The first cell of a row, when empty, would look as if there were none.
    let is_first_and_empty = text.is_empty() && matches!(out.last(), None | Some(b'\n'));
    out.extend_from_slice(if is_first_and_empty { b"\"\"" } else { b"" });
    out.extend_from_slice(csv::field(text).as_bytes());
}

fn end_row(out: &mut Vec<u8>) {
    out.extend_from_slice(b"\r\n");
}
