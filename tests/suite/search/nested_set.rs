//! Nested-set numbers: one on the way down, one on the way up, trace by trace.

use super::reference::drawing::{Row, check};

pub const NUMBERS: &[Row] = &[
    ("every trace begins with 1", "{ nestedSetLeft = 1 }", "1 11"),
    ("a second root goes on", "{ nestedSetLeft = 7 }", "6 14"),
    ("down", "{ nestedSetLeft >= 12 }", "7 8"),
    ("up", "{ nestedSetRight = 16 }", "1"),
    ("up, in two traces", "{ nestedSetRight = 10 }", "3 14"),
    ("leaves take two in a row", "{ nestedSetRight - nestedSetLeft = 1 }", "5 6 8 12 13 15"),
    ("what is inside", "{ nestedSetLeft > 4 && nestedSetRight < 9 }", "5 6"),
];

#[test]
fn spans_are_numbered_down_and_up() {
    check(NUMBERS);
}

pub const PARENTS: &[Row] = &[
    ("roots", "{ nestedSetParent = -1 }", "1 11 14"),
    ("roots, as dashboards ask for them", "{ nestedSetParent < 0 }", "1 11 14"),
    ("children", "{ nestedSetParent = 4 }", "5 6"),
    ("children in two traces", "{ nestedSetParent = 1 }", "2 7 12 13"),
    ("of a second root", "{ nestedSetParent = 7 }", "15"),
    ("no root", "{ nestedSetParent > 0 && kind = server }", "4"),
];

#[test]
fn parents_are_named_by_their_number() {
    check(PARENTS);
}

pub const NO_ROOT: &[Row] = &[
    ("down", "{ nestedSetLeft = 0 }", "21 22 23"),
    ("up", "{ nestedSetRight = 0 }", "21 22 23"),
    ("nor has its parent", "{ nestedSetParent = 0 }", "21 22 23"),
];

#[test]
fn what_no_root_reaches_has_no_number() {
    check(NO_ROOT);
}
