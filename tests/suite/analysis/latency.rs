use crate::support::draw;
use spanscope::{
    analysis::latency::{Latency, of_trace, whole},
    base::time::MS,
    model::{builder::Builder, ids::TraceIx},
};

/// Checks root, latency, extent and whether only a part is there.
fn check(drawing: &str, root: &str, latency_ms: i64, extent_ms: i64, partial: bool) {
    let store = draw::store(drawing);
    let latency = of_trace(&store, TraceIx(0));
    assert_eq!(store.text(store.name(latency.root)), root, "{drawing}");
    let expected =
        Latency { root: latency.root, partial, latency_ns: latency_ms * MS, extent_ns: extent_ms * MS };
    assert_eq!(latency, expected, "{drawing}");
}

#[test]
fn latency_is_the_roots_and_the_extent_goes_to_the_last_end() {
    check(
        "
        web     GET_/cart           |------         |
          mail  send #consumer      |          ---  |
        ",
        "GET_/cart",
        6,
        13,
        false,
    );
}

#[test]
fn of_several_roots_the_first_counts_then_the_longest_then_the_id() {
    check("web late | -----|\nweb early |--    |", "early", 2, 6, false);
    check("web short |--    |\nweb long |---   |", "long", 3, 3, false);
    check("web one |--    |\nweb other |--    |", "one", 2, 2, false);
}

#[test]
fn an_orphan_is_no_root_where_there_is_one() {
    check("db lost #orphan |------|\nweb true |   -- |", "true", 2, 6, false);
    check("db late #orphan | -----|\ndb early #orphan |---   |", "early", 3, 6, true);
}

#[test]
fn partial_traces_stay_out_of_percentiles() {
    let mut builder = Builder::new();
    builder.begin_file("drawing");
    draw::add(&mut builder, "web a |---|", 1);
    draw::add(&mut builder, "web b #orphan |--|", 2);
    draw::add(&mut builder, "web c |-|", 3);
    let store = builder.finish();
    let latencies: Vec<i64> = whole(&store).map(|(_, latency_ns)| latency_ns / MS).collect();
    assert_eq!(latencies, [3, 1]);
}
