//! The words of links: one table a choice, for writing and for reading.

use crate::{
    protocol::flame::FlameOrder,
    state::session::{Hide, StorePart},
};

/// The orders of the flame graph and their words in links.
pub const FLAME_ORDERS: [(&str, FlameOrder); 2] =
    [("time", FlameOrder::Time), ("merged", FlameOrder::Merged)];

/// What is shown of a store, and its words in links.
pub const STORE_PARTS: [(&str, StorePart); 2] =
    [("found", StorePart::Found), ("dependencies", StorePart::Dependencies)];

/// The word for marked traces alone.
pub const MARKED: &str = "marked";

/// Says that the ruler shows times of day.
pub const CLOCK: &str = "clock";

/// Says that long gaps are not folded.
pub const TRUE_SCALE: &str = "linear";

/// The parts of the page that can be left out, and their words in links.
type HideWord = (&'static str, fn(&Hide) -> bool, fn(&mut Hide));
pub const HIDE_WORDS: [HideWord; 4] = [
    ("header", |hide| hide.header, |hide| hide.header = true),
    ("minimap", |hide| hide.minimap, |hide| hide.minimap = true),
    ("detail", |hide| hide.detail, |hide| hide.detail = true),
    ("open", |hide| hide.open, |hide| hide.open = true),
];

/// The word of a value in a table of words.
pub fn word_of<T: Copy + PartialEq>(words: &[(&'static str, T)], value: T) -> &'static str {
    words.iter().find(|(_, other)| *other == value).map_or("", |(word, _)| word)
}

/// The value of a word in such a table.
pub fn of_word<T: Copy>(words: &[(&'static str, T)], word: &str) -> Option<T> {
    words.iter().find(|(other, _)| *other == word).map(|(_, value)| *value)
}
