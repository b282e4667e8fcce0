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
