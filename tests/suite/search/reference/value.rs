//! Values and how they compare, rule by rule.

use crate::support::plain::Plain;
use regex::Regex;
use spanscope::query::tree::{Binary, Comparison, KindWord, Static, StatusWord};
use std::{cell::RefCell, collections::BTreeMap};

#[derive(Clone, Debug)]
pub enum Slow {
    Missing,
    Text(String),
    Int(i64),
    Float(f64),
    Bool(bool),
    Duration(i64),
    Status(StatusWord),
    Kind(KindWord),
    /// An array attribute or an array in the query.
    Array(Vec<Slow>),
    /// One value an event or link; never empty.
    Several(Vec<Slow>),
}

pub fn of_static(value: &Static) -> Slow {
    match value {
        Static::Nil => Slow::Missing,
        Static::Text(text) => Slow::Text(text.clone()),
        Static::Int(number) => Slow::Int(*number),
        Static::Float(number) => Slow::Float(*number),
        Static::Bool(value) => Slow::Bool(*value),
        Static::Duration(ns) => Slow::Duration(*ns),
        Static::Status(word) => Slow::Status(*word),
        Static::Kind(word) => Slow::Kind(*word),
        Static::Array(values) => Slow::Array(values.iter().map(of_static).collect()),
    }
}

pub fn of_plain(value: &Plain) -> Slow {
    match value {
        Plain::Null => Slow::Missing,
        Plain::Text(text) | Plain::Bytes(text) => Slow::Text(text.clone()),
        Plain::Int(number) => Slow::Int(*number),
        Plain::Float(number) => Slow::Float(*number),
        Plain::Bool(value) => Slow::Bool(*value),
        // Of what stands in an array only plain values compare.
        Plain::Array(values) => Slow::Array(values.iter().map(of_element).collect()),
        Plain::List => Slow::Array(Vec::new()),
    }
}

fn of_element(value: &Plain) -> Slow {
    if matches!(value, Plain::Array(_) | Plain::List) { Slow::Missing } else { of_plain(value) }
}

/// All that one value can stand for: itself, or each of several.
fn alternatives(value: &Slow) -> Vec<&Slow> {
    if let Slow::Several(values) = value { values.iter().collect() } else { vec![value] }
}

pub fn is_true(value: &Slow) -> bool {
    match value {
        Slow::Bool(value) => *value,
        Slow::Array(values) | Slow::Several(values) => values.iter().any(is_true),
        _ => false,
    }
}

fn float(value: &Slow) -> Option<f64> {
    match value {
        Slow::Int(number) | Slow::Duration(number) => Some(*number as f64),
        Slow::Float(number) => Some(*number),
        _ => None,
    }
}

/// Of events and links one is enough; of an array's elements one, or all where the comparison is negated, and a
/// pair of values whose kinds do not meet never compares.
pub fn compare(left: &Slow, op: Comparison, right: &Slow) -> bool {
    alternatives(left).iter().any(|left| alternatives(right).iter().any(|right| one_of_each(left, op, right)))
}

fn one_of_each(left: &Slow, op: Comparison, right: &Slow) -> bool {
    match (left, right) {
        (Slow::Array(elements), right) => array(op, elements.iter().map(|left| one_of_each(left, op, right))),
        (left, Slow::Array(elements)) => array(op, elements.iter().map(|right| one_of_each(left, op, right))),
        (Slow::Text(left), Slow::Text(right)) => ordered(op, left, right),
        (Slow::Int(left) | Slow::Duration(left), Slow::Int(right) | Slow::Duration(right)) => {
            ordered(op, left, right)
        }
        (Slow::Bool(left), Slow::Bool(right)) => unordered(op, left == right),
        (Slow::Status(left), Slow::Status(right)) => unordered(op, left == right),
        (Slow::Kind(left), Slow::Kind(right)) => unordered(op, left == right),
        (left, right) => match (float(left), float(right)) {
            (Some(left), Some(right)) => ordered(op, &left, &right),
            _ => false,
        },
    }
}

fn array(op: Comparison, results: impl ExactSizeIterator<Item = bool>) -> bool {
    let (elements, holding) = (results.len(), results.filter(|holds| *holds).count());
    match op {
        Comparison::NotEqual | Comparison::NotMatches => elements > 0 && holding == elements,
        _ => holding > 0,
    }
}

fn ordered<T: PartialOrd + ?Sized>(op: Comparison, left: &T, right: &T) -> bool {
    match op {
        Comparison::Equal => left == right,
        Comparison::NotEqual => left != right,
        Comparison::Greater => left > right,
        Comparison::GreaterEqual => left >= right,
        Comparison::Less => left < right,
        Comparison::LessEqual => left <= right,
        Comparison::Matches | Comparison::NotMatches => unreachable!("patterns are compared by `matches`"),
    }
}

fn unordered(op: Comparison, equal: bool) -> bool {
    matches!((op, equal), (Comparison::Equal, true) | (Comparison::NotEqual, false))
}

/// Whether a text, whole, is what a pattern describes, or with `!~` is not.
pub fn matches(left: &Slow, op: Comparison, patterns: &Slow) -> bool {
    let patterns: Vec<Regex> = match patterns {
        Slow::Array(patterns) => patterns.iter().map(anchored).collect(),
        pattern => vec![anchored(pattern)],
    };
    let one = |value: &Slow| match value {
        Slow::Text(text) => {
            patterns.iter().any(|pattern| pattern.is_match(text)) == (op == Comparison::Matches)
        }
        _ => false,
    };
    alternatives(left).into_iter().any(|value| match value {
        Slow::Array(elements) => array(op, elements.iter().map(one)),
        value => one(value),
    })
}

thread_local! {
    /// Compiled patterns: to make one takes longer than all the rest of a test.
    static PATTERNS: RefCell<BTreeMap<String, Regex>> = const { RefCell::new(BTreeMap::new()) };
}

fn anchored(pattern: &Slow) -> Regex {
    let Slow::Text(pattern) = pattern else { panic!("{pattern:?} is no pattern") };
    let compile = || Regex::new(&format!("(?s)^(?:{pattern})$")).expect("a pattern");
    PATTERNS.with_borrow_mut(|known| known.entry(pattern.clone()).or_insert_with(compile).clone())
}

/// Whole numbers give a whole number if it fits; anything else is floating point.
pub fn calculate(op: Binary, left: &Slow, right: &Slow) -> Slow {
    if let Slow::Several(values) = left {
        return Slow::Several(values.iter().map(|left| calculate(op, left, right)).collect());
    }
    if let Slow::Several(values) = right {
        return Slow::Several(values.iter().map(|right| calculate(op, left, right)).collect());
    }
    if let (Slow::Int(left), Slow::Int(right)) = (left, right) {
        let (a, b) = (i128::from(*left), i128::from(*right));
        let whole = match op {
            Binary::Add => Some(a + b),
            Binary::Subtract => Some(a - b),
            Binary::Multiply => Some(a * b),
            Binary::Divide => (b != 0).then(|| a / b),
            Binary::Modulo => (b != 0).then(|| a % b),
            _ => u32::try_from(b).ok().and_then(|b| a.checked_pow(b)),
        };
        if let Some(whole) = whole.and_then(|whole| i64::try_from(whole).ok()) {
            return Slow::Int(whole);
        }
    }
    let (Some(a), Some(b)) = (float(left), float(right)) else { return Slow::Missing };
    Slow::Float(match op {
        Binary::Add => a + b,
        Binary::Subtract => a - b,
        Binary::Multiply => a * b,
        Binary::Divide => a / b,
        Binary::Modulo => a % b,
        _ => a.powf(b),
    })
}

/// The numbers in a value; a NaN is none.
pub fn numbers(value: &Slow) -> Vec<f64> {
    alternatives(value).into_iter().filter_map(float).filter(|number| !number.is_nan()).collect()
}
