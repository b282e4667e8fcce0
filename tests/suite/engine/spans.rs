use super::{CART, ask, shop};
use spanscope::protocol::{
    answers::SpansAnswer,
    request::{Reply, Request},
};

fn spans(q: &str, limit: usize) -> SpansAnswer {
    match ask(&mut shop(), Request::Spans { q: q.to_owned(), limit }) {
        Ok(Reply::Spans(answer)) => answer,
        other => panic!("{other:?}"),
    }
}

#[test]
fn rows_are_those_of_the_contract() {
    let answer = spans("{}", 1_000);
    assert_eq!((answer.total, answer.rows.len()), (7, 7));
    let json = serde_json::to_value(&answer.rows[4]).expect("plain data");
    assert_eq!(
        json,
        serde_json::json!({
            "trace_id": CART, "span_id": "0000000000000005", "parent_span_id": "000000000000dead",
            "service": "cart", "name": "lost child", "kind": "internal",
            "start_ns": "1760000000050000000", "duration_ns": "10000000", "self_ns": "10000000",
            "critical_ns": "10000000", "depth": 0, "status": "unset", "orphan": true,
        })
    );
    let depths: Vec<u32> = answer.rows.iter().map(|row| row.depth).collect();
    assert_eq!(depths, [0, 1, 2, 2, 0, 0, 1]);
}

#[test]
fn the_limit_cuts_and_the_total_is_told() {
    let answer = spans("cart", 1);
    assert!(answer.total > 1, "{}", answer.total);
    assert_eq!(answer.rows.len(), 1);
}
