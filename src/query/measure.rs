//! A metrics function in a search: which it is, what its spans are, and the same spans with another function. An endpoint
//! runs it over everything that it holds.

use super::{
    reading::{self, Query},
    tree::{Binary, Comparison, Field, Intrinsic, Metrics, Pipeline, Spanset, Stage, Static, Unary},
};

/// A search that ends in a metrics function.
#[derive(Clone, Debug, PartialEq)]
pub struct Measure {
    /// What is measured of.
    pub spans: Pipeline,
    /// The function.
    pub metrics: Metrics,
}

impl Measure {
    /// The metrics function of a text; `None`: it has none.
    pub fn read(text: &str) -> Option<Self> {
        let Query::TraceQl(Pipeline { first, mut stages }) = reading::read(text).query else { return None };
        let at = stages.iter().position(|stage| matches!(stage, Stage::Metrics(_)))?;
        // What stands behind it only picks of its answer.
        stages.truncate(at + 1);
        match stages.pop() {
            Some(Stage::Metrics(metrics)) => Some(Self { spans: Pipeline { first, stages }, metrics }),
            _ => None,
        }
    }

    /// The search for the spans of one side of `compare({ … })`, its selection or the rest of it; `None`: it compares
    /// nothing.
    pub fn side(&self, is_selection: bool) -> Option<String> {
        let selection = self.metrics.selection.as_deref()?;
        let wanted = match (is_selection, selection) {
            (true, selection) => selection.clone(),
            (false, Spanset::Filter(Some(field))) => {
                Spanset::Filter(Some(Field::Unary { op: Unary::Not, operand: Box::new(field.clone()) }))
            }
            (false, _) => return None,
        };
        let mut side = self.spans.clone();
        match (&mut side.first, wanted, side.stages.is_empty()) {
            // One filter, so that it is one span for which both hold.
            (Spanset::Filter(Some(field)), Spanset::Filter(Some(wanted)), true) => {
                *field =
                    Field::Binary { op: Binary::And, left: Box::new(field.clone()), right: Box::new(wanted) };
            }
            (first @ Spanset::Filter(None), wanted, true) => *first = wanted,
            (_, wanted, _) => side.stages.push(Stage::Spanset(wanted)),
        }
        Some(side.to_string())
    }

    /// From which duration on a span is selected, where that is all that `compare` asks.
    pub fn slow_from_ns(&self) -> Option<i64> {
        match self.metrics.selection.as_deref()? {
            Spanset::Filter(Some(Field::Binary {
                op: Binary::Compare(Comparison::Greater | Comparison::GreaterEqual),
                left,
                right,
            })) if **left == Field::Intrinsic(Intrinsic::Duration) => match **right {
                Field::Static(Static::Duration(ns)) => Some(ns),
                _ => None,
            },
            _ => None,
        }
    }
}

/// The search for the spans that a text measures or searches for; empty for all of them, and for what is no TraceQL.
pub fn spans_of(text: &str) -> String {
    match Measure::read(text) {
        Some(measure) if measure.spans == all() => String::new(),
        Some(measure) => measure.spans.to_string(),
        None => match reading::read(text).query {
            Query::TraceQl(_) => text.trim().to_owned(),
            Query::All | Query::Words(_) => String::new(),
        },
    }
}

/// The spans of a text with a function behind them; `usual` where it names none.
pub fn with_function(text: &str, usual: &str, function: &str) -> String {
    let spans = spans_of(text);
    let spans = if spans.is_empty() { usual } else { &spans };
    format!("{spans} | {function}")
}

const fn all() -> Pipeline {
    Pipeline { first: Spanset::Filter(None), stages: Vec::new() }
}
