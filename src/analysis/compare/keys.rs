//! What an attribute key means for a comparison: whether it may explain anything, and how its values are folded.

use super::units::Scope;
use crate::{
    analysis::{fingerprint, template},
    base::conventions::people_place,
};

/// What a key is good for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// It may be what the slow traces have in common.
    Ranked,
    /// It says whom a request was for: answered apart.
    People,
    /// It follows from how long something took, and would only say so again.
    Duration,
}

impl Role {
    /// The role of a key.
    pub fn of(scope: Scope, key: &str) -> Self {
        let words: Vec<&str> = key.split(|letter: char| !letter.is_alphanumeric()).collect();
        let is = |wanted: &[&str]| {
            words.iter().any(|word| wanted.iter().any(|known| word.eq_ignore_ascii_case(known)))
        };
        let last = words.last().copied().unwrap_or_default();
        if scope != Scope::Flag && names_someone(key, last) {
            return Self::People;
        }
        let is_time = last.eq_ignore_ascii_case("time") || last.to_ascii_lowercase().ends_with("time");
        if is(&DURATION_WORDS) || (is_time && is(&SPENT_WORDS)) { Self::Duration } else { Self::Ranked }
    }

    /// Whether it may be what the slow traces have in common.
    pub fn is_ranked(self) -> bool {
        self == Self::Ranked
    }
}

const DURATION_WORDS: [&str; 6] = ["duration", "elapsed", "latency", "took", "runtime", "responsetime"];
/// With `time` they name a duration; by itself that may be a time of day.
const SPENT_WORDS: [&str; 7] = ["response", "request", "processing", "execution", "wait", "total", "render"];
/// Last words of keys that tell one person from another.
const NAMING: [&str; 8] = ["id", "uuid", "guid", "hash", "name", "email", "key", "login"];
/// The places of `people_place` that are people, sessions and tenants; plans are no one in particular.
const SOMEONE: usize = 3;

/// Whether a key tells people, sessions or tenants apart; `user.country` does not.
fn names_someone(key: &str, last: &str) -> bool {
    let is_naming = NAMING.iter().any(|word| last.eq_ignore_ascii_case(word))
        || last.ends_with("Id")
        || people_place(last).is_some();
    is_naming && people_place(key).is_some_and(|place| place < SOMEONE)
}

/// A text value without what makes it one of its kind: ids of a url, literals of a statement, numbers and ids of
/// anything else.
pub fn folded(key: &str, text: &str) -> String {
    let has = |words: &[&str]| words.iter().any(|word| key.contains(word));
    if has(&["statement", "query.text", "sql"]) {
        return template::of_statement(text).template;
    }
    if has(&["url", "uri", "path", "target"]) {
        return template::of_path(text);
    }
    fingerprint::folded(text)
}
