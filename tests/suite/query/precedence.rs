//! How operators group: each text against the same with every parenthesis written.

use spanscope::query::parser::parse;

fn same(pairs: &[(&str, &str)], around: impl Fn(&str) -> String) {
    for (text, grouped) in pairs {
        let (tree, errors) = parse(&around(text));
        assert_eq!(errors, [], "{text}");
        assert_eq!(tree, parse(&around(grouped)).0, "{text}");
    }
}

#[test]
fn in_filters() {
    let pairs = [
        (".a * .b + .c", "(.a * .b) + .c"),
        (".a + .b * .c", ".a + (.b * .c)"),
        (".a - .b - .c", "(.a - .b) - .c"),
        (".a / .b * .c % .d", "((.a / .b) * .c) % .d"),
        (".a ^ .b ^ .c", ".a ^ (.b ^ .c)"),
        (".a * .b ^ .c", ".a * (.b ^ .c)"),
        (".c - -.a + .b", "(.c - (-.a)) + .b"),
        ("-.a + .b", "(-.a) + .b"),
        // A sign takes in what binds tighter, as in Tempo's grammar.
        ("-.a * .b", "-(.a * .b)"),
        ("-.a ^ .b", "-(.a ^ .b)"),
        ("-5 ^ 2", "-(5 ^ 2)"),
        (".a ^ -.b * .c + .d", "(.a ^ (-(.b * .c))) + .d"),
        ("--.a", "-(-.a)"),
    ];
    same(&pairs, |text| format!("{{ {text} = 1 }}"));
    let conditions = [
        (".a = .b + .c", ".a = (.b + .c)"),
        ("!.a = .b", "(!.a) = .b"),
        ("!.a && .b", "(!.a) && .b"),
        (".a && .b = .c", ".a && (.b = .c)"),
        // Both bind alike, from left to right.
        (".a || .b && .c", "(.a || .b) && .c"),
        (".a && .b || .c", "(.a && .b) || .c"),
        (".a > .b = .c", "(.a > .b) = .c"),
    ];
    same(&conditions, |text| format!("{{ {text} }}"));
}

#[test]
fn a_minus_before_a_number_is_its_sign() {
    use spanscope::query::tree::{Field, Spanset, Static, Unary};
    let of = |text: &str| match parse(&format!("{{ .a = {text} }}")).0.first {
        Spanset::Filter(Some(Field::Binary { right, .. })) => *right,
        other => panic!("{other:?}"),
    };
    assert_eq!(of("-5"), Field::Static(Static::Int(-5)));
    assert_eq!(of("- 1.5s"), Field::Static(Static::Duration(-1_500_000_000)));
    let five = Box::new(Field::Static(Static::Int(5)));
    assert_eq!(of("-(5)"), Field::Unary { op: Unary::Minus, operand: five });
}

#[test]
fn between_spansets() {
    let pairs = [
        ("{ .a } && { .b } >> { .c }", "{ .a } && ({ .b } >> { .c })"),
        ("{ .a } >> { .b } && { .c }", "({ .a } >> { .b }) && { .c }"),
        ("{ .a } >> { .b } ~ { .c } !< { .d }", "(({ .a } >> { .b }) ~ { .c }) !< { .d }"),
        ("{ .a } || { .b } && { .c }", "({ .a } || { .b }) && { .c }"),
        ("{ .a } && { .b } || { .c } && { .d }", "(({ .a } && { .b }) || { .c }) && { .d }"),
        ("{ .a } && { .b } | { .c } && { .d }", "({ .a } && { .b }) | ({ .c } && { .d })"),
    ];
    same(&pairs, str::to_owned);
}
