//! A text cut into tokens. Every byte that is no white space belongs to one, whatever the text is.

use super::{
    literal,
    names::{INTRINSIC_SCOPES, PARENT, SCOPES},
};

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `{ } ( ) [ ] ,`
    Mark(u8),
    /// A sign of one or more letters, those that are only mistaken for one included (`==`).
    Operator,
    /// A word without dots: an intrinsic, a value, a function.
    Word,
    /// A name with its scope: `.a`, `span.a`, `parent.resource."a b"`. The name may be missing.
    Attribute,
    /// A name with dots that begins with no scope: `service.name`.
    Dotted,
    /// Two words around a colon: `span:duration`. The second may be missing.
    Scoped,
    /// A text with its quotes.
    Text,
    /// A text whose quote is not closed, to the end.
    Unclosed,
    /// What begins with a digit, or with a dot before one: `10`, `1.5`, `1h30m`, `5xx`.
    Number,
    /// Any other letter.
    Unknown,
}

/// A token and where it stands, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: Kind,
    /// Where it begins.
    pub from: usize,
    /// Where it ends.
    pub to: usize,
}

/// The signs, longer ones first; the last row are mistakes that people make.
const SIGNS: [&str; 44] = [
    "!>>", "!<<", "&>>", "&<<", //
    "&&", "||", "!=", "=~", "!~", ">=", "<=", ">>", "<<", "!>", "!<", "&>", "&<", "&~", //
    "=", ">", "<", "~", "!", "|", "+", "-", "*", "/", "%", "^", //
    "===", "!==", "==", "<>", "=>", "=<", "~=", "&", "->", "≠", "≥", "≤", "¬", ":",
];

/// Cuts a text into tokens.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(letter) = text[at..].chars().next() {
        if letter.is_whitespace() {
            at += letter.len_utf8();
            continue;
        }
        let (kind, length) = first(&text[at..], letter);
        tokens.push(Token { kind, from: at, to: at + length });
        at += length;
    }
    tokens
}

/// The first token of a text that is written so, or is a text in quotes that says so.
pub fn token_of(text: &str, about: &str) -> Option<Token> {
    let is_it = |token: &Token| {
        let written = &text[token.from..token.to];
        written == about || token.kind == Kind::Text && literal::text(written).0 == about
    };
    tokens(text).into_iter().find(is_it)
}

/// The token a text begins with, and its length; `letter` is its first.
fn first(text: &str, letter: char) -> (Kind, usize) {
    match letter {
        '{' | '}' | '(' | ')' | '[' | ']' | ',' => (Kind::Mark(letter as u8), 1),
        '"' | '`' => quoted(text, letter).map_or((Kind::Unclosed, text.len()), |length| (Kind::Text, length)),
        '\'' | '“' | '”' => foreign(text, letter),
        '0'..='9' => (Kind::Number, number(text)),
        '.' if text[1..].starts_with(|next: char| next.is_ascii_digit()) => (Kind::Number, number(text)),
        '.' => (Kind::Attribute, 1 + name(&text[1..])),
        _ if starts_word(letter) => word(text),
        _ => sign(text).map_or((Kind::Unknown, letter.len_utf8()), |length| (Kind::Operator, length)),
    }
}

/// Quotes of other languages and of word processors are texts only where they are closed soon.
fn foreign(text: &str, quote: char) -> (Kind, usize) {
    let end = text.char_indices().nth(80).map_or(text.len(), |(end, _)| end);
    let length = quoted(&text[..end], if quote == '\'' { quote } else { '”' });
    length.map_or((Kind::Unknown, quote.len_utf8()), |length| (Kind::Text, length))
}

/// The longest sign a text begins with.
fn sign(text: &str) -> Option<usize> {
    SIGNS.iter().filter(|sign| text.starts_with(**sign)).map(|sign| sign.len()).max()
}

fn starts_word(letter: char) -> bool {
    letter.is_alphabetic() || letter == '_'
}

/// The length of the letters, digits and `_` a text begins with.
fn word_length(text: &str) -> usize {
    text.find(|letter: char| !letter.is_alphanumeric() && letter != '_').unwrap_or(text.len())
}

/// A text that begins with a word: the word, or with a dot or colon behind it what that makes of it.
fn word(text: &str) -> (Kind, usize) {
    let length = word_length(text);
    let (word, rest) = text.split_at(length);
    if let Some(behind) = rest.strip_prefix('.') {
        let scope = |word: &str| SCOPES.iter().any(|(_, name)| *name == word);
        let kind = if scope(word) || word == PARENT { Kind::Attribute } else { Kind::Dotted };
        let name = name(behind);
        // An unscoped name is a mistake anyway; the colon behind it is one of its own.
        let name = if kind == Kind::Dotted { behind[..name].find(':').unwrap_or(name) } else { name };
        return (kind, length + 1 + name);
    }
    if let Some(behind) = rest.strip_prefix(':') {
        let second = if behind.starts_with(starts_word) { word_length(behind) } else { 0 };
        if second > 0 || INTRINSIC_SCOPES.contains(&word) {
            return (Kind::Scoped, length + 1 + second);
        }
    }
    (Kind::Word, length)
}

/// Whether a letter can stand in an attribute's name without quotes.
pub fn is_name_letter(letter: char) -> bool {
    !letter.is_whitespace()
        && !matches!(letter, '{' | '}' | '(' | ')' | '=' | '~' | '!' | '<' | '>' | '&' | '|' | '^' | ',')
}

/// The length of the attribute's name a text begins with; parts of it may be in double quotes.
fn name(text: &str) -> usize {
    let mut at = 0;
    while let Some(letter) = text[at..].chars().next() {
        match letter {
            '"' => match quoted(&text[at..], '"') {
                Some(length) => at += length,
                None => return text.len(),
            },
            _ if is_name_letter(letter) => at += letter.len_utf8(),
            _ => break,
        }
    }
    at
}

/// The length of the text in quotes that `text` begins with, if it is closed with `close`. Only backticks know no
/// escapes.
fn quoted(text: &str, close: char) -> Option<usize> {
    let mut letters = text.char_indices().skip(1);
    while let Some((at, letter)) = letters.next() {
        if letter == close {
            return Some(at + letter.len_utf8());
        }
        if letter == '\\' && close != '`' {
            letters.next();
        }
    }
    None
}

/// The length of what begins with a digit: digits, letters, dots, and the sign of an exponent.
fn number(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = 0;
    let mut only_digits = true;
    for letter in text.chars() {
        let is_exponent_sign = matches!(letter, '+' | '-')
            && only_digits
            && matches!(bytes[at - 1], b'e' | b'E')
            && bytes.get(at + 1).is_some_and(u8::is_ascii_digit);
        if !letter.is_alphanumeric() && !matches!(letter, '.' | '_') && !is_exponent_sign {
            break;
        }
        only_digits &= matches!(letter, '0'..='9' | '.' | '_' | 'e' | 'E');
        at += letter.len_utf8();
    }
    at
}
