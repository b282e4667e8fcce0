//! The scanner against `serde_json`: the same texts accepted, the same values read.

use proptest::prelude::*;
use serde::de::IgnoredAny;
use serde_json::Value;
use spanscope::base::json::{Passing, Scanner, Shape, Stop};

/// Whether the scanner takes the bytes for one JSON value.
fn accepts(bytes: &[u8]) -> bool {
    let mut scanner = Scanner::new(bytes, 0, true);
    scanner.skip().is_ok() && scanner.peek() == Err(Stop::More)
}

/// The value that begins here, as `serde_json` has it.
fn value(scanner: &mut Scanner<'_>) -> Result<Value, Stop> {
    let text = |text: spanscope::base::json::Text<'_>| {
        String::from_utf8_lossy(text.plain(&mut Vec::new())).into_owned()
    };
    Ok(match scanner.shape()? {
        Shape::Null => scanner.word().map(|_| Value::Null)?,
        Shape::Bool => Value::Bool(scanner.word()? == b"true"),
        Shape::Text => Value::String(text(scanner.text()?)),
        Shape::Number => number(std::str::from_utf8(scanner.number()?).expect("digits")),
        Shape::Array => {
            let mut list = Vec::new();
            let mut goes_on = scanner.enter(b']')?;
            while goes_on {
                list.push(value(scanner)?);
                goes_on = scanner.another(b']')?;
            }
            Value::Array(list)
        }
        Shape::Object => {
            let mut map = serde_json::Map::new();
            let mut goes_on = scanner.enter(b'}')?;
            while goes_on {
                let name = text(scanner.name()?);
                map.insert(name, value(scanner)?);
                goes_on = scanner.another(b'}')?;
            }
            Value::Object(map)
        }
    })
}

fn number(digits: &str) -> Value {
    match (digits.parse::<u64>(), digits.parse::<i64>()) {
        (Ok(whole), _) => Value::from(whole),
        (_, Ok(whole)) if digits != "-0" => Value::from(whole),
        _ => Value::from(digits.parse::<f64>().expect("a number")),
    }
}

/// JSON texts of every kind of value, with white space and escapes.
fn texts() -> impl Strategy<Value = String> {
    let space = prop::sample::select(vec!["", "", "", " ", "\n", "\r\n\t "]);
    let number = prop_oneof![
        any::<i64>().prop_map(|number| number.to_string()),
        any::<u64>().prop_map(|number| number.to_string()),
        any::<f64>()
            .prop_filter("finite", |number| number.is_finite())
            .prop_map(|number| format!("{number:e}")),
        "-?(0|[1-9][0-9]{0,25})(\\.[0-9]{1,20})?([eE][+-]?[0-9]{1,2})?",
    ];
    let string = prop_oneof![
        "[ -!#-\\[\\]-~é€😀]{0,20}".prop_map(|text| format!("\"{text}\"")),
        "([a-z]{0,9}|\\\\[\"\\\\/bfnrt]|\\\\u[0-9a-fA-F]{4}|\\\\ud83d\\\\ude0[0-9]){0,6}"
            .prop_map(|text| format!("\"{text}\"")),
    ];
    let word = prop::sample::select(vec!["true".to_owned(), "false".to_owned(), "null".to_owned()]);
    let leaf = prop_oneof![number, string.clone(), word];
    leaf.prop_recursive(5, 60, 6, move |inner| {
        let spaced = (space.clone(), inner, space.clone()).prop_map(|(a, text, b)| format!("{a}{text}{b}"));
        let member = (space.clone(), string.clone(), space.clone(), spaced.clone())
            .prop_map(|(a, name, b, value)| format!("{a}{name}{b}:{value}"));
        prop_oneof![
            prop::collection::vec(spaced, 0..6).prop_map(|list| format!("[{}]", list.join(","))),
            prop::collection::vec(member, 0..6).prop_map(|list| format!("{{{}}}", list.join(","))),
        ]
    })
}

/// A text with some bytes put in, taken out or changed.
fn mutated() -> impl Strategy<Value = Vec<u8>> {
    let byte = prop_oneof![
        3 => prop::sample::select(b"{}[]\",:\\/-+0123456789.eEutfrnbals \n\t\r\x00\x1f\x7f".to_vec()),
        1 => any::<u8>(),
    ];
    let change = (any::<prop::sample::Index>(), 0..3, byte);
    (texts(), prop::collection::vec(change, 0..4)).prop_map(|(text, changes)| {
        let mut bytes = text.into_bytes();
        for (at, what, byte) in changes {
            let at = at.index(bytes.len() + 1);
            match what {
                0 => bytes.insert(at, byte),
                1 if at < bytes.len() => drop(bytes.remove(at)),
                _ if at < bytes.len() => bytes[at] = byte,
                _ => bytes.truncate(at / 2),
            }
        }
        bytes
    })
}

/// Tokens in any order.
fn tokens() -> impl Strategy<Value = Vec<u8>> {
    let tokens = vec![
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"a\"",
        "\"\\u00e9\"",
        "\"\\ud800\"",
        "\"\\",
        "0",
        "-1",
        "1.5e3",
        "01",
        "1.",
        ".5",
        "-",
        "1e",
        "true",
        "nul",
        "null",
        " ",
        "\n",
        "\"",
        "NaN",
        "{\"a\":",
        "[[",
        "]]",
        "\u{feff}",
    ];
    prop::collection::vec(prop::sample::select(tokens), 0..9).prop_map(|tokens| tokens.concat().into_bytes())
}

fn check(bytes: &[u8]) {
    let theirs = serde_json::from_slice::<IgnoredAny>(bytes).is_ok();
    assert_eq!(accepts(bytes), theirs, "{:?}", String::from_utf8_lossy(bytes));
    // A tree of theirs is pickier: it refuses lone surrogates, wrong UTF-8 and numbers beyond doubles, and great depth.
    // And it is some steps off in the last digits of doubles, where ours are the nearest there are.
    if let Ok(theirs) = serde_json::from_slice::<Value>(bytes) {
        let ours = value(&mut Scanner::new(bytes, 0, true)).expect("a value");
        assert!(alike(&ours, &theirs), "{ours} {theirs}");
    }
}

fn alike(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Array(a), Value::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| alike(a, b)),
        (Value::Object(a), Value::Object(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.0 == b.0 && alike(a.1, b.1))
        }
        (Value::Number(a), Value::Number(b)) if a.is_f64() && b.is_f64() => {
            let (a, b) = (a.as_f64().unwrap_or(f64::NAN), b.as_f64().unwrap_or(f64::NAN));
            (a - b).abs() <= (a.abs() * 1e-14).max(1e-320)
        }
        _ => a == b,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_500))]
    #[test]
    fn whole_texts_are_read_alike(text in texts()) {
        prop_assert!(accepts(text.as_bytes()), "{}", text);
        check(text.as_bytes());
    }

    #[test]
    fn changed_texts_are_judged_alike(bytes in mutated()) {
        check(&bytes);
    }

    #[test]
    fn tokens_in_any_order_are_judged_alike(bytes in tokens()) {
        check(&bytes);
    }

    /// The bytes come one after another; what was passed is never looked at again.
    #[test]
    fn passing_over_goes_on_across_every_cut(bytes in mutated()) {
        let mut whole = Scanner::new(&bytes, 0, true);
        let expected = whole.skip();
        let mut passing = Passing::default();
        let (mut at, mut lines) = (0, 0);
        for end in 0..=bytes.len() {
            let mut scanner = Scanner::new(&bytes[..end], at, end == bytes.len());
            let stopped = scanner.pass(&mut passing);
            (at, lines) = (scanner.at(), lines + scanner.lines());
            if stopped == Err(Stop::More) && end < bytes.len() {
                continue;
            }
            prop_assert_eq!(stopped, expected);
            if expected.is_ok() {
                prop_assert_eq!((at, lines), (whole.at(), whole.lines()));
            }
            break;
        }
    }

    /// Whatever part of a text has come, nothing in it is called wrong.
    #[test]
    fn the_beginning_of_a_text_only_asks_for_more(text in texts(), end in any::<prop::sample::Index>()) {
        let bytes = text.as_bytes();
        let mut scanner = Scanner::new(&bytes[..end.index(bytes.len())], 0, false);
        let stopped = scanner.skip();
        prop_assert!(stopped == Err(Stop::More) || stopped.is_ok(), "{:?}", stopped);
    }
}

#[test]
fn depth_has_no_limit() {
    let deep = [b"[".repeat(1_000_000), b"{\"a\":".repeat(1_000_000)].concat();
    assert_eq!(Scanner::new(&deep, 0, true).skip(), Err(Stop::More));
    let closed = [deep, b"1".to_vec(), b"}".repeat(1_000_000), b"]".repeat(1_000_000)].concat();
    assert!(accepts(&closed));
}

#[test]
fn a_lone_surrogate_is_replaced_and_a_pair_is_one_letter() {
    for (written, letters) in [
        (r#""\ud83d\ude00""#, "😀"),
        (r#""\ud83d""#, "\u{fffd}"),
        (r#""\ude00x""#, "\u{fffd}x"),
        (r#""\ud83d\u0041""#, "\u{fffd}A"),
        (r#""\ud83d\ud83d\ude00""#, "\u{fffd}😀"),
    ] {
        let text = Scanner::new(written.as_bytes(), 0, true).text().expect("a text");
        assert_eq!(text.plain(&mut Vec::new()), letters.as_bytes(), "{written}");
    }
}

#[test]
fn what_is_wrong_is_placed() {
    for (text, at, expected) in [
        ("{\"a\" 1}", 5, "a colon"),
        ("[1 2]", 3, "a comma or ]"),
        ("{\"a\":1,}", 7, "a name in quotes"),
        ("[1,]", 3, "a value"),
        ("\"a\nb\"", 2, "no control character inside a text"),
        ("\"a\\x\"", 2, "an escape that JSON knows"),
        ("[tru]", 1, "true, false or null"),
        ("[-x]", 1, "a number"),
    ] {
        assert_eq!(Scanner::new(text.as_bytes(), 0, true).skip(), Err(Stop::Bad { at, expected }), "{text}");
    }
}

#[test]
fn lines_are_passed_as_far_as_they_came() {
    let mut scanner = Scanner::new(b"rest\nnext", 0, false);
    assert_eq!((scanner.pass_line(), scanner.at(), scanner.byte()), (Ok(true), 5, Ok(b'n')));
    assert_eq!((scanner.pass_line(), scanner.at(), scanner.lines()), (Ok(false), 9, 1));
    assert_eq!(scanner.pass_line(), Err(Stop::More));
}
