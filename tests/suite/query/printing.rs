//! Text → tree → text, over random trees.

use super::trees;
use proptest::prelude::*;
use spanscope::query::{
    complete,
    error::Level,
    highlight::highlight,
    parser::parse,
    reading::read,
    tree::{Field, Pipeline, Spanset},
};

/// Words and signs of the language in any order, and some that only look like it.
fn pieces() -> impl Strategy<Value = String> {
    const PIECES: [&str; 61] = [
        "{",
        "}",
        "{",
        "}",
        "(",
        ")",
        "[",
        "]",
        ",",
        "|",
        "&&",
        "||",
        "!",
        "-",
        "=",
        "!=",
        ">",
        "=~",
        ">>",
        "!<",
        "&~",
        "+",
        "^", //
        ".a",
        "span.b",
        "parent.c",
        "name",
        "span:id",
        "status",
        "duration",
        "error",
        "server",
        "nil",
        "true",
        "\"x\"",
        "`y`",
        "5",
        "1.5",
        "2s",
        "count()",
        "max(",
        "by(",
        "select(",
        "coalesce()",
        "rate()",
        "compare(",
        "topk(3)",
        "with (a = 1)",
        "and",
        "or",
        "not",
        "in",
        "foo",
        "foo(",
        "service.name",
        "span:x",
        "==",
        "&",
        "5xx",
        "\"",
        "parent",
    ];
    prop::collection::vec(prop::sample::select(PIECES.to_vec()), 0..14).prop_map(|pieces| pieces.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, ..ProptestConfig::default() })]

    #[test]
    fn what_is_printed_is_read_as_the_same_tree(tree in trees::pipeline()) {
        let text = tree.to_string();
        let (read, _) = parse(&text);
        prop_assert_eq!(&read, &tree, "{}", text);
        prop_assert_eq!(read.to_string(), text);
    }

    #[test]
    fn expressions_keep_their_grouping(field in trees::field()) {
        let tree = Pipeline { first: Spanset::Filter(Some(field)), stages: Vec::new() };
        let text = tree.to_string();
        prop_assert_eq!(parse(&text).0, tree, "{}", text);
    }

    #[test]
    fn comparing_attributes_with_anything_is_never_wrong(attribute in trees::attribute(), value in trees::value()) {
        use spanscope::query::tree::{Binary, Comparison};
        let op = Binary::Compare(Comparison::Equal);
        let (left, right) = (Box::new(Field::Attribute(attribute)), Box::new(Field::Static(value)));
        let tree = Pipeline { first: Spanset::Filter(Some(Field::Binary { op, left, right })), stages: Vec::new() };
        prop_assert_eq!(parse(&tree.to_string()), (tree, Vec::new()));
    }

    #[test]
    fn any_text_is_read(text in any::<String>(), signs in r#"[{}()\[\]a.:"'`\\,|&!<>=~ 0-9s-]{0,60}"#, pieces in pieces()) {
        for text in [text, signs.clone(), format!("{{ {signs} }}"), format!("{{}} | {signs}"), pieces] {
            let (tree, errors) = parse(&text);
            for error in errors.iter().chain(&read(&text).errors) {
                prop_assert!(error.from <= error.to && error.to <= text.len(), "{error:?} in {text:?}");
                prop_assert!(text.is_char_boundary(error.from) && text.is_char_boundary(error.to));
                prop_assert!(!error.message.is_empty(), "{error:?}");
            }
            let mut end = 0;
            for (from, to, _) in highlight(&text) {
                prop_assert!(end <= from && from < to && text.is_char_boundary(from) && text.is_char_boundary(to));
                end = to;
            }
            for cursor in 0..=text.len() {
                let expectation = complete::at(&text, cursor);
                prop_assert!(expectation.from <= expectation.to && expectation.to <= text.len());
                prop_assert!(text.is_char_boundary(expectation.from) && text.is_char_boundary(expectation.to));
            }
            // What is right is whole: printed and read again it is the same.
            if errors.iter().all(|error| error.level == Level::Note) {
                prop_assert_eq!(parse(&tree.to_string()), (tree, Vec::new()), "{}", text);
            }
        }
    }
}
