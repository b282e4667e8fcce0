use super::{CART, ask, engine, shop};
use spanscope::protocol::{
    findings::{FindingsAnswer, Verdict},
    request::{Reply, Request},
};

fn findings(engine: &mut spanscope::engine::Engine, limit: usize) -> FindingsAnswer {
    match ask(engine, Request::Findings { limit }) {
        Ok(Reply::Findings(answer)) => answer,
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_error_says_where_it_began_and_what_became_of_it() {
    let answer = findings(&mut shop(), 10);
    assert_eq!((answer.errors.len(), answer.errors_total), (2, 2));
    assert_eq!(
        (answer.errors[0].verdict, answer.errors[0].message.as_str()),
        (Verdict::Caused, "cart failed")
    );
    let error = &answer.errors[1];
    assert_eq!((error.trace_id.as_str(), error.span_id.as_str()), (CART, "0000000000000004"));
    assert_eq!((error.service.as_str(), error.name.as_str()), ("cart", "SELECT prices"));
    assert_eq!((error.message.as_str(), error.verdict), ("ConnectionReset: reset by peer", Verdict::Handled));
    assert_eq!(error.chain, ["0000000000000004"]);
    assert_eq!(error.handled_at.as_deref(), Some("0000000000000002"));
    assert_eq!(error.fingerprint, answer.fingerprints[1].fingerprint);
}

#[test]
fn fingerprints_count_what_is_the_same() {
    let span = |trace: u32, user: &str| {
        format!(
            r#"{{"traceId":"{trace}","spanId":"1","name":"GET","kind":2,"status":{{"code":2,"message":"no item {trace}"}},
            "attributes":[{{"key":"user.id","value":{{"stringValue":"{user}"}}}}]}}"#
        )
    };
    let spans = [span(1, "ann"), span(2, "bob"), span(3, "ann")].join(",");
    let text = format!(r#"{{"resourceSpans":[{{"scopeSpans":[{{"spans":[{spans}]}}]}}]}}"#);
    let answer = findings(&mut engine(&[("errors.json", &text)]), 2);
    assert_eq!((answer.errors.len(), answer.errors_total), (2, 3));
    let [fingerprint] = &answer.fingerprints[..] else { panic!("{:?}", answer.fingerprints) };
    assert_eq!((fingerprint.n, fingerprint.caused, fingerprint.traces), (3, 3, 3));
    assert_eq!((fingerprint.users, fingerprint.sessions), (2, 0));
    assert_eq!((fingerprint.name.as_str(), fingerprint.message.as_str()), ("GET", "no item 1"));
    assert_eq!(fingerprint.exemplars.len(), 3);
}

#[test]
fn what_was_opened_since_is_found_too() {
    let mut engine = shop();
    findings(&mut engine, 1);
    let mut opening = engine.begin_opening();
    opening.begin_file("more.json");
    opening.feed(
        br#"{"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"9","spanId":"1","status":{"code":2}}]}]}]}"#,
    );
    engine.finish_opening(opening);
    assert_eq!(findings(&mut engine, 1).errors_total, 3);
}

#[test]
fn a_long_chain_is_told_by_both_its_ends() {
    let span = |id: u32| {
        format!(
            r#"{{"traceId":"1","spanId":"{id:x}","parentSpanId":"{:x}",
            "startTimeUnixNano":"1760000000000000000","endTimeUnixNano":"1760000000000000009","status":{{"code":2}}}}"#,
            id - 1
        )
    };
    let spans: Vec<String> = (1..=2_000).map(span).collect();
    let text = format!(r#"{{"resourceSpans":[{{"scopeSpans":[{{"spans":[{}]}}]}}]}}"#, spans.join(","));
    let answer = findings(&mut engine(&[("deep.json", &text)]), 10);
    let (chain, total) = (&answer.errors[0].chain, answer.errors[0].chain_total);
    assert_eq!((chain.len(), total, chain[0].as_str()), (1_000, 2_000, "00000000000007d0"));
    assert_eq!(chain[999], "0000000000000001");
}
