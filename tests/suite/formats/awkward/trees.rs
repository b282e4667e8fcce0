//! Parents that make no tree, times that make no span.

use super::{jaeger, otlp, want};
use crate::formats::{outline, store};
use spanscope::model::{
    ids::{SpanIx, TraceIx},
    span::Mark,
};

#[test]
fn n07_a_link_of_the_root_to_its_descendant_is_no_parent() {
    let store = store(&jaeger(&[
        r#""spanID":"01","operationName":"a","references":[{"refType":"FOLLOWS_FROM","traceID":"0a","spanID":"02"}]"#,
        r#""spanID":"02","operationName":"b","references":[{"refType":"CHILD_OF","traceID":"0a","spanID":"01"}]"#,
    ]));
    assert_eq!(outline(&store), "a >b");
    want(&store, 1, 2, &[("no-service", 1, "span 2"), ("parent-loop", 1, "span 1")]);
    assert!(!store.trace(TraceIx(0)).partial);
    let otlp = crate::formats::store(&otlp(&[
        r#""spanId":"01","name":"a","links":[{"traceId":"0a","spanId":"02"}]"#,
        r#""spanId":"02","name":"b","parentSpanId":"01""#,
    ]));
    assert_eq!((outline(&otlp).as_str(), otlp.links(SpanIx(0)).len()), ("a >b", 1));
    want(&otlp, 1, 2, &[("unfinished", 2, "span 1"), ("no-start", 2, "span 1"), ("no-service", 1, "span 2")]);
}

#[test]
fn n08_a_cycle_is_cut_and_said() {
    let store = store(&otlp(&[
        r#""spanId":"01","name":"a","parentSpanId":"02","startTimeUnixNano":5"#,
        r#""spanId":"02","name":"b","parentSpanId":"01","startTimeUnixNano":6"#,
    ]));
    assert_eq!(outline(&store), "a! >b");
    want(
        &store,
        1,
        2,
        &[("unfinished", 2, "span 1"), ("no-service", 1, "span 2"), ("parent-loop", 1, "span 1")],
    );
}

#[test]
fn n10_its_own_parent_is_a_root() {
    let store = store(&otlp(&[r#""spanId":"01","name":"a","parentSpanId":"01""#]));
    assert_eq!(outline(&store), "a!");
    want(
        &store,
        1,
        1,
        &[
            ("unfinished", 1, "span 1"),
            ("no-start", 1, "span 1"),
            ("no-service", 1, "span 1"),
            ("own-parent", 1, "span 1"),
        ],
    );
    let jaeger = crate::formats::store(&jaeger(&[
        r#""spanID":"01","operationName":"a","references":[{"refType":"CHILD_OF","traceID":"0a","spanID":"01"}]"#,
    ]));
    assert_eq!(outline(&jaeger), "a");
    want(&jaeger, 1, 1, &[("no-service", 1, "span 1"), ("own-reference", 1, "span 1")]);
}

#[test]
fn n13_a_parent_of_zeros_is_none_and_leaves_no_link() {
    let store = store(&otlp(&[r#""spanId":"01","name":"a","parentSpanId":"0000000000000000""#]));
    assert_eq!((outline(&store).as_str(), store.links(SpanIx(0)).len()), ("a", 0));
    want(
        &store,
        1,
        1,
        &[("unfinished", 1, "span 1"), ("no-start", 1, "span 1"), ("no-service", 1, "span 1")],
    );
    let jaeger = crate::formats::store(&jaeger(&[
        r#""spanID":"01","operationName":"a","references":[{"refType":"CHILD_OF","traceID":"0a","spanID":"0000000000000000"}]"#,
    ]));
    assert_eq!((outline(&jaeger).as_str(), jaeger.links(SpanIx(0)).len()), ("a", 0));
    want(&jaeger, 1, 1, &[("no-service", 1, "span 1")]);
}

#[test]
fn n27_an_end_before_the_start_stretches_nothing() {
    let store = store(&otlp(&[
        r#""spanId":"01","startTimeUnixNano":"1760000000000000000","endTimeUnixNano":"1759999999999999999""#,
        r#""spanId":"02","startTimeUnixNano":"1760000000000000005","endTimeUnixNano":"0""#,
        r#""spanId":"03","startTimeUnixNano":"1760000000000191000","endTimeUnixNano":"1760000000000000000""#,
    ]));
    assert!(store.spans().all(|span| store.duration_ns(span) == 0));
    assert_eq!(store.trace(TraceIx(0)).extent_ns, 191_000);
    assert!(store.has(SpanIx(0), Mark::END_MENDED) && store.has(SpanIx(1), Mark::UNFINISHED));
    want(
        &store,
        1,
        3,
        &[("end-before-start", 2, "span 1"), ("unfinished", 1, "span 2"), ("no-service", 1, "span 3")],
    );
}

#[test]
fn n30_an_id_sent_twice_keeps_both_and_children_once() {
    let store = store(&otlp(&[
        r#""spanId":"01","name":"begun","startTimeUnixNano":"5""#,
        r#""spanId":"01","name":"done","startTimeUnixNano":"5","endTimeUnixNano":"9""#,
        r#""spanId":"02","name":"child","parentSpanId":"01","startTimeUnixNano":"6""#,
    ]));
    assert_eq!(outline(&store), "begun >child done");
    want(&store, 1, 3, &[("unfinished", 2, "span 1"), ("no-service", 1, "span 3"), ("same-id", 1, "span 2")]);
    let halves = crate::formats::store(&otlp(&[
        r#""spanId":"01","name":"answer","kind":2"#,
        r#""spanId":"01","name":"call","kind":3"#,
        r#""spanId":"02","name":"child","parentSpanId":"01""#,
    ]));
    assert_eq!(outline(&halves), "call >answer >>child");
    want(
        &halves,
        1,
        3,
        &[
            ("unfinished", 3, "span 1"),
            ("no-start", 3, "span 1"),
            ("no-service", 1, "span 3"),
            ("shared-id", 1, "span 2"),
        ],
    );
}
