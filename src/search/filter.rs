//! Which spans an expression holds for.
//!
//! A comparison of one attribute or property with a fixed value is decided once for each distinct value, and then the
//! column is scanned; whatever else there is, is asked span by span.

use super::{
    bound::{Bound, bind, kind_word, opened, status_word},
    columns::Columns,
    nested_set::NestedSet,
    value::{Val, compare, compare_pattern},
};
use crate::{
    base::{bits::Bits, intern::Symbol},
    model::{
        ids::{Key, SpanIx},
        store::Store,
        value::{Value, ValueRef},
    },
    query::tree::{Binary, Field, Intrinsic, Scope, Unary},
};
use std::rc::Rc;

/// The spans an expression is true for.
///
/// # Errors
/// A sentence when the expression cannot be evaluated: a pattern that is none.
pub fn matching(store: &Store, columns: &mut Columns, field: &Field) -> Result<Bits, String> {
    let bound = bind(store, field)?;
    let numbers = if bound.asks_nested_set() { columns.nested_set(store) } else { Rc::default() };
    Ok(Filter { store, columns, numbers }.bits(&bound))
}

struct Filter<'a> {
    store: &'a Store,
    columns: &'a mut Columns,
    numbers: Rc<NestedSet>,
}

impl Filter<'_> {
    fn bits(&mut self, bound: &Bound) -> Bits {
        match bound {
            Bound::Binary(Binary::And, left, right) => {
                let mut bits = self.bits(left);
                bits.and(&self.bits(right));
                bits
            }
            Bound::Binary(Binary::Or, left, right) => {
                let mut bits = self.bits(left);
                bits.or(&self.bits(right));
                bits
            }
            Bound::Unary(Unary::Not, operand) => {
                let mut bits = self.bits(operand);
                bits.not();
                bits
            }
            Bound::Binary(Binary::Compare(op), left, right) => {
                let decided = match (&**left, &**right) {
                    (operand, Bound::Static(value)) => {
                        let value = Val::of_static(value);
                        self.decided(operand, |val| compare(val, *op, &value))
                    }
                    (Bound::Static(value), operand) => {
                        let value = Val::of_static(value);
                        self.decided(operand, |val| compare(&value, *op, val))
                    }
                    _ => None,
                };
                decided.unwrap_or_else(|| self.asked(bound))
            }
            Bound::Pattern { operand, negated, pattern } => self
                .decided(operand, |val| compare_pattern(val, *negated, pattern))
                .unwrap_or_else(|| self.asked(bound)),
            _ => self.asked(bound),
        }
    }

    /// Asks every span.
    fn asked(&self, bound: &Bound) -> Bits {
        self.where_span(|span| bound.value(self.store, &self.numbers, span).is_true())
    }

    fn where_span(&self, mut holds: impl FnMut(SpanIx) -> bool) -> Bits {
        let mut bits = Bits::none(self.store.span_count());
        for span in self.store.spans().filter(|&span| holds(span)) {
            bits.set(span.0 as usize);
        }
        bits
    }

    /// Decides value by value, where the operand is such that it has few of them; `None` for any other.
    fn decided(&mut self, operand: &Bound, holds: impl Fn(&Val<'_>) -> bool) -> Option<Bits> {
        let store = self.store;
        match operand {
            Bound::Intrinsic(Intrinsic::Name) => {
                let mut texts = Texts::new(store, &holds);
                Some(self.where_span(|span| texts.holds(store.name(span))))
            }
            Bound::Intrinsic(Intrinsic::StatusMessage) => {
                let mut texts = Texts::new(store, &holds);
                Some(self.where_span(|span| texts.holds(store.status_message(span))))
            }
            Bound::Intrinsic(Intrinsic::Duration) => {
                Some(self.where_span(|span| holds(&Val::Duration(store.duration_ns(span)))))
            }
            Bound::Intrinsic(Intrinsic::Status) => {
                Some(self.where_span(|span| holds(&Val::Status(status_word(store.status(span))))))
            }
            Bound::Intrinsic(Intrinsic::Kind) => {
                Some(self.where_span(|span| holds(&Val::Kind(kind_word(store.kind(span))))))
            }
            Bound::Attribute { parent: false, key, scope } => {
                let Some(key) = *key else {
                    return Some(if holds(&Val::Nil) {
                        Bits::all(store.span_count())
                    } else {
                        Bits::none(store.span_count())
                    });
                };
                match scope {
                    Scope::Resource => Some(self.by_resource(key, &holds)),
                    Scope::Span | Scope::Any => Some(self.by_attribute(key, *scope == Scope::Any, &holds)),
                    Scope::Event | Scope::Link | Scope::Instrumentation => None,
                }
            }
            _ => None,
        }
    }

    fn by_resource(&self, key: Key, holds: &impl Fn(&Val<'_>) -> bool) -> Bits {
        let holding: Vec<bool> = self.of_resources(key).iter().map(holds).collect();
        self.where_span(|span| holding[self.store.resource(span).0 as usize])
    }

    /// The value of a key for each resource.
    fn of_resources(&self, key: Key) -> Vec<Val<'_>> {
        let value = |attributes: &[(Key, Value)]| {
            let found = attributes.iter().find(|(other, _)| *other == key);
            found.map_or(Val::Nil, |(_, value)| opened(self.store.value(*value)))
        };
        self.store.resources().iter().map(|resource| value(&resource.attributes)).collect()
    }

    fn by_attribute(&mut self, key: Key, or_resource: bool, holds: &impl Fn(&Val<'_>) -> bool) -> Bits {
        let column = self.columns.of_key(self.store, key);
        let (store, without) = (self.store, holds(&Val::Nil));
        let of_resource: Vec<bool> =
            if or_resource { self.of_resources(key).iter().map(holds).collect() } else { Vec::new() };
        let mut texts = Texts::new(store, holds);
        self.where_span(|span| {
            let value = column[span.0 as usize];
            if value == Value::NULL {
                return of_resource.get(store.resource(span).0 as usize).copied().unwrap_or(without);
            }
            match value.as_text() {
                Some(symbol) => texts.holds(symbol),
                None => holds(&opened(store.value(value))),
            }
        })
    }
}

/// What was decided of texts, each once.
struct Texts<'a, F> {
    store: &'a Store,
    holds: &'a F,
    /// By symbol: not asked yet, no, yes.
    known: Vec<u8>,
}

const NO: u8 = 1;
const YES: u8 = 2;

impl<'a, F: Fn(&Val<'_>) -> bool> Texts<'a, F> {
    fn new(store: &'a Store, holds: &'a F) -> Self {
        Self { store, holds, known: vec![0; store.strings().len()] }
    }

    fn holds(&mut self, symbol: Symbol) -> bool {
        let known = &mut self.known[symbol.0 as usize];
        if *known == 0 {
            let text = opened(ValueRef::Text(self.store.text(symbol)));
            *known = if (self.holds)(&text) { YES } else { NO };
        }
        *known == YES
    }
}

impl Bound {
    /// Whether nested-set numbers are needed for it.
    fn asks_nested_set(&self) -> bool {
        match self {
            Self::Intrinsic(
                Intrinsic::NestedSetLeft | Intrinsic::NestedSetRight | Intrinsic::NestedSetParent,
            ) => true,
            Self::Unary(_, operand) | Self::Pattern { operand, .. } => operand.asks_nested_set(),
            Self::Binary(_, left, right) => left.asks_nested_set() || right.asks_nested_set(),
            Self::Static(_) | Self::Intrinsic(_) | Self::Attribute { .. } => false,
        }
    }
}
