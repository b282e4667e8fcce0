//! A word search cut into pieces.

use crate::query::{
    literal,
    names::INTRINSIC_SCOPES,
    parser,
    reading::is_traceql,
    tree::{Field, Spanset, Static},
};
use core::ops::Range;

/// A piece of a word search and where it stands, in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Where it begins, its `-` included.
    pub from: usize,
    /// Where it ends.
    pub to: usize,
    /// A `-` stands before it.
    pub exclude: bool,
    /// What it is.
    pub role: Role,
}

/// What a piece is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Role {
    /// A word, or a phrase in quotes.
    Text {
        /// Without its quotes.
        inner: Range<usize>,
    },
    /// `key=value`
    Condition {
        /// The key.
        key: Range<usize>,
        /// The operator.
        sign: Range<usize>,
        /// The value without its quotes; empty where it is still missing.
        value: Range<usize>,
        /// The value stands in quotes.
        is_quoted: bool,
    },
    /// `{ status = error }`, a filter of TraceQL.
    Filter {
        /// With its braces.
        braces: Range<usize>,
    },
}

const SIGNS: [&str; 7] = ["!=", ">=", "<=", "==", "=", ">", "<"];

/// Cuts a word search into pieces.
pub fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut at = 0;
    while let Some(skipped) = text[at..].find(|letter: char| !letter.is_whitespace()) {
        let from = at + skipped;
        let behind = text[from..].strip_prefix('-');
        let exclude = behind.is_some_and(|rest| rest.starts_with(|letter: char| !letter.is_whitespace()));
        let start = from + usize::from(exclude);
        let (role, to) =
            condition(text, start).or_else(|| filter(text, start)).unwrap_or_else(|| plain(text, start));
        pieces.push(Piece { from, to, exclude, role });
        at = to;
    }
    pieces
}

/// The word or phrase that begins at `at`, and where it ends.
fn plain(text: &str, at: usize) -> (Role, usize) {
    let (inner, to) = phrase(text, at).unwrap_or_else(|| {
        let ends = |letter: char| letter.is_whitespace() || letter == '"';
        let end = text[at..].find(ends).map_or(text.len(), |length| at + length);
        (at..end, end)
    });
    (Role::Text { inner }, to)
}

/// The inside of the quotes that begin at `at`, and where they end; one that is not closed goes to the end.
fn phrase(text: &str, at: usize) -> Option<(Range<usize>, usize)> {
    let inside = text[at..].strip_prefix('"')?;
    let length = inside.find('"');
    let inner = at + 1..at + 1 + length.unwrap_or(inside.len());
    Some((inner.clone(), inner.end + usize::from(length.is_some())))
}

/// The comparison that begins at `at`, and where it ends. Spaces around the operator are allowed.
fn condition(text: &str, at: usize) -> Option<(Role, usize)> {
    let key = key(text, at)?;
    let behind_spaces = |at: usize| text.len() - text[at..].trim_start().len();
    let sign_from = behind_spaces(key.end);
    let sign = SIGNS.iter().find(|sign| text[sign_from..].starts_with(**sign))?;
    let sign_to = sign_from + sign.len();
    let value_from = behind_spaces(sign_to);
    let quoted = phrase(text, value_from);
    let is_quoted = quoted.is_some();
    let (value, to) = quoted.unwrap_or_else(|| {
        let end =
            text[value_from..].find(char::is_whitespace).map_or(text.len(), |length| value_from + length);
        (value_from..end, end)
    });
    let is_missing = value.is_empty() && !is_quoted;
    let orders = sign.starts_with(['<', '>']);
    // `a->b` and `dGV4dA==` are words, and so is `x > y`.
    let is_word = text[key.clone()].ends_with('-')
        || is_missing && *sign == "=="
        || text[value.clone()].starts_with('=')
        || orders && !is_missing && !is_number(&text[value.clone()]);
    let to = if is_missing { sign_to } else { to };
    (!is_word).then_some((Role::Condition { key, sign: sign_from..sign_to, value, is_quoted }, to))
}

/// The filter that begins at `at`, and where it ends; a brace that begins none is a letter like others.
fn filter(text: &str, at: usize) -> Option<(Role, usize)> {
    let inside = text[at..].strip_prefix('{')?;
    let mut quote = None;
    let is_end = |letter: char| {
        match (quote, letter) {
            (None, '{' | '}') => return true,
            (None, '"' | '`') => quote = Some(letter),
            (Some(open), _) if open == letter => quote = None,
            _ => {}
        }
        false
    };
    let end = at + 1 + inside.find(is_end)?;
    let braces = at..end + 1;
    let is_filter = text[end..].starts_with('}') && filter_field(&text[braces.clone()]).is_some();
    is_filter.then(|| (Role::Filter { braces: braces.clone() }, braces.end))
}

/// The expression of a filter in braces.
pub(super) fn filter_field(written: &str) -> Option<Field> {
    let (pipeline, errors) = is_traceql(written).then(|| parser::parse(written))?;
    match pipeline.first {
        Spanset::Filter(field) if errors.is_empty() => field,
        _ => None,
    }
}

/// The key that begins at `at`: an attribute's name, perhaps with its scope, or an intrinsic.
fn key(text: &str, at: usize) -> Option<Range<usize>> {
    let in_key = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '.' | '-' | '/' | '@');
    let length = |at: usize| text[at..].find(|letter: char| !in_key(letter)).unwrap_or(text.len() - at);
    let begins = |letter: char| letter.is_alphabetic() || matches!(letter, '_' | '.');
    text[at..].starts_with(begins).then_some(())?;
    let mut end = at + length(at);
    if INTRINSIC_SCOPES.contains(&&text[at..end]) && text[end..].starts_with(':') {
        end += 1 + length(end + 1);
    }
    Some(at..end)
}

/// Whether a text is a number or duration.
pub(super) fn is_number(text: &str) -> bool {
    number(text).is_some()
}

/// The number or duration of a text, with its sign.
pub(in crate::query) fn number(text: &str) -> Option<Static> {
    let digits = text.strip_prefix('-');
    let plain = digits.unwrap_or(text);
    let begins = plain.trim_start_matches('.').starts_with(|letter: char| letter.is_ascii_digit());
    begins.then(|| literal::number(plain, digits.is_some()).ok()).flatten()
}
