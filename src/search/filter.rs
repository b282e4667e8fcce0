//! Which spans an expression holds for.
//!
//! A comparison of one attribute or property with a fixed value is decided once for each distinct value, and then the
//! column is scanned; whatever else there is, is asked span by span.

use super::{
    bound::{Bound, bind},
    columns::Columns,
    nested_set::NestedSet,
    property::{self, kind_word, of_resource, opened, status_word},
    refusal::Refusal,
    value::{Val, compare, compare_pattern},
};
use crate::{
    base::{bits::Bits, intern::Symbol},
    model::{
        ids::{Key, SpanIx},
        store::Store,
        value::Value,
    },
    query::tree::{Binary, Comparison, Field, Intrinsic, Scope, Static, Unary},
};
use core::ops::Range;
use std::{collections::BTreeMap, rc::Rc};

/// The spans of some rows that an expression is true for.
///
/// # Errors
/// When the expression cannot be evaluated: a pattern that is none.
pub fn matching(
    store: &Store,
    columns: &mut Columns,
    field: &Field,
    rows: &Range<u32>,
) -> Result<Bits, Refusal> {
    let bound = bind(store, field)?;
    let numbers = if bound.asks_nested_set() { columns.nested_set(store) } else { Rc::default() };
    Ok(Filter { store, columns, numbers, rows }.bits(&bound))
}

struct Filter<'a> {
    store: &'a Store,
    columns: &'a mut Columns,
    numbers: Rc<NestedSet>,
    rows: &'a Range<u32>,
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
                        let (one, value) = (OneText::of(*op, value), Val::of_static(value));
                        self.decided(operand, one, |val| compare(val, *op, &value))
                    }
                    (Bound::Static(value), operand) => {
                        let (one, value) = (OneText::of(*op, value), Val::of_static(value));
                        self.decided(operand, one, |val| compare(&value, *op, val))
                    }
                    _ => None,
                };
                decided.unwrap_or_else(|| self.asked(bound))
            }
            Bound::Exists { operand, negated } => self
                .decided(operand, None, |val| val.is_nil() == *negated)
                .unwrap_or_else(|| self.asked(bound)),
            Bound::Pattern { operand, negated, pattern } => self
                .decided(operand, None, |val| compare_pattern(val, *negated, pattern))
                .unwrap_or_else(|| self.asked(bound)),
            _ => self.asked(bound),
        }
    }

    /// Asks every span.
    fn asked(&self, bound: &Bound) -> Bits {
        self.where_span(|span| bound.value(self.store, &self.numbers, span).is_true())
    }

    #[inline]
    fn where_span(&self, mut holds: impl FnMut(SpanIx) -> bool) -> Bits {
        let rows = self.rows.start as usize..self.rows.end as usize;
        Bits::of(self.store.span_count(), rows, |row| holds(SpanIx(row as u32)))
    }

    /// Decides value by value, where the operand is such that it has few of them; `None` for any other. `one` decides
    /// the texts among them where it can.
    fn decided(
        &mut self,
        operand: &Bound,
        one: Option<OneText>,
        holds: impl Fn(&Val<'_>) -> bool,
    ) -> Option<Bits> {
        let store = self.store;
        Some(match operand {
            Bound::Intrinsic(Intrinsic::Name) => {
                let mut texts = Texts::new(store, one, &holds);
                self.where_span(|span| texts.hold(store.name(span)))
            }
            Bound::Intrinsic(Intrinsic::StatusMessage) => {
                // Few spans have one.
                let without = holds(&Val::text(""));
                let mut found =
                    store.spans_with_message(|message| holds(&Val::text(store.text(message))) != without);
                if without {
                    found.not();
                }
                found
            }
            Bound::Intrinsic(Intrinsic::EventName) => {
                let (mut texts, without) = (Texts::new(store, one, &holds), holds(&Val::Nil));
                self.where_span(|span| {
                    let mut events = store.events(span);
                    if events.len() == 0 { without } else { events.any(|event| texts.hold(event.name)) }
                })
            }
            Bound::Intrinsic(Intrinsic::Duration) => {
                self.where_span(|span| holds(&Val::Duration(store.duration_ns(span))))
            }
            Bound::Intrinsic(Intrinsic::Status) => {
                self.where_span(|span| holds(&Val::Status(status_word(store.status(span)))))
            }
            Bound::Intrinsic(Intrinsic::Kind) => {
                self.where_span(|span| holds(&Val::Kind(kind_word(store.kind(span)))))
            }
            Bound::Intrinsic(
                intrinsic @ (Intrinsic::TraceId
                | Intrinsic::TraceDuration
                | Intrinsic::RootName
                | Intrinsic::RootService),
            ) => {
                self.where_trace(|first| holds(&property::intrinsic(store, &self.numbers, *intrinsic, first)))
            }
            Bound::Attribute { key: None, .. } => {
                let holds = holds(&Val::Nil);
                self.where_span(|_| holds)
            }
            Bound::Attribute { parent: false, key: Some(key), scope: Scope::Resource } => {
                let holding = self.resources(*key, &holds);
                self.where_span(|span| holding[store.resource(span).0 as usize])
            }
            Bound::Attribute { parent: false, key: Some(key), scope: Scope::Span } => {
                let without = holds(&Val::Nil);
                self.by_attribute(*key, one, &holds, |_| without)
            }
            Bound::Attribute { parent: false, key: Some(key), scope: Scope::Any } => {
                let holding = self.resources(*key, &holds);
                self.by_attribute(*key, one, &holds, |span| holding[store.resource(span).0 as usize])
            }
            _ => return None,
        })
    }

    /// The spans of the traces for whose first row it holds.
    fn where_trace(&self, holds: impl Fn(SpanIx) -> bool) -> Bits {
        let mut end = 0;
        let mut holding = false;
        self.where_span(|span| {
            if span.0 >= end {
                end = self.store.trace(self.store.trace_of(span)).end;
                holding = holds(span);
            }
            holding
        })
    }

    /// Whether it holds for the value of a key, for each resource.
    fn resources(&self, key: Key, holds: &impl Fn(&Val<'_>) -> bool) -> Vec<bool> {
        let store = self.store;
        store.resources().iter().map(|resource| holds(&of_resource(store, resource, key))).collect()
    }

    /// The spans whose value of a key holds; those that have none are asked otherwise.
    fn by_attribute(
        &mut self,
        key: Key,
        one: Option<OneText>,
        holds: &impl Fn(&Val<'_>) -> bool,
        without: impl Fn(SpanIx) -> bool,
    ) -> Bits {
        let column = self.columns.of_key(self.store, key);
        let store = self.store;
        let mut texts = Texts::new(store, one, holds);
        let mut nested: BTreeMap<Value, bool> = BTreeMap::new();
        self.where_span(|span| {
            let value = column[span.0 as usize];
            if value == Value::NULL {
                return without(span);
            }
            match (value.as_text(), value.as_symbol()) {
                (Some(symbol), _) => texts.hold(symbol),
                (None, None) => holds(&opened(store.value(value))),
                (None, Some(_)) => *nested.entry(value).or_insert_with(|| holds(&opened(store.value(value)))),
            }
        })
    }
}

/// A comparison that one text alone, or each but that one, passes: once that is met, no other need be looked at.
#[derive(Clone, Copy)]
struct OneText {
    met: Option<Symbol>,
    negated: bool,
}

impl OneText {
    fn of(op: Comparison, value: &Static) -> Option<Self> {
        let negated = match (op, value) {
            (Comparison::Equal, Static::Text(_)) => false,
            (Comparison::NotEqual, Static::Text(_)) => true,
            _ => return None,
        };
        Some(Self { met: None, negated })
    }
}

/// What was decided of texts, each once.
struct Texts<'a, F> {
    store: &'a Store,
    one: Option<OneText>,
    holds: &'a F,
    /// By symbol: not asked yet, no, yes.
    known: Vec<u8>,
}

const NO: u8 = 1;
const YES: u8 = 2;

impl<'a, F: Fn(&Val<'_>) -> bool> Texts<'a, F> {
    fn new(store: &'a Store, one: Option<OneText>, holds: &'a F) -> Self {
        Self { store, one, holds, known: vec![0; store.strings().len()] }
    }

    fn hold(&mut self, symbol: Symbol) -> bool {
        if let Some(OneText { met: Some(met), negated }) = self.one {
            return (met == symbol) != negated;
        }
        let known = &mut self.known[symbol.0 as usize];
        if *known == 0 {
            let holds = (self.holds)(&Val::text(self.store.text(symbol)));
            if let Some(one) = self.one.as_mut().filter(|one| holds != one.negated) {
                one.met = Some(symbol);
            }
            *known = if holds { YES } else { NO };
        }
        *known == YES
    }
}
