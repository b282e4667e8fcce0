use crate::{formats::read, support::draw};
use spanscope::{
    analysis::asynchronous::{asynchronous, flows, queue_waits},
    base::time::MS,
    model::{ids::TraceIx, span::Kind},
};

/// The names of the asynchronous spans of a drawing, in order of its lines.
fn check(drawing: &str, expected: &[&str]) {
    let store = draw::store(drawing);
    let bits = asynchronous(&store);
    let names: Vec<&str> = (0..draw::lines(drawing).len())
        .map(|line| draw::span_of_line(&store, line))
        .filter(|span| bits.get(span.0 as usize))
        .map(|span| store.text(store.name(span)))
        .collect();
    assert_eq!(names, expected);
}

#[test]
fn a_consumer_of_a_producer_is() {
    check(
        "
        shop       send #producer  |--------|
          worker   work #consumer  |   ---  |
            worker step            |   --   |
        ",
        &["work"],
    );
}

#[test]
fn a_consumer_of_anything_else_is_not() {
    check("shop a |--------|\n  worker work #consumer |   ---  |", &[]);
}

#[test]
fn what_starts_at_or_after_the_parents_end_is() {
    check(
        "
        shop     a      |----      |
          shop   before |  ----    |
          shop   touch  |    --    |
          shop   after  |      --  |
        ",
        &["touch", "after"],
    );
}

#[test]
fn a_follower_is() {
    check("shop a |--------|\n  shop b #follows | ---    |", &["b"]);
}

#[test]
fn times_that_are_missing_tell_nothing() {
    let asynchronous_of = |parent: &str, child: &str| {
        let text = format!(
            r#"{{"resourceSpans":[{{"scopeSpans":[{{"spans":[{{"traceId":"1","spanId":"1",{parent}}},
            {{"traceId":"1","spanId":"2","parentSpanId":"1",{child}}}]}}]}}]}}"#
        );
        let (store, failure) = read(text.as_bytes(), 1 << 20);
        assert_eq!(failure, None);
        asynchronous(&store).count()
    };
    let at = |start: &str, end: &str| {
        format!(r#""startTimeUnixNano":"17600000000000000{start}","endTimeUnixNano":"{end}""#)
    };
    let ended = at("10", "1760000000000000020");
    assert_eq!(asynchronous_of(&ended, &at("20", "1760000000000000030")), 1);
    assert_eq!(asynchronous_of(&at("10", "0"), &at("20", "1760000000000000030")), 0, "it may not have ended");
    assert_eq!(asynchronous_of(r#""name":"a""#, r#""name":"b""#), 0, "there are no times at all");
}

#[test]
fn every_root_and_asynchronous_part_is_a_flow() {
    let drawing = "
        shop        order           |------           |
          shop      check           | --              |
          shop      send #producer  |   --            |
            mail    work #consumer  |        -----    |
              mail  render          |         --      |
              mail  log #follows    |          -----  |
        cron        tick            |   --            |
        ";
    let store = draw::store(drawing);
    let background = asynchronous(&store);
    let name = |span| store.text(store.name(span));
    let names: Vec<&str> = flows(&store, &background, TraceIx(0)).map(name).collect();
    assert_eq!(names, ["order", "work", "log", "tick"]);
}

/// How long the consumer of a drawing waited, in milliseconds.
fn waits(drawing: &str) -> Vec<i64> {
    let store = draw::store(drawing);
    let consumer = store.spans().find(|&span| store.kind(span) == Kind::Consumer);
    let waits = consumer.map(|consumer| queue_waits(&store, consumer)).unwrap_or_default();
    waits.into_iter().map(|wait| wait.wait_ns / MS).collect()
}

#[test]
fn a_wait_goes_from_the_producers_end_to_the_consumers_start() {
    assert_eq!(waits("shop send #producer |--      |\n  mail work #consumer |     ---|"), [3]);
    assert_eq!(waits("shop send #producer |-----   |\n  mail work #consumer |  ---   |"), [0]);
    assert_eq!(waits("shop order |--      |\n  mail work #consumer |     ---|"), [0; 0]);
    assert_eq!(waits("shop send #producer |--      |\n  mail work |     ---|"), [0; 0]);
}

#[test]
fn a_consumer_waited_behind_all_it_links_to() {
    let sample = crate::generate::sample(60, 5);
    let store = &sample.store;
    for job in &sample.truth.jobs {
        let (producer, consumer) =
            (crate::generate::find(store, job.producer), crate::generate::find(store, job.consumer));
        let waits = queue_waits(store, consumer);
        let of_job = waits.iter().find(|wait| wait.producer == producer).expect("it is told");
        assert_eq!(of_job.wait_ns, store.start_ns(consumer) - store.end_ns(producer));
        assert_eq!(waits.len(), store.links(consumer).len(), "a parent that is linked too counts once");
    }
}
