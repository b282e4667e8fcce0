//! Tests of `src/search`. The tables are about one drawing, `reference/drawing.rs`.

mod bound;
mod census;
mod columns;
mod differential;
mod facets;
mod filter;
mod nested_set;
mod of_trace;
mod pipeline;
mod property;
mod reference;
mod spans;
mod structure;
mod text;
mod trace_groups;
mod traces;
mod value;

use reference::drawing::Row;
use std::collections::BTreeSet;

/// The tables on what other viewers get wrong: nil and what is missing, kinds of values that do not meet, arrays, patterns
/// that are held at both ends, nested sets.
const SUBTLE: [&[Row]; 8] = [
    value::KINDS,
    value::UNEQUAL,
    value::MISSING,
    value::ARRAYS,
    bound::ANCHORS,
    nested_set::NUMBERS,
    nested_set::PARENTS,
    nested_set::NO_ROOT,
];
/// All others.
const PLAIN: [&[Row]; 22] = [
    bound::CONDITIONS,
    bound::SUMS,
    bound::IDS,
    pipeline::AGGREGATES,
    pipeline::GROUPS,
    pipeline::STAGES,
    pipeline::PIPELINES,
    property::SCOPES,
    property::EVENTS,
    property::OF_PARENTS,
    property::OF_SPANS,
    property::OF_TRACES,
    property::OF_EVENTS,
    spans::AMONG_WORDS,
    spans::PASTED,
    structure::RELATIVES,
    structure::NO_RELATIVES,
    structure::BOTH_SIDES,
    structure::SPANSETS,
    text::WORDS,
    text::PARTS_OF_IDS,
    value::TEXTS,
];

/// How many searches some tables have, none counted twice.
fn searches(tables: &[&[Row]]) -> usize {
    tables.iter().copied().flatten().map(|(_, search, _)| *search).collect::<BTreeSet<_>>().len()
}

#[test]
fn the_tables_have_searches_enough_for_every_rule() {
    for (table, least) in SUBTLE.iter().zip([15, 10, 20, 12, 20, 7, 6, 3]) {
        assert!(searches(&[table]) >= least, "{:?} …", table[0]);
    }
    assert!(searches(&SUBTLE) >= 90, "{} searches", searches(&SUBTLE));
    let all = searches(&[&SUBTLE[..], &PLAIN].concat());
    assert!(all >= 380, "{all} searches");
}
