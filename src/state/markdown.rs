//! Markdown for tickets and chats.

/// A text inside of a table or sentence in Markdown: it parts no cells and makes no markup.
pub fn cell(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '|' | '*' | '_' | '<' | '[' | '`' | '\\' => {
                written.push('\\');
                written.push(letter);
            }
            '\n' | '\r' => written.push(' '),
            letter => written.push(letter),
        }
    }
    written
}

/// A text as it is written, in a line of Markdown: its marks are longer than those inside of it, where a backslash would
/// be a letter like any other.
pub fn code(text: &str) -> String {
    let longest = text.split(|letter| letter != '`').map(str::len).max().unwrap_or(0);
    let marks = "`".repeat(longest + 1);
    let line = text.replace(['\n', '\r'], " ");
    // A blank on both sides belongs to the marks; without it those of the text would be read as more of them.
    let is_apart = line.starts_with(['`', ' ']) || line.ends_with(['`', ' ']);
    let blank = if is_apart { " " } else { "" };
    format!("{marks}{blank}{line}{blank}{marks}")
}
