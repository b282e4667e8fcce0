//! A query over a store: trace by trace its spans are sent through the spansets and stages.

use super::{
    bound::{Bound, bind},
    columns::Columns,
    filter,
    nested_set::NestedSet,
    refusal::Refusal,
    structure::{combine, union},
    value::{Val, compare},
};
use crate::{
    base::bits::Bits,
    model::{ids::SpanIx, store::Store},
    query::tree::{Aggregate, Comparison, Field, Pipeline, Spanset, SpansetOp, Stage, Static},
};
use core::ops::Range;
use std::{collections::BTreeMap, rc::Rc};

/// The spans that a query gives, among some rows: those of a trace, or of all.
///
/// # Errors
/// When it cannot be run on loaded spans: a metrics function, a pattern that is none.
pub fn matching(
    store: &Store,
    columns: &mut Columns,
    pipeline: &Pipeline,
    rows: &Range<u32>,
) -> Result<Bits, Refusal> {
    let mut plan = Plan { store, columns, rows, numbers: Rc::default() };
    let run = match plan.run(pipeline)? {
        Run { first: Set::Filter(found), steps } if steps.is_empty() => return Ok(found),
        run => run,
    };
    let runner = Runner { store, numbers: plan.numbers };
    let mut found = Bits::none(store.span_count());
    let mut next = rows.start;
    while next < rows.end {
        let trace = next..store.trace(store.trace_of(SpanIx(next))).end;
        next = trace.end;
        for span in runner.groups(&run, &Source::Trace(trace)).into_iter().flatten() {
            found.set(span.0 as usize);
        }
    }
    Ok(found)
}

/// A pipeline whose filters have been decided.
struct Run {
    first: Set,
    steps: Vec<Step>,
}

/// A spanset.
enum Set {
    Filter(Bits),
    Binary(SpansetOp, Box<(Set, Set)>),
    Pipeline(Box<Run>),
}

/// A stage that changes something.
enum Step {
    Spanset(Set),
    Aggregate { aggregate: Aggregate, of: Option<Bound>, op: Comparison, value: Static },
    By(Vec<Bound>),
    Coalesce,
}

/// Makes runs.
struct Plan<'a> {
    store: &'a Store,
    columns: &'a mut Columns,
    rows: &'a Range<u32>,
    numbers: Rc<NestedSet>,
}

impl Plan<'_> {
    fn run(&mut self, pipeline: &Pipeline) -> Result<Run, Refusal> {
        let first = self.set(&pipeline.first)?;
        let steps = pipeline.stages.iter().filter_map(|stage| self.step(stage).transpose());
        Ok(Run { first, steps: steps.collect::<Result<_, _>>()? })
    }

    fn set(&mut self, spanset: &Spanset) -> Result<Set, Refusal> {
        Ok(match spanset {
            Spanset::Filter(None) => Set::Filter(Bits::all(self.store.span_count())),
            Spanset::Filter(Some(field)) => {
                Set::Filter(filter::matching(self.store, self.columns, field, self.rows)?)
            }
            Spanset::Binary { op, left, right } => {
                Set::Binary(*op, Box::new((self.set(left)?, self.set(right)?)))
            }
            Spanset::Pipeline(pipeline) => Set::Pipeline(Box::new(self.run(pipeline)?)),
        })
    }

    /// `None` for a stage that only says what to show.
    fn step(&mut self, stage: &Stage) -> Result<Option<Step>, Refusal> {
        Ok(Some(match stage {
            Stage::Spanset(spanset) => Step::Spanset(self.set(spanset)?),
            Stage::Aggregate { aggregate, field, op, value } => Step::Aggregate {
                aggregate: *aggregate,
                of: field.as_ref().map(|field| self.bound(field)).transpose()?,
                op: *op,
                value: value.clone(),
            },
            Stage::By(fields) => {
                Step::By(fields.iter().map(|field| self.bound(field)).collect::<Result<_, _>>()?)
            }
            Stage::Coalesce => Step::Coalesce,
            Stage::Select(_) => return Ok(None),
            Stage::Metrics(metrics) => {
                let sentence = format!(
                    "{metrics} makes numbers over time, which an endpoint does; loaded spans are searched with \
                     filters and stages such as count() and by()"
                );
                return Err(Refusal { sentence, about: metrics.name.to_string() });
            }
        }))
    }

    fn bound(&mut self, field: &Field) -> Result<Bound, Refusal> {
        let bound = bind(self.store, field)?;
        if bound.asks_nested_set() {
            self.numbers = self.columns.nested_set(self.store);
        }
        Ok(bound)
    }
}

/// Spans of one trace by row: all that are left of it, or a part after `by`.
type Group = Vec<SpanIx>;

/// What a spanset takes its spans from.
enum Source<'a> {
    /// All rows of a trace.
    Trace(Range<u32>),
    /// What is left of them.
    Group(&'a [SpanIx]),
}

/// Sends spans through runs.
struct Runner<'a> {
    store: &'a Store,
    numbers: Rc<NestedSet>,
}

impl Runner<'_> {
    /// The groups that are left of a group, empty ones among them.
    fn groups(&self, run: &Run, source: &Source<'_>) -> Vec<Group> {
        let mut groups = vec![self.spans(&run.first, source)];
        for step in &run.steps {
            groups = match step {
                Step::Spanset(set) => {
                    groups.iter().map(|group| self.spans(set, &Source::Group(group))).collect()
                }
                Step::Aggregate { aggregate, of, op, value } => {
                    let value = Val::of_static(value);
                    groups.retain(|group| compare(&self.taken(*aggregate, of.as_ref(), group), *op, &value));
                    groups
                }
                Step::By(fields) => groups.iter().flat_map(|group| self.parts(fields, group)).collect(),
                Step::Coalesce => vec![joined(&groups)],
            };
        }
        groups
    }

    /// The spans that a spanset gives.
    fn spans(&self, set: &Set, source: &Source<'_>) -> Group {
        match set {
            Set::Filter(found) => match source {
                Source::Trace(rows) => {
                    let ones = found.ones_from(rows.start as usize).map(|row| row as u32);
                    ones.take_while(|&row| row < rows.end).map(SpanIx).collect()
                }
                Source::Group(spans) => {
                    spans.iter().copied().filter(|span| found.get(span.0 as usize)).collect()
                }
            },
            Set::Pipeline(run) => joined(&self.groups(run, source)),
            Set::Binary(op, sides) => {
                let (left, right) = (self.spans(&sides.0, source), self.spans(&sides.1, source));
                match op {
                    SpansetOp::And if left.is_empty() || right.is_empty() => Group::new(),
                    SpansetOp::And | SpansetOp::Or => union(&left, &right),
                    SpansetOp::Structural { relation, form } => {
                        combine(self.store, &left, &right, *relation, *form)
                    }
                }
            }
        }
    }

    /// Parts a group by the values of some fields.
    fn parts(&self, fields: &[Bound], spans: &[SpanIx]) -> Vec<Group> {
        let mut parts: BTreeMap<Vec<Val<'_>>, Group> = BTreeMap::new();
        for &span in spans {
            let values = fields.iter().map(|field| field.value(self.store, &self.numbers, span)).collect();
            parts.entry(values).or_default().push(span);
        }
        parts.into_values().collect()
    }

    /// What an aggregate makes of a group; no value where the field has no numbers there.
    fn taken(&self, aggregate: Aggregate, of: Option<&Bound>, spans: &[SpanIx]) -> Val<'_> {
        let mut numbers: Vec<f64> = Vec::new();
        if let Some(field) = of {
            spans.iter().for_each(|&span| add(&field.value(self.store, &self.numbers, span), &mut numbers));
        }
        match aggregate {
            Aggregate::Count => Val::Int(spans.len() as i64),
            _ if numbers.is_empty() => Val::Nil,
            Aggregate::Min => Val::Float(numbers.into_iter().fold(f64::INFINITY, f64::min)),
            Aggregate::Max => Val::Float(numbers.into_iter().fold(f64::NEG_INFINITY, f64::max)),
            Aggregate::Sum => Val::Float(numbers.iter().sum()),
            Aggregate::Avg => Val::Float(numbers.iter().sum::<f64>() / numbers.len() as f64),
        }
    }
}

/// The spans of all groups of a trace, by row.
fn joined(groups: &[Group]) -> Group {
    let mut spans = groups.concat();
    spans.sort_unstable();
    spans
}

/// Adds the number that a value is, or those of its events or links.
fn add(value: &Val<'_>, numbers: &mut Vec<f64>) {
    match value {
        Val::Each(values) => values.iter().for_each(|value| add(value, numbers)),
        _ => numbers.extend(value.number().filter(|number| !number.is_nan())),
    }
}
