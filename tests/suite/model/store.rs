use crate::support::{draw, random};
use spanscope::model::{
    builder::Builder,
    ids::{SpanId, SpanIx, TraceIx},
    value::Value,
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

/// The budget of the design: 200 bytes a span besides distinct strings, for spans of 15 attributes.
#[test]
fn a_span_costs_what_the_budget_says() {
    let mut builder = Builder::new();
    builder.begin_file("file");
    // Near the end of a segment of the columns: with few spans the empty rest of one would weigh more.
    let spans = 65_000;
    for id in 1..=spans {
        for number in 0..15 {
            let key = builder.key(format!("key.{number}").as_bytes());
            let value = match number {
                0 => builder.numbers.double(id as f64 / 7.0),
                1 => builder.numbers.int(id as i64 * 1_000_000_007),
                2 => Value::bool(true),
                3 => Value::text(builder.strings.intern(&format!("request {id}"))),
                _ => Value::text(builder.strings.intern(&format!("value {}", id % 100))),
            };
            builder.span_attribute(key, value);
        }
        if id % 5 == 0 {
            let key = builder.key(b"exception.type");
            let value = Value::text(builder.strings.intern("IOError"));
            builder.event_attribute(key, value);
            let name = builder.strings.intern("exception");
            builder.end_event(5, name);
        }
        random::add(
            &mut builder,
            &[random::RandomSpan { id, parent: id / 10, start: id, length: 5, kind: 1 }],
        );
    }
    let store = builder.finish();
    let per_span = (store.bytes() - store.string_bytes()) as f64 / spans as f64;
    assert!(per_span <= 200.0, "{per_span:.1} bytes a span");
    assert!(store.string_bytes() as f64 / (spans as f64) < 60.0, "a text of 12 bytes costs a few more");
}
