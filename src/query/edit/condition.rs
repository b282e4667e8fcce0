//! A condition of the plainest kind: a name has a value, or has it not.

use super::filter::expression;
use crate::query::tree::{Attribute, Binary, Comparison, Field, Scope, Static, Unary};

/// See the module.
#[derive(Clone, Debug, PartialEq)]
pub struct Condition {
    /// An intrinsic or an attribute.
    pub name: Field,
    /// The value, which is not nil.
    pub value: Static,
    /// It must be another one; whoever has none at all has another one.
    pub excluded: bool,
}

impl Condition {
    /// The condition that a name, written as in TraceQL, has a value, written likewise; `None`: that is none.
    pub fn read(name: &str, value: &str) -> Option<Self> {
        Self::of(&expression(&format!("{name} = {value}"))?)
    }

    /// The condition of an expression, if it is one of the plainest kind.
    pub fn of(field: &Field) -> Option<Self> {
        match field {
            Field::Binary {
                op: Binary::Compare(op @ (Comparison::Equal | Comparison::NotEqual)),
                left,
                right,
            } => {
                let (name, value) = match (&**left, &**right) {
                    (name, Field::Static(value)) | (Field::Static(value), name) => (name, value),
                    _ => return None,
                };
                let is_plain = matches!(name, Field::Intrinsic(_) | Field::Attribute(_));
                let is_value = !matches!(value, Static::Nil | Static::Array(_));
                (is_plain && is_value).then(|| Self {
                    name: name.clone(),
                    value: value.clone(),
                    excluded: *op == Comparison::NotEqual,
                })
            }
            Field::Unary { op: Unary::Not, operand } => {
                Self::of(operand).filter(|condition| !condition.excluded).map(|condition| condition.turned())
            }
            _ => None,
        }
    }

    /// The same with the value excluded, or asked for.
    #[must_use]
    pub fn turned(self) -> Self {
        Self { excluded: !self.excluded, ..self }
    }

    /// As an expression.
    pub fn field(&self) -> Field {
        let compared = |op| Field::Binary {
            op: Binary::Compare(op),
            left: Box::new(self.name.clone()),
            right: Box::new(Field::Static(self.value.clone())),
        };
        match (&self.name, self.excluded) {
            (_, false) => compared(Comparison::Equal),
            (Field::Intrinsic(_), true) => compared(Comparison::NotEqual),
            // `!=` would be false for spans without the attribute.
            (_, true) => Field::Unary { op: Unary::Not, operand: Box::new(compared(Comparison::Equal)) },
        }
    }

    /// Whether it asks the same; an attribute without a scope may be the one with it.
    pub fn is_like(&self, other: &Self) -> bool {
        self.excluded == other.excluded && self.value == other.value && same_name(&self.name, &other.name)
    }

    /// The value as people read it.
    pub fn label(&self) -> String {
        match &self.value {
            Static::Text(text) => text.clone(),
            value => value.to_string(),
        }
    }
}

/// Whether two names may mean the same attribute, or are the same.
pub fn same_name(one: &Field, other: &Field) -> bool {
    let unscoped = |attribute: &Attribute| attribute.scope == Scope::Any;
    match (one, other) {
        (Field::Attribute(one), Field::Attribute(other)) => {
            let near = |scope| matches!(scope, Scope::Any | Scope::Span | Scope::Resource);
            let same_scope = one.scope == other.scope
                || (unscoped(one) || unscoped(other)) && near(one.scope) && near(other.scope);
            same_scope && one.parent == other.parent && one.name == other.name
        }
        _ => one == other,
    }
}

/// Whether two expressions ask the same.
pub(super) fn alike(one: &Field, other: &Field) -> bool {
    match (Condition::of(one), Condition::of(other)) {
        (Some(one), Some(other)) => one.is_like(&other),
        _ => one == other,
    }
}
