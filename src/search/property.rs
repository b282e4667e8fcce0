//! What a span says, as values that compare: its attributes scope by scope, and the properties every span has.

use super::{nested_set::NestedSet, value::Val};
use crate::{
    model::{
        ids::{Key, SpanIx},
        origin::Resource,
        span::{Kind, Status},
        store::Store,
        value::{Value, ValueRef},
    },
    query::tree::{Intrinsic, KindWord, Scope, StatusWord},
};

/// The value of an attribute in its scope.
pub fn attribute(store: &Store, scope: Scope, key: Key, span: SpanIx) -> Val<'_> {
    let on_span = || first(store, store.attributes(span), key);
    let on_resource = || of_resource(store, &store.resources()[store.resource(span).0 as usize], key);
    match scope {
        Scope::Any => match on_span() {
            Val::Nil => on_resource(),
            value => value,
        },
        Scope::Span => on_span(),
        Scope::Resource => on_resource(),
        Scope::Instrumentation => first(store, store.scope(span).attributes.iter().copied(), key),
        Scope::Event => {
            each(store.events(span).map(|event| first(store, store.event_attributes(event), key)))
        }
        Scope::Link => each(store.links(span).map(|link| first(store, store.link_attributes(link), key))),
    }
}

/// The value of an attribute of a resource.
pub fn of_resource<'a>(store: &'a Store, resource: &Resource, key: Key) -> Val<'a> {
    first(store, resource.attributes.iter().copied(), key)
}

/// The first value of a key; a null is none.
fn first<'a>(store: &'a Store, mut attributes: impl Iterator<Item = (Key, Value)>, key: Key) -> Val<'a> {
    let found = attributes.find(|&(other, value)| other == key && value != Value::NULL);
    found.map_or(Val::Nil, |(_, value)| opened(store.value(value)))
}

/// The values of events or links; none is no value.
fn each<'a>(values: impl Iterator<Item = Val<'a>>) -> Val<'a> {
    let values: Vec<Val<'a>> = values.filter(|value| !value.is_nil()).collect();
    if values.is_empty() { Val::Nil } else { Val::Each(values) }
}

/// The value of a property.
pub fn intrinsic<'a>(store: &'a Store, numbers: &NestedSet, intrinsic: Intrinsic, span: SpanIx) -> Val<'a> {
    let trace = || store.trace(store.trace_of(span));
    // Orphans alone have no root that could be named.
    let root = || Some(trace()).filter(|trace| !trace.partial).map(|trace| trace.root);
    match intrinsic {
        Intrinsic::Name => Val::text(store.text(store.name(span))),
        Intrinsic::Status => Val::Status(status_word(store.status(span))),
        Intrinsic::StatusMessage => Val::text(store.text(store.status_message(span))),
        Intrinsic::Kind => Val::Kind(kind_word(store.kind(span))),
        Intrinsic::Duration => Val::Duration(store.duration_ns(span)),
        Intrinsic::ChildCount => Val::Int(store.children(span).count() as i64),
        Intrinsic::SpanId => Val::Text(store.span_id_text(store.span_id(span)).into()),
        Intrinsic::ParentId => Val::Text(store.span_id_text(store.parent_id(span)).into()),
        Intrinsic::TraceDuration => Val::Duration(trace().extent_ns),
        Intrinsic::RootName => root().map_or(Val::Nil, |root| Val::text(store.text(store.name(root)))),
        Intrinsic::RootService => root().map_or(Val::Nil, |root| Val::text(store.text(store.service(root)))),
        Intrinsic::TraceId => Val::Text(store.trace_id_text(trace().key).into()),
        Intrinsic::NestedSetLeft => Val::Int(numbers.left(span)),
        Intrinsic::NestedSetRight => Val::Int(numbers.right(store, span)),
        Intrinsic::NestedSetParent => Val::Int(numbers.parent(store, span)),
        Intrinsic::EventName => each(store.events(span).map(|event| Val::text(store.text(event.name)))),
        Intrinsic::EventTimeSinceStart => {
            let start_ns = store.start_ns(span);
            each(store.events(span).map(|event| Val::Duration(event.time_ns.saturating_sub(start_ns))))
        }
        Intrinsic::LinkTraceId => {
            each(store.links(span).map(|link| {
                link.trace.map_or(Val::Nil, |trace| Val::Text(store.trace_id_text(trace).into()))
            }))
        }
        Intrinsic::LinkSpanId => {
            each(store.links(span).map(|link| Val::Text(store.span_id_text(link.span_id).into())))
        }
        Intrinsic::ScopeName => Val::text(store.text(store.scope(span).name)),
        Intrinsic::ScopeVersion => Val::text(store.text(store.scope(span).version)),
    }
}

/// A stored value as one that compares.
pub fn opened(value: ValueRef<'_>) -> Val<'_> {
    match value {
        ValueRef::Null => Val::Nil,
        ValueRef::Text(text) | ValueRef::Bytes(text) => Val::text(text),
        ValueRef::Int(number) => Val::Int(number),
        ValueRef::Double(number) => Val::Float(number),
        ValueRef::Bool(value) => Val::Bool(value),
        ValueRef::Nested(json) => array(json),
    }
}

/// The elements of an OTLP array; a key-value list has none that compares. Files write names in either case.
fn array<'a>(json: &str) -> Val<'a> {
    let parsed: Option<serde_json::Value> = serde_json::from_str(json).ok();
    let array =
        parsed.as_ref().and_then(|value| value.get("arrayValue").or_else(|| value.get("array_value")));
    let values = array.and_then(|array| array.get("values")?.as_array());
    Val::Array(values.into_iter().flatten().map(|value| element(value).unwrap_or(Val::Nil)).collect())
}

fn element<'a>(any_value: &serde_json::Value) -> Option<Val<'a>> {
    let (kind, value) = any_value.as_object()?.iter().next()?;
    let text = || value.as_str();
    match kind.as_str() {
        "stringValue" | "string_value" | "bytesValue" | "bytes_value" => {
            Some(Val::Text(text()?.to_owned().into()))
        }
        "boolValue" | "bool_value" => value.as_bool().map(Val::Bool),
        "intValue" | "int_value" => value.as_i64().or_else(|| text()?.parse().ok()).map(Val::Int),
        "doubleValue" | "double_value" => value.as_f64().or_else(|| text()?.parse().ok()).map(Val::Float),
        _ => None,
    }
}

/// The query's word for a status.
pub const fn status_word(status: Status) -> StatusWord {
    match status {
        Status::Unset => StatusWord::Unset,
        Status::Ok => StatusWord::Ok,
        Status::Error => StatusWord::Error,
    }
}

/// The query's word for a kind.
pub const fn kind_word(kind: Kind) -> KindWord {
    match kind {
        Kind::Unspecified => KindWord::Unspecified,
        Kind::Internal => KindWord::Internal,
        Kind::Server => KindWord::Server,
        Kind::Client => KindWord::Client,
        Kind::Producer => KindWord::Producer,
        Kind::Consumer => KindWord::Consumer,
    }
}
