//! What can stand at the cursor of a search. The names and values come from whoever knows the data.

mod context;
pub mod offers;

use super::{
    attribute::{self, NameError},
    literal,
    reading::is_traceql,
    tokens::{Kind, tokens},
    tree::{Attribute, Comparison, Field},
    words::{Role, condition_name, pieces},
};
use context::{State, state_after};

/// What can stand at a place, and what it replaces.
#[derive(Clone, Debug, PartialEq)]
pub struct Expectation {
    /// Where the replaced passage begins, in bytes; the cursor where nothing is typed yet.
    pub from: usize,
    /// Where it ends.
    pub to: usize,
    /// It is a word search, not TraceQL: names go without a scope, values without quotes.
    pub in_words: bool,
    /// What can stand there.
    pub expected: Expected,
}

/// What can stand at a place.
#[derive(Clone, Debug, PartialEq)]
pub enum Expected {
    /// Anything: the text is empty.
    Start,
    /// A filter, or parentheses around one.
    Spanset,
    /// An intrinsic or attribute, or a value.
    Name(TypedName),
    /// An operator.
    Operator(Behind),
    /// The value of a name.
    Value {
        /// The intrinsic or attribute it is compared with.
        of: Field,
        /// How.
        op: Comparison,
        /// What is typed of it before the cursor, without quotes.
        typed: String,
        /// It is typed in quotes.
        is_quoted: bool,
    },
    /// A number or duration.
    Number,
    /// A stage behind `|`, with what is typed of it.
    Stage(String),
    /// A word of a word search, with what is typed of it.
    Word(String),
    /// Nothing that could be named.
    Nothing,
}

/// How far a name is typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TypedName {
    /// Letters without a scope: the beginning of an intrinsic, of a scope, or of an attribute whose scope is missing.
    Bare(String),
    /// A scope and what is typed of the name behind the dot.
    Attribute(Attribute),
    /// An intrinsic with a colon, as far as typed.
    Intrinsic(String),
}

/// What an operator stands behind.
#[derive(Clone, Debug, PartialEq)]
pub enum Behind {
    /// A name: comparisons.
    Name(Field),
    /// A condition: `&&`, `||`.
    Condition,
    /// A spanset: `&&`, `||`, the structural operators, `|`.
    Spanset,
    /// `count()`: comparisons of numbers.
    Aggregate,
    /// A metrics function: `by(…)`, `|`.
    Metrics,
    /// A stage: `|`.
    Stage,
}

/// What can stand at the cursor, a place in bytes.
pub fn at(text: &str, cursor: usize) -> Expectation {
    let cursor = text.floor_char_boundary(cursor);
    if text.trim().is_empty() {
        return Expectation { from: cursor, to: cursor, in_words: false, expected: Expected::Start };
    }
    if is_traceql(text) { in_traceql(text, cursor) } else { in_words(text, cursor) }
}

fn in_traceql(text: &str, cursor: usize) -> Expectation {
    // Only what stands before the cursor tells what is expected: a quote is open there even if one follows later.
    let before = &text[..cursor];
    let mut tokens = tokens(before);
    let typed = tokens.pop_if(|last| {
        let written = &before[last.from..];
        last.to == cursor
            && match last.kind {
                Kind::Mark(_) | Kind::Text | Kind::Unknown => false,
                // The beginning of `!=` or `&&`; other signs are whole.
                Kind::Operator => matches!(written, "!" | "&"),
                _ => true,
            }
    });
    let mut state = state_after(before, &tokens);
    let at = |from, to, expected| Expectation { from, to, in_words: false, expected };
    match typed {
        // Where no operator is expected, it is one before an expression and whole.
        Some(token) if token.kind == Kind::Operator && !state.takes_operator() => {
            tokens.push(token);
            state = state_after(before, &tokens);
            at(cursor, cursor, state.expected("", Kind::Word))
        }
        Some(token) => {
            let to = end_of(text, token.kind, token.from, cursor);
            at(token.from, to, state.expected(&before[token.from..], token.kind))
        }
        None => at(cursor, cursor, state.expected("", Kind::Word)),
    }
}

/// Where the token that the cursor stands in ends.
fn end_of(text: &str, kind: Kind, from: usize, cursor: usize) -> usize {
    let rest = &text[cursor..];
    let in_name = || matches!(attribute::read(&text[from..cursor]).1, Some(NameError::Unclosed { .. }));
    if kind == Kind::Unclosed || kind == Kind::Attribute && in_name() {
        // The next quote closes this one only if nothing of the language stands before it.
        let quote = if text[from..].starts_with('`') { '`' } else { '"' };
        let closed = rest.split_once(quote).filter(|(inside, _)| !inside.contains(['{', '}', '&', '|', '=']));
        return cursor + closed.map_or(0, |(inside, _)| inside.len() + 1);
    }
    let whole = tokens(&text[from..]).first().map_or(0, |token| token.to);
    cursor.max(from + whole)
}

impl State {
    /// What is expected where `typed` begins, and how far it is typed.
    fn expected(&self, typed: &str, kind: Kind) -> Expected {
        match self {
            Self::Spanset if typed.is_empty() => Expected::Spanset,
            Self::Name => name(typed, kind),
            Self::Behind(behind) => Expected::Operator(behind.clone()),
            Self::Value(_, _) if kind == Kind::Attribute => name(typed, kind),
            Self::Value(Some(of), op) => {
                let is_quoted = kind == Kind::Unclosed;
                let inner = if is_quoted { literal::text(&format!("{typed}\"")).0 } else { typed.to_owned() };
                Expected::Value { of: of.clone(), op: *op, typed: inner, is_quoted }
            }
            Self::Value(None, _) => name(typed, kind),
            Self::Number => Expected::Number,
            Self::Stage => Expected::Stage(typed.to_owned()),
            Self::Spanset | Self::Nothing => Expected::Nothing,
        }
    }

    const fn takes_operator(&self) -> bool {
        matches!(self, Self::Behind(_))
    }
}

fn name(typed: &str, kind: Kind) -> Expected {
    match kind {
        Kind::Word | Kind::Dotted => Expected::Name(TypedName::Bare(typed.to_owned())),
        Kind::Attribute => Expected::Name(TypedName::Attribute(attribute::read(typed).0)),
        Kind::Scoped => Expected::Name(TypedName::Intrinsic(typed.to_owned())),
        _ => Expected::Nothing,
    }
}

fn in_words(text: &str, cursor: usize) -> Expectation {
    let at = |from, to, expected| Expectation { from, to, in_words: true, expected };
    let pieces = pieces(text);
    let Some(piece) = pieces.iter().find(|piece| piece.from < cursor && cursor <= piece.to) else {
        return at(cursor, cursor, Expected::Word(String::new()));
    };
    match &piece.role {
        Role::Text { inner } => {
            let from = piece.from + usize::from(piece.exclude);
            at(
                from,
                piece.to,
                Expected::Word(text[inner.start.min(cursor)..cursor.min(inner.end)].to_owned()),
            )
        }
        Role::Filter { braces } => {
            let inside = in_traceql(&text[braces.clone()], cursor - braces.start);
            Expectation { from: inside.from + braces.start, to: inside.to + braces.start, ..inside }
        }
        Role::Condition { key, .. } if cursor <= key.end => {
            at(key.start, key.end, Expected::Word(text[key.start.min(cursor)..cursor].to_owned()))
        }
        Role::Condition { sign, .. } if cursor < sign.end => at(cursor, cursor, Expected::Nothing),
        Role::Condition { key, sign, value, is_quoted } => {
            let (of, op) = condition_name(&text[key.clone()], &text[sign.clone()]);
            let typed = text[value.start.min(cursor)..cursor.min(value.end)].to_owned();
            let from = if piece.to > sign.end { value.start - usize::from(*is_quoted) } else { cursor };
            at(
                from.min(cursor),
                piece.to.max(cursor),
                Expected::Value { of, op, typed, is_quoted: *is_quoted },
            )
        }
    }
}
