//! What is to be said about a passage of a search.

/// A sentence about a passage of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryError {
    /// Where the passage begins, in bytes.
    pub from: usize,
    /// Where it ends; the same where something is missing.
    pub to: usize,
    /// What follows from it.
    pub level: Level,
    /// A sentence for people: what was expected, and the mend where it can be guessed.
    pub message: String,
}

/// What follows from an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// It is no TraceQL: the tree is only what could be made of it.
    Wrong,
    /// It is TraceQL, but the tree does not hold it: an endpoint may know what to do with the text.
    Unsupported,
    /// The tree holds everything; the passage changes nothing here.
    Note,
}
