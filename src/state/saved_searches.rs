//! Searches that a person has given a name, in the order of their names.

/// So many are kept.
const KEPT: usize = 100;

/// A search with its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedSearch {
    /// The name; no other has it.
    pub name: String,
    /// The search.
    pub search: String,
}

/// The searches of a text that was kept; what is no such text holds none.
pub fn read(kept: &str) -> Vec<SavedSearch> {
    let pairs: Vec<(String, String)> = serde_json::from_str(kept).unwrap_or_default();
    pairs.into_iter().take(KEPT).map(|(name, search)| SavedSearch { name, search }).collect()
}

/// The searches with one more, or with another one under a name that is taken, as text to keep.
pub fn with(kept: &str, name: &str, search: &str) -> String {
    let (name, search) = (name.trim(), search.trim());
    let mut searches = read(kept);
    searches.retain(|saved| saved.name != name);
    if !name.is_empty() && !search.is_empty() && searches.len() < KEPT {
        searches.push(SavedSearch { name: name.to_owned(), search: search.to_owned() });
    }
    searches.sort_by_cached_key(|saved| (saved.name.to_lowercase(), saved.name.clone()));
    written(&searches)
}

/// The searches without one, as text to keep.
pub fn without(kept: &str, name: &str) -> String {
    let mut searches = read(kept);
    searches.retain(|saved| saved.name != name);
    written(&searches)
}

fn written(searches: &[SavedSearch]) -> String {
    let pairs: Vec<(&str, &str)> =
        searches.iter().map(|saved| (saved.name.as_str(), saved.search.as_str())).collect();
    // Pairs of texts always serialise.
    serde_json::to_string(&pairs).unwrap_or_default()
}
