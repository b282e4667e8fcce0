//! JSON, scanned where it stands: no tree, no copy of a text without escapes.
//!
//! A scanner walks over the bytes that have come so far. When they end in the middle of something it says
//! [`Stop::More`]; the caller goes back to where that thing began and tries again with more bytes. What it accepts is
//! what RFC 8259 accepts, plus one thing real exporters write: a lone surrogate in `\u…` becomes U+FFFD.

mod passing;

pub use passing::Passing;

use super::escape::unescape;

/// Why a scan stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// The bytes ended; more may follow.
    More,
    /// This is not JSON.
    Bad {
        /// The byte it stopped at.
        at: usize,
        /// What was expected there.
        expected: &'static str,
    },
}

/// A text as it stands between its quotes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text<'a> {
    /// The bytes between the quotes.
    pub raw: &'a [u8],
    /// Whether there are escapes among them.
    pub escaped: bool,
}

impl<'a> Text<'a> {
    /// The bytes it stands for; `scratch` holds them when there are escapes.
    #[inline]
    pub fn plain<'b>(&self, scratch: &'b mut Vec<u8>) -> &'b [u8]
    where
        'a: 'b,
    {
        if !self.escaped {
            return self.raw;
        }
        unescape(self.raw, scratch);
        scratch
    }
}

/// What a value begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// `{`
    Object,
    /// `[`
    Array,
    /// `"`
    Text,
    /// A digit or `-`.
    Number,
    /// `true` or `false`.
    Bool,
    /// `null`
    Null,
}

/// See the module.
#[derive(Clone, Debug)]
pub struct Scanner<'a> {
    bytes: &'a [u8],
    at: usize,
    /// Line ends passed over; in JSON they stand between tokens only.
    lines: usize,
    /// No more bytes follow: the end of the bytes is the end of a number.
    last: bool,
}

impl<'a> Scanner<'a> {
    /// A scanner over `bytes` from `at` on; `last` says that no more will follow.
    pub const fn new(bytes: &'a [u8], at: usize, last: bool) -> Self {
        Self { bytes, at, lines: 0, last }
    }

    /// The byte it stands at.
    pub const fn at(&self) -> usize {
        self.at
    }

    /// Line ends passed over so far.
    pub const fn lines(&self) -> usize {
        self.lines
    }

    /// The bytes from `from` up to here.
    pub fn since(&self, from: usize) -> &'a [u8] {
        &self.bytes[from..self.at]
    }

    /// Passes over white space and gives the byte that follows, without taking it.
    ///
    /// # Errors
    /// `More` at the end of the bytes.
    #[inline]
    pub fn peek(&mut self) -> Result<u8, Stop> {
        while let Some(&byte) = self.bytes.get(self.at) {
            if byte > b' ' || !matches!(byte, b' ' | b'\n' | b'\r' | b'\t') {
                return Ok(byte);
            }
            self.lines += usize::from(byte == b'\n');
            self.at += 1;
        }
        Err(Stop::More)
    }

    /// Passes over white space and NUL bytes, which crashed writers leave in files.
    pub fn pass_nul(&mut self) {
        while let Some(&byte @ (0 | b' ' | b'\n' | b'\r' | b'\t')) = self.bytes.get(self.at) {
            self.lines += usize::from(byte == b'\n');
            self.at += 1;
        }
    }

    /// The byte it stands at, white space as well.
    ///
    /// # Errors
    /// `More` at the end of the bytes.
    pub fn byte(&self) -> Result<u8, Stop> {
        self.bytes.get(self.at).copied().ok_or(Stop::More)
    }

    /// Passes over the rest of the line, as far as it has come, and tells whether its end was among it.
    ///
    /// # Errors
    /// `More` at the end of the bytes.
    pub fn pass_line(&mut self) -> Result<bool, Stop> {
        self.byte()?;
        let rest = &self.bytes[self.at..];
        let end = memchr::memchr(b'\n', rest);
        self.at += end.map_or(rest.len(), |end| end + 1);
        self.lines += usize::from(end.is_some());
        Ok(end.is_some())
    }

    /// Takes one byte after white space if it is the next.
    ///
    /// # Errors
    /// `More` at the end of the bytes.
    #[inline]
    pub fn take(&mut self, byte: u8) -> Result<bool, Stop> {
        let is_next = self.peek()? == byte;
        self.at += usize::from(is_next);
        Ok(is_next)
    }

    /// Takes these bytes if just they stand here: quicker than tokens, for what is mostly written in one way. White
    /// space before them is not passed over.
    #[inline]
    pub fn literal(&mut self, expected: &[u8]) -> bool {
        let is_here = self.bytes[self.at..].starts_with(expected);
        self.at += if is_here { expected.len() } else { 0 };
        is_here
    }

    /// Whether this byte stands here, without white space before it.
    #[inline]
    pub fn is_at(&self, byte: u8) -> bool {
        self.bytes.get(self.at) == Some(&byte)
    }

    /// An error here.
    pub const fn bad<T>(&self, expected: &'static str) -> Result<T, Stop> {
        Err(Stop::Bad { at: self.at, expected })
    }

    /// What the next value is.
    ///
    /// # Errors
    /// `More`, or `Bad` when no value begins here.
    #[inline]
    pub fn shape(&mut self) -> Result<Shape, Stop> {
        Ok(match self.peek()? {
            b'{' => Shape::Object,
            b'[' => Shape::Array,
            b'"' => Shape::Text,
            b'-' | b'0'..=b'9' => Shape::Number,
            b't' | b'f' => Shape::Bool,
            b'n' => Shape::Null,
            _ => return self.bad("a value"),
        })
    }

    /// Takes `{` or `[` and tells whether anything is inside; `close` is the other brace. When nothing is, it is
    /// taken too.
    ///
    /// # Errors
    /// `More` at the end of the bytes.
    #[inline]
    pub fn enter(&mut self, close: u8) -> Result<bool, Stop> {
        self.at += 1;
        Ok(!self.take(close)?)
    }

    /// Behind a member or element: whether another follows. Takes the comma or the closing brace.
    ///
    /// # Errors
    /// `More`, or `Bad` when neither stands there.
    #[inline]
    pub fn another(&mut self, close: u8) -> Result<bool, Stop> {
        let byte = self.peek()?;
        if byte == b',' {
            self.at += 1;
            return Ok(true);
        }
        if byte == close {
            self.at += 1;
            return Ok(false);
        }
        self.bad(if close == b'}' { "a comma or }" } else { "a comma or ]" })
    }

    /// A member's name and the colon behind it.
    ///
    /// # Errors
    /// `More`, or `Bad` when it is none.
    #[inline]
    pub fn name(&mut self) -> Result<Text<'a>, Stop> {
        if self.peek()? != b'"' {
            return self.bad("a name in quotes");
        }
        let name = self.text()?;
        if self.take(b':')? { Ok(name) } else { self.bad("a colon") }
    }

    /// The text that begins here. Eight bytes are looked at at once.
    ///
    /// # Errors
    /// `More`, or `Bad` for control characters and wrong escapes.
    #[inline]
    pub fn text(&mut self) -> Result<Text<'a>, Stop> {
        let start = self.at + 1;
        let at = self.next_mark(start);
        if self.bytes.get(at) == Some(&b'"') {
            self.at = at + 1;
            return Ok(Text { raw: &self.bytes[start..at], escaped: false });
        }
        self.text_slowly(start, at)
    }

    /// The place of the first quote, backslash or control character from `at` on; near the end of the bytes it may be
    /// one before that.
    #[inline]
    fn next_mark(&self, mut at: usize) -> usize {
        while let Some(word) = self.bytes.get(at..).and_then(|rest| rest.first_chunk::<8>()) {
            let marks = stops(u64::from_le_bytes(*word));
            if marks != 0 {
                return at + marks.trailing_zeros() as usize / 8;
            }
            at += 8;
        }
        at
    }

    /// The rest of a text from `at` on, mark by mark.
    fn text_slowly(&mut self, start: usize, mut at: usize) -> Result<Text<'a>, Stop> {
        let mut escaped = false;
        while let Some(&byte) = self.bytes.get(at) {
            match byte {
                b'"' => {
                    self.at = at + 1;
                    return Ok(Text { raw: &self.bytes[start..at], escaped });
                }
                b'\\' => {
                    escaped = true;
                    at = self.next_mark(at + self.escape(at)?);
                }
                0..0x20 => {
                    self.at = at;
                    return self.bad("no control character inside a text");
                }
                _ => at += 1,
            }
        }
        Err(Stop::More)
    }

    /// The length of the escape at `at`.
    fn escape(&self, at: usize) -> Result<usize, Stop> {
        let wrong = Stop::Bad { at, expected: "an escape that JSON knows" };
        match self.bytes.get(at + 1) {
            None => Err(Stop::More),
            Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => Ok(2),
            Some(b'u') => match self.bytes.get(at + 2..at + 6) {
                Some(digits) if digits.iter().all(u8::is_ascii_hexdigit) => Ok(6),
                Some(_) => Err(wrong),
                None => {
                    let so_far = &self.bytes[at + 2..];
                    Err(if so_far.iter().all(u8::is_ascii_hexdigit) { Stop::More } else { wrong })
                }
            },
            Some(_) => Err(wrong),
        }
    }

    /// The number that begins here, as written.
    ///
    /// # Errors
    /// `More`, or `Bad` when it is none.
    pub fn number(&mut self) -> Result<&'a [u8], Stop> {
        let start = self.at;
        let mut at = start + usize::from(self.bytes[start] == b'-');
        let digits = |from: usize| self.bytes[from..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        let whole = digits(at);
        let mut is_number = whole > 0 && (whole == 1 || self.bytes[at] != b'0');
        at += whole;
        if is_number && self.bytes.get(at) == Some(&b'.') {
            let fraction = digits(at + 1);
            is_number = fraction > 0;
            at += 1 + fraction;
        }
        if is_number && matches!(self.bytes.get(at), Some(b'e' | b'E')) {
            let sign = usize::from(matches!(self.bytes.get(at + 1), Some(b'+' | b'-')));
            let exponent = digits((at + 1 + sign).min(self.bytes.len()));
            is_number = exponent > 0;
            at += 1 + sign + exponent;
        }
        if at >= self.bytes.len() && !self.last {
            return Err(Stop::More);
        }
        if !is_number {
            return if at >= self.bytes.len() { Err(Stop::More) } else { self.bad("a number") };
        }
        self.at = at;
        Ok(&self.bytes[start..at])
    }

    /// `true`, `false` or `null`, whichever begins here.
    ///
    /// # Errors
    /// `More`, or `Bad` when it is none of them.
    pub fn word(&mut self) -> Result<&'static [u8], Stop> {
        for word in [&b"true"[..], b"false", b"null"] {
            let there = &self.bytes[self.at..self.bytes.len().min(self.at + word.len())];
            if there == word {
                self.at += word.len();
                return Ok(word);
            }
            if word.starts_with(there) {
                return Err(Stop::More);
            }
        }
        self.bad("true, false or null")
    }
}

/// Marks, in the highest bit of each byte, the quotes, backslashes and control characters of eight bytes. Above the
/// first marked byte the marks may be wrong; only the first is used. (Alan Mycroft's test for a zero byte.)
#[inline]
const fn stops(word: u64) -> u64 {
    const ONES: u64 = 0x0101_0101_0101_0101;
    let quotes = word ^ (ONES * b'"' as u64);
    let slashes = word ^ (ONES * b'\\' as u64);
    let marks = (quotes.wrapping_sub(ONES) & !quotes)
        | (slashes.wrapping_sub(ONES) & !slashes)
        | (word.wrapping_sub(ONES * 0x20) & !word);
    marks & (ONES << 7)
}
