//! What the traces are grouped by, and in which order the groups stand.

use super::column_sort::ColumnSort;
use crate::{
    protocol::trace_groups::TraceGroupColumn,
    query::{
        naming,
        reading::{Query, read},
        tree::{Binary, Comparison, Field, Pipeline, Spanset, Static},
    },
};

/// Groupings that have a word of their own: the word, what it is called, what it says.
pub const USUAL: [(&str, &str, &str); 3] = [
    ("root", "Root operation", "Service and name of the root span"),
    ("service", "Service", "Every service that a matching span is of"),
    ("operation", "Operation", "Service and name of every matching span"),
];

/// See the module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grouping {
    /// `root`, `service`, `operation`, or an attribute or property as a search writes it.
    pub by: String,
    /// The order of the groups.
    pub order: GroupOrder,
}

/// The order of the groups: those with the most traces first.
pub type GroupOrder = ColumnSort<TraceGroupColumn>;

impl Grouping {
    /// A grouping by a word or name; `None` when it is neither.
    pub fn by(by: &str) -> Option<Self> {
        let is_usual = USUAL.iter().any(|(word, ..)| *word == by);
        let by = if is_usual { by.to_owned() } else { naming::named(by)?.to_string() };
        Some(Self { by, order: GroupOrder::default() })
    }

    /// What it is called inside a sentence.
    pub fn words(&self) -> String {
        let is_usual = USUAL.iter().any(|(word, ..)| *word == self.by);
        if is_usual { self.name().to_lowercase() } else { self.name() }
    }

    /// What it is called.
    pub fn name(&self) -> String {
        let usual = USUAL.iter().find(|(word, ..)| *word == self.by).map(|(_, name, _)| (*name).to_owned());
        let named = || naming::named(&self.by).map(|field| naming::short_name(&field));
        usual.or_else(named).unwrap_or_default()
    }
}

/// The search that finds the traces of a group: `q`, and all of the conditions on the same spans. `None` where there
/// are none, or `q` cannot be searched for.
pub fn search_of(q: &str, conditions: &[String]) -> Option<String> {
    if conditions.is_empty() {
        return None;
    }
    let reading = read(q);
    match reading.query {
        _ if reading.refusal().is_some() => None,
        Query::All => Some(format!("{{ {} }}", conditions.join(" && "))),
        Query::TraceQl(_) => Some(format!("{} | {{ {} }}", q.trim_end(), conditions.join(" && "))),
        Query::Words(_) => {
            let words = conditions.iter().map(|condition| in_words(condition)).collect::<Option<Vec<_>>>()?;
            Some(format!("{} {}", q.trim_end(), words.join(" ")))
        }
    }
}

/// A condition as a word search writes it.
fn in_words(condition: &str) -> Option<String> {
    let Query::TraceQl(Pipeline { first: Spanset::Filter(Some(field)), .. }) =
        read(&format!("{{ {condition} }}")).query
    else {
        return None;
    };
    match field {
        Field::Binary { op: Binary::Compare(op), left, right } => match (op, *right) {
            (Comparison::Equal, Field::Static(Static::Nil)) => Some(format!("{left}!=*")),
            (_, Field::Static(Static::Nil)) => None,
            (op, value) => Some(format!("{left}{op}{value}")),
        },
        _ => None,
    }
}
