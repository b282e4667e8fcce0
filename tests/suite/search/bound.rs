//! Expressions of one span: logic, arithmetic, patterns, ids.

use super::reference::drawing::{self, Row, check};
use crate::support::plain;
use spanscope::{
    query::reading::read,
    search::{columns::Columns, spans::matching},
};

const ALL: &str = "1 2 3 4 5 6 7 8 11 12 13 14 15 21 22 23";

pub const CONDITIONS: &[Row] = &[
    ("braces alone are every span", "{ }", ALL),
    ("true is every span", "{ true }", ALL),
    ("false is none", "{ false }", ""),
    ("not false", "{ !false }", ALL),
    ("both", "{ kind = server && status = error }", "4"),
    ("either", "{ kind = producer || kind = consumer }", "7 8"),
    ("a truth value alone", "{ .b }", "1"),
    ("not a truth value", "{ !.b }", "2 3 4 5 6 7 8 11 12 13 14 15 21 22 23"),
    ("a truth value among conditions", "{ .b && kind = server }", "1"),
    ("several at once", "{ kind = server && !(status = error) && .n != nil }", "1 11 21"),
    ("&& and || go from left to right", "{ kind = consumer || kind = producer && status = error }", ""),
    ("parentheses go first", "{ kind = consumer || (kind = producer && status = error) }", "8"),
    ("from left to right again", "{ status = error && kind = server || kind = client }", "3 4 5 6 13"),
    ("not of both", "{ !(kind = server && status = error) && kind = server }", "1 11 21"),
    ("attributes with each other", "{ .n = .codes }", ""),
    ("and with properties", "{ .s = name || .route = .s }", ""),
];

#[test]
fn conditions_are_joined_and_turned() {
    check(CONDITIONS);
}

pub const SUMS: &[Row] = &[
    ("plus", "{ .n + 1 = 6 }", "1 2 14"),
    ("minus", "{ .n - 1 > 4 }", "4 12 13"),
    ("times", "{ .n * 2 = 11 }", "4"),
    ("a whole number divided stays whole", "{ .n / 2 = 2 }", "1 14"),
    ("a float does not", "{ .n / 2 = 2.5 }", "2"),
    ("remainder", "{ .n % 2 = 1 }", "1 2 12 13 14 21"),
    ("power", "{ .n ^ 2 = 25 }", "1 2 7 14"),
    ("sign", "{ -.n = 5 }", "7"),
    ("sign of parentheses", "{ -(.n) = -9 }", "12 13"),
    ("times goes before plus", "{ 2 + 3 * 4 = 14 && kind = producer }", "7"),
    ("parentheses go first", "{ (2 + 3) * 4 = 20 && kind = producer }", "7"),
    ("power goes before times", "{ 2 * 3 ^ 2 = 18 && kind = producer }", "7"),
    ("attributes with each other", "{ .n + .s = 0 }", "7"),
    ("with a missing one there is nothing", "{ .n + .nowhere = 5 }", ""),
    ("nor does it differ", "{ .nowhere + 1 != 2 }", ""),
    ("an array is no number", "{ .codes + 1 = 2 }", ""),
    ("nothing is divided by zero without end", "{ .n / 0 > 1 }", "1 2 4 12 13 14 21"),
    ("duration times", "{ duration * 2 = 8ms }", "3 7 14"),
    ("duration divided", "{ duration / 2 = 10ms }", "1"),
    ("durations added", "{ duration + 1ms = 5ms }", "3 7 14"),
    ("durations subtracted", "{ duration - 1ms < 1ms }", "5 6 12 15 22 23"),
    ("a share", "{ duration / traceDuration > 0.5 }", "1 11 21"),
    ("a number of each event", "{ event:timeSinceStart * 2 = 4ms }", "3"),
    ("negative, of each link", "{ -link.n = -4 }", "7"),
];

#[test]
fn numbers_are_calculated_with() {
    check(SUMS);
}

pub const ANCHORS: &[Row] = &[
    ("the whole text", "{ .s =~ \"cart\" }", "2 8"),
    ("its end", "{ .s =~ \".*cart\" }", "2 3 8"),
    ("its beginning", "{ .s =~ \"cart.*\" }", "2 8"),
    ("a part is not enough", "{ .s =~ \"two\" }", ""),
    ("a dot takes the end of a line", "{ .s =~ \"two.lines\" }", "4"),
    ("alternatives are held too", "{ .s =~ \"a|Ann\" }", "13"),
    ("whole alternatives", "{ .s =~ \"ann|lost\" }", "11 14 21"),
    ("any case", "{ .s =~ \"(?i)cart\" }", "1 2 8"),
    ("the empty pattern is the empty text", "{ .s =~ \"\" }", "5"),
    ("anything is any text", "{ .s =~ \".*\" }", "1 2 3 4 5 6 8 11 13 14 21"),
    ("a number is no text", "{ .s =~ \"5\" }", "6"),
    ("anchors may be written", "{ .s =~ \"^ann$\" }", "11 14"),
    ("classes of letters", "{ .s =~ \"[A-Z].*\" }", "1 13"),
    ("backslashes in backquotes", "{ .s =~ `two\\slines` }", "4"),
    ("what does not match, of texts", "{ .s !~ \"cart\" }", "1 3 4 5 6 11 13 14 21"),
    ("names", "{ name =~ \"GET.*\" }", "1 5 6 11 13"),
    ("names, whole", "{ name =~ \"GET\" }", "5 6"),
    ("names that do not match", "{ name !~ \"GET.*\" }", "2 3 4 7 8 12 14 15 21 22 23"),
    ("an event that matches", "{ event:name =~ \"re.*\" }", "3"),
    ("an event that does not", "{ event:name !~ \"re.*\" }", "4"),
    ("a service", "{ resource.service.name =~ \"(?i)CART|pay\" }", "3 4 7 8"),
];

#[test]
fn patterns_are_held_at_both_ends() {
    check(ANCHORS);
}

pub const IDS: &[Row] = &[
    ("as shown", "{ span:id = \"0000000000000001\" }", "1"),
    ("without zeros", "{ span:id = \"12\" }", "12"),
    ("in capitals", "{ trace:id = \"B2\" }", "11 12 13 14 15"),
    ("as shown", "{ trace:id = \"000000000000000000000000000000b2\" }", "11 12 13 14 15"),
    ("on either side", "{ \"A1\" = trace:id && kind = producer }", "7"),
    ("unequal", "{ trace:id != \"a1\" && kind = server }", "11 21"),
    ("one of several", "{ span:id = [\"1\", \"2\"] }", "1 2"),
    ("a pattern sees all digits", "{ span:id =~ \"0+1[1-3]\" }", "11 12 13"),
    ("the parent's", "{ span:parentID = \"4\" }", "5 6"),
    ("a lost parent's as the file gave it", "{ span:parentID = \"dead\" }", "21"),
    ("a root has none", "{ span:parentID = \"\" }", "1 11 14"),
    ("of a linked trace", "{ link:traceID = \"b2\" }", "4 7"),
    ("of a linked span", "{ link:spanID = \"12\" }", "7"),
    ("one of the links leads elsewhere", "{ link:spanID != \"12\" }", "4 7"),
];

#[test]
fn ids_are_found_however_they_are_written() {
    check(IDS);
}

#[test]
fn what_is_no_pattern_is_refused_with_a_sentence() {
    let store = plain::store(&drawing::spans());
    let error = |search: &str| {
        matching(&store, &mut Columns::default(), &read(search).query, None).expect_err(search).sentence
    };
    assert_eq!(error("{ name =~ .s }"), "A pattern has to be a text in quotes");
    // Inside parentheses it would be one.
    assert_eq!(error("{ name =~ \"a)|(b\" }"), "“a)|(b” is no regular expression");
    assert_eq!(error("{ name =~ [\"x\", \"[\"] }"), "“[” is no regular expression");
    assert_eq!(error("{ name =~ `\\w{1000}{1000}` }"), "“\\w{1000}{1000}” is too large a regular expression");
    assert_eq!(error("{ } | count() > 1 | { name !~ \"(\" }"), "“(” is no regular expression");
}
