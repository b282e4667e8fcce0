//! What the latency view measures, and how its charts show it.

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

/// The order of the operations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LatencySort {
    /// By which column.
    pub column: LatencyColumn,
    /// The largest first.
    pub descending: bool,
}

/// The columns and their words in links.
const COLUMNS: [(&str, LatencyColumn); 8] = [
    ("name", LatencyColumn::Name),
    ("count", LatencyColumn::Count),
    ("errors", LatencyColumn::Errors),
    ("p50", LatencyColumn::P50),
    ("p90", LatencyColumn::P90),
    ("p95", LatencyColumn::P95),
    ("p99", LatencyColumn::P99),
    ("max", LatencyColumn::Max),
];
/// The words of the axes in links: linear or not.
const SCALES: [(&str, bool); 2] = [("log", false), ("linear", true)];
/// Stands between service and name of an operation in links.
const BETWEEN: char = '/';

impl Default for LatencySort {
    /// The busiest first.
    fn default() -> Self {
        Self { column: LatencyColumn::Count, descending: true }
    }
}

impl LatencySort {
    /// The order after a column's head was pressed: turned round, or that column the way it is mostly wanted.
    #[must_use]
    pub fn pressed(self, column: LatencyColumn) -> Self {
        let descending = if self.column == column { !self.descending } else { column != LatencyColumn::Name };
        Self { column, descending }
    }

    /// In links: a column, `-` before it: the largest first.
    pub fn text(self) -> String {
        let word = COLUMNS.iter().find(|(_, column)| *column == self.column).map_or("", |(word, _)| word);
        format!("{}{word}", if self.descending { "-" } else { "" })
    }

    /// The order of a text in links.
    pub fn read(text: &str) -> Option<Self> {
        let (word, descending) = text.strip_prefix('-').map_or((text, false), |word| (word, true));
        let column = COLUMNS.iter().find(|(known, _)| *known == word)?.1;
        Some(Self { column, descending })
    }
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
