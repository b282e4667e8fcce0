//! Conditions put into a search and taken out again, while the rest of its text stays as it was typed.

mod condition;
mod filter;
mod together;
mod traceql;
mod words;

pub use condition::{Condition, same_name};
pub use filter::expression;
pub use together::together;

use super::{
    reading::{Query, read},
    tree::Field,
};
use filter::written;

/// What a search asks for, as far as it stands by itself in it: every span that matches has it.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The conditions in the order of the text.
    pub conditions: Vec<Field>,
    is_in_words: bool,
}

impl Asked {
    /// Of a search as typed; one that is wrong asks for nothing.
    pub fn of(text: &str) -> Self {
        let language = language(text);
        let conditions = match language {
            Language::Words => words::found(text).into_iter().map(|found| found.field).collect(),
            Language::TraceQl => {
                let filter = traceql::filter_of(text);
                filter.into_iter().flat_map(|filter| filter.conditions).map(|(_, field)| field).collect()
            }
            Language::Nothing | Language::Wrong => Vec::new(),
        };
        Self { conditions, is_in_words: language == Language::Words }
    }

    /// Whether a condition is among them.
    pub fn has(&self, condition: &Field) -> bool {
        self.conditions.iter().any(|other| self.alike(other, condition))
    }

    /// Whether two conditions are the same to this search.
    pub fn alike(&self, one: &Field, other: &Field) -> bool {
        alike(self.is_in_words, one, other)
    }
}

/// Whether a condition stands in the search.
pub fn has(text: &str, condition: &Field) -> bool {
    Asked::of(text).has(condition)
}

/// The search with one more condition; `None` where it has no place: the search is wrong, or too long.
pub fn with(text: &str, condition: &Field) -> Option<String> {
    let changed = match language(text) {
        Language::Wrong => return None,
        Language::Nothing => format!("{{ {} }}", written(condition)),
        Language::Words => words::with(text, condition)?,
        Language::TraceQl => traceql::with(text, condition),
    };
    has(&changed, condition).then_some(changed)
}

/// The search without a condition, wherever it stands.
pub fn without(text: &str, condition: &Field) -> String {
    let mut text = text.to_owned();
    // It may stand there more than once; each turn makes the text shorter.
    while let Some(shorter) = without_one(&text, condition) {
        text = shorter;
    }
    text
}

fn without_one(text: &str, condition: &Field) -> Option<String> {
    match language(text) {
        Language::Words => {
            let found = words::found(text);
            let found = found.iter().find(|found| alike(true, &found.field, condition))?;
            Some(words::without(text, found))
        }
        Language::TraceQl => {
            let filter = traceql::filter_of(text)?;
            let nth = filter.conditions.iter().position(|(_, other)| alike(false, other, condition))?;
            Some(traceql::without(text, &filter, nth))
        }
        Language::Nothing | Language::Wrong => None,
    }
}

/// What a search asks of a value, after it was pressed: it stands in it, or no longer.
pub fn pressed(text: &str, condition: &Condition) -> Option<String> {
    let field = condition.field();
    if has(text, &field) {
        return Some(without(text, &field));
    }
    with(&without(text, &condition.clone().turned().field()), &field)
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Language {
    /// Every span is found.
    Nothing,
    Words,
    TraceQl,
    /// It cannot be searched for.
    Wrong,
}

fn language(text: &str) -> Language {
    let reading = read(text);
    match reading.query {
        _ if reading.refusal().is_some() => Language::Wrong,
        Query::All => Language::Nothing,
        Query::Words(_) => Language::Words,
        Query::TraceQl(_) => Language::TraceQl,
    }
}

fn alike(is_in_words: bool, one: &Field, other: &Field) -> bool {
    if is_in_words { words::alike(one, other) } else { condition::alike(one, other) }
}
