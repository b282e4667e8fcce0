//! What a query endpoint knows of everything that it holds: numbers of metrics functions, slow against fast, and who
//! calls whom. No trace travels for it.

use super::services::GraphPicture;
use serde::{Deserialize, Serialize};

/// What a metrics function says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Measured {
    /// The numbers.
    pub numbers: Numbers,
    /// Traces that the server names beside them, each once.
    pub exemplars: Vec<Exemplar>,
}

/// Numbers by their shape.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Numbers {
    /// A row a group.
    Table(NumbersTable),
    /// A selection and the rest.
    Compared(ComparedStore),
}

/// Numbers in rows.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct NumbersTable {
    /// What the groups are told by; empty when there is but one.
    pub by: String,
    /// The columns.
    pub columns: Vec<NumbersColumn>,
    /// What the bars of a row stand for, from left to right.
    pub bars: String,
    /// The rows, the largest first.
    pub rows: Vec<NumbersRow>,
}

/// A column.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NumbersColumn {
    /// Its head.
    pub name: String,
    /// What it says, in a sentence.
    pub about: String,
    /// What its numbers are.
    pub unit: Unit,
}

/// What a number is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// A number of whatever was measured.
    #[default]
    Plain,
    /// So many spans.
    Count,
    /// So many spans a second.
    PerSecond,
    /// Seconds.
    Seconds,
}

/// A row.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct NumbersRow {
    /// The group.
    pub name: String,
    /// A number a column; `None`: there is none.
    pub numbers: Vec<Option<f64>>,
    /// Heights of the bars.
    pub bars: Vec<f64>,
}

/// A trace that stands for others.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exemplar {
    /// The trace.
    pub trace_id: String,
    /// The group it stands for: `slow` or `fast` in a comparison.
    pub group: String,
}

/// A selection against the rest.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ComparedStore {
    /// Spans that are selected.
    pub selected: f64,
    /// The other spans.
    pub rest: f64,
    /// Attributes with a value, those whose shares differ most first.
    pub rows: Vec<ComparedRow>,
}

/// An attribute with a value.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ComparedRow {
    /// The attribute as TraceQL has it.
    pub attribute: String,
    /// Its value; `None`: the spans have none.
    pub value: Option<String>,
    /// The search for spans that have it, as TraceQL.
    pub find: String,
    /// Selected spans that have it.
    pub selected: f64,
    /// Other spans that have it.
    pub rest: f64,
    /// Its share of the selected spans, from 0 to 1.
    pub selected_share: f64,
    /// Its share of the others.
    pub rest_share: f64,
}

/// Who calls whom, in all traces of a store.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dependencies {
    /// Caller and callee, the most calls first.
    pub calls: Vec<Dependency>,
    /// The same as a graph.
    pub picture: GraphPicture,
}

/// Calls from a service to another.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dependency {
    /// The caller.
    pub from: String,
    /// The callee.
    pub to: String,
    /// Calls.
    pub calls: usize,
    /// Those that failed, where the server counts them.
    pub errors: Option<usize>,
}
