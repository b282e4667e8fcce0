//! The scanner takes for JSON just what `serde_json` does, whole and cut in two, and reads the same texts.
#![no_main]

use libfuzzer_sys::fuzz_target;
use serde::de::IgnoredAny;
use spanscope::base::json::{Passing, Scanner, Shape, Stop};

fuzz_target!(|bytes: &[u8]| {
    let mut scanner = Scanner::new(bytes, 0, true);
    let passed = scanner.skip();
    let accepted = passed.is_ok() && scanner.peek() == Err(Stop::More);
    assert_eq!(accepted, serde_json::from_slice::<IgnoredAny>(bytes).is_ok());

    // Cut in two, what was passed of the first part need not be looked at again.
    let (first, _) = bytes.split_at(bytes.len() / 2);
    let mut passing = Passing::default();
    let mut half = Scanner::new(first, 0, false);
    let in_two = match half.pass(&mut passing) {
        Err(Stop::More) => Scanner::new(bytes, half.at(), true).pass(&mut passing),
        stopped => stopped,
    };
    assert_eq!(in_two, passed);

    // They refuse lone surrogates and wrong UTF-8; every other text is the same.
    if let Ok(theirs) = serde_json::from_slice::<String>(bytes) {
        let mut scanner = Scanner::new(bytes, 0, true);
        assert_eq!(scanner.shape(), Ok(Shape::Text));
        let text = scanner.text().expect("a text");
        assert_eq!(text.plain(&mut Vec::new()), theirs.as_bytes());
    }
});
