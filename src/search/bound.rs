//! An expression bound to a store: keys are looked up, patterns compiled, once; then it is asked span by span.

use super::{
    nested_set::NestedSet,
    property,
    refusal::Refusal,
    value::{Val, calculate, compare, compare_pattern},
};
use crate::{
    model::{
        ids::{Key, SpanIx, parse_span_id, parse_trace_id},
        store::Store,
    },
    query::tree::{Attribute, Binary, Comparison, Field, Intrinsic, Scope, Static, Unary},
};
use regex::{Error, Regex, RegexBuilder};

/// A pattern's compiled form may take so much memory.
const PATTERN_BYTES: usize = 1 << 20;

/// An expression that can be asked of any span of one store.
#[derive(Clone, Debug)]
pub enum Bound {
    /// A value.
    Static(Static),
    /// A property.
    Intrinsic(Intrinsic),
    /// An attribute.
    Attribute {
        /// Where.
        scope: Scope,
        /// On the parent.
        parent: bool,
        /// Its key; `None`: nothing has it.
        key: Option<Key>,
    },
    /// Not, or minus.
    Unary(Unary, Box<Bound>),
    /// And, or, arithmetic, comparison.
    Binary(Binary, Box<Bound>, Box<Bound>),
    /// `= nil` and `!= nil`, which are no comparisons of values: those with a missing one are always false.
    Exists {
        /// What.
        operand: Box<Bound>,
        /// It must be missing.
        negated: bool,
    },
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
/// When a pattern cannot be compiled or is no text.
pub fn bind(store: &Store, field: &Field) -> Result<Bound, Refusal> {
    Ok(match field {
        Field::Static(value) => Bound::Static(value.clone()),
        Field::Intrinsic(intrinsic) => Bound::Intrinsic(*intrinsic),
        Field::Attribute(Attribute { scope, parent, name }) => {
            Bound::Attribute { scope: *scope, parent: *parent, key: store.find_key(name) }
        }
        Field::Unary { op, operand } => Bound::Unary(*op, Box::new(bind(store, operand)?)),
        Field::Binary { op: Binary::Compare(op), left, right } => bind_comparison(store, *op, left, right)?,
        Field::Binary { op, left, right } => {
            Bound::Binary(*op, Box::new(bind(store, left)?), Box::new(bind(store, right)?))
        }
    })
}

fn bind_comparison(store: &Store, op: Comparison, left: &Field, right: &Field) -> Result<Bound, Refusal> {
    Ok(match (op, left, right) {
        (Comparison::Matches | Comparison::NotMatches, _, _) => Bound::Pattern {
            operand: Box::new(bind(store, left)?),
            negated: op == Comparison::NotMatches,
            pattern: pattern(right)?,
        },
        (Comparison::Equal | Comparison::NotEqual, operand, Field::Static(Static::Nil))
        | (Comparison::Equal | Comparison::NotEqual, Field::Static(Static::Nil), operand) => {
            Bound::Exists { operand: Box::new(bind(store, operand)?), negated: op == Comparison::Equal }
        }
        _ => Bound::Binary(
            Binary::Compare(op),
            Box::new(bind_side(store, left, right)?),
            Box::new(bind_side(store, right, left)?),
        ),
    })
}

/// Binds a side of a comparison with another side.
fn bind_side(store: &Store, side: &Field, other: &Field) -> Result<Bound, Refusal> {
    match (side, other) {
        (Field::Static(value), Field::Intrinsic(intrinsic)) => Ok(Bound::Static(as_shown(*intrinsic, value))),
        _ => bind(store, side),
    }
}

/// A value to compare a property with. People write ids in capitals or without the zeros they begin with; other values
/// stay as they are.
fn as_shown(intrinsic: Intrinsic, value: &Static) -> Static {
    match (intrinsic, value) {
        (_, Static::Array(values)) => {
            Static::Array(values.iter().map(|value| as_shown(intrinsic, value)).collect())
        }
        (Intrinsic::TraceId | Intrinsic::LinkTraceId, Static::Text(text)) => {
            let id = parse_trace_id(text.as_bytes()).number();
            Static::Text(id.map_or_else(|| text.clone(), |id| format!("{id:032x}")))
        }
        (Intrinsic::SpanId | Intrinsic::ParentId | Intrinsic::LinkSpanId, Static::Text(text)) => {
            let id = parse_span_id(text.as_bytes()).number();
            Static::Text(id.map_or_else(|| text.clone(), |id| format!("{id:016x}")))
        }
        _ => value.clone(),
    }
}

/// The pattern of the right side: a text, or an array of texts of which one must match.
fn pattern(field: &Field) -> Result<Regex, Refusal> {
    let texts: Vec<&str> = match field {
        Field::Static(Static::Text(text)) => vec![text],
        Field::Static(Static::Array(values)) => values
            .iter()
            .filter_map(|value| if let Static::Text(text) = value { Some(text.as_str()) } else { None })
            .collect(),
        _ => {
            let sentence = "A pattern has to be a text in quotes".to_owned();
            return Err(Refusal { sentence, about: field.to_string() });
        }
    };
    // Each is read by itself first: `a)|(b` is none, though it would be one inside parentheses of ours.
    for text in &texts {
        compile(text).map_err(|error| refusal(text, text, &error))?;
    }
    let any: Vec<String> = texts.iter().map(|text| format!("(?:{text})")).collect();
    let any = any.join("|");
    let first = texts.first().copied().unwrap_or_default();
    compile(&format!(r"\A(?:{any})\z")).map_err(|error| refusal(&texts.join("|"), first, &error))
}

fn compile(pattern: &str) -> Result<Regex, Error> {
    RegexBuilder::new(pattern).dot_matches_new_line(true).size_limit(PATTERN_BYTES).build()
}

fn refusal(pattern: &str, about: &str, error: &Error) -> Refusal {
    let sentence = match error {
        Error::CompiledTooBig(_) => format!("“{pattern}” is too large a regular expression"),
        _ => format!("“{pattern}” is no regular expression"),
    };
    Refusal { sentence, about: about.to_owned() }
}

impl Bound {
    /// Its value for a span.
    pub fn value<'a>(&'a self, store: &'a Store, numbers: &NestedSet, span: SpanIx) -> Val<'a> {
        match self {
            Self::Static(value) => Val::of_static(value),
            Self::Intrinsic(intrinsic) => property::intrinsic(store, numbers, *intrinsic, span),
            Self::Attribute { scope, parent, key } => {
                let owner = if *parent { store.parent(span) } else { Some(span) };
                match (owner, key) {
                    (Some(owner), Some(key)) => property::attribute(store, *scope, *key, owner),
                    _ => Val::Nil,
                }
            }
            Self::Unary(Unary::Not, operand) => Val::Bool(!operand.value(store, numbers, span).is_true()),
            Self::Unary(Unary::Minus, operand) => {
                calculate(Binary::Subtract, &Val::Int(0), &operand.value(store, numbers, span))
            }
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
            Self::Exists { operand, negated } => {
                Val::Bool(operand.value(store, numbers, span).is_nil() == *negated)
            }
            Self::Pattern { operand, negated, pattern } => {
                Val::Bool(compare_pattern(&operand.value(store, numbers, span), *negated, pattern))
            }
        }
    }

    /// Whether nested-set numbers are needed for it.
    pub fn asks_nested_set(&self) -> bool {
        match self {
            Self::Intrinsic(
                Intrinsic::NestedSetLeft | Intrinsic::NestedSetRight | Intrinsic::NestedSetParent,
            ) => true,
            Self::Unary(_, operand) | Self::Exists { operand, .. } | Self::Pattern { operand, .. } => {
                operand.asks_nested_set()
            }
            Self::Binary(_, left, right) => left.asks_nested_set() || right.asks_nested_set(),
            Self::Static(_) | Self::Intrinsic(_) | Self::Attribute { .. } => false,
        }
    }
}
