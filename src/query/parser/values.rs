//! What an expression is made of: values and names.

use super::{Parser, fields::Parsed};
use crate::query::{
    attribute::{self, NameError},
    literal::{self, NumberError},
    names::{PARENT, intrinsic, static_of},
    tokens::{Kind, Token},
    tree::{Binary, Field, Intrinsic, Static},
};

/// What is expected where an expression begins.
#[derive(Clone, Copy)]
pub(super) struct Awaited {
    pub(super) expected: Expected,
    /// The intrinsic it will be compared with.
    pub(super) of: Option<Intrinsic>,
}

#[derive(Clone, Copy)]
pub(super) enum Expected {
    /// The right side of a comparison with this sign.
    Value(&'static str),
    /// Another condition or number behind this sign.
    Operand(&'static str),
    /// What a function takes.
    Argument(&'static str),
}

impl Awaited {
    /// What is expected behind an operator.
    pub(super) const fn behind(op: Binary, sign: &'static str, left: &Field) -> Self {
        let of = match left {
            Field::Intrinsic(intrinsic) => Some(*intrinsic),
            _ => None,
        };
        match op {
            Binary::Compare(_) => Self { expected: Expected::Value(sign), of },
            _ => Self { expected: Expected::Operand(sign), of: None },
        }
    }

    pub(super) const fn is_value(self) -> bool {
        matches!(self.expected, Expected::Value(_))
    }
}

impl Parser<'_> {
    /// A value or name; where there is none, says so.
    pub(super) fn value_or_name(&mut self, awaited: Option<Awaited>) -> Option<Parsed> {
        let Some(token) = self.peek() else {
            self.nothing(awaited);
            return None;
        };
        let errors = self.errors.len();
        let field = match token.kind {
            Kind::Text | Kind::Unclosed | Kind::Number | Kind::Operator | Kind::Mark(b'[') => {
                self.literal().map(Field::Static)
            }
            Kind::Attribute => Some(self.attribute(token)),
            Kind::Word => self.name_or_word(token, awaited),
            Kind::Dotted => Some(self.unscoped(token)),
            Kind::Scoped => Some(self.scoped(token)),
            Kind::Mark(_) | Kind::Unknown => None,
        };
        if field.is_none() && self.errors.len() == errors {
            self.nothing(awaited);
        }
        let is_sound = self.errors.len() == errors && !self.is_stopped;
        field.map(|field| Parsed { field, from: token.from, to: self.taken_to(), is_sound })
    }

    /// Says what is missing where an expression should begin.
    fn nothing(&mut self, awaited: Option<Awaited>) {
        let place = self.place();
        if self.is_mark(b'{') {
            self.wrong(place, "Expected a condition; a filter cannot stand inside a filter or function");
            self.stop();
        }
        let message = match awaited.map(|awaited| awaited.expected) {
            Some(Expected::Value(sign)) => format!("Expected a value after {sign}"),
            Some(Expected::Operand(sign)) => format!("Expected something after {sign}"),
            Some(Expected::Argument(expected)) => format!("Expected {expected}"),
            None => "Expected a condition such as status = error".to_owned(),
        };
        self.wrong(place, message);
    }

    /// A value: a text, a number with its sign, a word that stands for one, an array.
    pub(super) fn literal(&mut self) -> Option<Static> {
        let token = self.peek()?;
        match token.kind {
            Kind::Text => Some(self.quoted(token)),
            Kind::Unclosed => {
                self.wrong((token.from, token.to), "The text is not closed; add a quote at its end");
                self.stop();
                Some(Static::Text(self.written(token)[1..].to_owned()))
            }
            Kind::Mark(b'[') => self.array(),
            Kind::Word => {
                let value = static_of(self.written(token))?;
                self.take();
                Some(value)
            }
            _ => self.number(),
        }
    }

    /// A number with its sign.
    pub(super) fn number(&mut self) -> Option<Static> {
        let is_negative = self.sign() == Some("-");
        let token = self.peek_after(usize::from(is_negative)).filter(|token| token.kind == Kind::Number)?;
        self.at += 1 + usize::from(is_negative);
        let written = self.written(token);
        match literal::number(written, is_negative) {
            Ok(value) => Some(value),
            Err(error) => {
                let message = match error {
                    NumberError::TooLarge => format!("{written} is too large a number"),
                    NumberError::Unit => self.no_number(written),
                };
                self.wrong((token.from, token.to), message);
                Some(Static::Text(written.to_owned()))
            }
        }
    }

    fn quoted(&mut self, token: Token) -> Static {
        self.take();
        let written = self.written(token);
        let (text, bad) = literal::text(written);
        if !written.starts_with(['"', '`']) {
            self.wrong(
                (token.from, token.to),
                format!("Text stands in double quotes or backticks: {}", Static::Text(text.clone())),
            );
        } else if let Some(bad) = bad {
            let escape = &written[bad.at..bad.to];
            let place = (token.from + bad.at, token.from + bad.to);
            self.wrong(
                place,
                format!("{escape} means nothing in double quotes; write \\{escape}, or use backticks"),
            );
        }
        Static::Text(text)
    }

    /// `[1, 2]`
    fn array(&mut self) -> Option<Static> {
        let open = self.take()?;
        let mut items = Vec::new();
        while !self.is_mark(b']') {
            if self.is_mark(b'[') {
                let place = self.place();
                self.wrong(place, "A list cannot stand inside a list");
                self.stop();
                break;
            }
            let Some(item) = self.literal() else {
                let place = self.place();
                self.wrong(place, "Expected a value: a number, a text in quotes, true or false");
                break;
            };
            items.push(item);
            if !self.eat_mark(b',') {
                break;
            }
        }
        self.close(open, b']');
        Some(Static::Array(items))
    }

    fn attribute(&mut self, token: Token) -> Field {
        self.take();
        let (attribute, error) = attribute::read(self.written(token));
        match error {
            None => {}
            Some(NameError::Missing) => {
                self.wrong((token.from, token.to), "Expected an attribute's name directly behind the dot");
            }
            Some(NameError::Unclosed { at }) => {
                self.wrong((token.from + at, token.to), "The name is not closed; add a quote at its end");
                self.stop();
            }
            Some(NameError::Escape { at }) => {
                let at = token.from + at;
                self.wrong((at, at + 1), "In a quoted name \\ stands only before \" and \\");
            }
        }
        Field::Attribute(attribute)
    }

    /// A word where a value or name stands.
    fn name_or_word(&mut self, token: Token, awaited: Option<Awaited>) -> Option<Field> {
        let word = self.written(token);
        if word == PARENT {
            self.unsupported(
                (token.from, token.to),
                "parent as a value is left to an endpoint; roots are nestedSetParent < 0",
            );
            return None;
        }
        if let Some(intrinsic) = intrinsic(word) {
            self.take();
            return Some(Field::Intrinsic(intrinsic));
        }
        match static_of(word) {
            Some(value) => {
                self.take();
                Some(Field::Static(value))
            }
            None => self.strange_word(token, awaited),
        }
    }

    /// Two words around a colon.
    fn scoped(&mut self, token: Token) -> Field {
        let written = self.written(token);
        match intrinsic(written) {
            Some(intrinsic) => {
                self.take();
                Field::Intrinsic(intrinsic)
            }
            None => self.no_intrinsic(token),
        }
    }
}
