use super::ask;
use crate::support::draw;
use spanscope::{
    engine::Engine,
    protocol::request::{Reply, Request, SpanRef},
};

/// What the spans above a row of a drawing say: the row of each and the keys it tells.
fn context(drawing: &str, row: u32) -> Vec<(u32, String)> {
    let mut engine = Engine::of_store(draw::store(drawing));
    let request =
        Request::Span { trace_id: "1".to_owned(), span: SpanRef::Row(row), whole: false, skew: false };
    let Ok(Reply::Span(detail)) = ask(&mut engine, request) else { panic!("a span") };
    let keys = |context: &spanscope::protocol::detail::ContextDetail| {
        context.attributes.iter().map(|attribute| attribute.key.as_str()).collect::<Vec<_>>().join(" ")
    };
    detail.context.iter().map(|context| (context.from.row, keys(context))).collect()
}

#[test]
fn the_nearest_span_above_says_for_whom_it_was() {
    let drawing = "
        web   GET  #user.id=u1 #app.user.plan=free #cart.items=3 |==========|
         cart load #session.id=s1 #user.id=u1                    | ======== |
          db  read #tenant=t1                                    |  ====    |
          db  read #session.id=s1                                |     ==   |
        ";
    assert_eq!(context(drawing, 2), [(1, "session.id user.id".to_owned()), (0, "app.user.plan".to_owned())]);
    assert_eq!(context(drawing, 3), [(1, "user.id".to_owned()), (0, "app.user.plan".to_owned())]);
    assert_eq!(context(drawing, 0), []);
}

#[test]
fn flags_of_spans_above_are_told() {
    let text = r#"{"resourceSpans":[{"scopeSpans":[{"spans":[
        {"traceId":"aa","spanId":"1","events":[{"name":"feature_flag.evaluation","attributes":[
            {"key":"feature_flag.key","value":{"stringValue":"upsell"}},
            {"key":"feature_flag.result.variant","value":{"stringValue":"on"}}]},{"name":"lock"}]},
        {"traceId":"aa","spanId":"2","parentSpanId":"1"}]}]}]}"#;
    let request = Request::Span {
        trace_id: "aa".to_owned(),
        span: SpanRef::Id("2".to_owned()),
        whole: false,
        skew: false,
    };
    let Ok(Reply::Span(detail)) = ask(&mut super::engine(&[("flags.json", text)]), request) else {
        panic!("a span")
    };
    let flags: Vec<_> = detail.context[0].flags.iter().map(|flag| flag.name.as_str()).collect();
    assert_eq!(flags, ["feature_flag.evaluation"]);
}
