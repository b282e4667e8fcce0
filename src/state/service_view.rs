//! What the services view is about: what is near which service, and the table beside the graph.

use super::column_sort::{ColumnSort, SortColumn};

/// See the module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceView {
    /// Only what is near these is shown: one service, or the two ends of an edge; empty: everything.
    pub near: Vec<String>,
    /// How many calls away that is at most.
    pub hops: u32,
    /// The table.
    pub table: ServiceTable,
    /// The order of the table.
    pub sort: ServiceSort,
}

/// What the table lists.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ServiceTable {
    /// Services and what else there is.
    #[default]
    Services,
    /// The calls between them.
    Calls,
}

/// The order of the table: the most called first.
pub type ServiceSort = ColumnSort<ServiceColumn>;

/// A column of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ServiceColumn {
    /// The name, or the names of both ends.
    Name,
    /// Calls.
    Calls,
    /// Part of the calls that failed.
    Errors,
    /// The median time.
    P50,
    /// The time that 95 of 100 do not exceed.
    P95,
    /// The time that 99 of 100 do not exceed.
    P99,
    /// Self time; of calls the median of the caller's wait.
    Own,
    /// Share of critical time; of calls the share that nobody waits for.
    Share,
}

/// Most calls away that can be asked for: beyond it is everything there is.
pub const MOST_HOPS: u32 = 9;
/// Stands between the two ends of an edge in links.
const TO: &str = "..";
/// The tables and their words in links.
const TABLES: [(&str, ServiceTable); 2] =
    [("services", ServiceTable::Services), ("calls", ServiceTable::Calls)];

impl Default for ServiceView {
    fn default() -> Self {
        Self { near: Vec::new(), hops: 1, table: ServiceTable::default(), sort: ServiceSort::default() }
    }
}

impl SortColumn for ServiceColumn {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("name", ServiceColumn::Name),
        ("calls", ServiceColumn::Calls),
        ("errors", ServiceColumn::Errors),
        ("p50", ServiceColumn::P50),
        ("p95", ServiceColumn::P95),
        ("p99", ServiceColumn::P99),
        ("self", ServiceColumn::Own),
        ("share", ServiceColumn::Share),
    ];
    const FIRST: Self = Self::Calls;
    const NAMES: &'static [Self] = &[Self::Name];
}

impl ServiceTable {
    /// The word in links.
    pub fn key(self) -> &'static str {
        TABLES.iter().find(|(_, table)| *table == self).map_or("", |(word, _)| word)
    }

    /// The table of a word in links.
    pub fn from_key(key: &str) -> Option<Self> {
        TABLES.iter().find(|(word, _)| *word == key).map(|(_, table)| *table)
    }
}

impl ServiceView {
    /// What is near, in links: a name, or two with `..` between them.
    pub fn near_text(&self) -> String {
        self.near.join(TO)
    }

    /// What is near, of a text in links.
    pub fn read_near(text: &str) -> Option<Vec<String>> {
        let ends = text.split_once(TO).map_or_else(|| vec![text], |(from, to)| vec![from, to]);
        let has_names = ends.iter().all(|name| !name.is_empty());
        has_names.then(|| ends.into_iter().map(str::to_owned).collect())
    }

    /// How many calls away, of a text in links.
    pub fn read_hops(text: &str) -> Option<u32> {
        text.parse().ok().filter(|hops| (1..=MOST_HOPS).contains(hops))
    }
}
