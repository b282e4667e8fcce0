//! Places in a text: browsers count UTF-16 units, the search language bytes.

/// The byte at which a place in UTF-16 units stands; inside a letter, the letter's beginning.
pub fn byte_of_unit(text: &str, unit: usize) -> usize {
    let mut units = 0;
    for (byte, letter) in text.char_indices() {
        if units + letter.len_utf16() > unit {
            return byte;
        }
        units += letter.len_utf16();
    }
    text.len()
}

/// The place in UTF-16 units at which a byte stands.
pub fn unit_of_byte(text: &str, byte: usize) -> usize {
    let end = text.floor_char_boundary(byte.min(text.len()));
    text[..end].encode_utf16().count()
}

/// The text with `from..to` replaced, and the byte behind what was put there.
pub fn replaced(text: &str, from: usize, to: usize, with: &str) -> (String, usize) {
    let from = text.floor_char_boundary(from.min(text.len()));
    let to = text.floor_char_boundary(to.min(text.len())).max(from);
    (format!("{}{with}{}", &text[..from], &text[to..]), from + with.len())
}
