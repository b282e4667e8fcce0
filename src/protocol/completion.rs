//! What can be typed next in a search.

use serde::{Deserialize, Serialize};

/// Where completion is asked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CompletionQuery {
    /// The search as typed.
    pub text: String,
    /// The cursor, in bytes.
    pub cursor: usize,
    /// At most so many suggestions.
    pub limit: usize,
}

/// What can stand at the cursor.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Completion {
    /// Where the replaced passage begins, in bytes.
    pub from: usize,
    /// Where it ends.
    pub to: usize,
    /// The likeliest first.
    pub suggestions: Vec<Suggestion>,
}

/// One thing that can stand there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suggestion {
    /// What is shown.
    pub label: String,
    /// What is put into the text.
    pub insert: String,
    /// What it is, in a few words.
    pub hint: String,
}
