//! Numbers, durations and texts as written and as meant.

use proptest::prelude::*;
use spanscope::query::{
    literal::{NumberError, number, text, write_duration, write_text},
    tree::Static,
};

#[test]
fn numbers() {
    for (written, value) in [
        ("0", Static::Int(0)),
        ("007", Static::Int(7)),
        ("1_000", Static::Int(1_000)),
        ("0xFF", Static::Int(255)),
        ("9223372036854775807", Static::Int(i64::MAX)),
        ("1.5", Static::Float(1.5)),
        (".5", Static::Float(0.5)),
        ("1.", Static::Float(1.0)),
        ("2e3", Static::Float(2_000.0)),
        ("2.5E-3", Static::Float(0.0025)),
    ] {
        assert_eq!(number(written, false), Ok(value), "{written}");
    }
    assert_eq!(number("9223372036854775808", true), Ok(Static::Int(i64::MIN)));
    assert_eq!(number("1.5", true), Ok(Static::Float(-1.5)));
    for too_large in [
        "9223372036854775808",
        "99999999999999999999999999999999999999999",
        "1e400",
        "0xfffffffffffffffff",
        "300y",
    ] {
        assert_eq!(number(too_large, false), Err(NumberError::TooLarge), "{too_large}");
    }
    for none in ["5x", "5xx", "1.5.2", "1h30", "1..s", ".s", "0x", "0xg", "1e", "5ss", "1sm5"] {
        assert_eq!(number(none, false), Err(NumberError::Unit), "{none}");
    }
}

#[test]
fn durations_to_the_nanosecond() {
    const S: i64 = 1_000_000_000;
    for (written, ns) in [
        ("1ns", 1),
        ("1us", 1_000),
        ("1µs", 1_000),
        ("1μs", 1_000),
        ("1ms", 1_000_000),
        ("1s", S),
        ("1m", 60 * S),
        ("1h", 3_600 * S),
        ("1d", 86_400 * S),
        ("1w", 7 * 86_400 * S),
        ("1h30m", 5_400 * S),
        ("1d2h3m4s5ms6us7ns", 93_784 * S + 5_006_007),
        ("1.5s", 1_500_000_000),
        (".5s", 500_000_000),
        ("1.5d", 129_600 * S),
        ("0.1ns", 0),
        ("9007199.254740993s", 9_007_199_254_740_993),
        ("9223372036.854775807s", i64::MAX),
    ] {
        assert_eq!(number(written, false), Ok(Static::Duration(ns)), "{written}");
    }
    assert_eq!(number("9223372036.854775808s", true), Ok(Static::Duration(i64::MIN)));
}

proptest! {
    #[test]
    fn durations_are_read_as_they_are_written(ns in prop_oneof![any::<i64>(), 0..10_000_000_000_000_i64]) {
        let mut written = String::new();
        write_duration(&mut written, ns).expect("written");
        let (is_negative, magnitude) = written.strip_prefix('-').map_or((false, &*written), |rest| (true, rest));
        prop_assert_eq!(number(magnitude, is_negative), Ok(Static::Duration(ns)), "{}", written);
    }

    #[test]
    fn texts_are_read_as_they_are_written(value in any::<String>()) {
        let mut written = String::new();
        write_text(&mut written, &value).expect("written");
        prop_assert_eq!(text(&written), (value, None), "{}", written);
    }
}

#[test]
fn escapes() {
    for (written, value) in [
        (r#""a\"b\\c""#, "a\"b\\c"),
        (r#""\a\b\f\n\r\t\v""#, "\u{7}\u{8}\u{c}\n\r\t\u{b}"),
        (r#""\x41\101\u0041\U0001F600""#, "AAA😀"),
        (r#""\xf0\x9f\x98\x80""#, "😀"),
        (r#""\xff""#, "\u{fffd}"),
        (r"`\d\n`", r"\d\n"),
    ] {
        assert_eq!(text(written), (value.to_owned(), None), "{written}");
    }
    for (written, value, bad) in [
        (r#""a\d""#, r"a\d", 2..4),
        (r#""\u12""#, r"\u12", 1..3),
        (r#""\ud800""#, r"\ud800", 1..3),
        (r#""\400""#, r"\400", 1..3),
        (r#""é\é""#, r"é\é", 3..6),
    ] {
        let (read, error) = text(written);
        assert_eq!((read.as_str(), error.map(|error| error.at..error.to)), (value, Some(bad)), "{written}");
    }
}
