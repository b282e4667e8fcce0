use super::repeats;
use crate::support::draw;
use spanscope::{
    analysis::repeat_patterns::of_repeats,
    base::time::MS,
    model::{builder::Builder, store::Store},
};

/// A list of so many items, a query of 2 ms each.
fn list(items: usize) -> String {
    let query = |nth: usize| format!("  shop SELECT stock #client |{}==|", " ".repeat(2 * nth));
    let queries: Vec<String> = (0..items).map(query).collect();
    format!("shop GET /list #server |{}|\n{}", "=".repeat(40), queries.join("\n"))
}

fn lists(items: &[usize]) -> Store {
    let mut builder = Builder::new();
    builder.begin_file("drawings");
    for (&items, trace) in items.iter().zip(1..) {
        draw::add(&mut builder, &list(items), trace);
    }
    draw::add(&mut builder, "shop GET /other #server |==|", 99);
    builder.finish()
}

#[test]
fn equal_repetitions_of_many_traces_are_one_pattern() {
    let store = lists(&[8, 3, 5, 20, 6]);
    let found: Vec<_> =
        repeats::find(&store).into_iter().map(|repeat| (store.trace_of(repeat.parent), repeat)).collect();
    let patterns = of_repeats(&store, &found);
    let [pattern] = &patterns[..] else { panic!("{patterns:#?}") };
    assert_eq!((pattern.traces, pattern.traces_of_operation), (4, 5));
    assert!((pattern.share() - 0.8).abs() < 1e-9);
    assert_eq!((pattern.median_n, pattern.largest_n), (6, 20));
    assert_eq!((pattern.median_cost_ns, pattern.cost_ns), (10 * MS, (14 + 8 + 38 + 10) * MS));
    assert_eq!(store.text(pattern.name), "GET /list");
    let n: Vec<usize> = pattern.places.iter().map(|&place| found[place].1.n).collect();
    assert_eq!(n, [20, 8, 6, 5], "the dearest first");
}
