//! Attribute names the analyses ask for: the present name and the one before it (formats.md, "Names that changed").

use crate::model::{
    attributes::Event,
    ids::{Key, SpanIx},
    store::Store,
    value::ValueRef,
};

/// A meaning, under its present name and its older ones.
#[derive(Clone, Debug, Default)]
pub struct Names(Vec<Key>);

impl Names {
    /// Looks the names up in a store; those no attribute has are left out.
    pub fn find(store: &Store, names: &[&str]) -> Self {
        Self(names.iter().filter_map(|name| store.find_key(name)).collect())
    }

    /// Whether a key is one of them.
    pub fn has(&self, key: Key) -> bool {
        self.0.contains(&key)
    }

    /// What the span says under the first of the names it has.
    pub fn of<'a>(&self, store: &'a Store, span: SpanIx) -> Option<ValueRef<'a>> {
        self.0.iter().find_map(|&key| store.attribute(span, key))
    }

    /// What an event says under the first of the names it has.
    pub fn of_event<'a>(&self, store: &'a Store, event: Event) -> Option<ValueRef<'a>> {
        let value_of = |key| store.event_attributes(event).find(|&(name, _)| name == key);
        self.0.iter().find_map(|&key| value_of(key)).map(|(_, value)| store.value(value))
    }
}

/// The HTTP status code of an answer.
pub const HTTP_STATUS: [&str; 2] = ["http.response.status_code", "http.status_code"];
/// The gRPC status of an answer, by name or number.
pub const GRPC_STATUS: [&str; 2] = ["rpc.response.status_code", "rpc.grpc.status_code"];

/// What kind of error it was.
pub const ERROR_TYPE: [&str; 1] = ["error.type"];

/// A whole number, also one written as text or with a point.
pub fn as_int(value: ValueRef<'_>) -> Option<i64> {
    match value {
        ValueRef::Int(number) => Some(number),
        ValueRef::Double(number) if number.fract() == 0.0 => Some(number as i64),
        ValueRef::Text(text) => text.trim().parse().ok(),
        _ => None,
    }
}

/// A value as text; empty for none.
pub fn text(value: ValueRef<'_>) -> String {
    match value {
        ValueRef::Text(text) | ValueRef::Bytes(text) | ValueRef::Nested(text) => text.to_owned(),
        ValueRef::Int(number) => number.to_string(),
        ValueRef::Double(number) => number.to_string(),
        ValueRef::Bool(value) => value.to_string(),
        ValueRef::Null => String::new(),
    }
}
