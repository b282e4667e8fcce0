//! Words that are looked for whatever their case, in one text and in the dictionary.

use proptest::{collection::vec, prelude::*};
use spanscope::base::{
    caseless::Word,
    intern::{Strings, Symbol},
};

/// Every place where a word stands, one after the other.
fn places(word: Word<'_>, text: &[u8]) -> Vec<usize> {
    let next = |from| word.find(text, from);
    std::iter::successors(next(0), |at| next(at + 1)).collect()
}

proptest! {
    /// Signs that differ from others by the bit that makes a capital small are no letters.
    #[test]
    fn a_word_is_found_wherever_it_stands(word in "[aAzZ@`\\[{0-]{1,10}", text in "[aAzZ@`\\[{0-]{0,140}") {
        let expected: Vec<usize> = text
            .as_bytes()
            .windows(word.len())
            .enumerate()
            .filter(|(_, window)| window.eq_ignore_ascii_case(word.as_bytes()))
            .map(|(at, _)| at)
            .collect();
        prop_assert_eq!(places(Word::new(&word).expect("a word"), text.as_bytes()), expected);
    }

    #[test]
    fn the_dictionary_is_looked_through(texts in vec("[aAbB\u{0}ü]{0,12}", 0..200), word in "[aAbB\u{0}ü]{1,3}") {
        let mut strings = Strings::default();
        texts.iter().for_each(|text| { strings.intern(text); });
        let found = strings.with(Word::new(&word).expect("a word"));
        for (symbol, text) in strings.iter() {
            let expected = text.to_ascii_lowercase().contains(&word.to_ascii_lowercase());
            prop_assert_eq!(found.get(symbol.0 as usize), expected, "{:?} in {:?}", word, text);
        }
    }
}

#[test]
fn the_empty_word_is_none() {
    assert!(Word::new("").is_none());
}

#[test]
fn texts_longer_than_a_segment_are_looked_through() {
    let mut strings = Strings::default();
    let mut add = |text: String| strings.intern(&text);
    let before = add("a needle before".to_owned());
    let long = add(format!("{}needle{}", "x".repeat(3 << 20), "y".repeat(1 << 20)));
    let without = add("z".repeat(2 << 20));
    let many: Vec<Symbol> = (0..100_000).map(|number| add(format!("text number {number}"))).collect();
    let behind = add("the last Needle".to_owned());
    let found: Vec<usize> = strings.with(Word::new("NEEDLE").expect("a word")).ones().collect();
    assert_eq!(found, [before, long, behind].map(|symbol| symbol.0 as usize));
    assert!(!found.contains(&(without.0 as usize)));
    let found: Vec<usize> = strings.with(Word::new("number 9999").expect("a word")).ones().collect();
    let expected = [9_999].into_iter().chain(99_990..100_000).map(|number| many[number].0 as usize);
    assert_eq!(found, expected.collect::<Vec<_>>());
}
