//! Trace and span ids: 16 and 8 bytes where a file keeps to that, else opaque text.
//!
//! Hex or base64 is decided by length, since 32 hex digits are valid base64 too (formats.md, "Ids").

use crate::base::intern::Symbol;

/// A row of the store: spans of a trace in pre-order, traces one after another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SpanIx(pub u32);

/// A trace of the store, by the start of its first span.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TraceIx(pub u32);

/// A resource of the store or builder.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ResourceIx(pub u32);

/// An instrumentation scope of the store or builder.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ScopeIx(pub u32);

/// An attribute key; an index into the store's keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(pub u32);

/// A trace id known to the store, of a loaded trace or only named by a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TraceKey(pub u32);

/// A trace id as the file gave it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TraceId {
    /// 16 bytes.
    Bytes(u128),
    /// Any other text, kept as it is.
    Opaque(Symbol),
    /// The file gave none: `~1`, `~2` … are ours.
    Own(u32),
}

/// A span id: 8 bytes, or a number of ours for one that is opaque text or was not given. 0 is no id.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SpanId(pub u64);

/// Numbers of ours have these upper halves, which a random id has once in four billion times; whether a file has such
/// ids at all is known besides.
const OPAQUE: u64 = 0xffff_fffe << 32;
const OWN: u64 = 0xffff_fffd << 32;

impl SpanId {
    /// No id: as a parent, a root.
    pub const NONE: Self = Self(0);

    /// Whether this is no id.
    pub const fn is_none(self) -> bool {
        self.0 == 0
    }

    /// The id that is opaque text.
    pub(super) const fn opaque(text: Symbol) -> Self {
        Self(OPAQUE | text.0 as u64)
    }

    /// The id of a span that has none: `~1`, `~2` …
    pub(super) const fn own(number: u32) -> Self {
        Self(OWN | number as u64)
    }

    /// What the id stands for if it is a number of ours.
    pub(super) const fn ours(self) -> Option<OurId> {
        let low = self.0 as u32;
        match self.0 ^ low as u64 {
            OPAQUE => Some(OurId::Opaque(Symbol(low))),
            OWN => Some(OurId::Own(low)),
            _ => None,
        }
    }
}

/// See `SpanId::ours`.
pub(super) enum OurId {
    /// The text.
    Opaque(Symbol),
    /// The number.
    Own(u32),
}

/// What an id's text says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParsedId {
    /// Empty or all zero.
    Nothing,
    /// The number, from hex.
    Hex(u128),
    /// The number, from base64.
    Base64(u128),
    /// Neither.
    Opaque,
}

impl ParsedId {
    /// The number, if it is one.
    pub const fn number(self) -> Option<u128> {
        match self {
            Self::Hex(number) | Self::Base64(number) => Some(number),
            Self::Nothing | Self::Opaque => None,
        }
    }
}

/// Reads a trace id (16 bytes): up to 32 hex digits of any case with an optional `0x`, or base64 of 16 bytes.
pub fn parse_trace_id(text: &[u8]) -> ParsedId {
    parse(text, 32)
}

/// Reads a span id (8 bytes): up to 16 hex digits, or base64 of 8 bytes.
pub fn parse_span_id(text: &[u8]) -> ParsedId {
    parse(text, 16)
}

#[inline]
fn parse(text: &[u8], digits: usize) -> ParsedId {
    let hex = match text {
        [b'0', b'x' | b'X', hex @ ..] => hex,
        _ => text,
    };
    if hex.len() <= digits
        && let Some(number) = parse_hex(hex)
    {
        return if number == 0 { ParsedId::Nothing } else { ParsedId::Hex(number) };
    }
    // 16 bytes are 22 characters of base64 and `==`, 8 bytes 11 and `=`.
    let unpadded = text.strip_suffix(b"==").or_else(|| text.strip_suffix(b"=")).unwrap_or(text);
    let size = digits / 2;
    if unpadded.len() == (size * 4).div_ceil(3)
        && let Some(number) = parse_base64(unpadded, size)
    {
        return if number == 0 { ParsedId::Nothing } else { ParsedId::Base64(number) };
    }
    ParsedId::Opaque
}

fn parse_hex(text: &[u8]) -> Option<u128> {
    // Two halves of 64 bits: wasm has no wider arithmetic.
    let half = |digits: &[u8]| -> Option<u64> {
        let mut number = 0_u64;
        let mut wrong = 0;
        for &digit in digits {
            let value = HEX[digit as usize];
            wrong |= value;
            number = number << 4 | u64::from(value & 0xf);
        }
        (wrong & 0x80 == 0).then_some(number)
    };
    let cut = text.len().saturating_sub(16);
    let (high, low) = (half(&text[..cut])?, half(&text[cut..])?);
    Some(u128::from(high) << 64 | u128::from(low))
}

/// The value of a hex digit, 0x80 for any other byte.
const HEX: [u8; 256] = {
    let mut table = [0x80; 256];
    let mut value = 0;
    while value < 16 {
        table[b"0123456789abcdef"[value] as usize] = value as u8;
        table[b"0123456789ABCDEF"[value] as usize] = value as u8;
        value += 1;
    }
    table
};

/// The first `size` bytes that unpadded base64 (either alphabet) stands for; the last letter's spare bits are dropped.
fn parse_base64(text: &[u8], size: usize) -> Option<u128> {
    let mut number = 0_u128;
    for (index, &letter) in text.iter().enumerate() {
        let value = match letter {
            b'A'..=b'Z' => letter - b'A',
            b'a'..=b'z' => letter - b'a' + 26,
            b'0'..=b'9' => letter - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => return None,
        };
        let bits = (size * 8 - index * 6).min(6);
        number = number << bits | u128::from(value >> (6 - bits));
    }
    Some(number)
}
