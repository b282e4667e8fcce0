//! Passing over a value nobody asks for, also across the end of the bytes.

use super::{Scanner, Shape, Stop};

/// How far a value has been passed over.
#[derive(Clone, Debug, Default)]
pub struct Passing {
    /// The braces that are open, by what closes them.
    open: Vec<u8>,
    /// What is expected next.
    next: Token,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Token {
    #[default]
    Value,
    Name,
    /// A comma or the closing brace.
    Another,
}

impl Token {
    /// What stands first inside the brace that `close` closes, and behind each comma there.
    const fn first_in(close: u8) -> Self {
        if close == b'}' { Self::Name } else { Self::Value }
    }
}

impl Scanner<'_> {
    /// Passes over the value that begins here, whatever it is and however deep it nests.
    ///
    /// # Errors
    /// `More`, or `Bad` when it is no value.
    pub fn skip(&mut self) -> Result<(), Stop> {
        self.pass(&mut Passing::default())
    }

    /// Passes over a value. When the bytes end inside it, the scanner stands where it goes on with more bytes: what
    /// was passed is not looked at again.
    ///
    /// # Errors
    /// `More`, or `Bad` when it is no value.
    pub fn pass(&mut self, passing: &mut Passing) -> Result<(), Stop> {
        loop {
            let begun = (self.at, self.lines);
            match self.pass_token(passing) {
                Ok(next) => passing.next = next,
                Err(stop) => {
                    if stop == Stop::More {
                        (self.at, self.lines) = begun;
                    }
                    return Err(stop);
                }
            }
            if passing.open.is_empty() && passing.next == Token::Another {
                return Ok(());
            }
        }
    }

    /// Takes one token and tells what is expected behind it.
    fn pass_token(&mut self, passing: &mut Passing) -> Result<Token, Stop> {
        match passing.next {
            Token::Name => self.name().map(|_| Token::Value),
            Token::Value => match self.shape()? {
                Shape::Object => self.pass_into(b'}', passing),
                Shape::Array => self.pass_into(b']', passing),
                Shape::Text => self.text().map(|_| Token::Another),
                Shape::Number => self.number().map(|_| Token::Another),
                Shape::Bool | Shape::Null => self.word().map(|_| Token::Another),
            },
            Token::Another => {
                // Only asked while something is open.
                let close = passing.open.last().copied().unwrap_or_default();
                if self.another(close)? {
                    return Ok(Token::first_in(close));
                }
                passing.open.pop();
                Ok(Token::Another)
            }
        }
    }

    fn pass_into(&mut self, close: u8, passing: &mut Passing) -> Result<Token, Stop> {
        if !self.enter(close)? {
            return Ok(Token::Another);
        }
        passing.open.push(close);
        Ok(Token::first_in(close))
    }
}
