//! Which attributes tell most.

use super::{counted, text, traces};
use spanscope::{
    model::store::Store,
    search::facets::{known::Known, telling::attributes},
};

/// The attributes chosen for some of the traces.
fn telling(store: &Store, rows: impl IntoIterator<Item = usize>) -> Vec<String> {
    let known = Known::of_store(store);
    let all = counted(store, &known, 0..store.span_count());
    let chosen = attributes(&known, &counted(store, &known, rows), &all, None, 8);
    chosen.into_iter().map(|place| known.names[place].field.to_string()).collect()
}

#[test]
fn what_parts_the_traces_best_comes_first_while_all_are_found() {
    let store = traces(
        (0..100).map(|nth| vec![text("even", nth % 2), text("lopsided", nth / 90), text("many", nth % 40)]),
    );
    assert_eq!(telling(&store, 0..100), ["span.even", "span.lopsided", "span.many"]);
}

#[test]
fn what_is_peculiar_about_the_traces_found_comes_first() {
    let store = traces((0..200).map(|nth| {
        let failed = nth >= 180;
        vec![
            text("even", nth % 2),
            // Two providers of ten among those that failed.
            text("provider", if failed { nth % 2 } else { nth % 10 }),
        ]
    }));
    assert_eq!(telling(&store, 0..200)[0], "span.even");
    assert_eq!(
        telling(&store, 180..200),
        ["span.provider"],
        "both part them alike, and this one is peculiar"
    );
}

#[test]
fn rare_keys_identifiers_and_those_with_one_value_there_stay_out() {
    let store = traces((0..200).map(|nth| {
        let mut attributes = vec![text("half", nth / 100), text("quarter", nth / 50), text("id", nth % 100)];
        if nth % 20 == 0 {
            attributes.push(text("rare", nth % 40));
        }
        attributes
    }));
    assert_eq!(telling(&store, 0..200), ["span.half", "span.quarter"]);
    assert_eq!(
        telling(&store, 0..100),
        ["span.quarter"],
        "all of them are in one half, and ids are on one trace only"
    );
}

#[test]
fn attributes_that_part_the_traces_alike_are_one() {
    let store = traces(
        (0..60).map(|nth| vec![text("a", nth % 3), text("b", format!("b{}", nth % 3)), text("c", nth % 4)]),
    );
    assert_eq!(telling(&store, 0..60), ["span.a", "span.c"]);
}
