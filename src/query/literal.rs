//! Values as text and back: numbers, durations and texts in quotes.

use super::tree::Static;
use crate::base::time::{DAY, HOUR, MIN, MS, S, US};
use core::fmt::{self, Write};

/// The units of durations in nanoseconds, the longest first; µ is written with either of its two code points.
const UNITS: [(&str, i64); 11] = [
    ("y", 365 * DAY),
    ("w", 7 * DAY),
    ("d", DAY),
    ("h", HOUR),
    ("m", MIN),
    ("s", S),
    ("ms", MS),
    ("us", US),
    ("µs", US),
    ("μs", US),
    ("ns", 1),
];

/// Why a number is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberError {
    /// It is larger than 64 bits hold.
    TooLarge,
    /// The letters behind it are no unit.
    Unit,
}

/// Reads a number as a token holds it, without a sign: `10`, `0x1f`, `1.5`, `1e3`, `1h30m`, `1.5s`.
///
/// # Errors
/// When it is too large or its unit is unknown. `negative` is needed to know the former.
pub fn number(text: &str, negative: bool) -> Result<Static, NumberError> {
    let whole = |number: u128| {
        let signed = if negative { 0_i128.checked_sub_unsigned(number) } else { i128::try_from(number).ok() };
        signed.and_then(|signed| i64::try_from(signed).ok()).ok_or(NumberError::TooLarge)
    };
    if let Some(digits) = text.strip_prefix("0x").or_else(|| text.strip_prefix("0X"))
        && !digits.is_empty()
        && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
    {
        return u128::from_str_radix(digits, 16)
            .map_err(|_| NumberError::TooLarge)
            .and_then(whole)
            .map(Static::Int);
    }
    // `_` between digits, as in 1_000, only parts them.
    let plain: String = text.chars().filter(|letter| *letter != '_').collect();
    if plain.bytes().all(|byte| byte.is_ascii_digit()) {
        return plain.parse().map_err(|_| NumberError::TooLarge).and_then(whole).map(Static::Int);
    }
    let is_float = plain.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'.' | b'e' | b'E' | b'+' | b'-'));
    if is_float && let Ok(float) = plain.parse::<f64>() {
        let float = if negative { -float } else { float };
        return if float.is_finite() { Ok(Static::Float(float)) } else { Err(NumberError::TooLarge) };
    }
    duration_ns(&plain).and_then(whole).map(Static::Duration)
}

/// The nanoseconds of a duration, fractions of one cut off.
fn duration_ns(text: &str) -> Result<u128, NumberError> {
    let mut total = 0_u128;
    let mut rest = text;
    while !rest.is_empty() {
        let end =
            rest.find(|letter: char| !letter.is_ascii_digit() && letter != '.').ok_or(NumberError::Unit)?;
        let (count, behind) = rest.split_at(end);
        let end =
            behind.find(|letter: char| letter.is_ascii_digit() || letter == '.').unwrap_or(behind.len());
        let (unit, behind) = behind.split_at(end);
        let unit_ns = UNITS.iter().find(|(name, _)| *name == unit).ok_or(NumberError::Unit)?.1.unsigned_abs();
        let (whole, fraction) = count.split_once('.').unwrap_or((count, ""));
        if whole.len() + fraction.len() == 0 || fraction.contains('.') {
            return Err(NumberError::Unit);
        }
        if whole.len() > 20 {
            return Err(NumberError::TooLarge);
        }
        // Eighteen digits of a fraction are finer than a nanosecond of a year.
        let fraction = &fraction[..fraction.len().min(18)];
        let digits =
            |digits: &str| digits.bytes().fold(0_u128, |sum, digit| sum * 10 + u128::from(digit - b'0'));
        total += digits(whole) * u128::from(unit_ns);
        total += digits(fraction) * u128::from(unit_ns) / 10_u128.pow(fraction.len() as u32);
        rest = behind;
    }
    Ok(total)
}

/// Writes a duration as the language writes it: `1.5s`, `250ms`, `1h30m`, `2d`.
pub fn write_duration(out: &mut impl Write, ns: i64) -> fmt::Result {
    if ns < 0 {
        out.write_char('-')?;
    }
    let ns = ns.unsigned_abs();
    let unit = |unit_ns: i64| unit_ns.unsigned_abs();
    let single = [(MS, S, "ms"), (US, MS, "us"), (1, US, "ns")];
    if ns == 0 {
        return out.write_str("0s");
    }
    if let Some((unit_ns, _, name)) =
        single.iter().find(|(from, below, _)| (unit(*from)..unit(*below)).contains(&ns))
    {
        return write_decimal(out, ns, unit(*unit_ns), name);
    }
    // Days only when they are whole: Tempo knows no fraction of a second behind them.
    if ns.is_multiple_of(unit(DAY)) {
        return write!(out, "{}d", ns / unit(DAY));
    }
    let (hours, minutes, rest) = (ns / unit(HOUR), ns % unit(HOUR) / unit(MIN), ns % unit(MIN));
    if hours > 0 {
        write!(out, "{hours}h")?;
    }
    if minutes > 0 {
        write!(out, "{minutes}m")?;
    }
    if rest > 0 { write_decimal(out, rest, unit(S), "s") } else { Ok(()) }
}

/// Writes a number of nanoseconds in a unit, to the last digit.
fn write_decimal(out: &mut impl Write, ns: u64, unit_ns: u64, unit: &str) -> fmt::Result {
    write!(out, "{}", ns / unit_ns)?;
    let rest = ns % unit_ns;
    if rest > 0 {
        let width = unit_ns.ilog10() as usize;
        let digits = format!("{rest:0width$}");
        write!(out, ".{}", digits.trim_end_matches('0'))?;
    }
    out.write_str(unit)
}

/// An escape that is none, by its place in the token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadEscape {
    /// Where its backslash stands, in bytes from the start of the token.
    pub at: usize,
    /// Where it ends.
    pub to: usize,
}

/// What a text in quotes stands for, and the first escape that is none; such a one is taken as it stands.
pub fn text(token: &str) -> (String, Option<BadEscape>) {
    let mut letters = token.chars();
    let quote = letters.next();
    letters.next_back();
    let inner = letters.as_str();
    let offset = quote.map_or(0, char::len_utf8);
    if quote == Some('`') {
        return (inner.to_owned(), None);
    }
    unescape(inner, offset)
}

/// Takes the escapes of Go's strings out of a text; `offset` is its place in the token.
fn unescape(text: &str, offset: usize) -> (String, Option<BadEscape>) {
    let mut bytes = Vec::with_capacity(text.len());
    let mut bad = None;
    let mut at = 0;
    while let Some(next) = text[at..].find('\\') {
        bytes.extend_from_slice(&text.as_bytes()[at..at + next]);
        at += next;
        match escape(&text[at..]) {
            Some((Escaped::Letter(letter), length)) => {
                bytes.extend_from_slice(letter.encode_utf8(&mut [0; 4]).as_bytes());
                at += length;
            }
            Some((Escaped::Byte(byte), length)) => {
                bytes.push(byte);
                at += length;
            }
            None => {
                let length = text[at..].chars().take(2).map(char::len_utf8).sum::<usize>();
                bad = bad.or(Some(BadEscape { at: offset + at, to: offset + at + length }));
                bytes.extend_from_slice(&text.as_bytes()[at..at + length]);
                at += length;
            }
        }
    }
    bytes.extend_from_slice(&text.as_bytes()[at..]);
    (
        String::from_utf8(bytes)
            .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned()),
        bad,
    )
}

enum Escaped {
    Letter(char),
    Byte(u8),
}

/// The escape a text begins with, and its length.
fn escape(text: &str) -> Option<(Escaped, usize)> {
    let digits = |from: usize, count: usize, radix: u32| {
        let digits = text.get(from..from + count)?;
        let is_number = digits.chars().all(|digit| digit.is_digit(radix));
        is_number.then(|| u32::from_str_radix(digits, radix).ok()).flatten()
    };
    let code = |count: usize| Some((Escaped::Letter(char::from_u32(digits(2, count, 16)?)?), 2 + count));
    let letter = match text.as_bytes().get(1)? {
        b'a' => '\u{7}',
        b'b' => '\u{8}',
        b'f' => '\u{c}',
        b'n' => '\n',
        b'r' => '\r',
        b't' => '\t',
        b'v' => '\u{b}',
        quote @ (b'\\' | b'"' | b'\'') => char::from(*quote),
        b'x' => return Some((Escaped::Byte(u8::try_from(digits(2, 2, 16)?).ok()?), 4)),
        b'0'..=b'7' => return Some((Escaped::Byte(u8::try_from(digits(1, 3, 8)?).ok()?), 4)),
        b'u' => return code(4),
        b'U' => return code(8),
        _ => return None,
    };
    Some((Escaped::Letter(letter), 2))
}

/// Writes a text in quotes: in backticks where that saves escapes, else in double quotes.
pub fn write_text(out: &mut impl Write, text: &str) -> fmt::Result {
    let is_plain = !text.contains(|letter: char| letter == '`' || letter.is_control());
    if is_plain && text.contains(['"', '\\']) {
        return write!(out, "`{text}`");
    }
    out.write_char('"')?;
    for letter in text.chars() {
        match letter {
            '"' | '\\' => write!(out, "\\{letter}")?,
            '\n' => out.write_str("\\n")?,
            '\r' => out.write_str("\\r")?,
            '\t' => out.write_str("\\t")?,
            _ if letter.is_control() => write!(out, "\\u{:04x}", u32::from(letter))?,
            _ => out.write_char(letter)?,
        }
    }
    out.write_char('"')
}
