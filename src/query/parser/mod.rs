//! Reads TraceQL. Never fails: gives a tree and what is to be said about the text.
//!
//! The tree is whole when nothing is wrong; otherwise it is what could be made of the text. Precedence is Tempo's:
//! `&&` and `||` bind alike, then comparisons (between spansets the structural operators), `+ -`, `! -` before an
//! expression, `* / %`, and `^`, which alone groups to the right.

mod advice;
mod fields;
mod metrics;
mod spansets;
mod stages;
mod types;
mod values;

use super::{
    error::{Level, QueryError},
    tokens::{Kind, Token, tokens},
    tree::Pipeline,
};

/// The operators and stages a text may have; no tree is deeper.
pub const MAX_OPERATORS: usize = 1_000;
/// How deep parentheses and what groups to the right may stand in one another.
pub const MAX_NESTING: usize = 100;
/// More errors than these tell nobody more.
const MAX_ERRORS: usize = 20;

/// Reads a text as TraceQL.
pub fn parse(text: &str) -> (Pipeline, Vec<QueryError>) {
    let tokens = tokens(text);
    let mut parser = Parser {
        text,
        tokens,
        at: 0,
        nesting: 0,
        operators: 0,
        awaited: None,
        is_stopped: false,
        errors: Vec::new(),
    };
    let pipeline = parser.whole();
    // What is missing at the end of a parenthesis is said after what is wrong inside it.
    parser.errors.sort_by_key(|error| error.from);
    (pipeline, parser.errors)
}

struct Parser<'a> {
    text: &'a str,
    tokens: Vec<Token>,
    /// The next token.
    at: usize,
    nesting: usize,
    operators: usize,
    /// Set where a value is expected: what it will be compared with.
    awaited: Option<values::Awaited>,
    /// Nothing more is read, and nothing more is wrong.
    is_stopped: bool,
    errors: Vec<QueryError>,
}

impl<'a> Parser<'a> {
    fn peek(&self) -> Option<Token> {
        self.tokens.get(self.at).copied()
    }

    fn peek_after(&self, count: usize) -> Option<Token> {
        self.tokens.get(self.at + count).copied()
    }

    fn take(&mut self) -> Option<Token> {
        let token = self.peek();
        self.at += usize::from(token.is_some());
        token
    }

    const fn written(&self, token: Token) -> &'a str {
        let (before, _) = self.text.split_at(token.to);
        before.split_at(token.from).1
    }

    /// Whether the next token is this mark.
    fn is_mark(&self, mark: u8) -> bool {
        self.peek().is_some_and(|token| token.kind == Kind::Mark(mark))
    }

    fn eat_mark(&mut self, mark: u8) -> bool {
        let is_next = self.is_mark(mark);
        self.at += usize::from(is_next);
        is_next
    }

    /// The sign of the next token, if it is an operator.
    fn sign(&self) -> Option<&'a str> {
        self.peek().filter(|token| token.kind == Kind::Operator).map(|token| self.written(token))
    }

    fn eat_sign(&mut self, sign: &str) -> bool {
        let is_next = self.sign() == Some(sign);
        self.at += usize::from(is_next);
        is_next
    }

    /// The next token, if it is a word.
    fn word(&self) -> Option<&'a str> {
        self.peek().filter(|token| token.kind == Kind::Word).map(|token| self.written(token))
    }

    /// Where the next token stands, or the end of the text.
    fn place(&self) -> (usize, usize) {
        let end = self.text.trim_end().len();
        self.peek().map_or((end, end), |token| (token.from, token.to))
    }

    /// Where the last token that was taken ends.
    fn taken_to(&self) -> usize {
        self.at.checked_sub(1).and_then(|last| self.tokens.get(last)).map_or(0, |token| token.to)
    }

    fn say(&mut self, level: Level, (from, to): (usize, usize), message: impl Into<String>) {
        // What is said first about a place is what is wrong there; the rest follows from it.
        let is_said = self.errors.iter().any(|error| error.from == from);
        if !self.is_stopped && !is_said && self.errors.len() < MAX_ERRORS {
            self.errors.push(QueryError { from, to, level, message: message.into() });
        }
    }

    fn wrong(&mut self, place: (usize, usize), message: impl Into<String>) {
        self.say(Level::Wrong, place, message);
    }

    /// Reads no further.
    fn stop(&mut self) {
        self.at = self.tokens.len();
        self.is_stopped = true;
    }

    /// Says that the text is TraceQL and that the tree cannot hold it, and reads no further.
    fn unsupported(&mut self, place: (usize, usize), message: impl Into<String>) {
        self.say(Level::Unsupported, place, message);
        self.stop();
    }

    /// Goes one level deeper, if that is allowed; every `true` is followed by a `leave`.
    fn enter(&mut self) -> bool {
        if self.nesting == MAX_NESTING {
            let place = self.place();
            self.wrong(place, format!("This stands more than {MAX_NESTING} levels deep"));
            self.stop();
            return false;
        }
        self.nesting += 1;
        true
    }

    const fn leave(&mut self) {
        self.nesting -= 1;
    }

    /// Counts an operator or stage, and reads no further when there are too many.
    fn count_operator(&mut self) {
        self.operators += 1;
        if self.operators > MAX_OPERATORS {
            let place = self.place();
            self.wrong(place, "A search can have 1,000 operators and stages, no more");
            self.stop();
        }
    }

    /// Takes the mark that closes what began at `open`, or says that it is missing.
    fn close(&mut self, open: Token, mark: u8) {
        if self.eat_mark(mark) {
            return;
        }
        let (opened, closing) = (self.written(open), char::from(mark));
        match self.peek() {
            Some(token) => {
                let found = self.written(token);
                self.wrong((token.from, token.to), format!("Expected {closing} before {found}"));
            }
            // Where something is missing at the end, that is the one thing to say.
            None if self.errors.iter().any(|error| error.from == self.place().0) => {}
            None => self.wrong((open.from, open.to), format!("This {opened} is not closed; add {closing}")),
        }
    }

    /// Passes over everything up to a mark of the same level, or `|`, or the end.
    fn skip_stage(&mut self) {
        let mut depth = 0_usize;
        while let Some(token) = self.peek() {
            match token.kind {
                Kind::Mark(b'(' | b'{' | b'[') => depth += 1,
                Kind::Mark(b')' | b'}' | b']') if depth == 0 => return,
                Kind::Mark(b')' | b'}' | b']') => depth -= 1,
                Kind::Operator if depth == 0 && self.written(token) == "|" => return,
                _ => {}
            }
            self.at += 1;
        }
    }
}
