//! Statements in lines: SQL that came as one long line is broken before its clauses, so that it can be read. Nothing
//! but white space changes.

/// Shorter statements stay on their line.
const SHORT: usize = 60;
/// What a line begins with. Longer ones come before those they begin with.
const CLAUSES: [&str; 24] = [
    "SELECT",
    "FROM",
    "WHERE",
    "GROUP BY",
    "HAVING",
    "ORDER BY",
    "LIMIT",
    "OFFSET",
    "UNION ALL",
    "UNION",
    "INSERT INTO",
    "VALUES",
    "UPDATE",
    "SET",
    "DELETE FROM",
    "RETURNING",
    "ON CONFLICT",
    "INNER JOIN",
    "LEFT JOIN",
    "RIGHT JOIN",
    "FULL JOIN",
    "CROSS JOIN",
    "JOIN",
    "WITH",
];
/// What stands further in, on a line of its own.
const CONDITIONS: [&str; 2] = ["AND", "OR"];
/// Words that hold the next one on their line: `FOR UPDATE`, `DO UPDATE`, `KEY UPDATE`, `IS DISTINCT FROM`.
const HOLDING: [&str; 4] = ["FOR", "DO", "KEY", "DISTINCT"];
const INDENT: &str = "  ";

/// The statement in lines; `None` when it is better left as it is: it is short, has lines already, or is no SQL.
pub fn in_lines(text: &str) -> Option<String> {
    let text = text.trim();
    let is_short = text.chars().nth(SHORT).is_none();
    if is_short || text.contains('\n') || !begins_with_clause(text) {
        return None;
    }
    let mut lines = String::with_capacity(text.len() + text.len() / 4);
    // How deep in parentheses, and for each of those open whether clauses in it get lines of their own.
    let mut open: Vec<bool> = Vec::new();
    let mut is_between = false;
    let mut at = 0;
    while let Some(letter) = text[at..].chars().next() {
        let rest = &text[at..];
        let is_first = at == 0 || !text[..at].ends_with(is_word);
        if matches!(letter, '\'' | '"' | '`') {
            let end = quoted_end(rest, letter);
            lines.push_str(&rest[..end]);
            at += end;
            continue;
        }
        let breaks = open.iter().all(|has_lines| *has_lines) && !is_held(&text[..at]);
        let clause = if is_first && breaks { word_of(&CLAUSES, rest) } else { None };
        let condition = if is_first && breaks { word_of(&CONDITIONS, rest) } else { None };
        if let Some(word) = clause.or(condition) {
            // The AND of a BETWEEN is none of a condition.
            if condition.is_some() && core::mem::take(&mut is_between) {
                lines.push_str(&rest[..word]);
            } else {
                let inner = usize::from(condition.is_some());
                begin_line(&mut lines, open.len() + inner);
                lines.push_str(&rest[..word]);
            }
            at += word;
            continue;
        }
        is_between |= is_first && word_of(&["BETWEEN"], rest).is_some();
        match letter {
            '(' => open.push(begins_with_clause(rest[1..].trim_start())),
            ')' => drop(open.pop()),
            _ => {}
        }
        lines.push(letter);
        at += letter.len_utf8();
    }
    Some(lines)
}

/// Goes to a new line; at the very beginning there is one already.
fn begin_line(lines: &mut String, depth: usize) {
    lines.truncate(lines.trim_end_matches(' ').len());
    if !lines.is_empty() {
        lines.push('\n');
        lines.push_str(&INDENT.repeat(depth));
    }
}

fn begins_with_clause(text: &str) -> bool {
    word_of(&["SELECT", "INSERT INTO", "UPDATE", "DELETE FROM", "WITH"], text).is_some()
}

/// The length of the word a text begins with, if it is one of some; its case does not matter.
fn word_of(words: &[&str], text: &str) -> Option<usize> {
    let is_it = |word: &&&str| {
        text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
            && !text[word.len()..].starts_with(is_word)
    };
    words.iter().find(is_it).map(|word| word.len())
}

/// Whether the word before holds the next one on its line.
fn is_held(before: &str) -> bool {
    let before = before.trim_end();
    let word = before.rsplit(|letter| !is_word(letter)).next().unwrap_or_default();
    HOLDING.iter().any(|holding| word.eq_ignore_ascii_case(holding))
}

fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

/// The place behind a quoted text. A doubled quote in it reads as two texts side by side.
fn quoted_end(text: &str, quote: char) -> usize {
    let mut is_escaped = false;
    for (at, letter) in text.char_indices().skip(1) {
        if letter == quote && !is_escaped {
            return at + letter.len_utf8();
        }
        is_escaped = letter == '\\' && !is_escaped;
    }
    text.len()
}
