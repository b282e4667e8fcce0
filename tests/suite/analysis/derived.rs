use crate::{
    formats::read,
    support::{draw, random},
};
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

#[test]
fn times_at_the_end_of_time_are_summed_up_too() {
    let text = format!(
        r#"{{"resourceSpans":[{{"scopeSpans":[{{"spans":[{{"traceId":"1","spanId":"1","startTimeUnixNano":"5","endTimeUnixNano":"{end}"}},
        {{"traceId":"1","spanId":"2","parentSpanId":"1","startTimeUnixNano":"{}","endTimeUnixNano":"{}"}}]}}]}}]}}"#,
        i64::MAX - 20,
        i64::MAX - 10,
        end = i64::MAX
    );
    let (store, failure) = read(text.as_bytes(), usize::MAX);
    assert_eq!(failure, None);
    let derived = Derived::of_store(&store);
    assert_eq!((derived.critical_ns.get(0), derived.critical_ns.get(1)), (i64::MAX - 5 - 10, 10));
    assert_eq!(derived.self_ns.get(0), i64::MAX - 5 - 10);
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
