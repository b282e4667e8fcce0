//! Which letters of a search get which colour.

use super::{
    literal,
    names::{INTRINSICS, PARENT, binary, intrinsic, is_function, spanset_op, static_of},
    reading::is_traceql,
    tokens::{Kind, Token, tokens},
    words::{Piece, Role, pieces},
};

/// What a passage is, for the eye.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TokenClass {
    /// An attribute's name with its scope.
    Attribute,
    /// An intrinsic.
    Intrinsic,
    /// An operator, `|` and the `-` before a word included.
    Operator,
    /// A text.
    Text,
    /// A number or duration.
    Number,
    /// A word of the language: `error`, `nil`, `count`, `by`.
    Keyword,
    /// A brace, bracket, parenthesis or comma.
    Bracket,
    /// What can be no part of a search, wherever it stands.
    Error,
}

/// The passages of a search that have a class, in order, as bytes from and to.
pub fn highlight(text: &str) -> Vec<(usize, usize, TokenClass)> {
    if !is_traceql(text) {
        return pieces(text).iter().flat_map(|piece| of_piece(text, piece)).collect();
    }
    of_traceql(text, 0).collect()
}

/// The passages of a text in TraceQL that stands `at` bytes from the start of the search.
fn of_traceql(text: &str, at: usize) -> impl Iterator<Item = (usize, usize, TokenClass)> + use<'_> {
    let classed = move |token: Token| {
        let class = of_token(token.kind, &text[token.from..token.to])?;
        Some((at + token.from, at + token.to, class))
    };
    tokens(text).into_iter().filter_map(classed)
}

/// The class of a token; a word that is still being typed has none.
fn of_token(kind: Kind, written: &str) -> Option<TokenClass> {
    Some(match kind {
        Kind::Mark(_) => TokenClass::Bracket,
        Kind::Operator if matches!(written, "!" | "|") => TokenClass::Operator,
        Kind::Operator if binary(written).is_some() || spanset_op(written).is_some() => TokenClass::Operator,
        Kind::Word if intrinsic(written).is_some() => TokenClass::Intrinsic,
        Kind::Word if static_of(written).is_some() || is_function(written) => TokenClass::Keyword,
        Kind::Word if matches!(written, "with" | PARENT) => TokenClass::Keyword,
        Kind::Word => return None,
        Kind::Attribute => TokenClass::Attribute,
        Kind::Scoped if begins_intrinsic(written) => TokenClass::Intrinsic,
        Kind::Text => TokenClass::Text,
        Kind::Number if literal::number(written, true).is_ok() => TokenClass::Number,
        Kind::Operator | Kind::Dotted | Kind::Scoped | Kind::Unclosed | Kind::Number | Kind::Unknown => {
            TokenClass::Error
        }
    })
}

fn begins_intrinsic(written: &str) -> bool {
    let begins = |name: &str| name.starts_with(written);
    INTRINSICS.iter().any(|(_, short, scoped)| begins(short) || scoped.is_some_and(begins))
}

/// The passages of a piece of a word search; plain words have none.
fn of_piece(text: &str, piece: &Piece) -> Vec<(usize, usize, TokenClass)> {
    let mut passages = Vec::new();
    if piece.exclude {
        passages.push((piece.from, piece.from + 1, TokenClass::Operator));
    }
    let from = piece.from + usize::from(piece.exclude);
    match &piece.role {
        Role::Text { inner } if inner.start > from => passages.push((from, piece.to, TokenClass::Text)),
        Role::Text { .. } => {}
        Role::Filter { braces } => passages.extend(of_traceql(&text[braces.clone()], braces.start)),
        Role::Condition { key, sign, value, is_quoted } => {
            let is_intrinsic = intrinsic(&text[key.clone()]).is_some();
            let class = if is_intrinsic { TokenClass::Intrinsic } else { TokenClass::Attribute };
            passages.push((key.start, key.end, class));
            passages.push((sign.start, sign.end, TokenClass::Operator));
            let written = &text[value.clone()];
            let quote = usize::from(*is_quoted);
            let class = if quote == 0 && literal::number(written, true).is_ok() {
                TokenClass::Number
            } else if quote == 0 && static_of(written).is_some() {
                TokenClass::Keyword
            } else {
                TokenClass::Text
            };
            if piece.to > sign.end {
                passages.push((value.start - quote, piece.to, class));
            }
        }
    }
    passages
}
