//! Conditions in TraceQL. A search that is one filter holds them in its braces; any other gets a last stage of its
//! own, `… | { condition }`, which keeps of the spans found so far those for which it holds. Spansets joined by `&&`
//! would only ask that some span of the trace has it.

use super::filter::{Filter, written};
use crate::query::{
    parser,
    tokens::{Kind, Token, tokens},
    tree::{Field, Pipeline, Spanset, Stage},
};

/// The filter that conditions stand in, if the search has one.
pub(super) fn filter_of(text: &str) -> Option<Filter> {
    let (pipeline, _) = parser::parse(text);
    let is_filter = match pipeline.stages.last() {
        None => matches!(pipeline.first, Spanset::Filter(Some(_))),
        Some(stage) => matches!(stage, Stage::Spanset(Spanset::Filter(Some(_)))),
    };
    is_filter.then(|| Filter::last_of(text)).flatten()
}

/// The search with one more condition.
pub(super) fn with(text: &str, condition: &Field) -> String {
    let condition = written(condition);
    match filter_of(text) {
        Some(filter) => filter.with(text, &condition),
        None => format!("{} | {{ {condition} }}", text.trim_end()),
    }
}

/// The search without the nth condition of its filter.
pub(super) fn without(text: &str, filter: &Filter, nth: usize) -> String {
    if filter.conditions.len() > 1 {
        return filter.without(text, nth);
    }
    let (Pipeline { stages, .. }, _) = parser::parse(text);
    if stages.is_empty() {
        return String::new();
    }
    // The stage goes, with the sign before it.
    let is_bar = |token: &Token| token.kind == Kind::Operator && &text[token.from..token.to] == "|";
    let tokens = tokens(&text[..filter.braces.start]);
    let bar = tokens.into_iter().rev().find(is_bar).map_or(text.len(), |token| token.from);
    text[..bar].trim_end().to_owned()
}
