use crate::support::draw;
use spanscope::{
    analysis::linked::{Linked, of_trace},
    model::{builder::Builder, ids::TraceIx, store::Store},
};

/// A trace a drawing, numbered from 1.
fn store(drawings: &[&str]) -> Store {
    let mut builder = Builder::new();
    builder.begin_file("drawn");
    for (trace, drawing) in (1..).zip(drawings) {
        draw::add(&mut builder, drawing, trace);
    }
    builder.finish()
}

/// For each row the traces linked to it, by number.
fn linked(store: &Store, trace: u32) -> Vec<(u32, u32)> {
    of_trace(store, TraceIx(trace - 1)).into_iter().map(|Linked { row, trace }| (row, trace.0 + 1)).collect()
}

#[test]
fn links_are_followed_both_ways() {
    let store = store(&[
        "shop order |------|\n  shop send #producer | --   |\n  shop again #producer |   -- |",
        "mail work #consumer #link=1:1 |------|\n  mail render |  --  |",
        "audit both #link=1:1 #link=1:2 #link=2:1 |------|",
    ]);
    assert_eq!(linked(&store, 1), [(1, 2), (1, 3), (2, 3)]);
    assert_eq!(linked(&store, 2), [(0, 1), (1, 3)]);
    assert_eq!(linked(&store, 3), [(0, 1), (0, 2)], "each once a row");
}

#[test]
fn what_leads_nowhere_is_no_linked_trace() {
    let store = store(&["shop order #link=1:1 |------|\n  shop send #link=7:0 | --   |"]);
    assert_eq!(linked(&store, 1), [], "neither the trace itself nor one that is not loaded");
}
