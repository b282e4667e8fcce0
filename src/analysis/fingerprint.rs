//! Errors that are the same (analysis.md, "Error origins"): of one service, span name, exception type or code, and
//! message once numbers, hex, uuids and quoted text are folded.

/// At most so many characters of a folded message tell errors apart.
const MESSAGE_LIMIT: usize = 240;
/// Runs of hex digits that are letters too count from this length on: shorter ones are words.
const HEX_DIGITS: usize = 6;
/// Lengths of the parts of a uuid.
const UUID: [usize; 5] = [8, 4, 4, 4, 12];

/// A line that is the same for errors that are.
pub fn fingerprint(service: &str, name: &str, kind: &str, message: &str) -> String {
    let message = folded(message);
    let parts = [service, name, kind, &message].into_iter().filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(" · ")
}

/// The first line of a message with what differs from one time to the next taken out: `<n>`, `<hex>`, `<uuid>`, `<…>`.
pub fn folded(message: &str) -> String {
    let line = message.trim().lines().next().unwrap_or_default();
    let end = line.char_indices().nth(MESSAGE_LIMIT).map_or(line.len(), |(end, _)| end);
    let mut rest = &line[..end];
    let mut folded = String::with_capacity(rest.len());
    // Whether a letter or digit stands before: there, a quote is an apostrophe.
    let mut in_word = false;
    while let Some(character) = rest.chars().next() {
        let (taken, sign) = match character {
            '"' | '\'' | '`' | '“' | '‘' if !in_word => {
                quoted(rest, character).map_or((0, ""), |n| (n, "<…>"))
            }
            _ if character.is_ascii_alphanumeric() && !in_word => identifier(rest).unwrap_or((0, "")),
            _ => (0, ""),
        };
        let (taken, sign) = match sign {
            "" if character.is_ascii_digit() => (number(rest), "<n>"),
            _ => (taken, sign),
        };
        in_word = character.is_alphanumeric();
        if taken == 0 {
            folded.push(character);
            rest = &rest[character.len_utf8()..];
        } else {
            folded.push_str(sign);
            rest = &rest[taken..];
        }
    }
    folded
}

/// Bytes of a passage in quotes, when they are closed and nothing goes on behind them.
fn quoted(text: &str, open: char) -> Option<usize> {
    let close = match open {
        '“' => '”',
        '‘' => '’',
        same => same,
    };
    let inside = &text[open.len_utf8()..];
    let ends = |&(at, _): &(usize, &str)| {
        !inside[at + close.len_utf8()..].starts_with(|next: char| next.is_alphanumeric())
    };
    let (at, _) = inside.match_indices(close).find(ends)?;
    Some(open.len_utf8() + at + close.len_utf8())
}

/// Bytes of a uuid or of hex that stands as a word, and what it is folded to.
fn identifier(text: &str) -> Option<(usize, &'static str)> {
    let word = |text: &str| text.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let is_hex = |text: &str| text.bytes().all(|byte| byte.is_ascii_hexdigit());
    let mut at = 0;
    for (nth, length) in UUID.into_iter().enumerate() {
        let part = &text[at..];
        if word(part) != length || !is_hex(&part[..length]) {
            break;
        }
        at += length;
        if nth == UUID.len() - 1 {
            return Some((at, "<uuid>"));
        }
        if !text[at..].starts_with('-') {
            break;
        }
        at += 1;
    }
    let length = word(text);
    if let Some(digits) = text[..length].strip_prefix("0x").filter(|digits| !digits.is_empty()) {
        return is_hex(digits).then_some((length, "<hex>"));
    }
    let has = |test: fn(&u8) -> bool| text[..length].bytes().any(|byte| test(&byte));
    let mixed = has(u8::is_ascii_digit) && has(u8::is_ascii_alphabetic);
    (length >= HEX_DIGITS && mixed && is_hex(&text[..length])).then_some((length, "<hex>"))
}

/// Bytes of a number, points between digits included: `3`, `1.5`, `10.0.0.1`.
fn number(text: &str) -> usize {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut end = 0;
    while digit(end) || (bytes.get(end) == Some(&b'.') && digit(end + 1)) {
        end += 1;
    }
    end
}
