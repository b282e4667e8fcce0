//! Reads what somebody typed into the search box.

use super::{
    error::{Level, QueryError},
    names::is_function,
    parser,
    tree::{Pipeline, Spanset},
    words::{self, Words},
};

/// The longest text that is read, in bytes.
pub const MAX_BYTES: usize = 64 << 10;

/// A search and what is to be said about its text.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// The search, as far as it could be made out.
    pub query: Query,
    /// In the order of the text.
    pub errors: Vec<QueryError>,
}

/// A search.
#[derive(Clone, Debug, PartialEq)]
pub enum Query {
    /// Every span.
    All,
    /// Plain words.
    Words(Words),
    /// TraceQL.
    TraceQl(Pipeline),
}

impl Reading {
    /// Why the search cannot be evaluated here, if it cannot.
    pub fn refusal(&self) -> Option<&QueryError> {
        self.errors.iter().find(|error| error.level < Level::Note)
    }
}

/// Reads a search: TraceQL if it begins like it, words otherwise.
pub fn read(text: &str) -> Reading {
    if text.len() > MAX_BYTES {
        // An id in a long paste is worth finding all the same.
        let words = Words { terms: Vec::new(), jumps: super::ids::jumps(text) };
        let message = "A search can have 65,536 bytes, no more".to_owned();
        let error = QueryError { from: 0, to: text.len(), level: Level::Wrong, message };
        return Reading { query: Query::Words(words), errors: vec![error] };
    }
    if !is_traceql(text) {
        let (words, errors) = words::read(text);
        let is_all = words.terms.is_empty() && words.jumps.is_empty() && errors.is_empty();
        return Reading { query: if is_all { Query::All } else { Query::Words(words) }, errors };
    }
    let (pipeline, errors) = parser::parse(text);
    let is_all = errors.is_empty() && pipeline.stages.is_empty() && pipeline.first == Spanset::Filter(None);
    Reading { query: if is_all { Query::All } else { Query::TraceQl(pipeline) }, errors }
}

/// Whether a text begins like TraceQL: with a filter, in parentheses or not, or with a function. A line of JSON begins
/// with a brace too, but with a name and colon behind it.
pub fn is_traceql(text: &str) -> bool {
    let start = text.trim_start_matches(|letter: char| letter.is_whitespace() || letter == '(');
    let word =
        start.find(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_').unwrap_or(start.len());
    if is_function(&start[..word]) && start[word..].starts_with('(') {
        return true;
    }
    let Some(inside) = start.strip_prefix('{') else { return false };
    let name = inside.trim_start().strip_prefix('"').and_then(|quoted| quoted.split_once('"'));
    !name.is_some_and(|(_, behind)| behind.trim_start().starts_with(':'))
}
