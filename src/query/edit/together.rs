//! Two searches in one: for traces that have what either finds, on the same spans or on others.

use super::{Language, language};
use crate::query::{
    parser,
    reading::{Query, read},
    tree::{Field, Spanset, Unary},
    words::Test,
};

/// The search for traces that have what a search as typed finds, and what some TraceQL finds; `None`: the first is
/// wrong, or looks for words in all there is, which TraceQL cannot.
pub fn together(text: &str, traceql: &str) -> Option<String> {
    let first = match language(text) {
        Language::Nothing => return Some(traceql.to_owned()),
        Language::TraceQl => grouped(text.trim()),
        Language::Words => conditions(text)?,
        Language::Wrong => return None,
    };
    Some(format!("{first} && {}", grouped(traceql)))
}

/// A search as a part of another.
fn grouped(traceql: &str) -> String {
    let (pipeline, _) = parser::parse(traceql);
    let is_filter = pipeline.stages.is_empty() && matches!(pipeline.first, Spanset::Filter(_));
    if is_filter { traceql.to_owned() } else { format!("({traceql})") }
}

/// A word search that has nothing but conditions, as TraceQL.
fn conditions(text: &str) -> Option<String> {
    let Query::Words(words) = read(text).query else { return None };
    let fields: Option<Vec<String>> = words
        .terms
        .into_iter()
        .map(|term| match (term.test, term.exclude) {
            (Test::Text(_), _) => None,
            (Test::Field(field), false) => Some(format!("({field})")),
            (Test::Field(field), true) => {
                Some(Field::Unary { op: Unary::Not, operand: Box::new(field) }.to_string())
            }
        })
        .collect();
    Some(format!("{{ {} }}", fields?.join(" && ")))
}
