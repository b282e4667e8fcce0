//! What a field says of a whole trace, for a column of the list.
//!
//! The matching spans are asked first, by row; where none of them has a value, the root; where that has none either,
//! all spans. So a search decides which of several values is shown, and without one the root mostly does.

use super::{reader::Reader, traces::Match, value::Val};
use crate::{
    base::bits::Bits,
    model::{
        ids::{SpanIx, TraceIx},
        store::Store,
    },
};
use core::cmp::Ordering;
use std::collections::BTreeSet;

/// A value, and how many further distinct ones there are on the same spans.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfTrace<'a> {
    /// The first value; `Val::Nil`: there is none.
    pub first: Val<'a>,
    /// Further distinct values.
    pub more: usize,
}

/// The value of a trace, with the others counted. `matching` are the spans that match.
pub fn value<'a>(store: &'a Store, reader: &'a Reader, matching: &Bits, trace: TraceIx) -> OfTrace<'a> {
    let rest = |spans: &mut dyn Iterator<Item = SpanIx>| {
        let mut first = Val::Nil;
        let mut distinct = BTreeSet::new();
        for value in spans.flat_map(|span| singles(reader.value(store, span))) {
            if first.is_nil() {
                first = value.clone();
            }
            distinct.insert(value);
        }
        (!first.is_nil()).then(|| OfTrace { first, more: distinct.len() - 1 })
    };
    let root = store.trace(trace).root;
    rest(&mut among(store, matching, trace))
        .or_else(|| rest(&mut std::iter::once(root)))
        .or_else(|| rest(&mut store.spans_of(trace)))
        .unwrap_or(OfTrace { first: Val::Nil, more: 0 })
}

/// The same value without counting the others.
pub fn first<'a>(store: &'a Store, reader: &'a Reader, matching: &Bits, trace: TraceIx) -> Val<'a> {
    let root = store.trace(trace).root;
    let of = |span| singles(reader.value(store, span)).next();
    among(store, matching, trace)
        .find_map(of)
        .or_else(|| of(root))
        .or_else(|| store.spans_of(trace).find_map(of))
        .unwrap_or(Val::Nil)
}

/// Sorts traces by what a field says of them; those without a value come last, equal ones stay by their first start.
pub fn sort(store: &Store, reader: &Reader, matching: &Bits, matches: &mut [Match], descending: bool) {
    let mut keyed: Vec<(Val<'_>, Match)> =
        matches.iter().map(|found| (first(store, reader, matching, found.trace), *found)).collect();
    keyed.sort_by(|(one, a), (two, b)| {
        let ordering = match (one.is_nil(), two.is_nil()) {
            (false, false) if descending => order(two, one),
            (false, false) => order(one, two),
            (missing, other_missing) => missing.cmp(&other_missing),
        };
        ordering.then(a.trace.cmp(&b.trace))
    });
    matches.iter_mut().zip(keyed).for_each(|(place, (_, found))| *place = found);
}

/// The order of values of any kind in a list: texts, then numbers of every kind by their size, then the others.
pub fn order(one: &Val<'_>, two: &Val<'_>) -> Ordering {
    match (one.number(), two.number()) {
        // Whole numbers that are the same as doubles are told apart among themselves; a float comes behind them.
        (Some(a), Some(b)) => a.total_cmp(&b).then_with(|| match (one, two) {
            (Val::Int(a) | Val::Duration(a), Val::Int(b) | Val::Duration(b)) => a.cmp(b),
            _ => is_float(one).cmp(&is_float(two)),
        }),
        (None, None) => one.cmp(two),
        (Some(_), None) => {
            if matches!(two, Val::Text(_)) {
                Ordering::Greater
            } else {
                Ordering::Less
            }
        }
        (None, Some(_)) => order(two, one).reverse(),
    }
}

const fn is_float(value: &Val<'_>) -> bool {
    matches!(value, Val::Float(_))
}

/// The matching spans of a trace, by row.
fn among<'a>(store: &Store, matching: &'a Bits, trace: TraceIx) -> impl Iterator<Item = SpanIx> + use<'a> {
    let rows = store.trace(trace);
    let spans = matching.ones_from(rows.first as usize).map(|row| SpanIx(row as u32));
    spans.take_while(move |span| span.0 < rows.end)
}

/// The values one by one: those of several events or links stand apart; a missing one and an empty text are none.
fn singles(value: Val<'_>) -> impl Iterator<Item = Val<'_>> {
    let (one, several) = match value {
        Val::Each(values) => (None, values),
        value => (Some(value), Vec::new()),
    };
    let is_one = |value: &Val<'_>| !value.is_nil() && !matches!(value, Val::Text(text) if text.is_empty());
    one.into_iter().chain(several).filter(is_one)
}
