use super::ask;
use crate::support::draw;
use spanscope::{
    engine::Engine,
    protocol::{
        range::{RangeQuery, RangeReply, RangeService},
        request::{Reply, Request},
    },
};

const MS: i64 = 1_000_000;

/// What ran in some milliseconds of a drawing.
fn range(from_ms: i64, to_ms: i64) -> RangeReply {
    let mut engine = Engine::of_store(draw::store(
        "
        web    page #server          |====================|
          web  call #client          |  ==========        |
            db answer #server #error |   ========         |
          web  render                |               =====|
        ",
    ));
    let query =
        RangeQuery { trace_id: "1".to_owned(), from_ns: from_ms * MS, to_ns: to_ms * MS, skew: false };
    match ask(&mut engine, Request::Range(query)) {
        Ok(Reply::Range(reply)) => reply,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_range_tells_who_worked_in_it() {
    let reply = range(4, 16);
    assert_eq!((reply.spans, reply.began, reply.errors, reply.service_count), (4, 1, 1, 2));
    let told = |service: &RangeService| {
        (service.spans, service.errors, service.self_ns / MS, service.critical_ns / MS)
    };
    // db: 4 to 11; web: the call from 11 to 12, the page from 12 to 15, the rendering from 15 to 16.
    let services: Vec<_> = reply.services.iter().map(told).collect();
    assert_eq!(services, [(1, 1, 7, 7), (3, 0, 5, 5)]);
}

#[test]
fn spans_that_only_touch_a_range_did_not_run_in_it() {
    let reply = range(12, 15);
    assert_eq!((reply.spans, reply.began), (1, 0));
}
