//! Templates: what calls have in common once literals and ids are folded (analysis.md, "Repeated calls").

use core::ops::Range;

/// What stands for an id in a path or a name.
pub const ID: &str = "{id}";
/// Statements are read so far, in bytes: a bulk insert says nothing new after that.
const LIMIT: usize = 4_096;
/// Digits and hex digits of at least this length are an id wherever they stand.
const LONG_NUMBER: usize = 4;
const LONG_HEX: usize = 8;
const LONG_WORD: usize = 16;
const UUID: usize = 36;

/// A statement with its literals folded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folded {
    /// `SELECT a FROM b WHERE c = ? AND d IN (?)`, white space and comments taken out.
    pub template: String,
    /// Where its literals stood.
    pub literals: Vec<Range<usize>>,
    /// It has placeholders: what was asked for is not in the text.
    pub has_placeholders: bool,
}

/// Folds the literals of a statement: SQL, or whatever a database is asked in.
pub fn of_statement(text: &str) -> Folded {
    let text = &text[..text.floor_char_boundary(LIMIT)];
    let bytes = text.as_bytes();
    let mut folded = Folded::default();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let rest = &bytes[at..];
        let from = at;
        let is_first = at == 0 || !is_word(bytes[at - 1]);
        match byte {
            _ if byte.is_ascii_whitespace() => {
                at += 1;
                folded.space();
            }
            b'/' if rest.starts_with(b"/*") => at = behind(text, at + 2, "*/"),
            b'-' if rest.starts_with(b"--") && rest.get(2).is_none_or(u8::is_ascii_whitespace) => {
                at = behind(text, at, "\n");
                folded.space();
            }
            b'\'' => {
                at = quoted_end(bytes, at);
                folded.quoted(from..at, &text[from..at]);
            }
            b'"' => {
                at = quoted_end(bytes, at);
                let is_value = folded.template.trim_end().ends_with(['=', ':', '<', '>']);
                if is_value && bytes.get(at) != Some(&b'.') {
                    folded.quoted(from..at, &text[from..at]);
                } else {
                    folded.template.push_str(&text[from..at]);
                }
            }
            b'?' => {
                at += 1;
                folded.placeholder();
            }
            b'$' | b'%' if rest.len() > 1 && is_numbered(rest) => {
                at += 1 + word_length(&rest[1..]);
                folded.placeholder();
            }
            b'@' | b':' if is_first && rest.get(1).is_some_and(u8::is_ascii_alphabetic) => {
                at += 1 + word_length(&rest[1..]);
                folded.has_placeholders = true;
                folded.template.push_str(&text[from..at]);
            }
            b':' if rest.starts_with(b"::") => {
                at += 2;
                folded.template.push_str("::");
            }
            _ if is_first && starts_with_uuid(rest) => {
                at += UUID;
                folded.literal(from..at);
            }
            b'0'..=b'9' if is_first => {
                at += number_length(rest);
                folded.literal(from..at);
            }
            _ if is_word(byte) => {
                at += word_length(rest);
                let word = &text[from..at];
                if is_first && word.len() >= LONG_WORD && is_hex_with_digits(word) {
                    folded.literal(from..at);
                } else {
                    folded.template.push_str(word);
                }
            }
            _ => {
                at += 1;
                folded.template.push(char::from(byte));
                folded.join_rows(byte);
            }
        }
    }
    let end = folded.template.trim_end_matches([' ', ';']).len();
    folded.template.truncate(end);
    folded
}

impl Folded {
    fn space(&mut self) {
        if !self.template.is_empty() && !self.template.ends_with(' ') {
            self.template.push(' ');
        }
    }

    /// Quoted text; one that was blotted out already says as little as a placeholder.
    fn quoted(&mut self, range: Range<usize>, text: &str) {
        if text.trim_matches(['\'', '"']) == "?" {
            self.placeholder();
        } else {
            self.literal(range);
        }
    }

    fn placeholder(&mut self) {
        self.has_placeholders = true;
        self.fold();
    }

    fn literal(&mut self, range: Range<usize>) {
        self.literals.push(range);
        self.fold();
    }

    /// Writes the `?`; `?, ?` becomes one, a sign before it goes.
    fn fold(&mut self) {
        let before = self.template.trim_end();
        if let Some(list) = before.strip_suffix(',').map(str::trim_end).filter(|list| list.ends_with('?')) {
            self.template.truncate(list.len());
            return;
        }
        if let Some(unsigned) = self.template.strip_suffix(['-', '+'])
            && unsigned.trim_end().ends_with(['=', '(', ',', '<', '>', ':'])
        {
            self.template.truncate(unsigned.len());
        }
        self.template.push('?');
    }

    /// `(?), (?)` becomes one: rows of a bulk insert.
    fn join_rows(&mut self, byte: u8) {
        if byte != b')' {
            return;
        }
        let row =
            self.template.strip_suffix("(?)").map(str::trim_end).and_then(|text| text.strip_suffix(','));
        if let Some(rows) = row.map(str::trim_end).filter(|rows| rows.ends_with("(?)")) {
            self.template.truncate(rows.len());
        }
    }
}

/// A path with its ids folded: `/users/{id}/orders`. Query and fragment are left out.
pub fn of_path(path: &str) -> String {
    let path = &path[..path.find(['?', '#']).unwrap_or(path.len())];
    fold_words(path, |_, word| word.len())
}

/// A name with its ids folded. Short numbers count as ids only where they are a whole part of a path: `step 2` is no
/// id, `GET /users/2` has one.
pub fn of_name(name: &str) -> String {
    fold_words(name, |range, word| {
        let is_part = name[..range.start].ends_with('/') && !name[range.end..].starts_with('.');
        let is_whole = name[range.end..].chars().next().is_none_or(|next| next == '/' || next == ' ');
        if is_part && is_whole { word.len() } else { LONG_NUMBER }
    })
}

/// Folds the words of a text that are ids. `least` says from how many digits on a number is one.
fn fold_words(text: &str, least: impl Fn(Range<usize>, &str) -> usize) -> String {
    let bytes = text.as_bytes();
    let mut folded = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(next) = text[at..].chars().next() {
        if !next.is_alphanumeric() {
            folded.push(next);
            at += next.len_utf8();
            continue;
        }
        let from = at;
        if starts_with_uuid(&bytes[at..]) {
            at += UUID;
            folded.push_str(ID);
            continue;
        }
        at += text[at..].find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len() - at);
        let word = &text[from..at];
        let letters = word.trim_end_matches(|c: char| c.is_ascii_digit());
        let digits = word.bytes().filter(u8::is_ascii_digit).count();
        let is_id = if letters.is_empty() {
            digits >= least(from..at, word)
        } else {
            (word.len() >= LONG_HEX && is_hex_with_digits(word)) || (word.len() >= LONG_WORD && digits >= 3)
        };
        if is_id {
            folded.push_str(ID);
        } else if !letters.is_empty() && word.len() - letters.len() >= LONG_NUMBER {
            folded.push_str(letters);
            folded.push_str(ID);
        } else {
            folded.push_str(word);
        }
    }
    folded
}

const fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80
}

fn word_length(bytes: &[u8]) -> usize {
    bytes.iter().take_while(|&&byte| is_word(byte)).count()
}

/// `$1`, `%s`, `%d` and nothing more.
fn is_numbered(bytes: &[u8]) -> bool {
    let word = &bytes[1..1 + word_length(&bytes[1..])];
    match bytes[0] {
        b'$' => !word.is_empty() && word.iter().all(u8::is_ascii_digit),
        _ => word == b"s" || word == b"d",
    }
}

/// Digits, a fraction, an exponent; also `0x1f`.
fn number_length(bytes: &[u8]) -> usize {
    let goes_on = |at: usize| match bytes[at] {
        b'.' => bytes.get(at + 1).is_some_and(u8::is_ascii_digit),
        b'-' | b'+' => {
            matches!(bytes[at - 1], b'e' | b'E')
                && !bytes.starts_with(b"0x")
                && bytes.get(at + 1).is_some_and(u8::is_ascii_digit)
        }
        byte => is_word(byte),
    };
    (1..bytes.len()).find(|&at| !goes_on(at)).unwrap_or(bytes.len())
}

/// The place behind a quoted text. A quote within it is doubled or has a backslash before it.
fn quoted_end(bytes: &[u8], from: usize) -> usize {
    let quote = bytes[from];
    let mut at = from + 1;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 2,
            byte if byte == quote && bytes.get(at + 1) == Some(&quote) => at += 2,
            byte if byte == quote => return at + 1,
            _ => at += 1,
        }
    }
    bytes.len()
}

/// The place behind the next `end`, or behind everything.
fn behind(text: &str, from: usize, end: &str) -> usize {
    text.get(from..).and_then(|rest| rest.find(end)).map_or(text.len(), |at| from + at + end.len())
}

/// 8-4-4-4-12 hex digits and then no further word.
fn starts_with_uuid(bytes: &[u8]) -> bool {
    bytes.len() >= UUID
        && bytes[..UUID].iter().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => *byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
        && bytes.get(UUID).is_none_or(|&next| !is_word(next))
}

fn is_hex_with_digits(word: &str) -> bool {
    word.bytes().all(|byte| byte.is_ascii_hexdigit()) && word.bytes().any(|byte| byte.is_ascii_digit())
}
