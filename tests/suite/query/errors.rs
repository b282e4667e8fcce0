//! What is said about texts that are wrong: the passage underlined, and the sentence.

use spanscope::query::{
    error::{Level, QueryError},
    parser::parse,
};

/// The first error, which must be of this level; `^` marks its letters, `|` a place where something is missing.
fn check(level: Level, drawn: &str) {
    let (text, note) = drawn.split_once('\n').expect("two lines");
    let (_, errors) = parse(text);
    let error = errors.first().unwrap_or_else(|| panic!("nothing is said about {text}"));
    let QueryError { from, to, message, .. } = error;
    let before = text[..*from].chars().count();
    let marked = text[*from..*to].chars().count();
    let marks = if marked == 0 { "|".to_owned() } else { "^".repeat(marked) };
    assert_eq!(format!("{}{marks} {message}", " ".repeat(before)), note, "{text}");
    assert_eq!(error.level, level, "{text}");
}

#[test]
fn names() {
    for drawn in [
        "{ service.name = `x` }\n  ^^^^^^^^^^^^ Attributes need a scope: resource.service.name or .service.name",
        "{ http.method = `GET` }\n  ^^^^^^^^^^^ Attributes need a scope: .http.method, span.http.method or resource.http.method",
        "{ foo = `x` }\n  ^^^ Attributes need a scope: .foo, span.foo or resource.foo",
        "{ foo }\n  ^^^ Attributes need a scope: .foo, span.foo or resource.foo",
        "{ durtion > 1s }\n  ^^^^^^^ Attributes need a scope: .durtion, span.durtion or resource.durtion; did you mean duration?",
        "{ Status = error }\n  ^^^^^^ Attributes need a scope: .Status, span.Status or resource.Status; did you mean status?",
        "{ spn.foo = 1 }\n  ^^^^^^^ spn is no scope; did you mean span.foo?",
        "{ trace.duration > 1s }\n  ^^^^^^^^^^^^^^ What belongs to the trace has a colon: trace:duration",
        "{ trace.foo > 1s }\n  ^^^^^^^^^ A trace has no attributes of its own, only trace:id, trace:duration, trace:rootName and trace:rootService",
        "{ trace:name = `x` }\n  ^^^^^^^^^^ trace:name is no intrinsic; did you mean trace:rootName?",
        "{ trace:rootServiceName = `x` }\n  ^^^^^^^^^^^^^^^^^^^^^ trace:rootServiceName is no intrinsic; did you mean trace:rootService?",
        "{ span:nme = `x` }\n  ^^^^^^^^ span:nme is no intrinsic; did you mean span:name?",
        "{ link:foo = 1 }\n  ^^^^^^^^ There is no link:foo, only link:traceID, link:spanID",
        "{ resource:service.name = `x` }\n  ^^^^^^^^^^^^^^^^^^^^^ A resource has attributes only, with a dot: resource.service.name",
        "{ foo:bar }\n  ^^^^^^^ Names and values are joined by an operator such as =: foo = \"bar\"",
        "{ span. = 1 }\n  ^^^^^ Expected an attribute's name directly behind the dot",
        "{ . a = 1 }\n  ^ Expected an attribute's name directly behind the dot",
        "{ .5xx = 1 }\n  ^^^^ A name that begins with a digit stands in quotes: .\"5xx\"",
        "{ .a.\"b = 1 }\n     ^^^^^^^^ The name is not closed; add a quote at its end",
        "{ .\"a\\n\" = 1 }\n     ^ In a quoted name \\ stands only before \" and \\",
        "{ count() > 2 }\n  ^^^^^ A function stands behind a filter: { … } | count(…)",
        "{ foo(.a) }\n  ^^^ A function stands behind a filter: { … } | foo(…)",
    ] {
        check(Level::Wrong, drawn);
    }
}

#[test]
fn values() {
    for drawn in [
        "{ .a = foo }\n       ^^^ Text stands in quotes: \"foo\"",
        "{ name = GET }\n         ^^^ Text stands in quotes: \"GET\"",
        "{ name = \"foo }\n         ^^^^^^ The text is not closed; add a quote at its end",
        "{ name = `foo }\n         ^^^^^^ The text is not closed; add a quote at its end",
        "{ .a = 'x' }\n       ^^^ Text stands in double quotes or backticks: \"x\"",
        "{ .a = “x” }\n       ^^^ Text stands in double quotes or backticks: \"x\"",
        "{ .a = \"\\d+\" }\n        ^^ \\d means nothing in double quotes; write \\\\d, or use backticks",
        "{ .a = null }\n       ^^^^ Write nil instead of null",
        "{ .a = TRUE }\n       ^^^^ TRUE is no value; did you mean true?",
        "{ status = erorr }\n           ^^^^^ erorr is no value; did you mean error?",
        "{ status = Error }\n           ^^^^^ Error is no value; did you mean error?",
        "{ status = broken }\n           ^^^^^^ Expected error, ok or unset, not broken",
        "{ kind = servr }\n         ^^^^^ servr is no value; did you mean server?",
        "{ duration > 5x }\n             ^^ 5x is no number; durations have the units ns, us, ms, s, m, h and d",
        "{ duration > 1.5.2s }\n             ^^^^^^ 1.5.2s is no number; durations have the units ns, us, ms, s, m, h and d",
        "{ duration > 10 ms }\n                ^^ A duration has no space before its unit: 10ms",
        "{ duration > 9999999h }\n             ^^^^^^^^ 9999999h is too large a number",
        "{ .a = 9223372036854775808 }\n       ^^^^^^^^^^^^^^^^^^^ 9223372036854775808 is too large a number",
        "{ .a = 1e999 }\n       ^^^^^ 1e999 is too large a number",
        "{ trace:id = 4bf92f3577b34da6a3ce929d0e0e4736 }\n             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ Ids and texts stand in quotes: \"4bf92f3577b34da6a3ce929d0e0e4736\"",
        "{ .a = [[1]] }\n        ^ A list cannot stand inside a list",
        "{ .a = [1, $] }\n           ^ Expected a value: a number, a text in quotes, true or false",
        "{ .a = [1 }\n          ^ Expected ] before }",
    ] {
        check(Level::Wrong, drawn);
    }
}

#[test]
fn operators() {
    for drawn in [
        "{ .a == 2 }\n     ^^ == is no operator; write =",
        "{ .a <> 2 }\n     ^^ <> is no operator; write !=",
        "{ .a => 2 }\n     ^^ => is no operator; write >=",
        "{ .a ≤ 2 }\n     ^ ≤ is no operator; write <=",
        "{ name:\"x\" }\n      ^ : is no operator; write =",
        "{ .a ~ `x` }\n     ^ ~ is no operator; write =~",
        "{ .a & .b }\n     ^ & is no operator; write &&",
        "{ .a AND .b }\n     ^^^ AND is no operator; write &&",
        "{ .a or .b }\n     ^^ or is no operator; write ||",
        "{ not .a }\n  ^^^ not is no operator; write !",
        "{ name contains `x` }\n       ^^^^^^^^ contains is no operator; for a part of a text write =~ \".*part.*\"",
        "{ name in [`a`] }\n       ^^ in is no operator; for one of several texts write =~ \"one|other\"",
        "{ .a = }\n       ^ Expected a value after =",
        "{ .a =\n      | Expected a value after =",
        "{ .a = $ }\n       ^ Expected a value after =",
        "{ .a && }\n        ^ Expected something after &&",
        "{ .a = - }\n         ^ Expected something after -",
        "{ or .a }\n  ^^ Expected a condition before or",
        "{ .a = 1, .b = 2 }\n        ^ Conditions are joined by && or ||, not by a comma",
        "{ .a = 1 .b = 2 }\n         ^^ Expected an operator before .b; conditions are joined by && or ||",
        "{ .a | .b }\n     ^ Stages stand behind the filter: { … } | count() > 2. For either of two conditions write ||",
        "{ .a !>> .b }\n     ^^^ !>> stands between filters: { … } !>> { … }",
        "{ duration>>1s }\n          ^^ >> stands between filters: { … } >> { … }; inside a filter write >",
        "{ .a } and { .b }\n       ^^^ and is no operator; write &&",
        "{ .a } & { .b }\n       ^ & is no operator; write &&",
        "{ .a } { .b }\n       ^ Expected an operator before {. Spansets are joined by &&, ||, > or >>, and stages by |",
        "{ .a } -> { .b }\n       ^^ Expected an operator before ->. Spansets are joined by &&, ||, > or >>, and stages by |",
        "{ .a } &&\n         | Expected a filter such as { status = error }",
    ] {
        check(Level::Wrong, drawn);
    }
}

#[test]
fn brackets() {
    for drawn in [
        "{\n | Expected a condition such as status = error",
        "{ .a\n^ This { is not closed; add }",
        "{ .a = 1 } )\n           ^ There is no ( for this )",
        "{ }}\n   ^ There is no { for this }",
        "({ .a }\n^ This ( is not closed; add )",
        "{ (.a = 1 }\n          ^ Expected ) before }",
        "{ .a = 1) }\n        ^ There is no ( for this )",
        "{ () }\n   ^ Expected a condition such as status = error",
        "{ { } }\n  ^ Expected a condition; a filter cannot stand inside a filter or function",
        "{ .a { }\n     ^ Expected } before the next filter",
    ] {
        check(Level::Wrong, drawn);
    }
}

#[test]
fn types() {
    for drawn in [
        "{ status = 5 }\n           ^ status is error, ok or unset; 5 is a number",
        "{ status = \"error\" }\n           ^^^^^^^ status is error, ok or unset; \"error\" is text, so write error without quotes",
        "{ kind != ok }\n          ^^ kind is server, client, internal, producer, consumer or unspecified; ok is a status",
        "{ 500 = status }\n  ^^^ status is error, ok or unset; 500 is a number",
        "{ duration > \"1s\" }\n             ^^^^ duration is a number; \"1s\" is text, so write 1s without quotes",
        "{ childCount = \"few\" }\n               ^^^^^ childCount is a number; \"few\" is text",
        "{ name = 5 }\n         ^ name is text; 5 is a number, so write \"5\"",
        "{ 1 = \"foo\" }\n  ^ \"foo\" is text; 1 is a number, so write \"1\"",
        "{ name = [1, 2] }\n         ^^^^^^ name is text; [1, 2] is a number, so write \"[1, 2]\"",
        "{ .a > nil }\n       ^^^ nil goes with = and != only",
        "{ .a >= true }\n        ^^^^ >= needs an order; true is a truth value, which has none: use = or !=",
        "{ status > error }\n         ^ > needs an order; status is a status, which has none: use = or !=",
        "{ .a =~ 5 }\n        ^ =~ compares text with an expression in quotes; 5 is a number",
        "{ duration =~ `1s` }\n  ^^^^^^^^ =~ compares text with an expression in quotes; duration is a number",
        "{ .a + \"x\" = 2 }\n       ^^^ + joins numbers; \"x\" is text",
        "{ name && .b }\n  ^^^^ && joins conditions; name is text",
        "{ !status }\n   ^^^^^^ ! takes a condition; status is a status",
        "{ -name = .a }\n   ^^^^ - takes a number; name is text",
        "{ name }\n  ^^^^ Expected a condition, such as name = \"…\"",
        "{ duration }\n  ^^^^^^^^ Expected a condition, such as duration > 1s",
        "{ duration * 2 }\n  ^^^^^^^^^^^^ Expected a condition, such as duration * 2 > 1",
        "{ 5 }\n  ^ Expected a condition: 5 alone is none; compare it with something",
        "{ } | max(name) > 1\n          ^^^^ Expected a number such as duration; name is text",
    ] {
        check(Level::Wrong, drawn);
    }
    for fine in [
        "{ .a && !.b }",
        "{ .a = \"x\" || .a = 5 }",
        "{ name =~ .a }",
        "{ status = nil }",
        "{ 1 < 1h }",
        "{ name > \"m\" }",
    ] {
        assert_eq!(parse(fine).1, [], "{fine}");
    }
}

#[test]
fn stages() {
    for drawn in [
        "{ } |\n     | Expected a stage after |, such as count() > 2",
        "{ } | count\n      ^^^^^ count needs parentheses: count(…)",
        "{ } | count()\n             | Expected a comparison with a number, such as count() > 2",
        "{ } | avg(duration) | { .a }\n                    ^ Expected a comparison with a number, such as avg(…) > 2",
        "{ } | count() =~ 2\n              ^^ Expected a comparison with a number, such as count() > 2",
        "{ } | count() == 2\n              ^^ == is no operator; write =",
        "{ } | count() > `x`\n                ^^^ Expected a number or duration, such as 2 or 100ms",
        "{ } | count(.a) > 2\n            ^^ count() has nothing between its parentheses",
        "{ } | max() > 2\n          ^ Expected what is taken, such as duration",
        "{ } | cuont() > 2\n      ^^^^^ cuont is no stage; did you mean count(…)?",
        "{ } | where(.a)\n      ^^^^^ Expected a stage: a filter, count(), min(…), max(…), avg(…), sum(…), by(…), select(…) or coalesce()",
        "coalesce() | { }\n^^^^^^^^ Expected a filter such as { status = error }",
        "rate()\n^^^^ Expected a filter such as { status = error }",
        "{ } | sum(3) = 2\n          ^ Expected something of the span, such as duration",
        "{ } | by(`foo`)\n         ^^^^^ Expected something of the span to group by, such as name",
        "({ } | count()) && ({ })\n              ^ Expected a comparison with a number, such as count() > 2",
        "{ } | by()\n         ^ Expected what to group by, such as name",
        "{ } | select(name, 1 + 2)\n             ^^^^^^^^^^^ select takes intrinsics and attributes only",
        "{ } | topk(3)\n      ^^^^ topk and bottomk stand behind a metrics function such as rate()",
        "{ } | rate() | count() > 1\n               ^^^^^ Only topk and bottomk can follow a metrics function",
        "{ } | quantile_over_time(duration)\n                                 ^ Expected a quantile, as in quantile_over_time(duration, 0.95)",
        "{ } | max_over_time()\n                    ^ Expected what is measured, such as duration",
        "{ } | topk(x)\n           ^ Expected a number",
        "{ } with most_recent = true\n         ^^^^^^^^^^^ Hints stand in parentheses: with (most_recent = true)",
        "{ } with (most_recent)\n          ^^^^^^^^^^^ Expected a hint such as most_recent = true",
    ] {
        check(Level::Wrong, drawn);
    }
}

#[test]
fn traceql_that_only_an_endpoint_knows() {
    const ARITHMETIC: &str =
        "Arithmetic and comparisons between aggregates are left to an endpoint; here it is count() > 2";
    for drawn in [
        format!("{{ }} | max(duration) > avg(duration)\n                      ^^^ {ARITHMETIC}"),
        format!("{{ }} | sum(.a) / count() > 2\n      ^^^^^^^^^ {ARITHMETIC}"),
        format!("{{ }} | (count() + 1) > 2\n      ^ {ARITHMETIC}"),
        format!("{{ }} | count() > 2 * 3\n                ^^^ {ARITHMETIC}"),
        format!("({{ }} | count()) > ({{ }} | count())\n       ^^^^^^^^ {ARITHMETIC}"),
    ] {
        check(Level::Unsupported, &drawn);
    }
    for drawn in [
        "{ parent = nil }\n  ^^^^^^ parent as a value is left to an endpoint; roots are nestedSetParent < 0",
        "{ } | rate() > 5\n      ^^^^^^^^ A comparison behind rate is left to an endpoint",
        "({ } | rate()) / ({ } | rate())\n^^^^^^^^^^^^^^ Metrics functions in parentheses are left to an endpoint",
        "({ } | count() > 1) + ({ })\n                    ^ + between pipelines is left to an endpoint; it is not worked out here",
        "({ } | count() > 1) > 2\n                      ^ A pipeline compared with a number is left to an endpoint; here it is written { … } | count() > 2",
    ] {
        check(Level::Unsupported, drawn);
    }
    for drawn in [
        "{ } with (most_recent = true)\n    ^^^^^^^^^^^^^^^^^^^^^^^^^ Hints are for an endpoint; they change nothing here",
        "{ } | rate() by(name) with(sample=0.1, x=`y`)\n                      ^^^^^^^^^^^^^^^^^^^^^^^ Hints are for an endpoint; they change nothing here",
    ] {
        check(Level::Note, drawn);
    }
}

#[test]
fn errors_come_in_the_order_of_the_text_and_the_tree_holds_the_mend() {
    let (tree, errors) = parse("{ service.name == cart and .b = 'x' } | cont() > 1 | count() > 2");
    let places: Vec<usize> = errors.iter().map(|error| error.from).collect();
    assert_eq!(places, [2, 15, 18, 23, 32, 40]);
    assert_eq!(tree.to_string(), r#"{ .service.name = "cart" && .b = "x" } | count() > 2"#);
}
