//! Deep, long and large.

use super::otlp;
use crate::engine::{ask, engine};
use spanscope::protocol::{
    request::{Reply, Request, SpanRef},
    waterfall::RowsQuery,
};

#[test]
fn n09_a_chain_of_100_000_is_read_and_every_question_answered() {
    let spans: Vec<String> = (1..=100_000)
        .map(|id: u64| {
            let parent = if id == 1 { String::new() } else { format!("{:x}", id - 1) };
            let times = format!(r#""startTimeUnixNano":{id},"endTimeUnixNano":300000"#);
            format!(r#""spanId":"{id:x}","parentSpanId":"{parent}",{times}"#)
        })
        .collect();
    let text = otlp(&spans.iter().map(String::as_str).collect::<Vec<_>>());
    let mut engine = engine(&[("deep.json", &text)]);
    let last = SpanRef::Id(format!("{:x}", 100_000));
    let trace_id = "0a".to_owned();
    let Ok(Reply::Span(detail)) =
        ask(&mut engine, Request::Span { trace_id: trace_id.clone(), span: last, whole: false, skew: false })
    else {
        panic!("the last span is there")
    };
    assert_eq!(detail.depth, 99_999);
    assert!(detail.path.len() < 100, "only the ends of the way are told");
    assert_eq!((detail.path[0].row, detail.path.last().map(|step| step.row)), (0, Some(99_998)));
    let query = RowsQuery { trace_id, offset: 99_999, limit: 10, ..RowsQuery::default() };
    let Ok(Reply::Rows(page)) = ask(&mut engine, Request::Rows(query)) else { panic!("rows") };
    assert_eq!((page.rows.len(), page.rows[0].depth), (1, 99_999));
}

#[test]
fn n32_the_last_row_of_many_is_reachable() {
    let spans: Vec<String> = (1..940).map(|id| format!(r#""spanId":"{id:x}","name":"{id}""#)).collect();
    let text = otlp(&spans.iter().map(String::as_str).collect::<Vec<_>>());
    let query = RowsQuery { trace_id: "0a".to_owned(), offset: 938, limit: 50, ..RowsQuery::default() };
    let Ok(Reply::Rows(page)) = ask(&mut engine(&[("many.json", &text)]), Request::Rows(query)) else {
        panic!("rows")
    };
    assert_eq!((page.total, page.rows[0].name.as_str()), (939, "939"));
}

#[test]
fn n33_long_values_are_cut_until_they_are_asked_for() {
    let long = "é".repeat(300_000);
    let text = otlp(&[&format!(
        r#""spanId":"01","attributes":[{{"key":"gen_ai.prompt","value":{{"stringValue":"{long}"}}}}]"#
    )]);
    let mut engine = engine(&[("prompt.json", &text)]);
    let mut value = |whole| {
        let span = SpanRef::Id("01".to_owned());
        match ask(&mut engine, Request::Span { trace_id: "0a".to_owned(), span, whole, skew: false }) {
            Ok(Reply::Span(detail)) => (detail.attributes[0].value.chars().count(), detail.attributes[0].cut),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(value(false), (2_000, 298_000));
    assert_eq!(value(true), (300_000, 0));
}
