//! Attributes as the page shows them: values as text, old and new names of the same thing in one line, and how a search
//! asks for each.

use super::Engine;
use crate::{
    analysis::error,
    base::conventions::{GRPC_STATUS, present_name},
    model::{
        ids::Key,
        value::{Value, ValueRef},
        value_text::text_of,
    },
    protocol::detail::{Attribute, ValueKind},
    query::tree::{self, Scope, Static},
};

/// Longer texts are not asked for: nobody means them.
const LONGEST_CONDITION: usize = 200;
/// What `http.target` was parted into.
const TARGET: &str = "http.target";
const TARGET_PARTS: [&str; 2] = ["url.path", "url.query"];

impl Engine {
    /// Attributes by their present names. Texts are cut to `limit` characters.
    pub(super) fn attributes(
        &self,
        scope: Scope,
        list: impl Iterator<Item = (Key, Value)>,
        limit: usize,
    ) -> Vec<Attribute> {
        let attribute =
            |(key, value)| attribute(scope, self.store.key_name(key), self.store.value(value), limit);
        let mut attributes: Vec<Attribute> = list.map(attribute).flat_map(under_present_names).collect();
        // Of one key the attribute that has it as written comes first.
        attributes.sort_by(|a, b| (&a.key, a.written.len()).cmp(&(&b.key, b.written.len())));
        attributes.dedup_by(|later, first| {
            let is_same = later.key == first.key
                && (&later.value, later.cut) == (&first.value, first.cut)
                && !later.written.is_empty();
            if is_same {
                if first.written.is_empty() {
                    first.written.push(first.key.clone());
                }
                first.written.append(&mut later.written);
            }
            is_same
        });
        attributes
    }
}

/// An attribute as written.
fn attribute(scope: Scope, key: &str, value: ValueRef<'_>, limit: usize) -> Attribute {
    let field = tree::Attribute { scope, parent: false, name: key.to_owned() }.to_string();
    let condition = asked_for(value).map(|value| format!("{field} = {value}")).unwrap_or_default();
    let (text, kind) = shown(value);
    let length = text.chars().count();
    Attribute {
        key: key.to_owned(),
        written: Vec::new(),
        value: if length > limit { text.chars().take(limit).collect() } else { text },
        kind,
        cut: length.saturating_sub(limit),
        field,
        condition,
    }
}

/// The same under the name that the conventions have now: one attribute, or the two parts of an `http.target`.
fn under_present_names(attribute: Attribute) -> Vec<Attribute> {
    if attribute.key == TARGET && attribute.cut == 0 && attribute.kind == ValueKind::Text {
        let (path, query) = attribute.value.split_once('?').unwrap_or((&attribute.value, ""));
        let parts = TARGET_PARTS.into_iter().zip([path, query]).filter(|(_, part)| !part.is_empty());
        return parts
            .map(|(key, part)| Attribute { value: part.to_owned(), ..renamed(attribute.clone(), key) })
            .collect();
    }
    let Some(key) = present_name(&attribute.key) else { return vec![attribute] };
    let mut attribute = renamed(attribute, key);
    let status =
        if key == GRPC_STATUS { attribute.value.parse().ok().and_then(error::grpc_name) } else { None };
    if let Some(name) = status {
        (attribute.value, attribute.kind) = (name.to_owned(), ValueKind::Text);
    }
    vec![attribute]
}

fn renamed(attribute: Attribute, key: &str) -> Attribute {
    Attribute { written: vec![attribute.key], key: key.to_owned(), ..attribute }
}

/// The value as a search writes it, when it can ask for it.
fn asked_for(value: ValueRef<'_>) -> Option<Static> {
    match value {
        ValueRef::Text(text) if text.chars().nth(LONGEST_CONDITION).is_none() => {
            Some(Static::Text(text.to_owned()))
        }
        ValueRef::Int(number) => Some(Static::Int(number)),
        ValueRef::Double(number) if number.is_finite() => Some(Static::Float(number)),
        ValueRef::Bool(value) => Some(Static::Bool(value)),
        _ => None,
    }
}

/// A value as text, and what it is.
pub(super) fn shown(value: ValueRef<'_>) -> (String, ValueKind) {
    let kind = match value {
        ValueRef::Null => ValueKind::Null,
        ValueRef::Text(_) => ValueKind::Text,
        ValueRef::Int(_) | ValueRef::Double(_) => ValueKind::Number,
        ValueRef::Bool(_) => ValueKind::Bool,
        ValueRef::Bytes(_) => ValueKind::Bytes,
        ValueRef::Nested(_) => ValueKind::Nested,
    };
    (text_of(value).into_owned(), kind)
}
