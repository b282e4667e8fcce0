//! Expressions over one span.

use super::{
    Parser, types,
    values::{Awaited, Expected},
};
use crate::query::{
    names::{PREFIX_POWER, binary, binary_sign},
    tokens::Kind,
    tree::{Binary, Field, Unary},
};

/// An expression and where it stands.
pub(super) struct Parsed {
    pub(super) field: Field,
    pub(super) from: usize,
    pub(super) to: usize,
    /// Nothing in it was mended, so its type is what the text says.
    pub(super) is_sound: bool,
}

impl Parsed {
    /// Both conditions, where the text forgot to say how they go together.
    pub(super) fn and(self, right: Self) -> Self {
        let field =
            Field::Binary { op: Binary::And, left: Box::new(self.field), right: Box::new(right.field) };
        Self { field, from: self.from, to: right.to, is_sound: false }
    }
}

impl Parser<'_> {
    /// An expression of operators that bind at least so tightly; `None` where none begins, which is said.
    pub(super) fn field(&mut self, power: u8) -> Option<Parsed> {
        if !self.enter() {
            return None;
        }
        let field = self.prefixed().map(|left| self.with_operators(left, power));
        self.leave();
        field
    }

    /// The operators behind an expression, and their right sides.
    fn with_operators(&mut self, mut left: Parsed, power: u8) -> Parsed {
        while let Some((op, sign, its_power)) = self.binary().filter(|(.., its_power)| *its_power >= power) {
            let place = self.place();
            let is_said = self.take_sign(sign);
            self.count_operator();
            if self.is_stopped {
                break;
            }
            self.awaited = Some(Awaited::behind(op, sign, &left.field));
            let right = self.field(if op == Binary::Power { its_power } else { its_power + 1 });
            self.awaited = None;
            let Some(right) = right else {
                left.is_sound = false;
                continue;
            };
            let mut is_sound = left.is_sound && right.is_sound && !is_said;
            if is_sound && let Some((side, message)) = types::mismatch(op, &left.field, &right.field) {
                let place = match side {
                    types::Side::Left => (left.from, left.to),
                    types::Side::Right => (right.from, right.to),
                    types::Side::Operator => place,
                };
                self.wrong(place, message);
                is_sound = false;
            }
            let field = Field::Binary { op, left: Box::new(left.field), right: Box::new(right.field) };
            left = Parsed { field, from: left.from, to: right.to, is_sound };
        }
        left
    }

    /// The operator that comes next, or the one that is meant, its sign, and how tightly it binds.
    fn binary(&self) -> Option<(Binary, &'static str, u8)> {
        let op = binary(self.meant_sign_in_filter()?)?;
        let (sign, power) = binary_sign(op);
        Some((op, sign, power))
    }

    /// An expression with the operators before it.
    fn prefixed(&mut self) -> Option<Parsed> {
        let from = self.place().0;
        let op = match self.meant_prefix() {
            Some(op) => op,
            None => return self.single(),
        };
        if op == Unary::Minus
            && self.peek_after(1).is_some_and(|token| token.kind == Kind::Number)
            && !self.binds_number()
        {
            return self.single();
        }
        let sign = if op == Unary::Not { "!" } else { "-" };
        let is_said = self.take_sign(sign);
        self.count_operator();
        self.awaited = Some(Awaited { expected: Expected::Operand(sign), of: None });
        let operand = self.field(PREFIX_POWER + 1);
        self.awaited = None;
        let operand = operand?;
        let mut is_sound = operand.is_sound && !is_said;
        if is_sound && let Some(message) = types::unary_mismatch(op, &operand.field) {
            self.wrong((operand.from, operand.to), message);
            is_sound = false;
        }
        let field = Field::Unary { op, operand: Box::new(operand.field) };
        Some(Parsed { field, from, to: operand.to, is_sound })
    }

    /// Whether the number behind a `-` belongs to an operator that binds tighter, so that the `-` is for the whole.
    fn binds_number(&self) -> bool {
        let behind = self.peek_after(2).filter(|token| token.kind == Kind::Operator);
        let op = behind.and_then(|token| binary(self.written(token)));
        op.is_some_and(|op| binary_sign(op).1 > PREFIX_POWER)
    }

    /// A value, a name, or an expression in parentheses.
    fn single(&mut self) -> Option<Parsed> {
        let awaited = self.awaited.take();
        let Some(open) = self.peek().filter(|token| token.kind == Kind::Mark(b'(')) else {
            return self.value_or_name(awaited);
        };
        self.take();
        let field = self.field(0);
        self.close(open, b')');
        field.map(|field| Parsed { from: open.from, to: self.taken_to(), ..field })
    }

    /// Says what an expression is where a condition must stand.
    pub(super) fn must_be_condition(&mut self, parsed: &Parsed) {
        if parsed.is_sound
            && let Some(message) = types::no_condition(&parsed.field)
        {
            self.wrong((parsed.from, parsed.to), message);
        }
    }

    /// An expression as an argument; where there is none, says that `expected` is.
    pub(super) fn argument(&mut self, expected: &'static str) -> Option<Parsed> {
        self.awaited = Some(Awaited { expected: Expected::Argument(expected), of: None });
        let field = self.field(0);
        self.awaited = None;
        field
    }
}
