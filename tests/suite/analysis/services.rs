use crate::support::draw;
use spanscope::{
    analysis::services::{Services, UNKNOWN},
    model::ids::TraceIx,
};

#[test]
fn most_spans_first_then_by_name() {
    let store = draw::store("web a |----|\n  db q | -  |\n  db q |  - |\n  api c |   -|");
    let services = Services::of_store(&store);
    assert_eq!(services.names(&store), ["db", "api", "web"]);
    assert_eq!(services.of_trace(&store, TraceIx(0)), [(0, 2), (1, 1), (2, 1)]);
    assert_eq!(services.of_span(&store, draw::span_of_line(&store, 0)), 2);
}

#[test]
fn a_service_without_a_name_has_one_for_people() {
    let store = crate::support::random::store(&[crate::support::random::RandomSpan {
        id: 1,
        parent: 0,
        start: 0,
        length: 1,
        kind: 1,
    }]);
    assert_eq!(Services::of_store(&store).names(&store), [UNKNOWN]);
}
