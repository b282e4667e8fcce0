//! Why a search that reads well cannot be run on loaded spans.

/// See the module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// A sentence for people.
    pub sentence: String,
    /// What of the search it is about, as the search writes it; a text without its quotes.
    pub about: String,
}
