use proptest::prelude::*;
use spanscope::base::percent::{decode, encode};

#[test]
fn encodes_what_would_break_a_link() {
    assert_eq!(encode("a b&c=d#e?f+g%h"), "a%20b%26c%3Dd%23e%3Ff%2Bg%25h");
    assert_eq!(encode("samples/shop.json.gz"), "samples/shop.json.gz");
    assert_eq!(encode("käse"), "k%C3%A4se");
}

#[test]
fn reads_what_others_wrote() {
    assert_eq!(decode("a+b"), "a b");
    assert_eq!(decode("100%"), "100%");
    assert_eq!(decode("%zz%4"), "%zz%4");
    assert_eq!(decode("%e2%9c%93"), "✓");
    assert_eq!(decode("%ff"), "\u{fffd}");
}

proptest! {
    #[test]
    fn comes_back(text in any::<String>()) {
        prop_assert_eq!(decode(&encode(&text)), text);
    }
}
