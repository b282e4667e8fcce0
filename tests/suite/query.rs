//! Tests of `src/query`.

use spanscope::query::{Query, parse};

#[test]
fn nothing_and_empty_braces_are_everything() {
    for text in ["", "  ", "{}", " { } ", "\"\""] {
        assert_eq!(parse(text), Ok(Query::All), "{text:?}");
    }
}

#[test]
fn words_are_lower_case_and_quotes_hold_them_together() {
    let words = |text| match parse(text) {
        Ok(Query::Words(words)) => words,
        other => panic!("{other:?}"),
    };
    assert_eq!(words("Cart  GET"), ["cart", "get"]);
    assert_eq!(words("db \"SELECT stock\" x"), ["db", "select stock", "x"]);
    assert_eq!(words("\"open quote"), ["open quote"]);
}

#[test]
fn more_traceql_than_that_is_refused_with_its_place() {
    for (text, at) in [("{ duration > 1s }", 2), ("  {name=\"x\"}", 3), ("{} && {}", 1), ("{", 1)] {
        assert_eq!(parse(text).expect_err(text).at, at, "{text}");
    }
}
