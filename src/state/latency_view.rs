//! What the latency view measures, and how its charts show it.

use super::column_sort::{ColumnSort, SortColumn};
use crate::protocol::latency::{LatencyBy, LatencyColumn, Operation};

/// See the module.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LatencyView {
    /// Traces by the operation of their root, or spans by their operation.
    pub by: LatencyBy,
    /// The operation at hand; `None`: all of them together.
    pub of: Option<Operation>,
    /// The histogram stands on a linear axis, not on a logarithmic one.
    pub linear: bool,
    /// Traces without a true root count as well.
    pub with_partial: bool,
    /// The order of the operations.
    pub sort: LatencySort,
}

/// The order of the operations: the busiest first.
pub type LatencySort = ColumnSort<LatencyColumn>;

/// The words of the axes in links: linear or not.
const SCALES: [(&str, bool); 2] = [("log", false), ("linear", true)];
/// Stands between service and name of an operation in links.
const BETWEEN: char = '/';

impl SortColumn for LatencyColumn {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("name", LatencyColumn::Name),
        ("count", LatencyColumn::Count),
        ("errors", LatencyColumn::Errors),
        ("p50", LatencyColumn::P50),
        ("p90", LatencyColumn::P90),
        ("p95", LatencyColumn::P95),
        ("p99", LatencyColumn::P99),
        ("max", LatencyColumn::Max),
    ];
    const FIRST: Self = Self::Count;
    const NAMES: &'static [Self] = &[Self::Name];
}

impl LatencyView {
    /// Whether spans are measured, not traces.
    pub fn measures_spans(&self) -> bool {
        self.by != LatencyBy::Root
    }

    /// The operation whose roots alone are shown where traces are measured.
    pub fn root(&self) -> Option<&Operation> {
        self.of.as_ref().filter(|_| !self.measures_spans())
    }

    /// What is measured, of a word in links.
    pub fn read_by(text: &str) -> Option<LatencyBy> {
        LatencyBy::from_key(text).filter(|by| *by != LatencyBy::Service)
    }

    /// The axis of the histogram, in links.
    pub fn scale(&self) -> &'static str {
        SCALES.iter().find(|(_, linear)| *linear == self.linear).map_or("", |(word, _)| word)
    }

    /// Whether the axis is linear, of a word in links.
    pub fn read_scale(text: &str) -> Option<bool> {
        SCALES.iter().find(|(word, _)| *word == text).map(|(_, linear)| *linear)
    }
}

/// An operation in links: its service and its name, a `/` between them.
pub fn operation_text(of: &Operation) -> String {
    let service = of.service.replace('%', "%25").replace(BETWEEN, "%2F");
    format!("{service}{BETWEEN}{}", of.name)
}

/// The operation of a text in links.
pub fn read_operation(text: &str) -> Option<Operation> {
    let (service, name) = text.split_once(BETWEEN)?;
    let service = service.replace("%2F", "/").replace("%25", "%");
    Some(Operation { service, name: name.to_owned() })
}

/// An operation as cohorts and people have it: service and name.
pub fn operation_words(of: &Operation) -> String {
    format!("{} {}", of.service, of.name).trim_end().to_owned()
}
