//! An attribute's scope and name as text and back.

use super::{
    names::{PARENT, SCOPES, name_of, named},
    tokens::is_name_letter,
    tree::{Attribute, Scope},
};
use core::fmt::{self, Write};

/// What is wrong with a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameError {
    /// There is none behind the dot.
    Missing,
    /// A quote is not closed.
    Unclosed {
        /// Where it stands, in bytes from the start of the token.
        at: usize,
    },
    /// `\` in quotes before something other than `"` and `\`.
    Escape {
        /// Where the backslash stands, in bytes from the start of the token.
        at: usize,
    },
}

/// The attribute of a token, and what is wrong with its name.
pub fn read(token: &str) -> (Attribute, Option<NameError>) {
    let scoped = |text: &str| {
        let (word, _) = text.split_once('.')?;
        Some((named(&SCOPES, word)?, word.len() + 1))
    };
    let (parent, mut at) = match token.strip_prefix(PARENT).and_then(|rest| rest.strip_prefix('.')) {
        Some(_) => (true, PARENT.len() + 1),
        None => (false, 0),
    };
    let scope = match scoped(&token[at..]) {
        Some((scope, length)) if !parent || matches!(scope, Scope::Span | Scope::Resource) => {
            at += length;
            scope
        }
        _ => {
            at += usize::from(!parent);
            Scope::Any
        }
    };
    let (name, error) = read_name(&token[at..], at);
    (Attribute { scope, parent, name }, error)
}

/// A name, parts of which may stand in quotes; `offset` is its place in the token.
fn read_name(text: &str, offset: usize) -> (String, Option<NameError>) {
    let mut name = String::new();
    let mut error = None;
    let mut quote = None;
    let mut letters = text.char_indices();
    while let Some((at, letter)) = letters.next() {
        match letter {
            '"' => quote = if quote.is_none() { Some(at) } else { None },
            '\\' if quote.is_some() => match letters.next() {
                Some((_, escaped @ ('"' | '\\'))) => name.push(escaped),
                other => {
                    error = error.or(Some(NameError::Escape { at: offset + at }));
                    name.push('\\');
                    name.extend(other.map(|(_, letter)| letter));
                }
            },
            _ => name.push(letter),
        }
    }
    if let Some(at) = quote {
        error = Some(NameError::Unclosed { at: offset + at });
    } else if name.is_empty() && !text.contains('"') {
        error = Some(NameError::Missing);
    }
    (name, error)
}

impl fmt::Display for Attribute {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.parent {
            out.write_str(PARENT)?;
            out.write_char('.')?;
        }
        if self.scope != Scope::Any {
            out.write_str(name_of(&SCOPES, self.scope))?;
        }
        if self.scope != Scope::Any || !self.parent {
            out.write_char('.')?;
        }
        if self.reads_as_it_stands() {
            return out.write_str(&self.name);
        }
        out.write_char('"')?;
        for letter in self.name.chars() {
            if matches!(letter, '"' | '\\') {
                out.write_char('\\')?;
            }
            out.write_char(letter)?;
        }
        out.write_char('"')
    }
}

impl Attribute {
    /// Whether the name without quotes would be read as this name.
    fn reads_as_it_stands(&self) -> bool {
        let has_letters =
            !self.name.is_empty() && self.name.chars().all(|letter| is_name_letter(letter) && letter != '"');
        let is_number = !self.parent
            && self.scope == Scope::Any
            && self.name.starts_with(|first: char| first.is_ascii_digit());
        let is_scope = self.parent
            && self.scope == Scope::Any
            && (self.name.starts_with("span.") || self.name.starts_with("resource."));
        has_letters && !is_number && !is_scope
    }
}
