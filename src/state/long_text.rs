//! What is shown of a long text until more is asked for.

use crate::base::words;

/// Longer texts are cut …
const LONGEST: usize = 320;
/// … to so many characters.
const CHARACTERS: usize = 240;
/// Texts of more lines are cut …
const MOST_LINES: usize = 8;
/// … to so many.
const LINES: usize = 4;

/// The first part of a text and what is left out, in words; `None` for one that is shown whole.
pub fn first_part(text: &str) -> Option<(&str, String)> {
    let lines = text.lines().count();
    if lines > MOST_LINES {
        let end = text.match_indices('\n').nth(LINES - 1).map_or(text.len(), |(at, _)| at);
        let first = &text[..end];
        if first.chars().nth(LONGEST).is_none() {
            return Some((first, format!("{} more", words::count(lines - LINES, "line", "lines"))));
        }
    }
    text.char_indices().nth(LONGEST)?;
    let (end, _) = text.char_indices().nth(CHARACTERS)?;
    let rest = text[end..].chars().count();
    Some((&text[..end], format!("{} more", words::count(rest, "character", "characters"))))
}
