use crate::support::{draw, random};
use spanscope::model::{
    builder::Builder,
    ids::{SpanId, SpanIx, TraceIx},
};

#[test]
fn traces_stand_by_their_first_start() {
    let mut builder = Builder::new();
    builder.begin_file("file");
    draw::add(&mut builder, "web late  |   ---|", 7);
    draw::add(&mut builder, "web early | ---  |\n  db q |  -   |", 3);
    let store = builder.finish();
    let ids: Vec<_> = store.traces().map(|trace| store.trace_id_text(store.trace_key(trace))).collect();
    assert_eq!(ids, [format!("{:032x}", 3), format!("{:032x}", 7)]);
    assert_eq!(store.trace_of(SpanIx(1)), TraceIx(0));
    assert_eq!(store.trace_of(SpanIx(2)), TraceIx(1));
    assert_eq!(store.spans_of(TraceIx(0)).len(), 2);
}

#[test]
fn an_id_is_found_as_shown_and_as_written() {
    let mut builder = Builder::new();
    builder.begin_file("file");
    draw::add(&mut builder, "web a |---|", 0xabc);
    let store = builder.finish();
    for text in ["abc", "ABC", "0xabc", "00000000000000000000000000000abc"] {
        assert_eq!(store.find_trace(text), Some(TraceIx(0)), "{text}");
    }
    assert_eq!(store.find_trace("abd"), None);
    assert_eq!(store.find_span(TraceIx(0), "1"), Some(SpanIx(0)));
    assert_eq!(store.find_span_id(TraceIx(0), SpanId(2)), None);
}

#[test]
fn latency_is_the_roots_and_extent_everythings() {
    let store = draw::store(
        "
        web      order #producer |---       |
          worker ship  #consumer |      --- |
        ",
    );
    let trace = store.trace(TraceIx(0));
    assert_eq!((store.latency_ns(TraceIx(0)), trace.extent_ns), (3_000_000, 9_000_000));
}

#[test]
fn a_span_costs_what_the_budget_says() {
    let spans: Vec<_> = (1..=50_000)
        .map(|id| random::RandomSpan { id, parent: u64::from(id > 1), start: id, length: 5, kind: 1 })
        .collect();
    let store = random::store(&spans);
    let per_span = (store.bytes() - store.string_bytes()) as f64 / store.span_count() as f64;
    assert!(per_span < 90.0, "{per_span:.0} bytes for a span without attributes");
}
