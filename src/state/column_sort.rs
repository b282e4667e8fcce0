//! The order of a table: by which column, and which way. Every table's heads turn it the same way, and links have it as
//! one word.

use crate::protocol::{groups::GroupColumn, trace_groups::TraceGroupColumn};
use core::cmp::Ordering;

/// A column that a table is sorted by.
pub trait SortColumn: Copy + PartialEq + 'static {
    /// All of them, with their words in links.
    const WORDS: &'static [(&'static str, Self)];
    /// The one that is sorted by until a person chooses: the largest first.
    const FIRST: Self;
    /// Those that hold names: they begin with the smallest, the others with the largest.
    const NAMES: &'static [Self];
}

/// See the module.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ColumnSort<C> {
    /// By which column.
    pub column: C,
    /// The largest first.
    pub descending: bool,
}

impl<C: SortColumn> Default for ColumnSort<C> {
    fn default() -> Self {
        Self { column: C::FIRST, descending: true }
    }
}

impl<C: SortColumn> ColumnSort<C> {
    /// The order after a column's head was pressed: turned round, or that column the way it is mostly wanted.
    #[must_use]
    pub fn pressed(self, column: C) -> Self {
        let descending = if self.column == column { !self.descending } else { !C::NAMES.contains(&column) };
        Self { column, descending }
    }

    /// Which way a column sorts: `Some(true)` the largest first, `None` where another one sorts.
    pub fn way_of(self, column: C) -> Option<bool> {
        (self.column == column).then_some(self.descending)
    }

    /// In links: a column, `-` before it: the largest first.
    pub fn text(self) -> String {
        let word = C::WORDS.iter().find(|(_, column)| *column == self.column).map_or("", |(word, _)| word);
        format!("{}{word}", if self.descending { "-" } else { "" })
    }

    /// The order of a text in links.
    pub fn read(text: &str) -> Option<Self> {
        let (word, descending) = text.strip_prefix('-').map_or((text, false), |word| (word, true));
        let column = C::WORDS.iter().find(|(known, _)| *known == word)?.1;
        Some(Self { column, descending })
    }
}

/// The order of two shares of something, without dividing.
pub fn compare_shares(part: usize, whole: usize, other_part: usize, other_whole: usize) -> Ordering {
    // Counts of a whole store, multiplied, are more than a `usize` holds in the browser.
    let product = |part: usize, whole: usize| part as u128 * whole.max(1) as u128;
    product(part, other_whole).cmp(&product(other_part, whole))
}

impl SortColumn for GroupColumn {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("group", Self::Group),
        ("spans", Self::Spans),
        ("total", Self::Total),
        ("self", Self::OwnTime),
        ("critical", Self::Critical),
        ("share", Self::Share),
        ("p50", Self::P50),
        ("p95", Self::P95),
        ("errors", Self::Errors),
    ];
    const FIRST: Self = Self::Share;
    const NAMES: &'static [Self] = &[Self::Group];
}

impl SortColumn for TraceGroupColumn {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("value", Self::Value),
        ("traces", Self::Traces),
        ("errors", Self::Errors),
        ("p50", Self::P50),
        ("p95", Self::P95),
        ("p99", Self::P99),
    ];
    const FIRST: Self = Self::Traces;
    const NAMES: &'static [Self] = &[Self::Value];
}
