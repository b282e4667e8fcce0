//! Names and values that a Tempo knows, and what can be typed next with them.

use super::{ask::Ask, loose};
use crate::{
    base::time::S,
    protocol::{
        completion::{Completion, CompletionQuery, Suggestion},
        remote::RemoteQuery,
    },
    query::{
        complete::{
            self, Expectation, Expected, TypedName,
            offers::{self, Offer, quoted, starting},
        },
        names::{SCOPES, named},
        tree::{Attribute, Comparison, Field, Scope},
    },
};
use serde::Deserialize;

/// Ends of the time that is asked about are whole steps of this: while somebody types, the question stays the same.
const STEP_NS: i64 = 300 * S;

/// An attribute with its scope.
pub type Tag = (Scope, String);

/// A value as the store tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TagValue {
    /// It is written in quotes.
    pub is_text: bool,
    /// The value.
    pub text: String,
}

/// What must be known of the store before it can be said what comes next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// Nothing: the language says it.
    Nothing,
    /// The names of attributes.
    Names(Ask),
    /// The values of a name.
    Values(Ask),
}

/// What is known of the store.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// Attributes, in the order in which they are offered.
    pub names: Vec<Tag>,
    /// Values of the name in question.
    pub values: Vec<TagValue>,
}

/// What to ask the store for.
pub fn wanted(query: &RemoteQuery, at: &CompletionQuery) -> Wanted {
    let start = query.from_ns.div_euclid(STEP_NS) * (STEP_NS / S);
    let end = (query.to_ns.div_euclid(STEP_NS) + 1) * (STEP_NS / S);
    let (start, end) = (start.to_string(), end.to_string());
    let within = [("start", start.as_str()), ("end", end.as_str())];
    match &complete::at(&at.text, at.cursor).expected {
        Expected::Name(TypedName::Bare(_) | TypedName::Attribute(_)) => {
            Wanted::Names(Ask::new(&query.place, "/api/v2/search/tags", &within))
        }
        Expected::Value { of, .. } if offers::values(of).is_empty() => match of {
            Field::Attribute(Attribute { parent: false, .. }) | Field::Intrinsic(_) => {
                let path = format!("/api/v2/search/tag/{}/values", Ask::part(&of.to_string()));
                Wanted::Values(Ask::new(&query.place, &path, &within))
            }
            _ => Wanted::Nothing,
        },
        _ => Wanted::Nothing,
    }
}

/// What can stand at a place, with what is known of the store.
pub fn completed(at: &CompletionQuery, known: &Known) -> Completion {
    let Expectation { from, to, expected, .. } = complete::at(&at.text, at.cursor);
    let mut offers = match expected {
        Expected::Start | Expected::Spanset => offers::examples(),
        Expected::Name(TypedName::Bare(typed)) => {
            let mut offers = offers::intrinsics(&typed);
            offers.extend(names(known, &typed, Scope::Any));
            offers
        }
        Expected::Name(TypedName::Attribute(attribute)) => {
            let mut offers = names(known, &attribute.name, attribute.scope);
            if attribute.parent {
                offers.iter_mut().for_each(|offer| offer.insert.insert_str(0, "parent."));
            }
            offers
        }
        Expected::Name(TypedName::Intrinsic(typed)) => offers::intrinsics(&typed),
        Expected::Operator(behind) => offers::operators(&behind),
        Expected::Value { of, op, typed, .. } => {
            let words = offers::values(&of);
            if words.is_empty() {
                values(known, op, &typed)
            } else {
                starting(words.iter().map(|word| Offer::new(word, word, "")).collect(), &typed)
            }
        }
        Expected::Stage(typed) => {
            let mut stages = offers::metrics();
            stages.extend(offers::stages());
            starting(stages, &typed)
        }
        // Tempo knows no plain words.
        Expected::Word(_) | Expected::Number | Expected::Nothing => Vec::new(),
    };
    offers.truncate(at.limit);
    let suggestion = |Offer { label, insert, hint }| Suggestion { label, insert, hint };
    Completion { from, to, suggestions: offers.into_iter().map(suggestion).collect() }
}

/// Attributes whose key has the typed letters, those that begin with them first.
fn names(known: &Known, typed: &str, wanted: Scope) -> Vec<Offer> {
    let typed = typed.to_lowercase();
    let mut found: Vec<(bool, Offer)> = known
        .names
        .iter()
        .filter(|(scope, _)| wanted == Scope::Any || *scope == wanted)
        .filter_map(|(scope, key)| {
            let at = key.to_lowercase().find(&typed)?;
            let written = Attribute { scope: *scope, parent: false, name: key.clone() }.to_string();
            Some((at > 0, Offer::new(&written, &written, "in the store")))
        })
        .collect();
    found.sort_by_key(|(inside, _)| *inside);
    found.into_iter().map(|(_, offer)| offer).collect()
}

/// Values that have the typed letters, those that begin with them first.
fn values(known: &Known, op: Comparison, typed: &str) -> Vec<Offer> {
    let is_pattern = matches!(op, Comparison::Matches | Comparison::NotMatches);
    let typed = typed.to_lowercase();
    let mut found: Vec<(bool, Offer)> = known
        .values
        .iter()
        .filter_map(|value| {
            let at = value.text.to_lowercase().find(&typed)?;
            let text = if is_pattern { regex::escape(&value.text) } else { value.text.clone() };
            let insert = if value.is_text { quoted(&text) } else { text };
            Some((at > 0, Offer::new(&value.text, &insert, "in the store")))
        })
        .collect();
    found.sort_by_key(|(inside, _)| *inside);
    found.into_iter().map(|(_, offer)| offer).collect()
}

/// The attributes of a store: those of spans first, then of resources, then the others. Intrinsics the language knows.
pub fn read_names(body: &str) -> Option<Vec<Tag>> {
    #[derive(Deserialize)]
    struct Answer {
        #[serde(deserialize_with = "loose::list")]
        scopes: Vec<Tags>,
    }
    #[derive(Deserialize)]
    struct Tags {
        name: String,
        #[serde(default, deserialize_with = "loose::list")]
        tags: Vec<String>,
    }
    let answer: Answer = serde_json::from_str(body).ok()?;
    let mut names: Vec<Tag> = answer
        .scopes
        .into_iter()
        .filter_map(|scope| Some((named(&SCOPES, &scope.name)?, scope.tags)))
        .flat_map(|(scope, tags)| tags.into_iter().map(move |tag| (scope, tag)))
        .collect();
    let place = |scope: Scope| SCOPES.iter().position(|(other, _)| *other == scope);
    names.sort_by(|(one, one_name), (other, other_name)| {
        (place(*one), one_name).cmp(&(place(*other), other_name))
    });
    names.dedup();
    Some(names)
}

/// The values of a name, in their order.
pub fn read_values(body: &str) -> Option<Vec<TagValue>> {
    #[derive(Deserialize)]
    struct Answer {
        #[serde(rename = "tagValues", deserialize_with = "loose::list")]
        values: Vec<Value>,
    }
    #[derive(Deserialize)]
    struct Value {
        #[serde(default, rename = "type")]
        kind: String,
        value: String,
    }
    let answer: Answer = serde_json::from_str(body).ok()?;
    let value =
        |Value { kind, value }| TagValue { is_text: matches!(kind.as_str(), "string" | ""), text: value };
    let mut values: Vec<TagValue> = answer.values.into_iter().map(value).collect();
    values.sort_by(|one, other| one.text.cmp(&other.text));
    Some(values)
}
