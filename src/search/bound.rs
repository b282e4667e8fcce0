//! An expression bound to a store: keys are looked up, patterns compiled, once; then it is asked span by span.

use super::{
    nested_set::NestedSet,
    value::{Val, calculate, compare, compare_pattern},
};
use crate::{
    model::{
        ids::{Key, SpanIx},
        span::{Kind, Status},
        store::Store,
        value::{Value, ValueRef},
    },
    query::tree::{
        Attribute, Binary, Comparison, Field, Intrinsic, KindWord, Scope, Static, StatusWord, Unary,
    },
};
use regex::{Regex, RegexBuilder};

/// A pattern's compiled form may take so much memory.
const PATTERN_BYTES: usize = 1 << 20;

/// An expression that can be asked of any span of one store.
#[derive(Clone, Debug)]
pub enum Bound {
    /// A value.
    Static(Static),
    /// A property.
    Intrinsic(Intrinsic),
    /// An attribute; `None`: no span has the key.
    Attribute {
        /// Where.
        scope: Scope,
        /// On the parent.
        parent: bool,
        /// Its key.
        key: Option<Key>,
    },
    /// Not, or minus.
    Unary(Unary, Box<Bound>),
    /// And, or, arithmetic, comparison.
    Binary(Binary, Box<Bound>, Box<Bound>),
    /// A comparison with a pattern.
    Pattern {
        /// Of what.
        operand: Box<Bound>,
        /// It must not match.
        negated: bool,
        /// Anchored at both ends.
        pattern: Regex,
    },
}

/// Binds an expression.
///
/// # Errors
/// A sentence when a pattern cannot be compiled or is no text.
pub fn bind(store: &Store, field: &Field) -> Result<Bound, String> {
    Ok(match field {
        Field::Static(value) => Bound::Static(value.clone()),
        Field::Intrinsic(intrinsic) => Bound::Intrinsic(*intrinsic),
        Field::Attribute(Attribute { scope, parent, name }) => {
            Bound::Attribute { scope: *scope, parent: *parent, key: store.find_key(name) }
        }
        Field::Unary { op, operand } => Bound::Unary(*op, Box::new(bind(store, operand)?)),
        Field::Binary {
            op: Binary::Compare(op @ (Comparison::Matches | Comparison::NotMatches)),
            left,
            right,
        } => Bound::Pattern {
            operand: Box::new(bind(store, left)?),
            negated: *op == Comparison::NotMatches,
            pattern: pattern(right)?,
        },
        Field::Binary { op, left, right } => {
            Bound::Binary(*op, Box::new(bind(store, left)?), Box::new(bind(store, right)?))
        }
    })
}

/// The pattern of the right side: a text, or an array of texts of which one must match.
fn pattern(field: &Field) -> Result<Regex, String> {
    let texts: Vec<&str> = match field {
        Field::Static(Static::Text(text)) => vec![text],
        Field::Static(Static::Array(values)) => values
            .iter()
            .filter_map(|value| if let Static::Text(text) = value { Some(text.as_str()) } else { None })
            .collect(),
        _ => return Err("A pattern has to be a text in quotes".to_owned()),
    };
    let any: Vec<String> = texts.iter().map(|text| format!("(?:{text})")).collect();
    RegexBuilder::new(&format!(r"\A(?:{})\z", any.join("|")))
        .dot_matches_new_line(true)
        .size_limit(PATTERN_BYTES)
        .build()
        .map_err(|_| format!("“{}” is no regular expression", texts.join("”, “")))
}

impl Bound {
    /// Its value for a span.
    pub fn value<'a>(&'a self, store: &'a Store, numbers: &NestedSet, span: SpanIx) -> Val<'a> {
        match self {
            Self::Static(value) => Val::of_static(value),
            Self::Intrinsic(intrinsic) => intrinsic_value(store, numbers, *intrinsic, span),
            Self::Attribute { scope, parent, key } => {
                let owner = if *parent { store.parent(span) } else { Some(span) };
                match (owner, key) {
                    (Some(owner), Some(key)) => attribute_value(store, *scope, *key, owner),
                    _ => Val::Nil,
                }
            }
            Self::Unary(Unary::Not, operand) => Val::Bool(!operand.value(store, numbers, span).is_true()),
            Self::Unary(Unary::Minus, operand) => match operand.value(store, numbers, span) {
                Val::Int(number) => Val::Int(number.saturating_neg()),
                Val::Float(number) => Val::Float(-number),
                Val::Duration(ns) => Val::Duration(ns.saturating_neg()),
                _ => Val::Nil,
            },
            Self::Binary(op, left, right) => {
                let left = left.value(store, numbers, span);
                let right = || right.value(store, numbers, span);
                match op {
                    Binary::And => Val::Bool(left.is_true() && right().is_true()),
                    Binary::Or => Val::Bool(left.is_true() || right().is_true()),
                    Binary::Compare(op) => Val::Bool(compare(&left, *op, &right())),
                    _ => calculate(*op, &left, &right()),
                }
            }
            Self::Pattern { operand, negated, pattern } => {
                Val::Bool(compare_pattern(&operand.value(store, numbers, span), *negated, pattern))
            }
        }
    }
}

/// The value of an attribute in its scope.
fn attribute_value(store: &Store, scope: Scope, key: Key, span: SpanIx) -> Val<'_> {
    let first = |list: &[(Key, Value)]| list.iter().find(|(other, _)| *other == key).map(|(_, value)| *value);
    let on_span = || store.attribute(span, key).map(opened);
    let on_resource = || {
        let resource = store.resources().get(store.resource(span).0 as usize)?;
        first(&resource.attributes).map(|value| opened(store.value(value)))
    };
    match scope {
        Scope::Any => on_span().or_else(on_resource).unwrap_or(Val::Nil),
        Scope::Span => on_span().unwrap_or(Val::Nil),
        Scope::Resource => on_resource().unwrap_or(Val::Nil),
        Scope::Instrumentation => {
            first(&store.scope(span).attributes).map_or(Val::Nil, |value| opened(store.value(value)))
        }
        Scope::Event => each(store.events(span).filter_map(|event| {
            let mut attributes = store.event_attributes(event);
            attributes.find(|(other, _)| *other == key).map(|(_, value)| opened(store.value(value)))
        })),
        Scope::Link => each(store.links(span).filter_map(|link| {
            let mut attributes = store.link_attributes(link);
            attributes.find(|(other, _)| *other == key).map(|(_, value)| opened(store.value(value)))
        })),
    }
}

/// The values of events or links; none is no value.
fn each<'a>(values: impl Iterator<Item = Val<'a>>) -> Val<'a> {
    let values: Vec<Val<'a>> = values.collect();
    if values.is_empty() { Val::Nil } else { Val::Each(values) }
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

/// The elements of an OTLP array; a key-value list compares with nothing.
fn array<'a>(json: &str) -> Val<'a> {
    let parsed: Option<serde_json::Value> = serde_json::from_str(json).ok();
    let values = parsed.as_ref().and_then(|value| value.get("arrayValue")?.get("values")?.as_array());
    Val::Array(values.into_iter().flatten().map(element).collect())
}

fn element<'a>(any_value: &serde_json::Value) -> Val<'a> {
    let Some((kind, value)) = any_value.as_object().and_then(|fields| fields.iter().next()) else {
        return Val::Nil;
    };
    let text = value.as_str().map(str::to_owned);
    match kind.as_str() {
        "stringValue" => text.map_or(Val::Nil, |text| Val::Text(text.into())),
        "boolValue" => value.as_bool().map_or(Val::Nil, Val::Bool),
        "intValue" => value.as_i64().or_else(|| text.as_deref()?.parse().ok()).map_or(Val::Nil, Val::Int),
        "doubleValue" => {
            value.as_f64().or_else(|| text.as_deref()?.parse().ok()).map_or(Val::Nil, Val::Float)
        }
        _ => Val::Nil,
    }
}

/// The value of a property.
fn intrinsic_value<'a>(store: &'a Store, numbers: &NestedSet, intrinsic: Intrinsic, span: SpanIx) -> Val<'a> {
    let trace = || store.trace(store.trace_of(span));
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
            each(store.events(span).map(|event| Val::Duration(event.time_ns - start_ns)))
        }
        Intrinsic::LinkTraceId => each(
            store.links(span).filter_map(|link| Some(Val::Text(store.trace_id_text(link.trace?).into()))),
        ),
        Intrinsic::LinkSpanId => {
            each(store.links(span).map(|link| Val::Text(store.span_id_text(link.span_id).into())))
        }
        Intrinsic::ScopeName => Val::text(store.text(store.scope(span).name)),
        Intrinsic::ScopeVersion => Val::text(store.text(store.scope(span).version)),
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
