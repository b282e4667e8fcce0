use super::{CART, ask, engine, shop};
use crate::support::draw;
use spanscope::{
    engine::Engine,
    protocol::{
        detail::SpanDetail,
        findings::Verdict,
        request::{Reply, Request, SpanRef},
    },
};

fn detail(engine: &mut Engine, trace_id: &str, row: u32) -> SpanDetail {
    let request =
        Request::Span { trace_id: trace_id.to_owned(), span: SpanRef::Row(row), whole: false, skew: false };
    match ask(engine, request) {
        Ok(Reply::Span(detail)) => *detail,
        other => panic!("{other:?}"),
    }
}

/// What is told of a failure: verdict, row of the origin, row of who handled it.
type Told = Option<(Verdict, Option<u32>, Option<u32>)>;

/// What is told of every span of a drawing.
fn told(drawing: &str) -> Vec<Told> {
    let mut engine = Engine::of_store(draw::store(drawing));
    let spans = engine.store().span_count() as u32;
    (0..spans)
        .map(|row| {
            let failure = detail(&mut engine, "1", row).failure?;
            let row = |span: Option<spanscope::protocol::detail::SpanName>| span.map(|span| span.row);
            Some((failure.verdict, row(failure.origin), row(failure.handled_at)))
        })
        .collect()
}

#[test]
fn every_span_of_a_chain_names_the_origin() {
    let caused = |origin| Some((Verdict::Caused, origin, None));
    assert_eq!(
        told(
            "
            web    GET     #server #error |==========|
             web   call    #client #error | ======== |
              auth check   #server #error |  ======  |
            "
        ),
        [caused(Some(2)), caused(Some(2)), caused(None)]
    );
}

#[test]
fn a_handled_error_names_who_handled_it_and_that_span_names_the_error() {
    let drawing = "
        web   GET          #server |==========|
         web  cache #client #error | ==       |
        ";
    assert_eq!(told(drawing), [None, Some((Verdict::Handled, None, Some(0)))]);
    let root = detail(&mut Engine::of_store(draw::store(drawing)), "1", 0);
    assert_eq!((root.handled_count, root.handled[0].row, root.handled[0].name.as_str()), (1, 1, "cache"));
}

#[test]
fn of_several_errors_the_cause_is_told_and_the_others_are_counted() {
    let drawing = "
        web   GET          #server #error |==========|
         web  first  #client #error       | ==       |
         web  second #client #error       |    ===== |
        ";
    assert_eq!(
        told(drawing),
        [
            Some((Verdict::Caused, Some(2), None)),
            Some((Verdict::Also, None, None)),
            Some((Verdict::Caused, None, None))
        ]
    );
    let root = detail(&mut Engine::of_store(draw::store(drawing)), "1", 0);
    assert_eq!(root.failure.map(|failure| failure.others), Some(1));
}

#[test]
fn an_error_says_its_words_and_shares_are_of_its_flow() {
    let span = detail(&mut shop(), CART, 3);
    assert_eq!(
        span.failure.map(|failure| failure.message).as_deref(),
        Some("ConnectionReset: reset by peer")
    );
    assert_eq!((span.latency_ns, span.flow_ns, span.in_background), (100_000_000, 100_000_000, false));
    let queue = "
        web   send    #producer |==        |
         jobs handle  #consumer |    ====  |
          jobs write            |     ==   |
        ";
    let mut engine = Engine::of_store(draw::store(queue));
    let write = detail(&mut engine, "1", 2);
    assert_eq!((write.latency_ns, write.flow_ns, write.in_background), (2_000_000, 4_000_000, true));
}

#[test]
fn a_timeout_names_the_call_it_waited_for() {
    let mut engine = Engine::of_store(draw::store(
        "
        web   GET #server #error                                  |==========|
         web  call #client #error #message=deadline~exceeded      | ======   |
          auth check #server                                      |  ======= |
        ",
    ));
    let failure = detail(&mut engine, "1", 1).failure.expect("it failed");
    assert_eq!(failure.waited_for.map(|span| span.row), Some(2));
    assert_eq!(failure.message, "timed out waiting for auth");
    assert!(engine_without_errors().failure.is_none());
}

fn engine_without_errors() -> SpanDetail {
    let text = r#"{"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"aa","spanId":"1"}]}]}]}"#;
    detail(&mut engine(&[("one.json", text)]), "aa", 0)
}
