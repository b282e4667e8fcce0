//! Everything about one span.

use super::Engine;
use crate::{
    analysis::{latency, services},
    model::{
        attributes::Link,
        ids::{Key, SpanIx},
        value::{Value, ValueRef},
    },
    protocol::{
        detail::{Attribute, EventDetail, LinkDetail, SpanDetail, VALUE_LIMIT, ValueKind},
        request::{Failure, SpanRef},
    },
};

/// Spans at either end of the path to a deep span.
const PATH_ENDS: usize = 8;
/// Events, and links, in one reply.
const PARTS_AT_MOST: usize = 500;

impl Engine {
    pub(super) fn detail(
        &mut self,
        trace_id: &str,
        span: &SpanRef,
        whole: bool,
        skew: bool,
    ) -> Result<SpanDetail, Failure> {
        self.set_clocks(skew);
        let trace = self.trace(trace_id)?;
        let row = self.row_of(trace, span)?;
        let shape = &self.open_trace(trace).shape;
        let above: Vec<u32> = shape.ancestors(row).collect();
        let (children, descendants) =
            (shape.children[row as usize], shape.subtree_end[row as usize] - row - 1);
        let store = &self.store;
        let rows = store.trace(trace);
        let span = SpanIx(rows.first + row);
        let derived = self.derived_with(skew);
        let times = derived.times(store);
        let (origin_ns, _) = latency::bounds_ns(times, trace);
        let limit = if whole { usize::MAX } else { VALUE_LIMIT };
        let (service, scope) = (|span| self.derived.services.of_span(store, span), store.scope(span));
        let mut events: Vec<_> = store.events(span).collect();
        events.sort_by_key(|event| event.time_ns);
        let at_an_end = |at: usize| at < PATH_ENDS || at + PATH_ENDS >= above.len();
        let path = above.iter().rev().enumerate().filter(|&(at, _)| at_an_end(at)).map(|(_, &row)| {
            let span = SpanIx(rows.first + row);
            (row, service(span), store.text(store.name(span)).to_owned())
        });
        Ok(SpanDetail {
            trace_id: store.trace_id_text(rows.key),
            row,
            span_id: store.span_id_text(store.span_id(span)),
            parent_span_id: store.span_id_text(store.parent_id(span)),
            parent: above.first().copied(),
            path: path.collect(),
            name: store.text(store.name(span)).to_owned(),
            service: service(span),
            kind: store.kind(span).word().to_owned(),
            status: store.status(span).word().to_owned(),
            status_message: store.text(store.status_message(span)).to_owned(),
            error: self.derived.is_error(span),
            start_ns: times.start_ns(span),
            offset_ns: times.start_ns(span) - origin_ns,
            shift_ns: times.shift_ns(span),
            duration_ns: store.duration_ns(span),
            self_ns: derived.self_ns.get(span.0 as usize),
            critical_ns: derived.critical_ns.get(span.0 as usize),
            children,
            descendants,
            attributes: self.attributes(store.attributes(span), limit),
            event_count: events.len(),
            events: events
                .into_iter()
                .take(PARTS_AT_MOST)
                .map(|event| EventDetail {
                    since_start_ns: event.time_ns - store.start_ns(span),
                    name: store.text(event.name).to_owned(),
                    attributes: self.attributes(store.event_attributes(event), limit),
                })
                .collect(),
            link_count: store.links(span).len(),
            links: store.links(span).take(PARTS_AT_MOST).map(|link| self.link(link, limit)).collect(),
            resource: self.attributes(
                store.resources()[store.resource(span).0 as usize].attributes.iter().copied(),
                limit,
            ),
            scope_name: store.text(scope.name).to_owned(),
            scope_version: store.text(scope.version).to_owned(),
            scope: self.attributes(scope.attributes.iter().copied(), limit),
            trace_state: store.text(store.trace_state(span)).to_owned(),
            remarks: self.remarks(span, times.shift_ns(span)),
            depth: above.len() as u32,
        })
    }

    /// Attributes by key, values as text.
    fn attributes(&self, list: impl Iterator<Item = (Key, Value)>, limit: usize) -> Vec<Attribute> {
        let mut attributes: Vec<Attribute> = list
            .map(|(key, value)| {
                let (text, kind) = shown(self.store.value(value));
                let length = text.chars().count();
                let value = if length > limit { text.chars().take(limit).collect() } else { text };
                Attribute {
                    key: self.store.key_name(key).to_owned(),
                    value,
                    kind,
                    cut: length.saturating_sub(limit),
                }
            })
            .collect();
        attributes.sort_by(|a, b| a.key.cmp(&b.key));
        attributes
    }

    fn link(&self, link: Link, limit: usize) -> LinkDetail {
        let store = &self.store;
        let trace = link.trace.and_then(|key| store.trace_by_key(key));
        let target = trace.and_then(|trace| store.find_span_id(trace, link.span_id));
        LinkDetail {
            trace_id: link.trace.map(|key| store.trace_id_text(key)).unwrap_or_default(),
            span_id: store.span_id_text(link.span_id),
            loaded: target.is_some(),
            target: target
                .map(|span| {
                    let service = services::name(store, store.service(span));
                    format!("{service} · {}", store.text(store.name(span)))
                })
                .unwrap_or_default(),
            attributes: self.attributes(store.link_attributes(link), limit),
        }
    }
}

/// A value as text, and what it is.
fn shown(value: ValueRef<'_>) -> (String, ValueKind) {
    match value {
        ValueRef::Null => (String::new(), ValueKind::Null),
        ValueRef::Text(text) => (text.to_owned(), ValueKind::Text),
        ValueRef::Int(number) => (number.to_string(), ValueKind::Number),
        ValueRef::Double(number) => (double(number), ValueKind::Number),
        ValueRef::Bool(value) => (value.to_string(), ValueKind::Bool),
        ValueRef::Bytes(text) => (text.to_owned(), ValueKind::Bytes),
        ValueRef::Nested(json) => (plain_json(json), ValueKind::Nested),
    }
}

/// A number as short as it can be told, as OTLP writes those that are none.
fn double(number: f64) -> String {
    if number.is_infinite() {
        return if number > 0.0 { "Infinity" } else { "-Infinity" }.to_owned();
    }
    let text = format!("{number:?}");
    text.strip_suffix(".0").unwrap_or(&text).to_owned()
}

/// The JSON of an OTLP `AnyValue` as plain JSON; as it is when it nests deeper than people read.
fn plain_json(any_value: &str) -> String {
    serde_json::from_str(any_value).map_or_else(|_| any_value.to_owned(), |value| plain(value).to_string())
}

/// `serde_json` refuses to read deeper than 128 levels, which bounds this recursion.
fn plain(any_value: serde_json::Value) -> serde_json::Value {
    use serde_json::Value as Json;
    let Json::Object(fields) = any_value else { return any_value };
    let Some((kind, value)) = fields.into_iter().next() else { return Json::Null };
    match (kind.as_str(), value) {
        ("arrayValue" | "array_value", Json::Object(mut list)) => match list.remove("values") {
            Some(Json::Array(values)) => Json::Array(values.into_iter().map(plain).collect()),
            _ => Json::Array(Vec::new()),
        },
        ("kvlistValue" | "kvlist_value", Json::Object(mut list)) => {
            let Some(Json::Array(pairs)) = list.remove("values") else {
                return Json::Object(Default::default());
            };
            let pair = |pair: Json| {
                let Json::Object(mut pair) = pair else { return None };
                let key = pair.remove("key")?.as_str()?.to_owned();
                Some((key, plain(pair.remove("value").unwrap_or_default())))
            };
            Json::Object(pairs.into_iter().filter_map(pair).collect())
        }
        ("intValue" | "int_value", Json::String(text)) => {
            text.parse::<i64>().map_or(Json::String(text), Json::from)
        }
        (_, value) => value,
    }
}
