//! `key=value` of a word search as an expression.

use super::{Role, pieces::number};
use crate::query::{
    attribute,
    names::{COMPARISONS, PARENT, SCOPES, intrinsic, named, static_of},
    tree::{Attribute, Binary, Comparison, Field, Intrinsic, Scope, Static, Unary},
};

/// The expression of a condition.
///
/// # Errors
/// A sentence, when the value is missing or does not go with the key.
pub(super) fn field(text: &str, role: &Role) -> Result<Field, String> {
    let Role::Condition { key, sign, value, is_quoted } = role else {
        return Err("Expected a condition such as status=error".to_owned());
    };
    let (key, sign, value) = (&text[key.clone()], &text[sign.clone()], &text[value.clone()]);
    if value.is_empty() && !is_quoted {
        return Err(format!("Expected a value after {key}{sign}"));
    }
    let (name, op) = name_and_op(key, sign);
    match op {
        Comparison::Equal | Comparison::NotEqual if value == "*" && !is_quoted => {
            // `key=*` asks whether the key is there.
            let op = if op == Comparison::Equal { Comparison::NotEqual } else { Comparison::Equal };
            Ok(compare(op, name, Static::Nil))
        }
        Comparison::Equal | Comparison::NotEqual => {
            let equal = equal(name.clone(), key, value, *is_quoted)?;
            Ok(if op == Comparison::Equal { equal } else { differs(&name, equal) })
        }
        _ => ordered(op, name, value),
    }
}

/// What a condition's key names, and how its sign compares.
pub(in crate::query) fn name_and_op(key: &str, sign: &str) -> (Field, Comparison) {
    (name(key), named(&COMPARISONS, if sign == "==" { "=" } else { sign }).unwrap_or(Comparison::Equal))
}

/// What a key names: a shortcut, an intrinsic, or an attribute with or without its scope.
pub(in crate::query) fn name(key: &str) -> Field {
    let lower = key.to_ascii_lowercase();
    if lower == "service" {
        let name = "service.name".to_owned();
        return Field::Attribute(Attribute { scope: Scope::Resource, parent: false, name });
    }
    let shortcut = ["name", "status", "kind", "duration"].contains(&lower.as_str());
    if let Some(intrinsic) = intrinsic(if shortcut { &lower } else { key }) {
        return Field::Intrinsic(intrinsic);
    }
    let first = key.split('.').next().unwrap_or_default();
    let has_scope = first.len() + 1 < key.len()
        && (first == PARENT || first.is_empty() || named(&SCOPES, first).is_some());
    if has_scope { Field::Attribute(attribute::read(key).0) } else { any(key) }
}

const fn is_duration(intrinsic: Intrinsic) -> bool {
    matches!(intrinsic, Intrinsic::Duration | Intrinsic::TraceDuration | Intrinsic::EventTimeSinceStart)
}

const fn is_count(intrinsic: Intrinsic) -> bool {
    matches!(
        intrinsic,
        Intrinsic::ChildCount
            | Intrinsic::NestedSetLeft
            | Intrinsic::NestedSetRight
            | Intrinsic::NestedSetParent
    )
}

fn any(key: &str) -> Field {
    Field::Attribute(Attribute { scope: Scope::Any, parent: false, name: key.to_owned() })
}

/// The value as the text it is, or as the number or truth value it looks like.
fn equal(name: Field, key: &str, value: &str, is_quoted: bool) -> Result<Field, String> {
    let word = static_of(&value.to_ascii_lowercase()).filter(|_| !is_quoted);
    match (&name, word) {
        (Field::Intrinsic(Intrinsic::Status), Some(word @ Static::Status(_)))
        | (Field::Intrinsic(Intrinsic::Kind), Some(word @ Static::Kind(_))) => {
            return Ok(compare(Comparison::Equal, name, word));
        }
        // Attributes of that name exist as well.
        (Field::Intrinsic(Intrinsic::Status | Intrinsic::Kind), _) => {
            return equal(any(key), key, value, is_quoted);
        }
        (Field::Intrinsic(intrinsic), _) if is_duration(*intrinsic) || is_count(*intrinsic) => {
            return ordered(Comparison::Equal, name, value);
        }
        (Field::Attribute(_), Some(word @ Static::Bool(_))) => {
            return Ok(either(compare(Comparison::Equal, name.clone(), word), same_text(name, value)));
        }
        _ => {}
    }
    let number =
        number(value).filter(|number| !is_quoted && matches!(number, Static::Int(_) | Static::Float(_)));
    Ok(match number {
        Some(number) if matches!(name, Field::Attribute(_)) => {
            either(compare(Comparison::Equal, name.clone(), number), same_text(name, value))
        }
        _ => same_text(name, value),
    })
}

/// A comparison with a number or duration.
fn ordered(op: Comparison, name: Field, value: &str) -> Result<Field, String> {
    let number = number(value).ok_or_else(|| format!("Expected a number or duration, not {value}"))?;
    match (&name, &number) {
        (Field::Intrinsic(intrinsic), Static::Int(_) | Static::Float(_)) if is_duration(*intrinsic) => {
            Err(format!("A duration needs its unit: {name}{op}{value}ms"))
        }
        (Field::Intrinsic(intrinsic), _) if !is_duration(*intrinsic) && !is_count(*intrinsic) => {
            Err(format!("{name} is no number; it goes with = and !="))
        }
        _ => Ok(compare(op, name, number)),
    }
}

/// Equal but for case.
fn same_text(name: Field, value: &str) -> Field {
    let has_case = value.chars().any(|letter| letter.is_lowercase() || letter.is_uppercase());
    if !has_case {
        return compare(Comparison::Equal, name, Static::Text(value.to_owned()));
    }
    let mut pattern = "(?i)".to_owned();
    for letter in value.chars() {
        if "\\.+*?()|[]{}^$".contains(letter) {
            pattern.push('\\');
        }
        pattern.push(letter);
    }
    compare(Comparison::Matches, name, Static::Text(pattern))
}

/// The key is there and has another value.
fn differs(name: &Field, equal: Field) -> Field {
    let is_there = compare(Comparison::NotEqual, name.clone(), Static::Nil);
    let not = Field::Unary { op: Unary::Not, operand: Box::new(equal) };
    if matches!(name, Field::Intrinsic(_)) { not } else { joined(Binary::And, is_there, not) }
}

fn compare(op: Comparison, name: Field, value: Static) -> Field {
    joined(Binary::Compare(op), name, Field::Static(value))
}

fn either(left: Field, right: Field) -> Field {
    joined(Binary::Or, left, right)
}

fn joined(op: Binary, left: Field, right: Field) -> Field {
    Field::Binary { op, left: Box::new(left), right: Box::new(right) }
}
