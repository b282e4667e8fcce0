//! Values of a span and how they compare, as TraceQL in Tempo has it: number kinds cross, other kinds only meet their
//! own, and a comparison of kinds that do not meet is false, whichever it is; so is one with a value that is missing.

use crate::query::tree::{Binary, Comparison, KindWord, Static, StatusWord};
use core::cmp::Ordering;
use regex::Regex;
use std::borrow::Cow;

/// A value of a span, or of a query.
#[derive(Clone, Debug)]
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
    /// Several, at least one: of every event or link that has any. One is enough, whatever the comparison.
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
    pub const fn is_nil(&self) -> bool {
        matches!(self, Self::Nil)
    }
}

/// Whether a comparison holds that needs no pattern.
pub fn compare(left: &Val<'_>, op: Comparison, right: &Val<'_>) -> bool {
    match (left, right) {
        (Val::Each(values), _) => values.iter().any(|value| compare(value, op, right)),
        (_, Val::Each(values)) => values.iter().any(|value| compare(left, op, value)),
        (Val::Array(values), _) => over(values, op, |value| compare(value, op, right)),
        (_, Val::Array(values)) => over(values, op, |value| compare(left, op, value)),
        (Val::Text(left), Val::Text(right)) => holds(op, Some(left.cmp(right))),
        // Whole numbers compare whole: not all of them fit a double.
        (Val::Int(left) | Val::Duration(left), Val::Int(right) | Val::Duration(right)) => {
            holds(op, Some(left.cmp(right)))
        }
        (Val::Bool(left), Val::Bool(right)) => same(op, left == right),
        (Val::Status(left), Val::Status(right)) => same(op, left == right),
        (Val::Kind(left), Val::Kind(right)) => same(op, left == right),
        _ => match (left.number(), right.number()) {
            (Some(left), Some(right)) => holds(op, left.partial_cmp(&right)),
            _ => false,
        },
    }
}

/// Whether a pattern matches, or is said not to: only texts do either.
pub fn compare_pattern(left: &Val<'_>, negated: bool, pattern: &Regex) -> bool {
    match left {
        Val::Text(text) => pattern.is_match(text) != negated,
        Val::Each(values) => values.iter().any(|value| compare_pattern(value, negated, pattern)),
        Val::Array(values) => {
            let op = if negated { Comparison::NotMatches } else { Comparison::Matches };
            over(values, op, |value| compare_pattern(value, negated, pattern))
        }
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

/// A comparison of values that have an order; a number that is none (NaN) has no place in it.
fn holds(op: Comparison, ordering: Option<Ordering>) -> bool {
    match op {
        Comparison::Equal => ordering == Some(Ordering::Equal),
        Comparison::NotEqual => ordering != Some(Ordering::Equal),
        Comparison::Greater => ordering.is_some_and(Ordering::is_gt),
        Comparison::GreaterEqual => ordering.is_some_and(Ordering::is_ge),
        Comparison::Less => ordering.is_some_and(Ordering::is_lt),
        Comparison::LessEqual => ordering.is_some_and(Ordering::is_le),
        Comparison::Matches | Comparison::NotMatches => false,
    }
}

/// A comparison of values that have no order.
const fn same(op: Comparison, equal: bool) -> bool {
    match op {
        Comparison::Equal => equal,
        Comparison::NotEqual => !equal,
        _ => false,
    }
}

/// The result of an arithmetic operator; no value where a side is no number. Of two whole numbers it is whole, what a
/// division leaves is dropped, as long as it fits; else it is a floating-point number, durations in nanoseconds.
pub fn calculate<'a>(op: Binary, left: &Val<'_>, right: &Val<'_>) -> Val<'a> {
    match (left, right) {
        (Val::Each(values), _) => Val::Each(values.iter().map(|value| calculate(op, value, right)).collect()),
        (_, Val::Each(values)) => Val::Each(values.iter().map(|value| calculate(op, left, value)).collect()),
        _ => {
            let whole = if let (Val::Int(left), Val::Int(right)) = (left, right) {
                calculate_whole(op, *left, *right).map(Val::Int)
            } else {
                None
            };
            whole
                .or_else(|| calculate_float(op, left.number()?, right.number()?).map(Val::Float))
                .unwrap_or(Val::Nil)
        }
    }
}

fn calculate_whole(op: Binary, left: i64, right: i64) -> Option<i64> {
    match op {
        Binary::Add => left.checked_add(right),
        Binary::Subtract => left.checked_sub(right),
        Binary::Multiply => left.checked_mul(right),
        Binary::Divide => left.checked_div(right),
        Binary::Modulo => left.checked_rem(right),
        Binary::Power => left.checked_pow(u32::try_from(right).ok()?),
        Binary::And | Binary::Or | Binary::Compare(_) => None,
    }
}

fn calculate_float(op: Binary, left: f64, right: f64) -> Option<f64> {
    match op {
        Binary::Add => Some(left + right),
        Binary::Subtract => Some(left - right),
        Binary::Multiply => Some(left * right),
        Binary::Divide => Some(left / right),
        Binary::Modulo => Some(left % right),
        Binary::Power => Some(left.powf(right)),
        Binary::And | Binary::Or | Binary::Compare(_) => None,
    }
}

/// The order in which groups stand apart: kind by kind, so that 1 and 1.0 are two, as in Tempo.
impl Ord for Val<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Text(one), Self::Text(two)) => one.cmp(two),
            (Self::Int(one), Self::Int(two)) | (Self::Duration(one), Self::Duration(two)) => one.cmp(two),
            (Self::Float(one), Self::Float(two)) => one.total_cmp(two),
            (Self::Bool(one), Self::Bool(two)) => one.cmp(two),
            (Self::Status(one), Self::Status(two)) => one.cmp(two),
            (Self::Kind(one), Self::Kind(two)) => one.cmp(two),
            (Self::Array(one), Self::Array(two)) | (Self::Each(one), Self::Each(two)) => one.cmp(two),
            _ => self.place().cmp(&other.place()),
        }
    }
}

impl PartialOrd for Val<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Val<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Val<'_> {}

impl Val<'_> {
    /// The place of its kind in the order.
    const fn place(&self) -> u8 {
        match self {
            Self::Nil => 0,
            Self::Text(_) => 1,
            Self::Int(_) => 2,
            Self::Float(_) => 3,
            Self::Bool(_) => 4,
            Self::Duration(_) => 5,
            Self::Status(_) => 6,
            Self::Kind(_) => 7,
            Self::Array(_) => 8,
            Self::Each(_) => 9,
        }
    }
}
