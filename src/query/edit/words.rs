//! Conditions among words: `key=value`, `-key=value`, and what that cannot say as a filter in braces.

use super::{condition::Condition, filter::Filter};
use crate::query::{
    names::static_of,
    tree::{Attribute, Field, Intrinsic, Scope, Static},
    words::{Piece, Role, condition_name, number, pieces},
};
use core::ops::Range;

/// A condition of a word search and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Found {
    /// What holds.
    pub field: Field,
    /// Its piece of the search.
    pub piece: Range<usize>,
    /// It is the nth in the braces of its piece; `None`: it is the whole piece.
    pub nth: Option<usize>,
}

/// The conditions among the words.
pub(super) fn found(text: &str) -> Vec<Found> {
    pieces(text).iter().flat_map(|piece| of_piece(text, piece)).collect()
}

fn of_piece(text: &str, piece: &Piece) -> Vec<Found> {
    let at = piece.from..piece.to;
    match &piece.role {
        Role::Filter { braces } if !piece.exclude => {
            let filter = Filter::last_of(&text[braces.clone()]);
            let fields = filter.into_iter().flat_map(|filter| filter.conditions).enumerate();
            fields.map(|(nth, (_, field))| Found { field, piece: at.clone(), nth: Some(nth) }).collect()
        }
        _ => condition(text, piece)
            .map(|condition| Found { field: condition.field(), piece: at, nth: None })
            .into_iter()
            .collect(),
    }
}

/// What `key=value` asks for. A key that is there or not is no condition of this kind, nor are `<` and `>`.
fn condition(text: &str, piece: &Piece) -> Option<Condition> {
    let Role::Condition { key, sign, value, is_quoted } = &piece.role else { return None };
    let (key, sign, value) = (&text[key.clone()], &text[sign.clone()], &text[value.clone()]);
    if !matches!(sign, "=" | "==" | "!=") || value == "*" && !is_quoted {
        return None;
    }
    let word = static_of(&value.to_ascii_lowercase()).filter(|_| !is_quoted);
    let (name, value) = match (condition_name(key, sign).0, word) {
        (name @ Field::Intrinsic(Intrinsic::Status), Some(word @ Static::Status(_)))
        | (name @ Field::Intrinsic(Intrinsic::Kind), Some(word @ Static::Kind(_)))
        | (name @ Field::Attribute(_), Some(word @ Static::Bool(_))) => (name, word),
        (Field::Intrinsic(Intrinsic::Status | Intrinsic::Kind), _) => {
            let name = Attribute { scope: Scope::Any, parent: false, name: key.to_owned() };
            (Field::Attribute(name), Static::Text(value.to_owned()))
        }
        (name @ Field::Attribute(_), _) => {
            let number = number(value)
                .filter(|number| !is_quoted && matches!(number, Static::Int(_) | Static::Float(_)));
            (name, number.unwrap_or_else(|| Static::Text(value.to_owned())))
        }
        (name, _) => (name, Static::Text(value.to_owned())),
    };
    Some(Condition { name, value, excluded: (sign == "!=") != piece.exclude })
}

/// Whether two conditions are the same to a word search, which knows no case and takes `5` for `"5"`.
pub(super) fn alike(one: &Field, other: &Field) -> bool {
    match (Condition::of(one), Condition::of(other)) {
        (Some(one), Some(other)) => {
            let same_value = one.label().to_lowercase() == other.label().to_lowercase();
            same_value && one.is_like(&Condition { value: one.value.clone(), ..other })
        }
        _ => one == other,
    }
}

/// The search with one more condition behind the words; `None` when it cannot be evaluated.
pub(super) fn with(text: &str, field: &Field) -> Option<String> {
    let before = text.trim_end();
    // A quote that is still open would take the condition in.
    let quote = if before.matches('"').count() % 2 == 1 { "\"" } else { "" };
    let piece = Condition::of(field).and_then(|condition| written(&condition));
    let piece = piece.unwrap_or_else(|| format!("{{ {field} }}"));
    let changed = format!("{before}{quote} {piece}");
    let from = changed.len() - piece.len();
    // What is not understood in braces would be words, and `a==` before it would take it for its value.
    let is_whole = pieces(&changed)
        .last()
        .is_some_and(|last| last.from == from && !matches!(last.role, Role::Text { .. }));
    is_whole.then_some(changed)
}

/// A condition as `key=value`, if that says it.
fn written(condition: &Condition) -> Option<String> {
    let key = match &condition.name {
        Field::Attribute(Attribute { scope: Scope::Resource, parent: false, name })
            if name == "service.name" =>
        {
            "service".to_owned()
        }
        name => name.to_string(),
    };
    let label = condition.label();
    let is_simple = |letter: char| letter.is_alphanumeric() || "_./:-".contains(letter);
    let is_bare = match &condition.value {
        Static::Text(text) => {
            let is_other = number(text).is_some() || static_of(&text.to_ascii_lowercase()).is_some();
            !text.is_empty() && text.chars().all(is_simple) && !is_other
        }
        _ => true,
    };
    let value = if is_bare { label } else { format!("\"{label}\"") };
    let sign = if condition.excluded { "-" } else { "" };
    let text = format!("{sign}{key}={value}");
    let pieces = pieces(&text);
    let [piece] = pieces.as_slice() else { return None };
    let read = self::condition(&text, piece)?;
    (read == *condition).then_some(text)
}

/// The search without a condition.
pub(super) fn without(text: &str, found: &Found) -> String {
    let piece = &text[found.piece.clone()];
    let left = found.nth.and_then(|nth| {
        let filter = Filter::last_of(piece).filter(|filter| filter.conditions.len() > 1)?;
        Some(filter.without(piece, nth))
    });
    let (before, behind) = (&text[..found.piece.start], &text[found.piece.end..]);
    match left {
        Some(left) => format!("{before}{left}{behind}"),
        None if behind.trim().is_empty() => before.trim_end().to_owned(),
        None => format!("{before}{}", behind.trim_start()),
    }
}
