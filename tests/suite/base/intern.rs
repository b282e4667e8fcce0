use proptest::prelude::*;
use spanscope::base::intern::{Strings, Symbol};

proptest! {
    #[test]
    fn equal_texts_have_one_symbol_and_it_gives_the_text(texts in prop::collection::vec("[a-c€]{0,4}", 0..200)) {
        let mut strings = Strings::default();
        let symbols: Vec<Symbol> = texts.iter().map(|text| strings.intern(text)).collect();
        for (text, symbol) in texts.iter().zip(&symbols) {
            prop_assert_eq!(strings.get(*symbol), text);
            prop_assert_eq!(strings.find(text), Some(*symbol));
        }
        let mut distinct = texts.clone();
        distinct.push(String::new());
        distinct.sort();
        distinct.dedup();
        prop_assert_eq!(strings.len(), distinct.len());
        strings.seal();
        for (text, symbol) in texts.iter().zip(&symbols) {
            prop_assert_eq!(strings.get(*symbol), text, "after sealing");
        }
        strings.unseal();
        for (text, symbol) in texts.iter().zip(&symbols) {
            prop_assert_eq!(strings.intern(text), *symbol, "after unsealing");
        }
    }
}

#[test]
fn long_texts_and_many_segments_hold() {
    let mut strings = Strings::default();
    let long = "x".repeat(3_000_000);
    let symbols: Vec<Symbol> =
        (0..2_000).map(|n| strings.intern(&format!("{n}{}", &long[..n * 2]))).collect();
    let longest = strings.intern(&long);
    for (n, symbol) in symbols.iter().enumerate() {
        assert_eq!(strings.get(*symbol), format!("{n}{}", &long[..n * 2]));
    }
    assert_eq!(strings.get(longest).len(), 3_000_000);
}

#[test]
fn wrong_utf8_is_replaced_and_told() {
    let mut strings = Strings::default();
    let (symbol, mended) = strings.intern_bytes(b"a\xffb");
    assert_eq!((strings.get(symbol), mended), ("a\u{fffd}b", true));
    assert!(!strings.intern_bytes("a€".as_bytes()).1);
}
