use crate::support::{draw, random};
use proptest::prelude::*;
use spanscope::{
    analysis::{critical_path::of_trace, derived::Derived},
    base::time::MS,
};

#[test]
fn a_trace_is_summed_up() {
    let store = draw::store("web a |------|\n  db q #error | --   |\n  db r | --   |");
    let derived = Derived::of_store(&store);
    assert_eq!((derived.errors_of_trace[0], derived.services_of_trace[0]), (1, 2));
    let failed = draw::span_of_line(&store, 1);
    assert!(derived.is_error(failed) && !derived.is_asynchronous(failed));
    assert_eq!(derived.self_ns.get(0), 4 * MS);
}

proptest! {
    #[test]
    fn critical_times_are_the_segments_summed(spans in random::trees(20)) {
        let store = random::store(&spans);
        let derived = Derived::of_store(&store);
        for span in store.spans() {
            let segments = of_trace(&store, &derived.asynchronous, store.trace_of(span));
            let sum: i64 = segments.iter().filter(|part| part.span == span).map(|part| part.end_ns - part.start_ns).sum();
            prop_assert_eq!(derived.critical_ns.get(span.0 as usize), sum);
        }
    }
}
