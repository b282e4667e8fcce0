//! Which of the two languages a text is, and what follows from errors.

use spanscope::query::{
    error::Level,
    reading::{Query, is_traceql, read},
};

#[test]
fn nothing_and_an_empty_filter_are_everything() {
    for text in ["", "  ", "{}", " { } ", "({ })", "\"\""] {
        assert_eq!(read(text).query, Query::All, "{text:?}");
        assert_eq!(read(text).errors, [], "{text:?}");
    }
    assert!(matches!(read("{").query, Query::TraceQl(_)));
    assert!(matches!(read("{ } with (a = 1)").query, Query::TraceQl(_)));
}

#[test]
fn traceql_begins_with_a_filter_or_a_function() {
    for text in [
        "{",
        "{ .a }",
        "{}",
        "({ .a } | count() > 1)",
        " ( ({",
        "count() > 2",
        "(by(name))",
        "{ \"a\" = .b }",
        "{ \"a: b\" = .c }",
        "select(name)",
    ] {
        assert!(is_traceql(text), "{text}");
    }
    for text in [
        "",
        "cart",
        "(cart)",
        "count",
        "count > 2",
        "rate limit",
        "( foo {",
        "{\"level\":\"error\"}",
        "{ \"trace_id\" : 5",
        "name={",
        "by (name)",
    ] {
        assert!(!is_traceql(text), "{text}");
    }
}

#[test]
fn hints_do_not_keep_a_search_from_being_answered() {
    let refusal = |text: &str| read(text).refusal().map(|error| error.level);
    assert_eq!(refusal("{ .a } with (most_recent = true)"), None);
    assert_eq!(refusal("{ } | rate() > 1"), Some(Level::Unsupported));
    assert_eq!(refusal("{ .a = }"), Some(Level::Wrong));
    assert_eq!(refusal("cart -db"), None);
}
