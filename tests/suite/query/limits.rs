//! Long and deep texts are answered with an error, on the stack a browser gives.

use super::trees;
use proptest::{
    strategy::{Strategy, ValueTree},
    test_runner::TestRunner,
};
use spanscope::query::{
    complete,
    highlight::highlight,
    parser::{MAX_NESTING, MAX_OPERATORS, parse},
    reading::{MAX_BYTES, read},
};
use std::thread;

/// Runs on 1 MiB of stack, all a page's thread may have.
fn on_a_small_stack(run: impl FnOnce() + Send + 'static) {
    thread::Builder::new().stack_size(1 << 20).spawn(run).expect("a thread").join().expect("no crash");
}

/// Reads a text in every way, and as a filter and a stage it must be wrong.
fn is_refused(text: &str) {
    for text in [format!("{{ {text}"), format!("{{}} | {text}")] {
        let reading = read(&text);
        assert!(reading.refusal().is_some(), "{}", &text[..20]);
    }
    let (tree, errors) = parse(text);
    assert!(!errors.is_empty(), "{}", &text[..20]);
    assert_eq!(tree.clone(), tree);
    tree.to_string();
    highlight(text);
    for cursor in [0, text.len() / 2, text.len()] {
        complete::at(text, cursor);
    }
}

#[test]
fn ten_thousand_levels_are_an_error() {
    on_a_small_stack(|| {
        for piece in [
            "(",
            "{",
            "[",
            "!",
            "-",
            "{ (",
            "({",
            ".a ^ ",
            "!(",
            "- (",
            "[[",
            "not ",
            "max(",
            "compare(",
            "({} | ",
            "(by(",
            "{.a} >> (",
        ] {
            is_refused(&format!("{{ {}", piece.repeat(10_000)));
            is_refused(&format!("({}", piece.repeat(10_000)));
        }
        for (open, close) in [("(", ")"), ("!(", ")"), ("-(", ")")] {
            is_refused(&format!("{{ {}.a{} }}", open.repeat(10_000), close.repeat(10_000)));
        }
        is_refused(&format!("{}{{ .a }}{}", "(".repeat(10_000), ")".repeat(10_000)));
    });
}

#[test]
fn a_hundred_thousand_letters_are_an_error() {
    on_a_small_stack(|| {
        for piece in [
            ".a && ",
            ".a = 1 || ",
            ".a + ",
            ".a, ",
            ".a ",
            "or ",
            "} && { ",
            "} | { ",
            "} >> { .a ",
            "1, ",
            "\"x\" ",
            "'",
            "“",
            "\\'",
            "é",
            "\\",
            "=",
            "=~",
        ] {
            let long = format!("{{ {}", piece.repeat(100_000 / piece.len()));
            assert_eq!(read(&long).errors[0].message, "A search can have 65,536 bytes, no more");
            // Those that may be that long are read, and are wrong.
            is_refused(&piece.repeat((MAX_BYTES - 100) / piece.len()));
        }
        let reading = read(&"word ".repeat(20_000));
        assert_eq!(reading.errors[0].message, "A search can have 65,536 bytes, no more");
    });
}

#[test]
fn what_is_just_allowed_is_read_printed_compared_and_dropped_on_a_small_stack() {
    on_a_small_stack(|| {
        for (sign, end) in [(" && ", ""), (" = ", ""), (" + ", " = 1")] {
            let names = MAX_OPERATORS + usize::from(end.is_empty());
            let text = format!("{{ {}{end} }}", vec![".a"; names].join(sign));
            let (tree, errors) = parse(&text);
            assert_eq!((tree.to_string(), errors), (text, Vec::new()));
            assert_eq!(format!("{:?}", tree.clone()).matches("left:").count(), MAX_OPERATORS);
        }
        let spansets = vec!["{ .a }"; MAX_OPERATORS + 1].join(" >> ");
        let (tree, errors) = parse(&spansets);
        assert_eq!((tree.to_string(), errors), (spansets, Vec::new()));
        let one_more = vec!["{ .a }"; MAX_OPERATORS + 2].join(" >> ");
        assert_eq!(parse(&one_more).1[0].message, "A search can have 1,000 operators and stages, no more");
        let nested = |depth: usize| format!("{{ {}.a{} }}", "(".repeat(depth), ")".repeat(depth));
        assert_eq!(parse(&nested(MAX_NESTING - 1)).1, []);
        assert_eq!(parse(&nested(MAX_NESTING)).1[0].message, "This stands more than 100 levels deep");
    });
}

#[test]
fn no_text_makes_many_errors() {
    let text = format!("{{ {} }}", "foo == ".repeat(1_000));
    assert_eq!(parse(&text).1.len(), 20);
}

#[test]
fn every_beginning_of_a_text_is_read() {
    let mut runner = TestRunner::deterministic();
    for _ in 0..20 {
        let text = trees::pipeline().new_tree(&mut runner).expect("a tree").current().to_string();
        for (at, _) in text.char_indices() {
            let beginning = &text[..at];
            let places = read(beginning).errors.into_iter().map(|error| (error.from, error.to));
            let passages = highlight(beginning).into_iter().map(|(from, to, _)| (from, to));
            for (from, to) in places.chain(passages) {
                assert!(
                    from <= to && beginning.is_char_boundary(from) && beginning.is_char_boundary(to),
                    "{beginning}"
                );
            }
            let expectation = complete::at(&text, at);
            assert!(expectation.from <= at && at <= expectation.to, "{beginning}");
        }
    }
}
