//! The search language as text: `{}` for everything, or words.

/// A search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Query {
    /// Every span.
    All,
    /// Spans that have every one of the words, in lower case.
    Words(Vec<String>),
}

/// Why a text is no query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryError {
    /// A sentence.
    pub message: String,
    /// Where, in bytes from the start of the text.
    pub at: usize,
}

/// Reads a search: text that begins with `{` is TraceQL, anything else words (quoted ones may hold spaces).
///
/// # Errors
/// When the text begins like TraceQL and is more than `{}`.
pub fn parse(text: &str) -> Result<Query, QueryError> {
    let trimmed = text.trim();
    if let Some(filter) = trimmed.strip_prefix('{') {
        let inner = filter.trim_start();
        if inner.strip_prefix('}').is_some_and(|rest| rest.is_empty()) {
            return Ok(Query::All);
        }
        let at = text.len() - text.trim_start().len() + trimmed.len() - inner.len();
        return Err(QueryError {
            message: "Of TraceQL only {} is understood here; plain words search service, name, id and values"
                .to_owned(),
            at,
        });
    }
    let words = words(trimmed);
    Ok(if words.is_empty() { Query::All } else { Query::Words(words) })
}

/// The words of a text in lower case; what stands in double quotes is one word.
fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (index, part) in text.split('"').enumerate() {
        if index % 2 == 1 {
            words.push(part.to_lowercase());
        } else {
            words.extend(part.split_whitespace().map(str::to_lowercase));
        }
    }
    words.retain(|word| !word.is_empty());
    words
}
