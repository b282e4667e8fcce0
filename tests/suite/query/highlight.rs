//! The colours of a search: a letter under each letter of the text.

use spanscope::query::highlight::{TokenClass, highlight};

/// `a`ttribute, `i`ntrinsic, `o`perator, `t`ext, `n`umber, `k`eyword, `b`racket, `!` error.
fn check(drawn: &str) {
    let (text, expected) = drawn.split_once('\n').expect("two lines");
    let mut letters = vec![' '; text.len()];
    let mut end = 0;
    for (from, to, class) in highlight(text) {
        assert!(end <= from && from < to, "{text}");
        end = to;
        letters[from..to].fill(match class {
            TokenClass::Attribute => 'a',
            TokenClass::Intrinsic => 'i',
            TokenClass::Operator => 'o',
            TokenClass::Text => 't',
            TokenClass::Number => 'n',
            TokenClass::Keyword => 'k',
            TokenClass::Bracket => 'b',
            TokenClass::Error => '!',
        });
    }
    assert_eq!(letters.iter().collect::<String>().trim_end(), expected, "{text}");
}

#[test]
fn traceql() {
    for drawn in [
        "{ name = \"x\" && .a.b >= 1.5s }\nb iiii o ttt oo aaaa oo nnnn b",
        "{ status = error }>>{ span:id != nil }\nb iiiiii o kkkkk boob iiiiiii oo kkk b",
        "({} | count() > 2)\nbbb o kkkkkbb o nb",
        "{} | by(parent.x, trace:) with (a=`b`)\nbb o kkbaaaaaaaab iiiiiib kkkk b otttb",
        "{ nam\nb",
        "{ service.name == 5x }\nb !!!!!!!!!!!! !! !! b",
        "{ foo:bar = \"x }\nb !!!!!!! o !!!!",
        "{ .a = [1, -2] ; }\nb aa o bnb onb ! b",
    ] {
        check(drawn);
    }
}

#[test]
fn words() {
    for drawn in [
        "cart -redis \"GET /\"\n     o      ttttttt",
        "-\"a b\" x\nottttt",
        "status=error duration>1s\niiiiiiokkkkk iiiiiiiionn",
        "http.route=\"/a b\" n!=5 a = b\naaaaaaaaaaotttttt aoon a o t",
        "status=\niiiiiio",
        "\"open\nttttt",
    ] {
        check(drawn);
    }
}
