//! Spans grouped by the values of some fields, and the search that finds a group again.

use super::{bound::bind, columns::Columns, nested_set::NestedSet, refusal::Refusal, value::Val};
use crate::{
    model::{ids::SpanIx, store::Store},
    query::tree::{Binary, Comparison, Field, Spanset, Static},
};
use core::ops::Range;
use std::{collections::BTreeMap, rc::Rc};

/// Groups of some spans.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Groups {
    /// The group of each span.
    pub group_of: Vec<u32>,
    /// The values of each group, one a field, in the order of the values.
    pub values: Vec<Vec<Static>>,
}

/// Groups the spans of some rows.
///
/// # Errors
/// When a field cannot be evaluated.
pub fn group(
    store: &Store,
    columns: &mut Columns,
    fields: &[Field],
    rows: Range<u32>,
) -> Result<Groups, Refusal> {
    let bound = fields.iter().map(|field| bind(store, field)).collect::<Result<Vec<_>, _>>()?;
    let needs_numbers = bound.iter().any(super::bound::Bound::asks_nested_set);
    let numbers: Rc<NestedSet> = if needs_numbers { columns.nested_set(store) } else { Rc::default() };
    let mut known: BTreeMap<Vec<Val<'_>>, u32> = BTreeMap::new();
    let mut group_of: Vec<u32> = Vec::with_capacity(rows.len());
    for span in rows.map(SpanIx) {
        let values = bound.iter().map(|field| field.value(store, &numbers, span)).collect();
        let next = known.len() as u32;
        group_of.push(*known.entry(values).or_insert(next));
    }
    // The map gives its groups in the order of their values; those were numbered as they came.
    let mut place = vec![0; known.len()];
    let mut values = Vec::with_capacity(known.len());
    for (nth, (of, number)) in known.iter().enumerate() {
        place[*number as usize] = nth as u32;
        values.push(of.iter().map(as_static).collect());
    }
    group_of.iter_mut().for_each(|number| *number = place[*number as usize]);
    Ok(Groups { group_of, values })
}

/// The search for the spans whose fields have these values.
pub fn condition(fields: &[Field], values: &[Static]) -> Spanset {
    let equal = |(field, value): (&Field, &Static)| {
        let is = |value: Static| Field::Binary {
            op: Binary::Compare(Comparison::Equal),
            left: Box::new(field.clone()),
            right: Box::new(Field::Static(value)),
        };
        match value {
            // Of several values any is enough for a comparison, so each has to be there.
            Static::Array(values) => values.iter().cloned().map(is).reduce(both),
            value => Some(is(value.clone())),
        }
    };
    Spanset::Filter(fields.iter().zip(values).filter_map(equal).reduce(both))
}

fn both(left: Field, right: Field) -> Field {
    Field::Binary { op: Binary::And, left: Box::new(left), right: Box::new(right) }
}

/// A value as a query writes it.
fn as_static(value: &Val<'_>) -> Static {
    match value {
        Val::Nil => Static::Nil,
        Val::Text(text) => Static::Text(text.to_string()),
        Val::Int(number) => Static::Int(*number),
        Val::Float(number) => Static::Float(*number),
        Val::Bool(value) => Static::Bool(*value),
        Val::Duration(ns) => Static::Duration(*ns),
        Val::Status(word) => Static::Status(*word),
        Val::Kind(word) => Static::Kind(*word),
        Val::Array(values) | Val::Each(values) => Static::Array(
            values.iter().map(as_static).filter(|value| !matches!(value, Static::Array(_))).collect(),
        ),
    }
}
