//! Values of a span and how they compare, as TraceQL in Tempo has it: number kinds cross, other kinds only meet their
//! own, and a comparison of kinds that do not meet is false, whichever it is.

use crate::query::tree::{Binary, Comparison, KindWord, Static, StatusWord};
use core::cmp::Ordering;
use regex::Regex;
use std::borrow::Cow;

/// A value of a span, or of a query.
#[derive(Clone, Debug, PartialEq)]
pub enum Val<'a> {
    /// There is none.
    Nil,
    /// Text.
    Text(Cow<'a, str>),
    /// A whole number.
    Int(i64),
    /// A floating-point number.
    Float(f64),
    /// True or false.
    Bool(bool),
    /// Nanoseconds.
    Duration(i64),
    /// A status.
    Status(StatusWord),
    /// A kind.
    Kind(KindWord),
    /// Several: an array's elements, of which one is enough for a comparison, and for a negated one all are needed.
    Array(Vec<Val<'a>>),
    /// Several: one an event or link, of which one is enough, whatever the comparison.
    Each(Vec<Val<'a>>),
}

impl<'a> Val<'a> {
    /// A text.
    pub fn text(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }

    /// The value of a query's static.
    pub fn of_static(value: &'a Static) -> Self {
        match value {
            Static::Nil => Self::Nil,
            Static::Text(text) => Self::text(text),
            Static::Int(number) => Self::Int(*number),
            Static::Float(number) => Self::Float(*number),
            Static::Bool(value) => Self::Bool(*value),
            Static::Duration(ns) => Self::Duration(*ns),
            Static::Status(word) => Self::Status(*word),
            Static::Kind(word) => Self::Kind(*word),
            Static::Array(values) => Self::Array(values.iter().map(Self::of_static).collect()),
        }
    }

    /// As a number; nanoseconds count as one.
    pub const fn number(&self) -> Option<f64> {
        match self {
            Self::Int(number) | Self::Duration(number) => Some(*number as f64),
            Self::Float(number) => Some(*number),
            _ => None,
        }
    }

    /// Whether it is true; what is no truth value is not.
    pub fn is_true(&self) -> bool {
        match self {
            Self::Bool(value) => *value,
            Self::Array(values) | Self::Each(values) => values.iter().any(Self::is_true),
            _ => false,
        }
    }

    /// Whether there is no value.
    pub fn is_nil(&self) -> bool {
        match self {
            Self::Nil => true,
            Self::Each(values) => values.iter().all(Self::is_nil),
            _ => false,
        }
    }
}

/// Whether a comparison holds that needs no pattern.
pub fn compare(left: &Val<'_>, op: Comparison, right: &Val<'_>) -> bool {
    match (left, right) {
        (Val::Each(values), _) if !matches!(right, Val::Nil) => {
            values.iter().any(|value| compare(value, op, right))
        }
        (_, Val::Each(values)) if !matches!(left, Val::Nil) => {
            values.iter().any(|value| compare(left, op, value))
        }
        (_, Val::Nil) => match op {
            Comparison::Equal => left.is_nil(),
            Comparison::NotEqual => !left.is_nil(),
            _ => false,
        },
        (Val::Nil, _) => match op {
            Comparison::Equal => right.is_nil(),
            Comparison::NotEqual => matches!(right, Val::Each(_)) && !right.is_nil(),
            _ => false,
        },
        (Val::Array(values), _) => over(values, op, |value| compare(value, op, right)),
        (_, Val::Array(values)) => over(values, op, |value| compare(left, op, value)),
        _ => ordering(left, right).is_some_and(|ordering| holds(op, ordering)),
    }
}

/// Whether a pattern matches, or is said not to: only texts do either.
pub fn compare_pattern(left: &Val<'_>, negated: bool, pattern: &Regex) -> bool {
    match left {
        Val::Text(text) => pattern.is_match(text) != negated,
        Val::Each(values) => values.iter().any(|value| compare_pattern(value, negated, pattern)),
        Val::Array(values) if negated => {
            !values.is_empty() && values.iter().all(|value| compare_pattern(value, true, pattern))
        }
        Val::Array(values) => values.iter().any(|value| compare_pattern(value, false, pattern)),
        _ => false,
    }
}

/// One element is enough, except for a negated comparison, which all must pass.
fn over(values: &[Val<'_>], op: Comparison, holds: impl Fn(&Val<'_>) -> bool) -> bool {
    if matches!(op, Comparison::NotEqual | Comparison::NotMatches) {
        !values.is_empty() && values.iter().all(holds)
    } else {
        values.iter().any(holds)
    }
}

/// How two values stand to each other; `None` when their kinds do not meet.
fn ordering(left: &Val<'_>, right: &Val<'_>) -> Option<Ordering> {
    match (left, right) {
        (Val::Text(left), Val::Text(right)) => Some(left.cmp(right)),
        (Val::Bool(left), Val::Bool(right)) => Some(left.cmp(right)),
        (Val::Status(left), Val::Status(right)) => Some(left.cmp(right)),
        (Val::Kind(left), Val::Kind(right)) => Some(left.cmp(right)),
        // Whole numbers compare whole: nanoseconds since 1970 do not fit a double.
        (Val::Int(left) | Val::Duration(left), Val::Int(right) | Val::Duration(right)) => {
            Some(left.cmp(right))
        }
        _ => left.number()?.partial_cmp(&right.number()?),
    }
}

const fn holds(op: Comparison, ordering: Ordering) -> bool {
    match op {
        Comparison::Equal => ordering.is_eq(),
        Comparison::NotEqual => ordering.is_ne(),
        Comparison::Greater => ordering.is_gt(),
        Comparison::GreaterEqual => ordering.is_ge(),
        Comparison::Less => ordering.is_lt(),
        Comparison::LessEqual => ordering.is_le(),
        Comparison::Matches | Comparison::NotMatches => false,
    }
}

/// The result of an arithmetic operator; no value where a side is no number. Whole numbers stay whole as long as they
/// fit and nothing is divided; nanoseconds with a number stay nanoseconds.
pub fn calculate<'a>(op: Binary, left: &Val<'_>, right: &Val<'_>) -> Val<'a> {
    let (Some(a), Some(b)) = (left.number(), right.number()) else { return Val::Nil };
    if let (Val::Int(a), Val::Int(b)) = (left, right) {
        let whole = match op {
            Binary::Add => a.checked_add(*b),
            Binary::Subtract => a.checked_sub(*b),
            Binary::Multiply => a.checked_mul(*b),
            Binary::Modulo => a.checked_rem(*b),
            _ => None,
        };
        if let Some(whole) = whole {
            return Val::Int(whole);
        }
    }
    let result = match op {
        Binary::Add => a + b,
        Binary::Subtract => a - b,
        Binary::Multiply => a * b,
        Binary::Divide => a / b,
        Binary::Modulo => a % b,
        Binary::Power => a.powf(b),
        Binary::And | Binary::Or | Binary::Compare(_) => return Val::Nil,
    };
    let is_duration = matches!(left, Val::Duration(_)) != matches!(right, Val::Duration(_))
        || matches!(
            (left, right, op),
            (Val::Duration(_), _, Binary::Add | Binary::Subtract | Binary::Modulo)
        );
    if is_duration && result.is_finite() && result.abs() < i64::MAX as f64 {
        return Val::Duration(result.round() as i64);
    }
    Val::Float(result)
}
