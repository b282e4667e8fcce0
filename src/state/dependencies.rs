//! The table of who calls whom in a whole store: which rows it has, and in which order.

use super::column_sort::{ColumnSort, SortColumn, compare_shares};
use crate::protocol::measured::Dependency;

/// A column of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CallColumn {
    /// Who calls.
    Caller,
    /// Who is called.
    Callee,
    /// Calls.
    Calls,
    /// Part of the calls that failed.
    Failed,
}

/// The order of the table: the most calls first.
pub type CallSort = ColumnSort<CallColumn>;

impl SortColumn for CallColumn {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("caller", Self::Caller),
        ("callee", Self::Callee),
        ("calls", Self::Calls),
        ("failed", Self::Failed),
    ];
    const FIRST: Self = Self::Calls;
    const NAMES: &'static [Self] = &[Self::Caller, Self::Callee];
}

/// Those of the calls whose caller or callee has these letters in its name, large or small; equal ones stay in the order
/// they came in.
pub fn rows<'a>(calls: &'a [Dependency], find: &str, sort: CallSort) -> Vec<&'a Dependency> {
    let find = find.trim().to_lowercase();
    let is_found = |call: &&Dependency| {
        [&call.from, &call.to].into_iter().any(|name| name.to_lowercase().contains(&find))
    };
    let mut rows: Vec<&Dependency> = calls.iter().filter(is_found).collect();
    rows.sort_by(|one, other| {
        let ordering = match sort.column {
            CallColumn::Caller => one.from.cmp(&other.from),
            CallColumn::Callee => one.to.cmp(&other.to),
            CallColumn::Calls => one.calls.cmp(&other.calls),
            CallColumn::Failed => {
                let errors = |call: &Dependency| call.errors.unwrap_or(0);
                compare_shares(errors(one), one.calls, errors(other), other.calls)
            }
        };
        if sort.descending { ordering.reverse() } else { ordering }
    });
    rows
}
