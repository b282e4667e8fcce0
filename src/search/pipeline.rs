//! A query over a store: spansets trace by trace, sent through the stages.

use super::{
    bound::{Bound, bind},
    columns::Columns,
    filter,
    structure::combine,
    value::{Val, compare},
};
use crate::{
    base::bits::Bits,
    model::{
        ids::{SpanIx, TraceIx},
        store::Store,
    },
    query::tree::{Aggregate, Comparison, Field, Pipeline, Spanset, SpansetOp, Stage, Static},
};

/// The spans of one trace, or of a part of one after `by`.
#[derive(Clone, Debug)]
struct Group {
    trace: TraceIx,
    spans: Vec<SpanIx>,
}

/// The spans a query gives.
///
/// # Errors
/// A sentence when it cannot be run on loaded spans: a metrics function, a pattern that is none.
pub fn matching(store: &Store, columns: &mut Columns, pipeline: &Pipeline) -> Result<Bits, String> {
    let first = spanset(store, columns, &pipeline.first, None)?;
    if pipeline.stages.iter().all(|stage| matches!(stage, Stage::Select(_) | Stage::Coalesce)) {
        return Ok(first);
    }
    let mut groups = of_traces(store, &first);
    for stage in &pipeline.stages {
        groups = match stage {
            Stage::Spanset(inner) => within(store, columns, groups, inner)?,
            Stage::Aggregate { aggregate, field, op, value } => {
                let taken = field.as_ref().map(|field| bind(store, field)).transpose()?;
                let numbers = columns.nested_set(store);
                groups.retain(|group| {
                    let values = group.spans.iter().map(|&span| {
                        taken.as_ref().map_or(Val::Nil, |bound: &Bound| bound.value(store, &numbers, span))
                    });
                    holds(*aggregate, group.spans.len(), values, *op, value)
                });
                groups
            }
            Stage::By(fields) => parted(store, columns, groups, fields)?,
            Stage::Coalesce => of_traces(store, &bits(store, &groups)),
            Stage::Select(_) => groups,
            Stage::Metrics(metrics) => {
                return Err(format!(
                    "{metrics} makes numbers over time; an endpoint runs it, loaded spans are searched with filters and stages"
                ));
            }
        };
    }
    Ok(bits(store, &groups))
}

/// The spans of a spanset; with `seen` each of its filters sees no others.
fn spanset(store: &Store, columns: &mut Columns, set: &Spanset, seen: Option<&Bits>) -> Result<Bits, String> {
    let mut found = match set {
        Spanset::Filter(None) => Bits::all(store.span_count()),
        Spanset::Filter(Some(field)) => filter::matching(store, columns, field)?,
        Spanset::Pipeline(pipeline) => matching(store, columns, pipeline)?,
        Spanset::Binary { op, left, right } => {
            let mut left = spanset(store, columns, left, seen)?;
            let right = spanset(store, columns, right, seen)?;
            match op {
                SpansetOp::Structural { relation, form } => {
                    return Ok(combine(store, &left, &right, *relation, *form));
                }
                SpansetOp::Or => left.or(&right),
                SpansetOp::And => {
                    let both = in_traces_of_both(store, &left, &right);
                    left.or(&right);
                    left.and(&both);
                }
            }
            return Ok(left);
        }
    };
    if let Some(seen) = seen {
        found.and(seen);
    }
    Ok(found)
}

/// Every span of the traces that have spans of both sets.
fn in_traces_of_both(store: &Store, left: &Bits, right: &Bits) -> Bits {
    let mut bits = Bits::none(store.span_count());
    for trace in store.traces() {
        let rows = store.trace(trace);
        let has =
            |set: &Bits| set.ones_from(rows.first as usize).next().is_some_and(|at| at < rows.end as usize);
        if has(left) && has(right) {
            (rows.first..rows.end).for_each(|at| bits.set(at as usize));
        }
    }
    bits
}

fn of_traces(store: &Store, set: &Bits) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for span in set.ones().map(|at| SpanIx(at as u32)) {
        match groups.last_mut() {
            Some(group) if span.0 < store.trace(group.trace).end => group.spans.push(span),
            _ => groups.push(Group { trace: store.trace_of(span), spans: vec![span] }),
        }
    }
    groups
}

fn bits(store: &Store, groups: &[Group]) -> Bits {
    let mut bits = Bits::none(store.span_count());
    groups.iter().flat_map(|group| &group.spans).for_each(|span| bits.set(span.0 as usize));
    bits
}

/// Runs a spanset on each group by itself.
fn within(
    store: &Store,
    columns: &mut Columns,
    groups: Vec<Group>,
    set: &Spanset,
) -> Result<Vec<Group>, String> {
    let found = spanset(store, columns, set, Some(&bits(store, &groups)))?;
    let kept = groups.into_iter().filter_map(|mut group| {
        group.spans.retain(|span| found.get(span.0 as usize));
        (!group.spans.is_empty()).then_some(group)
    });
    Ok(kept.collect())
}

/// Parts each group by the values of the fields, in the order in which the values come.
fn parted(
    store: &Store,
    columns: &mut Columns,
    groups: Vec<Group>,
    fields: &[Field],
) -> Result<Vec<Group>, String> {
    let bound = fields.iter().map(|field| bind(store, field)).collect::<Result<Vec<_>, _>>()?;
    let numbers = columns.nested_set(store);
    let mut parts = Vec::new();
    for group in groups {
        let mut known: Vec<(Vec<Val<'_>>, Group)> = Vec::new();
        for span in group.spans {
            let values: Vec<Val<'_>> = bound.iter().map(|field| field.value(store, &numbers, span)).collect();
            match known.iter_mut().find(|(other, _)| *other == values) {
                Some((_, part)) => part.spans.push(span),
                None => known.push((values, Group { trace: group.trace, spans: vec![span] })),
            }
        }
        parts.extend(known.into_iter().map(|(_, part)| part));
    }
    Ok(parts)
}

/// Whether an aggregate of a group compares as asked; one over no numbers does not.
fn holds<'a>(
    aggregate: Aggregate,
    spans: usize,
    values: impl Iterator<Item = Val<'a>>,
    op: Comparison,
    value: &Static,
) -> bool {
    let value = Val::of_static(value);
    if aggregate == Aggregate::Count {
        return compare(&Val::Int(spans as i64), op, &value);
    }
    let numbers: Vec<Val<'_>> = values.filter(|value| value.number().is_some()).collect();
    if numbers.is_empty() {
        return false;
    }
    let whole: Option<Vec<i64>> = numbers
        .iter()
        .map(|value| if let Val::Int(number) | Val::Duration(number) = value { Some(*number) } else { None })
        .collect();
    let sum = || numbers.iter().filter_map(Val::number).sum::<f64>();
    let least = || numbers.iter().filter_map(Val::number).fold(f64::INFINITY, f64::min);
    let most = || numbers.iter().filter_map(Val::number).fold(f64::NEG_INFINITY, f64::max);
    let result = match (aggregate, whole) {
        (Aggregate::Min, Some(whole)) => whole.into_iter().min().map_or(Val::Nil, Val::Int),
        (Aggregate::Max, Some(whole)) => whole.into_iter().max().map_or(Val::Nil, Val::Int),
        (Aggregate::Sum, Some(whole)) => {
            let sum: i128 = whole.into_iter().map(i128::from).sum();
            i64::try_from(sum).map_or(Val::Float(sum as f64), Val::Int)
        }
        (Aggregate::Min, None) => Val::Float(least()),
        (Aggregate::Max, None) => Val::Float(most()),
        (Aggregate::Sum, None) => Val::Float(sum()),
        (Aggregate::Avg, _) => Val::Float(sum() / numbers.len() as f64),
        (Aggregate::Count, _) => Val::Nil,
    };
    compare(&result, op, &value)
}
