use super::{CART, ask, shop};
use crate::support::draw;
use spanscope::{
    engine::Engine,
    protocol::{
        answers::AnswerKind,
        request::{Reply, Request},
        traces::TracesQuery,
    },
};

#[test]
fn head_list_and_answer_say_the_same() {
    let mut engine = shop();
    let Ok(Reply::Answer(answer)) = ask(&mut engine, Request::Answer { trace_id: CART.to_owned() }) else {
        panic!("an answer")
    };
    assert_eq!((answer.trace_id.as_str(), answer.latency_ns, answer.partial), (CART, 100_000_000, false));
    let query = TracesQuery { limit: 9, ..TracesQuery::default() };
    let Ok(Reply::Traces(page)) = ask(&mut engine, Request::Traces(query)) else { panic!("a page") };
    let row = page.rows.iter().find(|row| row.trace_id == CART).expect("the trace");
    assert_eq!(row.answer, answer.sentence);
    let Ok(Reply::Trace(head)) = ask(&mut engine, Request::Trace { trace_id: CART.to_owned(), skew: false })
    else {
        panic!("a head")
    };
    assert_eq!(head.row.answer, answer.sentence);
    let parts: Vec<_> = head.answer.iter().map(|part| (part.kind, part.text.as_str(), part.ns)).collect();
    let told: Vec<_> = answer.parts.iter().map(|part| (part.kind, part.text.as_str(), part.ns)).collect();
    assert_eq!(parts, told);
    let time = answer.parts.iter().find(|part| part.kind == AnswerKind::Time).expect("someone had the time");
    assert!(time.ns > 0 && time.spans.iter().all(|id| id.len() == 16));
    assert!(head.answer.iter().all(|part| part.rows.iter().all(|&row| (row as usize) < head.row.spans)));
}

#[test]
fn an_unknown_trace_has_no_answer() {
    let failure = ask(&mut shop(), Request::Answer { trace_id: "abc".to_owned() }).expect_err("none");
    assert_eq!(failure.code, "not_found");
}

#[test]
fn with_the_clocks_set_right_the_answer_is_another() {
    let mut engine = Engine::of_store(draw::store(
        "
        web     GET_/cart          |  ----------          |
          api   answer             |------                |
          web   work               |          --          |
        ",
    ));
    let mut head = |skew| {
        let request = Request::Trace { trace_id: "1".to_owned(), skew };
        let Ok(Reply::Trace(head)) = ask(&mut engine, request) else { panic!("a head") };
        let spoken: String =
            head.spoken().into_iter().map(|(joint, text)| joint.to_owned() + &text).collect();
        assert_eq!(spoken, head.row.answer);
        (head.row.answer, head.answer[0].rows.clone())
    };
    // As recorded the answer covers 2–6 of the root, set right 4–10.
    let right = ("6 ms of 10 ms in api itself, answer".to_owned(), vec![1]);
    let recorded = head(false);
    assert_ne!(recorded, right);
    assert_eq!(head(true), right);
    assert_eq!(head(false), recorded);
}
