//! Structural operators in all their forms, and spansets side by side.

use super::reference::drawing::{Row, check};

pub const RELATIVES: &[Row] = &[
    ("child", "{ kind = server } > { }", "2 5 6 7 12 13 22 23"),
    ("child by both sides", "{ name = \"charge\" } > { name = \"charge\" }", "8"),
    ("descendant", "{ kind = server } >> { }", "2 3 4 5 6 7 8 12 13 22 23"),
    ("descendant by both sides", "{ status = error } >> { kind = client }", "5 6"),
    ("parent", "{ kind = client } < { }", "2 4 11"),
    ("ancestor", "{ kind = client } << { }", "1 2 3 4 11"),
    ("ancestor by both sides", "{ kind = client } << { kind = server }", "1 4 11"),
    ("sibling", "{ kind = client } ~ { }", "5 6 12"),
    ("siblings of all", "{ } ~ { }", "2 5 6 7 11 12 13 14 22 23"),
    ("roots are siblings", "{ name = \"sweep\" } ~ { }", "11"),
    ("orphans are not", "{ name = \"find\" } ~ { }", ""),
    ("no span is its own relative", "{ name = \"LoadCart\" } >> { name = \"LoadCart\" }", "4"),
    ("nor its own sibling", "{ name = \"sweep item\" } ~ { name = \"sweep item\" }", ""),
    ("traces are not related", "{ name = \"GET /cart\" } >> { name = \"find item\" }", ""),
    ("below an orphan", "{ name = \"find\" } > { status = error }", "22"),
    ("nothing on the left", "{ false } >> { }", ""),
    ("nothing on the right", "{ } >> { false }", ""),
];

#[test]
fn the_right_spans_that_stand_so_to_a_left_one() {
    check(RELATIVES);
}

pub const NO_RELATIVES: &[Row] = &[
    ("no child", "{ kind = server } !> { }", "1 3 4 8 11 14 15 21"),
    ("no descendant", "{ kind = server } !>> { }", "1 11 14 15 21"),
    ("descendant of nothing at all", "{ } !>> { }", "1 11 14 21"),
    ("no parent", "{ kind = client } !< { }", "1 3 5 6 7 8 12 13 14 15 21 22 23"),
    ("no ancestor", "{ kind = client } !<< { kind = server }", "21"),
    ("ancestor of nothing at all", "{ } !<< { }", "5 6 8 12 13 15 22 23"),
    ("no sibling", "{ kind = client } !~ { kind = client }", "3 13"),
    ("an orphan has none", "{ } !~ { kind = server }", "1 4 21"),
    ("nothing on the left", "{ false } !>> { kind = server }", "1 4 11 21"),
    ("nothing on the right", "{ } !> { false }", ""),
];

#[test]
fn the_right_spans_that_stand_so_to_no_left_one() {
    check(NO_RELATIVES);
}

pub const BOTH_SIDES: &[Row] = &[
    ("child", "{ kind = server } &> { kind = client }", "4 5 6 11 13"),
    ("descendant", "{ kind = server } &>> { kind = client }", "1 3 4 5 6 11 13"),
    ("parent", "{ kind = client } &< { kind = server }", "4 5 6 11 13"),
    ("ancestor", "{ kind = client } &<< { kind = server }", "1 3 4 5 6 11 13"),
    ("sibling", "{ kind = client } &~ { }", "5 6 12 13"),
    ("only what stands so", "{ kind = server } &> { kind = consumer }", ""),
    ("nothing on one side", "{ kind = server } &>> { false }", ""),
];

#[test]
fn the_spans_of_both_sides_that_stand_so() {
    check(BOTH_SIDES);
}

pub const SPANSETS: &[Row] = &[
    ("traces with both", "{ kind = producer } && { status = error }", "4 7"),
    ("in one trace each", "{ kind = producer } && { name = \"sweep\" }", ""),
    ("every trace with both", "{ status = error } && { kind = server }", "1 4 21 22"),
    ("a span of both sides counts once", "{ kind = producer } && { name = \"charge\" }", "7 8"),
    ("either", "{ kind = producer } || { name = \"sweep\" }", "7 14"),
    ("either, where one is nothing", "{ kind = producer } || { false }", "7"),
    ("from left to right", "{ kind = consumer } || { kind = producer } && { status = error }", "4 7 8"),
    ("structure goes before", "{ kind = producer } && { kind = server } > { kind = client }", "5 6 7"),
    ("parentheses go first", "({ kind = producer } && { kind = server }) > { kind = consumer }", "8"),
    ("a chain goes from left to right", "{ kind = server } > { } > { kind = client }", "3"),
    ("a chain to the right", "{ kind = server } > ({ } > { kind = client })", "5 6 13"),
    ("the spans of a chain", "{ kind = server } &> { kind = unspecified } &> { kind = client }", "2 3 11 13"),
];

#[test]
fn spansets_are_joined_trace_by_trace() {
    check(SPANSETS);
}
