//! Fields of any kind, forgiving: a wrong type is noted and passed over, `null` is absent.

use crate::{
    base::{
        intern::Symbol,
        json::{Scanner, Shape, Stop},
        time::parse_rfc3339,
    },
    model::{
        builder::Builder,
        ids::{SpanId, TraceKey},
        notes::NoteKind,
    },
};

/// Buffers that are used again and again.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    /// The name of a member.
    pub name: Vec<u8>,
    /// A text with escapes.
    pub text: Vec<u8>,
}

/// Reads the members of the object that begins here. `read` gets each name and must take its value.
#[inline]
pub(super) fn members<'a>(
    scanner: &mut Scanner<'a>,
    name: &mut Vec<u8>,
    mut read: impl FnMut(&mut Scanner<'a>, &[u8]) -> Result<(), Stop>,
) -> Result<(), Stop> {
    let mut goes_on = scanner.enter(b'}')?;
    while goes_on {
        let written = scanner.name()?;
        read(scanner, written.plain(name))?;
        goes_on = scanner.another(b'}')?;
    }
    Ok(())
}

/// Reads the elements of the array that begins here; a `null` has none, anything else is noted.
#[inline]
pub(super) fn elements<'a>(
    scanner: &mut Scanner<'a>,
    builder: &mut Builder,
    mut read: impl FnMut(&mut Scanner<'a>, &mut Builder) -> Result<(), Stop>,
) -> Result<(), Stop> {
    if !begins(scanner, builder, Shape::Array)? {
        return Ok(());
    }
    let mut goes_on = scanner.enter(b']')?;
    while goes_on {
        read(scanner, builder)?;
        goes_on = scanner.another(b']')?;
    }
    Ok(())
}

/// Whether a value of this shape (an object, an array or a text) begins here. Any other is passed over, and noted
/// unless it is `null`.
#[inline]
pub(super) fn begins(scanner: &mut Scanner<'_>, builder: &mut Builder, shape: Shape) -> Result<bool, Stop> {
    let first = match shape {
        Shape::Object => b'{',
        Shape::Array => b'[',
        _ => b'"',
    };
    if scanner.is_at(first) { Ok(true) } else { begins_later(scanner, builder, shape) }
}

/// The same after white space.
fn begins_later(scanner: &mut Scanner<'_>, builder: &mut Builder, shape: Shape) -> Result<bool, Stop> {
    let found = scanner.shape()?;
    if found == shape {
        return Ok(true);
    }
    scanner.skip()?;
    if found != Shape::Null {
        builder.note_here(NoteKind::WrongType);
    }
    Ok(false)
}

/// A text, interned; the empty symbol when there is none.
#[inline]
pub(super) fn text(
    scanner: &mut Scanner<'_>,
    builder: &mut Builder,
    scratch: &mut Vec<u8>,
) -> Result<Symbol, Stop> {
    if !begins(scanner, builder, Shape::Text)? {
        return Ok(Symbol::EMPTY);
    }
    let text = scanner.text()?;
    Ok(builder.text(text.plain(scratch)))
}

/// A whole number of 64 bits, as a number or as text; 0 when there is none.
#[inline]
pub(super) fn unsigned(scanner: &mut Scanner<'_>, builder: &mut Builder) -> Result<u64, Stop> {
    let digits = match scanner.shape()? {
        Shape::Text => scanner.text()?.raw,
        Shape::Number => scanner.number()?,
        other => {
            scanner.skip()?;
            if other != Shape::Null {
                builder.note_here(NoteKind::WrongType);
            }
            return Ok(0);
        }
    };
    Ok(whole(digits).unwrap_or_else(|| rounded(digits, builder)))
}

/// The same where 32 bits are enough; larger ones are cut to them.
#[inline]
pub(super) fn count(scanner: &mut Scanner<'_>, builder: &mut Builder) -> Result<u32, Stop> {
    Ok(unsigned(scanner, builder)?.min(u64::from(u32::MAX)) as u32)
}

/// Microseconds, in nanoseconds.
pub(super) fn micros(scanner: &mut Scanner<'_>, builder: &mut Builder) -> Result<u64, Stop> {
    Ok(unsigned(scanner, builder)?.saturating_mul(1_000))
}

/// A moment in RFC 3339, in nanoseconds since 1970; 0 when there is none, which is also what years before are.
pub(super) fn moment(
    scanner: &mut Scanner<'_>,
    builder: &mut Builder,
    scratch: &mut Vec<u8>,
) -> Result<u64, Stop> {
    if !begins(scanner, builder, Shape::Text)? {
        return Ok(0);
    }
    let text = scanner.text()?;
    let written = core::str::from_utf8(text.plain(scratch)).unwrap_or_default();
    let unix_ns = parse_rfc3339(written);
    if unix_ns.is_none() && !written.is_empty() {
        builder.note_here(NoteKind::BadTime);
    }
    Ok(unix_ns.and_then(|ns| u64::try_from(ns).ok()).unwrap_or(0))
}

/// The number that some digits are; `None` for anything else or beyond 64 bits.
#[inline]
pub(super) fn whole(digits: &[u8]) -> Option<u64> {
    // Nineteen digits always fit; asking at each whether they still do is slow where 64 bits are wide.
    let (most, last) = digits.split_at(digits.len().min(19));
    let mut sum = 0_u64;
    for &digit in most {
        let value = digit.wrapping_sub(b'0');
        if value > 9 {
            return None;
        }
        sum = sum * 10 + u64::from(value);
    }
    match last {
        [] if most.is_empty() => None,
        [] => Some(sum),
        [digit @ b'0'..=b'9'] => sum.checked_mul(10)?.checked_add(u64::from(digit - b'0')),
        _ => None,
    }
}

/// A number written with a point or exponent, to the nearest whole one.
#[cold]
fn rounded(digits: &[u8], builder: &mut Builder) -> u64 {
    if digits.is_empty() {
        return 0;
    }
    let number = core::str::from_utf8(digits).ok().and_then(|digits| digits.trim().parse::<f64>().ok());
    match number {
        // 2^64, which is the next double above all whole numbers of 64 bits.
        Some(number) if (0.0..18_446_744_073_709_551_616.0).contains(&number) => {
            builder.note_here(NoteKind::RoundedTime);
            number.round() as u64
        }
        _ => {
            builder.note_here(NoteKind::BadNumber);
            0
        }
    }
}

/// A word or number of an enum.
pub(super) fn choice<T: Default>(
    scanner: &mut Scanner<'_>,
    builder: &mut Builder,
    from_number: impl Fn(u64) -> Option<T>,
    from_word: impl Fn(&str) -> Option<T>,
) -> Result<T, Stop> {
    let found = match scanner.shape()? {
        Shape::Number => whole(scanner.number()?).and_then(from_number),
        Shape::Text => {
            let word = scanner.text()?.raw;
            whole(word).and_then(from_number).or_else(|| from_word(core::str::from_utf8(word).ok()?))
        }
        Shape::Null => scanner.skip().map(|()| Some(T::default()))?,
        _ => scanner.skip().map(|()| None)?,
    };
    if found.is_none() {
        builder.note_here(NoteKind::UnknownEnum);
    }
    Ok(found.unwrap_or_default())
}

/// The bytes of an id: a text, or an array of byte numbers as one producer writes it, which is turned into hex.
pub(super) fn id<'a: 'b, 'b>(
    scanner: &mut Scanner<'a>,
    builder: &mut Builder,
    scratch: &'b mut Vec<u8>,
) -> Result<&'b [u8], Stop> {
    match scanner.shape()? {
        Shape::Text => Ok(scanner.text()?.plain(scratch)),
        Shape::Array => {
            builder.note_here(NoteKind::ByteIds);
            scratch.clear();
            let mut goes_on = scanner.enter(b']')?;
            while goes_on {
                let byte = unsigned(scanner, builder)?;
                if byte > 0xff {
                    builder.note_here(NoteKind::BadNumber);
                }
                for digit in [byte >> 4 & 15, byte & 15] {
                    scratch.push(b"0123456789abcdef"[digit as usize]);
                }
                goes_on = scanner.another(b']')?;
            }
            Ok(scratch)
        }
        other => {
            scanner.skip()?;
            if other != Shape::Null {
                builder.note_here(NoteKind::WrongType);
            }
            Ok(&[])
        }
    }
}

/// Drops the white space between the tokens of valid JSON.
pub(super) fn compact(json: &[u8], out: &mut Vec<u8>) {
    out.clear();
    let (mut in_text, mut escaped) = (false, false);
    for &byte in json {
        if in_text {
            in_text = escaped || byte != b'"';
            escaped = !escaped && byte == b'\\';
        } else if matches!(byte, b' ' | b'\n' | b'\r' | b'\t') {
            continue;
        } else {
            in_text = byte == b'"';
        }
        out.push(byte);
    }
}

/// A trace id; `None` when there is none.
pub(super) fn trace_id(
    scanner: &mut Scanner<'_>,
    builder: &mut Builder,
    scratch: &mut Vec<u8>,
) -> Result<Option<TraceKey>, Stop> {
    let written = id(scanner, builder, scratch)?;
    Ok(builder.trace_id(written))
}

/// A span id; that of no span when there is none.
pub(super) fn span_id(
    scanner: &mut Scanner<'_>,
    builder: &mut Builder,
    scratch: &mut Vec<u8>,
) -> Result<SpanId, Stop> {
    let written = id(scanner, builder, scratch)?;
    Ok(builder.span_id(written))
}
