//! How values compare: number kinds cross, other kinds only meet their own, missing ones never compare.

use super::reference::drawing::{Row, check};
use proptest::prelude::*;
use spanscope::{
    query::tree::{Binary, Comparison},
    search::value::{Val, calculate, compare},
};

const ALL: &str = "1 2 3 4 5 6 7 8 11 12 13 14 15 21 22 23";

pub const KINDS: &[Row] = &[
    ("a whole number meets floats and arrays", "{ .n = 5 }", "1 2 8 14"),
    ("a float meets whole numbers", "{ .n = 5.0 }", "1 2 8 14"),
    ("a fraction is no whole number", "{ .n = 5.5 }", "4"),
    ("a duration is its nanoseconds", "{ .n = 5ns }", "1 2 8 14"),
    ("text is no number", "{ .n = \"5\" }", "3"),
    ("a truth value is no number", "{ .n = true }", "6"),
    ("a number is no text", "{ .s = 5 }", "7"),
    ("a text is no truth value", "{ .b = true }", "1"),
    ("a truth value is no text", "{ .b = \"true\" }", "3"),
    ("negative numbers", "{ .n = -5 }", "7"),
    ("greater, across kinds", "{ .n > 5 }", "4 12 13"),
    ("greater or equal", "{ .n >= 5 }", "1 2 4 8 12 13 14"),
    ("less", "{ .n < 5 }", "7 8 11 21"),
    ("less or equal", "{ .n <= 0 }", "7 11"),
    ("the value may stand on the left", "{ 5 = .n }", "1 2 8 14"),
    ("and the sign then reads the other way", "{ 5 < .n }", "4 12 13"),
    ("whole numbers compare whole", "{ .big = 9007199254740993 }", "1"),
    ("their neighbour is another", "{ .big = 9007199254740992 }", ""),
    ("as a float it is not", "{ .big = 9007199254740992.0 }", "1"),
];

#[test]
fn number_kinds_cross_and_other_kinds_do_not() {
    check(KINDS);
}

pub const UNEQUAL: &[Row] = &[
    ("numbers that differ", "{ .n != 5 }", "4 7 11 12 13 21"),
    ("only texts differ from a text", "{ .n != \"6\" }", "3"),
    ("the only text is this one", "{ .n != \"5\" }", ""),
    ("only truth values differ from one", "{ .n != false }", "6"),
    ("false is not true", "{ .b != true }", "2"),
    ("texts of the other case differ", "{ .s != \"cart\" }", "1 3 4 5 6 11 13 14 21"),
    ("the empty text is a text", "{ .s != \"\" }", "1 2 3 4 6 8 11 13 14 21"),
    ("a NaN differs from every number", "{ .nan != 0.0 }", "5"),
    ("and equals none", "{ .nan = .nan }", ""),
    ("nor has it a place among them", "{ .nan < 0.0 || .nan >= 0.0 }", ""),
];

#[test]
fn unequal_needs_kinds_that_meet() {
    check(UNEQUAL);
}

pub const TEXTS: &[Row] = &[
    ("equal", "{ .s = \"cart\" }", "2 8"),
    ("case counts", "{ .s = \"Cart\" }", "1"),
    ("the empty text", "{ .s = \"\" }", "5"),
    ("capitals come first", "{ .s < \"cart\" }", "1 5 6 11 13 14"),
    ("at or behind", "{ .s >= \"lost\" }", "3 4 8 21"),
    ("digits in a text have the order of letters", "{ .n < \"6\" }", "3"),
    ("backquotes take the letters as they are", "{ .s = `cart` }", "2 8"),
];

#[test]
fn texts_compare_byte_by_byte() {
    check(TEXTS);
}

pub const MISSING: &[Row] = &[
    ("null and missing are nil", "{ .n = nil }", "5 15 22 23"),
    ("what is there is not", "{ .n != nil }", "1 2 3 4 6 7 8 11 12 13 14 21"),
    ("nil may stand on the left", "{ nil = .n }", "5 15 22 23"),
    ("with either sign", "{ nil != .n }", "1 2 3 4 6 7 8 11 12 13 14 21"),
    ("a key nobody has", "{ .nowhere = nil }", ALL),
    ("a key nobody has is not there", "{ .nowhere != nil }", ""),
    ("missing equals nothing", "{ .nowhere = \"x\" }", ""),
    ("missing differs from nothing", "{ .nowhere != \"x\" }", ""),
    ("missing has no order", "{ .nowhere < 5 || .nowhere >= 5 }", ""),
    ("missing does not equal missing", "{ .nowhere = .neither }", ""),
    ("nor differ from it", "{ .nowhere != .neither }", ""),
    ("not equal is not unequal", "{ !(.n = 5) }", "3 4 5 6 7 11 12 13 15 21 22 23"),
    ("not equal to a key nobody has", "{ !(.nowhere = \"x\") }", ALL),
    ("missing matches no pattern", "{ .nowhere =~ \".*\" }", ""),
    ("nor fails to match one", "{ .nowhere !~ \"x\" }", ""),
    ("a value equals itself", "{ .n = .n }", "1 2 3 4 6 7 8 11 12 13 14 21"),
    ("and does not differ from itself", "{ .n != .n }", ""),
    ("missing is not true", "{ .nowhere }", ""),
    ("so its opposite is", "{ !.nowhere }", ALL),
    ("an empty array is there", "{ .tags != nil }", "4 5 6"),
    ("a key-value list is there", "{ .list != nil }", "8"),
    ("but equals nothing", "{ .list = \"x\" || .list = 1 }", ""),
    ("and differs from nothing", "{ .list != \"x\" || .list != 1 }", ""),
];

#[test]
fn a_missing_value_never_compares() {
    check(MISSING);
}

pub const ARRAYS: &[Row] = &[
    ("one is equal", "{ .tags = \"red\" }", "4 6"),
    ("none may be equal", "{ .tags != \"red\" }", ""),
    ("none is equal", "{ .tags != \"blue\" }", "4 6"),
    ("one matches", "{ .tags =~ \"gr.*\" }", "4"),
    ("none may match", "{ .tags !~ \"gr.*\" }", "6"),
    ("numbers cross in arrays too", "{ .codes = 2 }", "4"),
    ("one is greater", "{ .codes > 1 }", "4"),
    ("none is", "{ .codes > 2 }", ""),
    ("kinds that do not meet in an array", "{ .tags != 5 }", ""),
    ("one of the values", "{ .n = [5, 9] }", "1 2 8 12 13 14"),
    ("none of the values", "{ .n != [5, 9] }", "4 7 11 21"),
    ("one of the texts", "{ .s = [\"cart\", \"ann\"] }", "2 8 11 14"),
    ("one of the patterns", "{ .s =~ [\"ca.*\", \"an.\"] }", "2 8 11 14"),
    ("none of the patterns", "{ .s !~ [\"ca.*\", \"an.\"] }", "1 3 4 5 6 13 21"),
];

#[test]
fn one_element_of_an_array_is_enough_except_for_what_must_not_be() {
    check(ARRAYS);
}

proptest! {
    /// Exactly one of less, equal and greater holds for two numbers of any kind, and unequal is the opposite of equal.
    #[test]
    fn numbers_have_one_order(a in -3_i64..3, b in -3_i64..3, kinds in 0..9) {
        let number = |kind, value: i64| match kind {
            0 => Val::Int(value),
            1 => Val::Float(value as f64),
            _ => Val::Duration(value),
        };
        let (left, right) = (number(kinds / 3, a), number(kinds % 3, b));
        let holds = |op| compare(&left, op, &right);
        prop_assert_eq!(holds(Comparison::Less), a < b);
        prop_assert_eq!(holds(Comparison::Equal), a == b);
        prop_assert_eq!(holds(Comparison::Greater), a > b);
        prop_assert_eq!(holds(Comparison::NotEqual), a != b);
    }

    /// Two values are one group only when they are of one kind and the same.
    #[test]
    fn groups_are_told_apart(a in 0..3_i64, b in 0..3_i64) {
        prop_assert_eq!(Val::Int(a) == Val::Int(b), a == b);
        prop_assert!(Val::Int(a) != Val::Float(a as f64));
        prop_assert!(Val::Int(a) != Val::Duration(a));
        prop_assert_eq!(Val::Float(f64::NAN), Val::Float(f64::NAN));
        let pair = |a, b| Val::Array(vec![Val::Int(a), Val::text("x"), Val::Float(b as f64)]);
        prop_assert_eq!(pair(a, b) == pair(b, a), a == b);
        prop_assert_eq!(pair(a, b) < pair(b, a), a < b);
    }
}

#[test]
fn whole_numbers_stay_whole_while_they_fit() {
    let whole = |op, a, b| calculate(op, &Val::Int(a), &Val::Int(b));
    assert_eq!(whole(Binary::Add, i64::MAX - 1, 1), Val::Int(i64::MAX));
    assert_eq!(whole(Binary::Add, i64::MAX, 1), Val::Float(i64::MAX as f64 + 1.0));
    assert_eq!(whole(Binary::Divide, 7, 2), Val::Int(3));
    assert_eq!(whole(Binary::Divide, 7, 0), Val::Float(f64::INFINITY));
    assert_eq!(whole(Binary::Modulo, -7, 3), Val::Int(-1));
    assert_eq!(whole(Binary::Power, 2, 10), Val::Int(1_024));
    assert_eq!(whole(Binary::Power, 2, -1), Val::Float(0.5));
    assert_eq!(whole(Binary::Power, 10, 40), Val::Float(1e40));
    assert_eq!(calculate(Binary::Divide, &Val::Duration(7), &Val::Duration(2)), Val::Float(3.5));
    assert_eq!(calculate(Binary::Add, &Val::Int(7), &Val::text("x")), Val::Nil);
}
