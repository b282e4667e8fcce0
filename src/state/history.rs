//! Searches of before, the latest first, each once.

/// So many are kept.
const KEPT: usize = 12;

/// The searches that were kept as text, one a line.
pub fn read(kept: &str) -> Vec<String> {
    kept.lines().filter(|line| !line.trim().is_empty()).take(KEPT).map(str::to_owned).collect()
}

/// The searches with another one on top, as text to keep.
pub fn with(kept: &str, search: &str) -> String {
    let search = search.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut searches = read(kept);
    searches.retain(|other| *other != search);
    if !search.is_empty() {
        searches.insert(0, search);
    }
    searches.truncate(KEPT);
    searches.join("\n")
}
