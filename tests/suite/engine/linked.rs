use super::{ask, engine};
use spanscope::protocol::{
    request::{Reply, Request, SpanRef},
    waterfall::{Fold, LinkedRow, RowsPage, RowsQuery, WaterfallRow},
};

/// A trace `a` that sends a message, and a trace `b` that takes it 30 ms after the end of `a`.
const QUEUE: &str = r#"{"resourceSpans":[{"scopeSpans":[{"spans":[
    {"traceId":"a","spanId":"a1","name":"order","startTimeUnixNano":"1000000000","endTimeUnixNano":"1100000000"},
    {"traceId":"a","spanId":"a2","parentSpanId":"a1","name":"send","kind":4,
        "startTimeUnixNano":"1010000000","endTimeUnixNano":"1020000000"},
    {"traceId":"a","spanId":"a3","parentSpanId":"a2","name":"ack",
        "startTimeUnixNano":"1012000000","endTimeUnixNano":"1018000000"},
    {"traceId":"b","spanId":"b1","name":"work","kind":5,"links":[{"traceId":"a","spanId":"a2"}],
        "startTimeUnixNano":"1130000000","endTimeUnixNano":"1150000000"},
    {"traceId":"b","spanId":"b2","parentSpanId":"b1","name":"render",
        "startTimeUnixNano":"1135000000","endTimeUnixNano":"1145000000"}]}]}]}"#;

fn rows(trace: &str, fold: Fold) -> RowsPage {
    let trace_id = format!("{trace:0>32}");
    let query = RowsQuery { trace_id, fold, limit: 100, ..RowsQuery::default() };
    match ask(&mut engine(&[("queue.json", QUEUE)]), Request::Rows(query)) {
        Ok(Reply::Rows(page)) => page,
        other => panic!("{other:?}"),
    }
}

fn names(page: &RowsPage) -> Vec<&str> {
    page.rows.iter().map(|row| row.name.as_str()).collect()
}

#[test]
fn both_ends_of_a_link_say_that_the_other_trace_is_here() {
    let linked = |page: RowsPage| page.rows.iter().map(|row| row.linked_traces).collect::<Vec<_>>();
    assert_eq!(linked(rows("a", Fold::default())), [0, 1, 0]);
    assert_eq!(linked(rows("b", Fold::default())), [1, 0]);
}

#[test]
fn a_linked_trace_unfolds_below_its_span_with_its_own_times() {
    let page = rows("a", Fold { linked: vec![1], ..Fold::default() });
    assert_eq!((page.total, names(&page)), (5, vec!["order", "send", "work", "render", "ack"]));
    assert!(page.rows[1].shows_linked);
    let work = &page.rows[2];
    assert_eq!((work.row, work.depth, work.start_ns, work.duration_ns), (1, 2, 130_000_000, 20_000_000));
    assert_eq!((page.rows[3].depth, page.rows[3].start_ns), (3, 135_000_000));
    let of = |row: &WaterfallRow| row.linked.clone();
    let trace_id = format!("{:0>32}", "b");
    assert_eq!(of(work), Some(LinkedRow { trace_id: trace_id.clone(), is_first: true, traces: 1 }));
    assert_eq!(of(&page.rows[3]), Some(LinkedRow { trace_id, is_first: false, traces: 1 }));
    assert_eq!(of(&page.rows[4]), None);
    assert_eq!(page.rows[4].depth, 2, "the span's own child stands behind the linked trace");
    assert_eq!([work.rails >> 2 & 1, page.rows[3].rails >> 2 & 1], [1, 1], "and its line goes past that");
}

#[test]
fn what_was_before_the_open_trace_has_times_below_zero() {
    let page = rows("b", Fold { linked: vec![0], ..Fold::default() });
    assert_eq!(names(&page), ["work", "order", "send", "ack", "render"]);
    assert_eq!(page.rows[1].start_ns, -130_000_000);
}

#[test]
fn rows_are_found_behind_an_unfolded_trace() {
    let mut engine = engine(&[("queue.json", QUEUE)]);
    let request = Request::Reveal {
        trace_id: format!("{:0>32}", "a"),
        fold: Fold { linked: vec![1], ..Fold::default() },
        focus: None,
        span: SpanRef::Row(2),
        skew: false,
    };
    let Ok(Reply::Revealed(found)) = ask(&mut engine, request) else { panic!("it is there") };
    assert_eq!((found.row, found.index), (2, 4));
}
