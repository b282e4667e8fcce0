//! A search of the whole store of an endpoint: the range of time that is asked for, and how many traces.

use super::time_range::{Moment, TimeRange};
use crate::{
    base::time::{DAY, HOUR, MIN},
    query::{
        literal,
        reading::{self, Query},
        terms::Terms,
        tree::Static,
    },
};

/// How far back is searched, a press away.
pub const LOOKBACKS: [(&str, i64); 6] = [
    ("Last 15 min", 15 * MIN),
    ("Last 1 h", USUAL_NS),
    ("Last 6 h", 6 * HOUR),
    ("Last 24 h", DAY),
    ("Last 7 d", 7 * DAY),
    ("Last 30 d", 30 * DAY),
];

/// How far back is searched when nobody says: a store has no whole time.
const USUAL_NS: i64 = HOUR;

/// How many traces are asked for.
pub const LIMITS: [usize; 5] = [20, 50, 100, 200, 500];

/// From when to when is searched, in nanoseconds since 1970.
pub fn bounds(range: &TimeRange, now_ns: i64) -> (i64, i64) {
    let to_ns = range.to.map_or(now_ns, |to| to.at_ns(now_ns));
    let from_ns = range.from.map_or(to_ns.saturating_sub(USUAL_NS), |from| from.at_ns(now_ns));
    (from_ns.min(to_ns), to_ns)
}

/// The length of a range that ends now, as a choice has it; `None`: it is another one.
pub fn lookback_ns(range: &TimeRange) -> Option<i64> {
    match range {
        TimeRange { from: None, to: None } => Some(USUAL_NS),
        TimeRange { from: Some(Moment::Ago(ns)), to: None | Some(Moment::Ago(0)) } => {
            LOOKBACKS.iter().find(|(_, known_ns)| known_ns == ns).map(|(_, ns)| *ns)
        }
        _ => None,
    }
}

/// The range of a choice. The usual one is no range of its own: what is loaded is not narrowed by it.
pub const fn range_of(lookback_ns: i64) -> TimeRange {
    if lookback_ns == USUAL_NS {
        TimeRange::WHOLE
    } else {
        TimeRange { from: Some(Moment::Ago(lookback_ns)), to: None }
    }
}

/// The trace that a pasted id names.
pub fn pasted_id(text: &str) -> Option<String> {
    let text = text.trim();
    let is_id = matches!(text.len(), 16 | 32) && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    match reading::read(text).query {
        Query::Words(_) if is_id => Some(format!("{:0>32}", text.to_ascii_lowercase())),
        _ => None,
    }
}

/// A duration as it is typed into a field: `1.5s`, `250 ms`.
///
/// # Errors
/// A sentence when it is none.
pub fn read_duration(text: &str) -> Result<Option<i64>, String> {
    let plain: String = text.chars().filter(|letter| !letter.is_whitespace()).collect();
    if plain.is_empty() {
        return Ok(None);
    }
    match literal::number(&plain, false) {
        Ok(Static::Duration(ns)) => Ok(Some(ns)),
        _ => Err(format!("“{}” is no duration; one is 250ms or 1.5s", text.trim())),
    }
}

/// A duration as the fields show it.
pub fn duration_text(ns: Option<i64>) -> String {
    let mut text = String::new();
    if let Some(ns) = ns {
        // Writing into a String cannot fail.
        let _ = literal::write_duration(&mut text, ns);
    }
    text
}

/// The tag that stands for errors, as `Terms` knows it.
const ERROR: (&str, &str) = ("error", "true");

/// Whether only failed spans are asked for.
pub fn is_only_errors(terms: &Terms) -> bool {
    terms.tags.iter().any(|(name, value)| (name.as_str(), value.as_str()) == ERROR)
}

/// The same search for failed spans only, or for all.
#[must_use]
pub fn with_only_errors(mut terms: Terms, only: bool) -> Terms {
    terms.tags.retain(|(name, value)| (name.as_str(), value.as_str()) != ERROR);
    if only {
        terms.tags.push((ERROR.0.to_owned(), ERROR.1.to_owned()));
    }
    terms
}

/// A range that is no choice, in words.
pub fn range_words(range: &TimeRange) -> String {
    let end =
        |moment: Option<Moment>, other: &str| moment.map_or_else(|| other.to_owned(), |at| at.to_string());
    format!("{} – {}", end(range.from, "an hour before"), end(range.to, "now"))
}
