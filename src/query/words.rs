//! Plain words: what a search without braces asks for.
//!
//! Words and phrases in quotes are looked for everywhere, `-word` excludes, and `key=value`, `duration>1s` and their
//! like become expressions of the tree, so that one evaluator does for both languages. A filter in braces behind the
//! words must hold as well.

mod conditions;
mod pieces;

pub(super) use conditions::{name as named_by_key, name_and_op as condition_name};
pub(super) use pieces::number;
pub use pieces::{Piece, Role, pieces};

use super::{
    error::{Level, QueryError},
    ids::{Jump, jumps},
    tree::Field,
};

/// A word search. A span matches when every term holds for it.
#[derive(Clone, Debug, PartialEq)]
pub struct Words {
    /// What is asked for, in the order of the text.
    pub terms: Vec<Term>,
    /// Ids in the text, the most trusted first; the words they stand in are terms as well.
    pub jumps: Vec<Jump>,
}

/// A part of a word search.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    /// It holds where the test does not.
    pub exclude: bool,
    /// What is tested.
    pub test: Test,
}

/// A test of a term.
#[derive(Clone, Debug, PartialEq)]
pub enum Test {
    /// A text in lower case that stands somewhere in the span, whatever the case there.
    Text(String),
    /// An expression.
    Field(Field),
}

/// Reads a word search.
pub(super) fn read(text: &str) -> (Words, Vec<QueryError>) {
    let mut terms = Vec::new();
    let mut errors = Vec::new();
    let pieces = pieces(text);
    let jumps = jumps(text);
    let has_condition = pieces.iter().any(|piece| matches!(piece.role, Role::Condition { .. }));
    let mut wrong =
        |from, to, message: String| errors.push(QueryError { from, to, level: Level::Wrong, message });
    for piece in &pieces {
        let test = match &piece.role {
            Role::Text { inner } => {
                let word = &text[inner.clone()];
                if matches!(word, "&&" | "||") && has_condition && jumps.is_empty() {
                    let message =
                        format!("{word} belongs into braces: {{ status = error {word} duration > 1s }}");
                    wrong(piece.from, piece.to, message);
                }
                Some(Test::Text(word.to_lowercase())).filter(|_| !word.is_empty())
            }
            Role::Filter { braces } => pieces::filter_field(&text[braces.clone()]).map(Test::Field),
            Role::Condition { .. } => match conditions::field(text, &piece.role) {
                Ok(field) => Some(Test::Field(field)),
                Err(message) => {
                    wrong(piece.from, piece.to, message);
                    None
                }
            },
        };
        terms.extend(test.map(|test| Term { exclude: piece.exclude, test }));
    }
    (Words { terms, jumps }, errors)
}
