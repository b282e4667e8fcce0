//! Conditions put into searches and taken out again.

use super::trees;
use proptest::prelude::*;
use spanscope::query::{
    edit::{Asked, Condition, has, pressed, together, with, without},
    parser::parse,
    reading::{Query, read},
    tree::{Field, Spanset, Static},
};

fn field(text: &str) -> Field {
    match parse(&format!("{{ {text} }}")) {
        (pipeline, errors) if errors.is_empty() => match pipeline.first {
            Spanset::Filter(Some(field)) => field,
            other => panic!("{other:?}"),
        },
        (_, errors) => panic!("{text}: {errors:?}"),
    }
}

/// Search, condition, and the search with the condition; without it, it is the first one again.
fn check(rows: &[(&str, &str, &str)]) {
    for (text, condition, expected) in rows {
        let condition = field(condition);
        assert!(!has(text, &condition), "{text}");
        let changed = with(text, &condition).unwrap_or_else(|| panic!("{text} takes no condition"));
        assert_eq!(changed, *expected);
        assert!(read(&changed).refusal().is_none(), "{changed}");
        assert!(has(&changed, &condition), "{changed}");
        assert_eq!(without(&changed, &condition), *text);
    }
}

#[test]
fn a_filter_takes_it_into_its_braces() {
    check(&[
        ("", "status = error", "{ status = error }"),
        ("{ kind = server }", "status = error", "{ kind = server && status = error }"),
        ("{kind=server}", "status = error", "{kind=server && status = error}"),
        ("{ .a = 1 || .b = 2 }", "status = error", "{ .a = 1 || .b = 2 && status = error }"),
        ("({ .a = 1 })", "!(.b = 2)", "({ .a = 1 && !(.b = 2) })"),
        ("{ .a = 1 }", ".b = 1 || .c = 2", "{ .a = 1 && (.b = 1 || .c = 2) }"),
        ("{ .a = \"}\" }", ".b = 1", "{ .a = \"}\" && .b = 1 }"),
        ("{ .a = 1 } with (most_recent=true)", ".b = 1", "{ .a = 1 && .b = 1 } with (most_recent=true)"),
    ]);
}

#[test]
fn any_other_query_gets_a_stage() {
    check(&[
        ("{ .a = 1 } >> { .b = 2 }", "status = error", "{ .a = 1 } >> { .b = 2 } | { status = error }"),
        ("{ .a = 1 } && { .b = 2 }", "status = error", "{ .a = 1 } && { .b = 2 } | { status = error }"),
        ("{ .a = 1 } | count() > 2", "kind = server", "{ .a = 1 } | count() > 2 | { kind = server }"),
        ("{ .a = 1 } | { .b = 2 }", "kind = server", "{ .a = 1 } | { .b = 2 && kind = server }"),
        ("{ .a = 1 } | by(.b)", "kind = server", "{ .a = 1 } | by(.b) | { kind = server }"),
    ]);
    let text = "{ .a = 1 } >> { .b = 2 } | { status = error && kind = server }";
    assert_eq!(without(text, &field("status = error")), "{ .a = 1 } >> { .b = 2 } | { kind = server }");
}

#[test]
fn words_get_a_word() {
    check(&[
        ("cart", "resource.service.name = \"web\"", "cart service=web"),
        ("cart", "name = \"GET /cart\"", "cart name=\"GET /cart\""),
        ("cart", "name != \"GET /cart\"", "cart -name=\"GET /cart\""),
        ("cart", "status = error", "cart status=error"),
        ("cart", "kind != server", "cart -kind=server"),
        ("cart", "span.http.response.status_code = 500", "cart span.http.response.status_code=500"),
        ("cart", "span.code = \"500\"", "cart span.code=\"500\""),
        ("cart", "span.hit = true", "cart span.hit=true"),
        ("cart", "span.hit = \"true\"", "cart span.hit=\"true\""),
        ("cart", "!(span.region = \"eu-1\")", "cart -span.region=eu-1"),
        ("cart", "span.s = \"\"", "cart span.s=\"\""),
        ("cart", "span.s = \"*\"", "cart span.s=\"*\""),
        // What a word cannot say stands in braces.
        ("cart", "span.q = `a \"b\"`", "cart { span.q = `a \"b\"` }"),
        ("cart", "span.\"two words\" = 1", "cart { span.\"two words\" = 1 }"),
        ("cart", "span.s = \"=x\"", "cart { span.s = \"=x\" }"),
        ("cart", "rootName !~ \"x.*\"", "cart { rootName !~ \"x.*\" }"),
        ("cart { .a = 1 }", "status = error", "cart { .a = 1 } status=error"),
        ("status=error", "kind = server", "status=error kind=server"),
    ]);
    assert_eq!(with("\"open", &field("status = error")).as_deref(), Some("\"open\" status=error"));
    assert_eq!(without("a SERVICE=Web b", &field("resource.service.name = \"web\"")), "a b");
    assert_eq!(without("a { .b = 1 && kind = server }", &field(".b = 1")), "a { kind = server }");
}

#[test]
fn it_is_found_however_it_is_written() {
    for (text, condition) in [
        ("{status=error}", "status = error"),
        ("{ error = status }", "status = error"),
        ("{ span:status = error && .a = 1 }", "status = error"),
        ("{ (status = error) && .a = 1 }", "status = error"),
        ("{ .a = 1 && .b = 2 && .c = 3 }", ".b = 2"),
        ("{ .a = 1 || .b = 2 && .c = 3 }", ".c = 3"),
        ("{ .region = \"eu\" }", "span.region = \"eu\""),
        ("{ resource.region = \"eu\" }", ".region = \"eu\""),
        ("{ span.region != \"eu\" }", "!(span.region = \"eu\")"),
        ("{ !(status = ok) }", "status != ok"),
        ("service=web", "resource.service.name = \"web\""),
        ("service=WEB", "resource.service.name = \"web\""),
        ("service!=web", "!(resource.service.name = \"web\")"),
        ("x -region=eu", "!(span.region = \"eu\")"),
        ("status=404", "span.status = 404"),
    ] {
        assert!(has(text, &field(condition)), "{text}: {condition}");
    }
}

#[test]
fn what_does_not_stand_by_itself_is_not_found() {
    for (text, condition) in [
        ("{ .a = 1 || .b = 2 }", ".b = 2"),
        ("{ .a = 1 && .b = 2 || .c = 3 }", ".a = 1"),
        ("{ !(.a = 1 && .b = 2) }", ".b = 2"),
        ("{ .a = 1 } >> { .b = 2 }", ".b = 2"),
        ("{ .a = 1 } && { .b = 2 }", ".b = 2"),
        ("{ .a = 1 } | count() > 2", ".a = 1"),
        ("{ span.region = \"eu\" }", "resource.region = \"eu\""),
        ("{ .a = \"X\" }", ".a = \"x\""),
        ("{ .a = 1", ".a = 1"),
        ("-{ .a = 1 }", ".a = 1"),
        ("a=*", ".a = \"*\""),
        ("status=", "status = error"),
    ] {
        assert!(!has(text, &field(condition)), "{text}: {condition}");
        assert_eq!(without(text, &field(condition)), text);
    }
}

#[test]
fn a_wrong_search_takes_none() {
    for text in ["{ status = }", "status=", "{ .a = 1", "{ } | rate()"] {
        assert_eq!(with(text, &field("kind = server")), None, "{text}");
    }
    assert_eq!(with(&"x ".repeat(40_000), &field("kind = server")), None);
}

#[test]
fn a_value_is_pressed_excluded_and_let_go() {
    let asked = Condition::read("resource.service.name", "\"web\"").expect("a condition");
    let excluded = asked.clone().turned();
    let chain = [
        (&asked, "{ resource.service.name = \"web\" }"),
        (&excluded, "{ !(resource.service.name = \"web\") }"),
        (&asked, "{ resource.service.name = \"web\" }"),
        (&asked, ""),
    ];
    let mut text = String::new();
    for (condition, expected) in chain {
        text = pressed(&text, condition).expect("a search");
        assert_eq!(text, expected);
    }
    assert_eq!(pressed("a service=web b", &excluded).as_deref(), Some("a b -service=web"));
    assert_eq!(pressed("{ status = }", &asked), None);
}

#[test]
fn conditions_are_listed() {
    let listed = |text| Asked::of(text).conditions.iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(listed("{ .a = 1 && !(.b = 2) && duration > 1s }"), [".a = 1", "!(.b = 2)", "duration > 1s"]);
    assert_eq!(
        listed("x service=web { .b = 2 && kind = server }"),
        ["resource.service.name = \"web\"", ".b = 2", "kind = server"]
    );
    assert!(listed("x y").is_empty());
    assert!(listed("{ }").is_empty());
}

#[test]
fn what_is_no_condition_is_none() {
    assert_eq!(Condition::read("status", "nil"), None);
    assert_eq!(Condition::read("status", "[1, 2]"), None);
    assert_eq!(Condition::read("status = error && kind", "server"), None);
    assert_eq!(Condition::read(".a } | {.b", "1"), None);
    assert_eq!(Condition::of(&field("1 = 2")), None);
    assert_eq!(Condition::of(&field(".a = .b")), None);
    assert_eq!(Condition::of(&field("!(.a != 1)")), None);
}

fn condition() -> impl Strategy<Value = Condition> {
    let value =
        trees::value().prop_filter("a value", |value| !matches!(value, Static::Nil | Static::Array(_)));
    (trees::name(), value, any::<bool>()).prop_map(|(name, value, excluded)| Condition {
        name,
        value,
        excluded,
    })
}

proptest! {
    #[test]
    fn added_and_removed_gives_any_query_back(query in trees::pipeline(), condition in condition()) {
        let text = query.to_string();
        let field = condition.field();
        prop_assume!(!has(&text, &field));
        if let Some(changed) = with(&text, &field) {
            prop_assert!(has(&changed, &field), "{}", changed);
            prop_assert!(read(&changed).refusal().is_none(), "{}", changed);
            // `{ }` finds every span, as no search does.
            let expected = if read(&text).query == Query::All { "" } else { &text };
            prop_assert_eq!(without(&changed, &field), expected);
        }
    }

    #[test]
    fn added_and_removed_gives_any_words_back(text in "[a-z=\"{}&. -]{0,24}", condition in condition()) {
        let text = text.trim();
        let field = condition.field();
        prop_assume!(!has(text, &field) && !text.starts_with(['{', '(']));
        if let Some(changed) = with(text, &field) {
            prop_assert!(has(&changed, &field), "{}", changed);
            if read(text).query == Query::All {
                prop_assert_eq!(without(&changed, &field), "");
                return Ok(());
            }
            let quote = if text.matches('"').count() % 2 == 1 { "\"" } else { "" };
            prop_assert_eq!(without(&changed, &field), format!("{text}{quote}"));
        }
    }

    #[test]
    fn nothing_typed_breaks_it(text in any::<String>(), condition in condition()) {
        let field = condition.field();
        has(&text, &field);
        with(&text, &field);
        without(&text, &field);
    }
}

#[test]
fn two_searches_together_find_traces_with_what_either_finds() {
    let other = "{ name = \"a\" } > { name = \"b\" }";
    for (text, expected) in [
        ("", Some("{ name = \"a\" } > { name = \"b\" }")),
        ("{ status = error }", Some("{ status = error } && ({ name = \"a\" } > { name = \"b\" })")),
        ("{ } | count() > 2", Some("({ } | count() > 2) && ({ name = \"a\" } > { name = \"b\" })")),
        (
            "status=error -duration>1s",
            Some("{ (status = error) && !(duration > 1s) } && ({ name = \"a\" } > { name = \"b\" })"),
        ),
        ("checkout", None),
        ("{ duration > }", None),
    ] {
        let both = together(text, other);
        assert_eq!(both.as_deref(), expected, "{text}");
        assert!(both.is_none_or(|both| read(&both).refusal().is_none()), "{text}");
    }
    assert_eq!(
        together("{ status = error }", "{ name = \"b\" }").as_deref(),
        Some("{ status = error } && { name = \"b\" }")
    );
}
