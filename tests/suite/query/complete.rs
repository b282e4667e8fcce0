//! What is expected at the cursor, which `¦` marks; what would be replaced stands between `‹` and `›`.

use spanscope::query::{
    complete::{Behind, Expected, TypedName, at},
    tree::Comparison,
};

/// The expectation in words.
fn shown(expected: &Expected) -> String {
    let quotes = |is_quoted: &bool| if *is_quoted { "\"" } else { "" };
    match expected {
        Expected::Start => "start".to_owned(),
        Expected::Spanset => "spanset".to_owned(),
        Expected::Name(TypedName::Bare(typed)) => format!("name {typed}"),
        Expected::Name(TypedName::Attribute(attribute)) => format!("attribute {attribute}"),
        Expected::Name(TypedName::Intrinsic(typed)) => format!("intrinsic {typed}"),
        Expected::Operator(Behind::Name(name)) => format!("operator behind {name}"),
        Expected::Operator(behind) => format!("operator behind {behind:?}").to_lowercase(),
        Expected::Value { of, op: Comparison::Equal, typed, is_quoted } => {
            format!("value of {of}: {}{typed}", quotes(is_quoted))
        }
        Expected::Value { of, op, typed, is_quoted } => {
            format!("value {op} of {of}: {}{typed}", quotes(is_quoted))
        }
        Expected::Number => "number".to_owned(),
        Expected::Stage(typed) => format!("stage {typed}"),
        Expected::Word(typed) => format!("word {typed}"),
        Expected::Nothing => "nothing".to_owned(),
    }
}

fn check(rows: &[(&str, &str)]) {
    for (drawn, expected) in rows {
        let plain = drawn.replace(['‹', '›'], "");
        let cursor = plain.find('¦').expect("a cursor");
        let text = plain.replace('¦', "");
        let expectation = at(&text, cursor);
        assert_eq!(shown(&expectation.expected).trim_end(), *expected, "{drawn}");
        let without_cursor = drawn.replace('¦', "");
        if let Some(from) = without_cursor.find('‹') {
            let to = without_cursor.find('›').expect("an end") - '‹'.len_utf8();
            assert_eq!(expectation.from..expectation.to, from..to, "{drawn}");
        } else {
            assert_eq!(expectation.from..expectation.to, cursor..cursor, "{drawn}");
        }
    }
}

#[test]
fn names() {
    check(&[
        ("¦", "start"),
        ("  ¦", "start"),
        ("{¦", "name"),
        ("{ ¦", "name"),
        ("{ ¦ }", "name"),
        ("{ ‹stat¦›", "name stat"),
        ("{ ‹st¦atus› = error }", "name st"),
        ("{ ‹.ht¦›", "attribute .ht"),
        ("{ ‹.http.ro¦ute› = 1 }", "attribute .http.ro"),
        ("{ ‹resource.¦›", "attribute resource.\"\""),
        ("{ ‹resource.service.n¦› }", "attribute resource.service.n"),
        ("{ ‹parent.span.x¦›", "attribute parent.span.x"),
        ("{ ‹span.\"a b¦› = 1 }", "attribute span.\"a b\""),
        ("{ ‹span.\"a ¦b\"› = 1 }", "attribute span.\"a \""),
        ("{ ‹span.\"a¦› = 1 && .b = \"x\" }", "attribute span.a"),
        ("{ ‹service.na¦›", "name service.na"),
        ("{ ‹span:¦›", "intrinsic span:"),
        ("{ ‹trace:ro¦otName› = `x` }", "intrinsic trace:ro"),
        ("{ .a = 1 && ¦", "name"),
        ("{ .a = 1 && ‹du¦› }", "name du"),
        ("{ (¦", "name"),
        ("{ !‹na¦›", "name na"),
        ("{ !¦", "name"),
        ("{ .a + ¦", "name"),
        ("{ } | by(¦", "name"),
        ("{ } | by(name, ‹res¦›)", "name res"),
        ("{ } | avg(‹dur¦›) > 1s", "name dur"),
        ("{ } | compare({ ‹st¦›", "name st"),
        ("{ } >> { ‹na¦› }", "name na"),
    ]);
}

#[test]
fn operators() {
    check(&[
        ("{ status ¦", "operator behind status"),
        ("{ .a ¦ }", "operator behind .a"),
        ("{ trace:id ¦", "operator behind trace:id"),
        ("{ .a ‹!¦›", "operator behind .a"),
        ("{ .a ‹li¦›", "operator behind .a"),
        ("{ .a = 1 ¦", "operator behind condition"),
        ("{ .a = 1 ‹&¦› }", "operator behind condition"),
        ("{ (.a = 1) ¦", "operator behind condition"),
        ("{ .a = [1, 2] ¦", "operator behind condition"),
        ("{ status = error ¦ }", "operator behind condition"),
        ("{ } ¦", "operator behind spanset"),
        ("{ }¦", "operator behind spanset"),
        ("({ } | count() > 1) ¦", "operator behind spanset"),
        ("{ } | count() ¦", "operator behind aggregate"),
        ("{ } | count() > 2 ¦", "operator behind stage"),
        ("{ } | by(name) ¦", "operator behind stage"),
        ("{ } | rate() ¦", "operator behind metrics"),
    ]);
}

#[test]
fn values() {
    check(&[
        ("{ status =¦", "value of status:"),
        ("{ status = ¦ }", "value of status:"),
        ("{ status != ‹er¦›", "value != of status: er"),
        ("{ kind = ‹ser¦ver› && .a }", "value of kind: ser"),
        ("{ resource.service.name = ‹\"ca¦›", "value of resource.service.name: \"ca"),
        ("{ resource.service.name = ‹\"ca¦rt\"› }", "value of resource.service.name: \"ca"),
        ("{ .a = ‹\"ca¦› }", "value of .a: \"ca"),
        ("{ .a = ‹\"ca¦› && .b = \"x\" }", "value of .a: \"ca"),
        ("{ .a = ‹`x y¦`› }", "value of .a: \"x y"),
        ("{ .a = ‹\"a\\\"b¦›", "value of .a: \"a\"b"),
        ("{ .a = \"ca\"¦", "operator behind condition"),
        ("{ .a =~ ‹\"x|¦\"› }", "value =~ of .a: \"x|"),
        ("{ duration > ‹1¦›", "value > of duration: 1"),
        ("{ .a = -‹1¦›", "value of .a: 1"),
        ("{ .a = [1, ¦", "value of .a:"),
        ("{ .a = ‹span.b¦›", "attribute span.b"),
        ("{ service.name = ¦", "value of .service.name:"),
        ("{ } | count() > ¦", "number"),
        ("{ } | avg(duration) > ‹1¦›", "number"),
        ("{ } | topk(¦", "number"),
        ("{ } | quantile_over_time(duration, ¦", "number"),
    ]);
}

#[test]
fn spansets_and_stages() {
    check(&[
        ("{ } && ¦", "spanset"),
        ("{ } >> ¦", "spanset"),
        ("({ } || ¦", "spanset"),
        ("{ } | compare(¦", "spanset"),
        ("{ } |¦", "stage"),
        ("{ } | ¦", "stage"),
        ("{ } | ‹cou¦›", "stage cou"),
        ("{ } | ‹cou¦nt›() > 2", "stage cou"),
        ("{ } | count() > 2 | ‹b¦›", "stage b"),
        ("{ } | count(¦)", "nothing"),
        ("{ } ‹fo¦›", "operator behind spanset"),
    ]);
}

#[test]
fn word_searches() {
    check(&[
        ("‹ca¦›", "word ca"),
        ("‹ca¦rt› x", "word ca"),
        ("cart ¦", "word"),
        ("cart -‹re¦›", "word re"),
        ("‹\"GET /c¦›", "word GET /c"),
        ("‹sta¦tus›=error", "word sta"),
        ("status=¦", "value of status:"),
        ("status=‹er¦›", "value of status: er"),
        ("cart service=‹che¦ckout› x", "value of resource.service.name: che"),
        ("http.route=‹\"/a b¦\"›", "value of .http.route: \"/a b"),
        ("-kind=‹cl¦›", "value of kind: cl"),
        ("duration>‹1¦s›", "value > of duration: 1"),
        ("a !=‹b¦›", "value != of .a: b"),
    ]);
    assert!(at("cart", 2).in_words && !at("{ ", 2).in_words);
}
