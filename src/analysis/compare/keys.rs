//! What an attribute key means for a comparison: whether it may explain anything, and how its values are folded.

use super::units::Scope;
use crate::{
    analysis::{fingerprint, template},
    base::conventions::{AttributeGroup, people_place},
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
        let words = words_of(key);
        let is = |wanted: &[&str]| words.iter().any(|word| wanted.contains(&word.as_str()));
        if scope != Scope::Flag && names_someone(key, &words) {
            return Self::People;
        }
        let mut told = words.iter().map(String::as_str).rev();
        let last = told.find(|word| !TIME_UNITS.contains(word)).unwrap_or_default();
        let is_time = last.ends_with("time");
        if is(&DURATION_WORDS) || (is_time && is(&SPENT_WORDS)) { Self::Duration } else { Self::Ranked }
    }

    /// Whether it may be what the slow traces have in common.
    pub fn is_ranked(self) -> bool {
        self == Self::Ranked
    }
}

const DURATION_WORDS: [&str; 6] = ["duration", "elapsed", "latency", "took", "runtime", "responsetime"];
/// With `time` they name a duration; by itself that may be a time of day.
const SPENT_WORDS: [&str; 9] =
    ["response", "request", "processing", "execution", "wait", "total", "render", "service", "query"];
/// Units that stand behind such a word.
const TIME_UNITS: [&str; 9] = ["ns", "us", "ms", "s", "sec", "seconds", "millis", "micros", "nanos"];
/// Last words of keys that tell one person from another.
const NAMING: [&str; 8] = ["id", "uuid", "guid", "hash", "name", "email", "key", "login"];
/// The places of `people_place` that are people, sessions and tenants; plans are no one in particular.
const SOMEONE: usize = 3;

/// Whether a key tells people, sessions or tenants apart; `user.country` does not.
fn names_someone(key: &str, words: &[String]) -> bool {
    let Some(last) = words.last() else { return false };
    let is_naming = NAMING.contains(&last.as_str()) || people_place(last).is_some();
    // A convention of its own, such as `user_agent`, is no one.
    let is_own = AttributeGroup::of_key(key) == AttributeGroup::Own;
    is_own && is_naming && people_place(&words.join(".")).is_some_and(|place| place < SOMEONE)
}

/// The words of a key in small letters: `app.customerId` has three.
fn words_of(key: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut was_small = false;
    for letter in key.chars() {
        let begins = letter.is_uppercase() && was_small;
        if begins || !letter.is_alphanumeric() {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut().filter(|_| letter.is_alphanumeric()) {
            word.extend(letter.to_lowercase());
        }
        was_small = letter.is_lowercase() || letter.is_numeric();
    }
    words.retain(|word| !word.is_empty());
    words
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
