//! Mistakes of type that a text shows by itself. Tempo refuses such a text too.

use crate::{
    base::words::shortened,
    query::{
        literal,
        names::{binary_sign, static_of},
        tree::{Binary, Comparison, Field, Intrinsic, Static, Unary},
    },
};

/// What an expression gives, as far as the text shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Type {
    /// An attribute: known only when it is looked at.
    Any,
    Nil,
    Text,
    /// Whole numbers, fractions and durations compare with each other.
    Number,
    Bool,
    Status,
    Kind,
}

/// What of an operator and its sides is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Left,
    Right,
    Operator,
}

impl Type {
    fn of(field: &Field) -> Self {
        match field {
            Field::Static(value) => Self::of_static(value),
            Field::Intrinsic(intrinsic) => Self::of_intrinsic(*intrinsic),
            Field::Attribute(_) => Self::Any,
            Field::Unary { op: Unary::Not, .. } => Self::Bool,
            Field::Unary { op: Unary::Minus, .. } => Self::Number,
            Field::Binary { op: Binary::And | Binary::Or | Binary::Compare(_), .. } => Self::Bool,
            Field::Binary { .. } => Self::Number,
        }
    }

    fn of_static(value: &Static) -> Self {
        match value {
            Static::Nil => Self::Nil,
            Static::Text(_) => Self::Text,
            Static::Int(_) | Static::Float(_) | Static::Duration(_) => Self::Number,
            Static::Bool(_) => Self::Bool,
            Static::Status(_) => Self::Status,
            Static::Kind(_) => Self::Kind,
            // A list compares as its items do.
            Static::Array(items) => {
                let mut types = items.iter().map(Self::of_static);
                let first = types.next().unwrap_or(Self::Any);
                if types.all(|other| other == first) { first } else { Self::Any }
            }
        }
    }

    const fn of_intrinsic(intrinsic: Intrinsic) -> Self {
        match intrinsic {
            Intrinsic::Status => Self::Status,
            Intrinsic::Kind => Self::Kind,
            Intrinsic::Duration
            | Intrinsic::TraceDuration
            | Intrinsic::EventTimeSinceStart
            | Intrinsic::ChildCount
            | Intrinsic::NestedSetLeft
            | Intrinsic::NestedSetRight
            | Intrinsic::NestedSetParent => Self::Number,
            Intrinsic::Name
            | Intrinsic::StatusMessage
            | Intrinsic::SpanId
            | Intrinsic::ParentId
            | Intrinsic::RootName
            | Intrinsic::RootService
            | Intrinsic::TraceId
            | Intrinsic::EventName
            | Intrinsic::LinkTraceId
            | Intrinsic::LinkSpanId
            | Intrinsic::ScopeName
            | Intrinsic::ScopeVersion => Self::Text,
        }
    }

    const fn words(self) -> &'static str {
        match self {
            Self::Any => "an attribute",
            Self::Nil => "nil",
            Self::Text => "text",
            Self::Number => "a number",
            Self::Bool => "a truth value",
            Self::Status => "a status",
            Self::Kind => "a kind",
        }
    }

    /// Whether a value of this type can be compared so.
    const fn takes(self, op: Comparison) -> bool {
        match op {
            Comparison::Equal | Comparison::NotEqual => true,
            Comparison::Matches | Comparison::NotMatches => matches!(self, Self::Any | Self::Text),
            _ => matches!(self, Self::Any | Self::Text | Self::Number),
        }
    }
}

/// How a sentence names an expression.
fn named(field: &Field) -> String {
    shortened(&field.to_string(), 40)
}

/// Why an operator does not take its sides, and which of them is to blame.
pub(super) fn mismatch(op: Binary, left: &Field, right: &Field) -> Option<(Side, String)> {
    let (sign, _) = binary_sign(op);
    let types = (Type::of(left), Type::of(right));
    let each = [(Side::Left, left, types.0), (Side::Right, right, types.1)];
    let wanted = match op {
        Binary::Compare(comparison) => return compared(comparison, left, right),
        Binary::And | Binary::Or => Type::Bool,
        _ => Type::Number,
    };
    each.into_iter().find(|(_, _, given)| ![Type::Any, wanted].contains(given)).map(|(side, field, given)| {
        let joins = if wanted == Type::Bool { "conditions" } else { "numbers" };
        (side, format!("{sign} joins {joins}; {} is {}", named(field), given.words()))
    })
}

fn compared(op: Comparison, left: &Field, right: &Field) -> Option<(Side, String)> {
    let types = (Type::of(left), Type::of(right));
    for (side, field, given) in [(Side::Left, left, types.0), (Side::Right, right, types.1)] {
        if given.takes(op) {
            continue;
        }
        let message = match (op, given) {
            (Comparison::Matches | Comparison::NotMatches, _) => {
                format!(
                    "{op} compares text with an expression in quotes; {} is {}",
                    named(field),
                    given.words()
                )
            }
            (_, Type::Nil) => "nil goes with = and != only".to_owned(),
            _ => format!(
                "{op} needs an order; {} is {}, which has none: use = or !=",
                named(field),
                given.words()
            ),
        };
        // The operator does not fit either of two that fit each other.
        return Some((if types.0 == types.1 { Side::Operator } else { side }, message));
    }
    if types.0 == types.1 || [types.0, types.1].iter().any(|given| matches!(given, Type::Any | Type::Nil)) {
        return None;
    }
    // The value is to blame, not the name, on whichever side it stands.
    let (side, name, of, value, given) = if matches!(left, Field::Static(_)) {
        (Side::Left, right, types.1, left, types.0)
    } else {
        (Side::Right, left, types.0, right, types.1)
    };
    let words = match of {
        Type::Status => "error, ok or unset",
        Type::Kind => "server, client, internal, producer, consumer or unspecified",
        _ => of.words(),
    };
    Some((
        side,
        format!("{} is {words}; {} is {}{}", named(name), named(value), given.words(), mend(of, value)),
    ))
}

/// How the value would have to be written to fit the type.
fn mend(of: Type, value: &Field) -> String {
    match value {
        Field::Static(Static::Text(text)) => {
            let word = static_of(text).or_else(|| literal::number(text, false).ok());
            let fits = word.is_some_and(|word| Type::of_static(&word) == of);
            if fits { format!(", so write {text} without quotes") } else { String::new() }
        }
        Field::Static(value) if of == Type::Text => format!(", so write \"{value}\""),
        _ => String::new(),
    }
}

/// Why an operator does not take what stands behind it.
pub(super) fn unary_mismatch(op: Unary, operand: &Field) -> Option<String> {
    let (sign, wanted, takes) = match op {
        Unary::Not => ("!", Type::Bool, "a condition"),
        Unary::Minus => ("-", Type::Number, "a number"),
    };
    let given = Type::of(operand);
    let fits = given == wanted || given == Type::Any;
    (!fits).then(|| format!("{sign} takes {takes}; {} is {}", named(operand), given.words()))
}

/// Why an expression is no condition.
pub(super) fn no_condition(field: &Field) -> Option<String> {
    let example = match Type::of(field) {
        Type::Any | Type::Bool => return None,
        Type::Nil => "!= nil",
        Type::Text => "= \"…\"",
        Type::Number => "> 1",
        Type::Status => "= error",
        Type::Kind => "= server",
    };
    let name = named(field);
    Some(match field {
        Field::Static(_) => format!("Expected a condition: {name} alone is none; compare it with something"),
        Field::Intrinsic(Intrinsic::Duration | Intrinsic::TraceDuration | Intrinsic::EventTimeSinceStart) => {
            format!("Expected a condition, such as {name} > 1s")
        }
        _ => format!("Expected a condition, such as {name} {example}"),
    })
}

/// Why an aggregate does not take an expression.
pub(super) fn no_number(field: &Field) -> Option<String> {
    let given = Type::of(field);
    if given == Type::Number && matches!(field, Field::Static(_)) {
        return Some("Expected something of the span, such as duration".to_owned());
    }
    let fits = matches!(given, Type::Any | Type::Number);
    (!fits).then(|| format!("Expected a number such as duration; {} is {}", named(field), given.words()))
}
