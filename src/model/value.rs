//! Attribute values in 32 bits: a tag and either the value itself or where it stands.

use crate::base::{
    column::Column,
    intern::{Strings, Symbol},
};
use core::ops::Range;

/// A value, packed: the low three bits say what it is, the rest is the value or its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Value(u32);

/// A value, opened.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ValueRef<'a> {
    /// No value at all (`{}` in OTLP, `null`).
    Null,
    /// Text.
    Text(&'a str),
    /// A whole number.
    Int(i64),
    /// A floating-point number, NaN and infinities included.
    Double(f64),
    /// True or false.
    Bool(bool),
    /// Bytes, as base64.
    Bytes(&'a str),
    /// An array or a key-value list, as the compact JSON of an OTLP `AnyValue`.
    Nested(&'a str),
}

const TAG_BITS: u32 = 3;
const TEXT: u32 = 0;
const SMALL_INT: u32 = 1;
const INT: u32 = 2;
const DOUBLE: u32 = 3;
const WORD: u32 = 4;
const BYTES: u32 = 5;
const NESTED: u32 = 6;
/// Whole numbers in this range stand in the value itself.
const SMALL: i64 = 1 << (32 - TAG_BITS - 1);

impl Value {
    /// No value.
    pub const NULL: Self = Self(2 << TAG_BITS | WORD);

    const fn new(tag: u32, payload: u32) -> Self {
        Self(payload << TAG_BITS | tag)
    }

    /// True or false.
    pub const fn bool(value: bool) -> Self {
        Self::new(WORD, value as u32)
    }

    /// Text that is interned.
    pub const fn text(symbol: Symbol) -> Self {
        Self::new(TEXT, symbol.0)
    }

    /// Base64 that is interned.
    pub const fn bytes(symbol: Symbol) -> Self {
        Self::new(BYTES, symbol.0)
    }

    /// The JSON of an array or list that is interned.
    pub const fn nested(symbol: Symbol) -> Self {
        Self::new(NESTED, symbol.0)
    }

    /// The symbol of whatever is kept as text: text, bytes, nested values.
    #[inline]
    pub const fn as_symbol(self) -> Option<Symbol> {
        match self.0 & 7 {
            TEXT | BYTES | NESTED => Some(Symbol(self.0 >> TAG_BITS)),
            _ => None,
        }
    }

    /// Whether the symbol of what is kept as text is one of these; of anything else it may be said too. It is less than
    /// to look what the value is.
    #[inline]
    pub const fn may_be_of(self, symbols: &Range<u32>) -> bool {
        (self.0 >> TAG_BITS).wrapping_sub(symbols.start) < symbols.end - symbols.start
    }

    /// Whether it is a text, bytes, a truth value or a whole number that stands in the value itself: such are equal
    /// only when they are the same value.
    pub const fn is_simple(self) -> bool {
        match self.0 & 7 {
            TEXT | BYTES | SMALL_INT => true,
            WORD => self.0 != Self::NULL.0,
            _ => false,
        }
    }

    /// Bytes as the text that they are written as; any other value as it is.
    #[must_use]
    pub const fn bytes_as_text(self) -> Self {
        if self.0 & 7 == BYTES { Self::new(TEXT, self.0 >> TAG_BITS) } else { self }
    }

    /// The symbol of a text value.
    pub const fn as_text(self) -> Option<Symbol> {
        if self.0 & 7 == TEXT { Some(Symbol(self.0 >> TAG_BITS)) } else { None }
    }
}

/// The numbers that do not fit into a `Value`.
#[derive(Clone, Debug, Default)]
pub struct Numbers {
    ints: Column<i64>,
    doubles: Column<f64>,
}

impl Numbers {
    /// Packs a whole number.
    #[inline]
    pub fn int(&mut self, value: i64) -> Value {
        if (-SMALL..SMALL).contains(&value) {
            return Value::new(SMALL_INT, value as u32);
        }
        self.ints.push(value);
        Value::new(INT, self.ints.len() as u32 - 1)
    }

    /// Packs a floating-point number.
    #[inline]
    pub fn double(&mut self, value: f64) -> Value {
        self.doubles.push(value);
        Value::new(DOUBLE, self.doubles.len() as u32 - 1)
    }

    /// Opens a value made here and by `strings`.
    #[inline]
    pub fn open<'a>(&self, value: Value, strings: &'a Strings) -> ValueRef<'a> {
        let payload = value.0 >> TAG_BITS;
        match value.0 & 7 {
            TEXT => ValueRef::Text(strings.get(Symbol(payload))),
            SMALL_INT => ValueRef::Int(i64::from(value.0 as i32 >> TAG_BITS)),
            INT => ValueRef::Int(self.ints.get(payload as usize)),
            DOUBLE => ValueRef::Double(self.doubles.get(payload as usize)),
            WORD if payload < 2 => ValueRef::Bool(payload == 1),
            BYTES => ValueRef::Bytes(strings.get(Symbol(payload))),
            NESTED => ValueRef::Nested(strings.get(Symbol(payload))),
            _ => ValueRef::Null,
        }
    }

    /// Bytes held.
    pub fn bytes(&self) -> usize {
        self.ints.bytes() + self.doubles.bytes()
    }
}
