//! Ids in pasted texts.

use spanscope::query::{
    ids::jumps,
    reading::{Query, read},
};

const TRACE: &str = "4bf92f3577b34da6a3ce929d0e0e4736";
const SPAN: &str = "00f067aa0ba902b7";

/// The jumps of a text as `trace/span`, `-` for an id that is not there.
fn found(text: &str) -> Vec<String> {
    let shown = |id: Option<String>| id.unwrap_or_else(|| "-".to_owned());
    jumps(text).into_iter().map(|jump| format!("{}/{}", shown(jump.trace_id), shown(jump.span_id))).collect()
}

/// The first jump is to this trace and span.
fn leads_to(text: &str, trace: &str, span: &str) {
    let found = found(text);
    assert_eq!(found.first(), Some(&format!("{trace}/{span}")), "{text}: {found:?}");
}

#[test]
fn ids_alone() {
    for (text, expected) in [
        (TRACE, vec![format!("{TRACE}/-")]),
        ("4BF92F3577B34DA6A3CE929D0E0E4736", vec![format!("{TRACE}/-")]),
        ("0x4bf92f3577b34da6a3ce929d0e0e4736", vec![format!("{TRACE}/-")]),
        (" 4bf92f3577b34da6a3ce929d0e0e4736, ", vec![format!("{TRACE}/-")]),
        ("bf92f3577b34da6a3ce929d0e0e4736", vec!["0bf92f3577b34da6a3ce929d0e0e4736/-".to_owned()]),
        ("4bf92f35-77b3-4da6-a3ce-929d0e0e4736", vec![format!("{TRACE}/-")]),
        // A span, or a trace of 64 bits.
        (SPAN, vec![format!("-/{SPAN}"), format!("0000000000000000{SPAN}/-")]),
        ("f067aa0ba902b7", vec![format!("-/{SPAN}"), format!("0000000000000000{SPAN}/-")]),
        ("0x0F067AA0BA902B7", vec![format!("-/{SPAN}"), format!("0000000000000000{SPAN}/-")]),
    ] {
        assert_eq!(found(text), expected, "{text}");
    }
}

#[test]
fn headers() {
    let ids = [
        format!("00-{TRACE}-{SPAN}-01"),
        format!("traceparent: 00-{TRACE}-{SPAN}-01"),
        format!("Traceparent=00-{}-{}-00", TRACE.to_uppercase(), SPAN.to_uppercase()),
        format!("curl -H 'traceparent: 00-{TRACE}-{SPAN}-01' http://shop/cart"),
        format!("{TRACE}-{SPAN}"),
        format!("{TRACE}-{SPAN}-1"),
        format!("b3: {TRACE}-{SPAN}-1-05e3ac9a4f6e3b90"),
        format!("{TRACE}:{SPAN}:0:1"),
        format!("uber-trace-id: {TRACE}:{SPAN}:0:1"),
        format!("uber-trace-id: {TRACE}%3A{SPAN}%3A0%3A1"),
        format!("X-B3-TraceId: {TRACE}\r\nX-B3-ParentSpanId: 05e3ac9a4f6e3b90\r\nX-B3-SpanId: {SPAN}"),
    ];
    for text in ids {
        leads_to(&text, TRACE, SPAN);
    }
    // Ids of 64 bits, and without the zeros they begin with.
    leads_to("a3ce929d0e0e4736-00f067aa0ba902b7-1", "0000000000000000a3ce929d0e0e4736", SPAN);
    leads_to("uber-trace-id: abc:def:0:1", "00000000000000000000000000000abc", "0000000000000def");
    leads_to("3ce929d0e0e4736:f067aa0ba902b7:0:1", "000000000000000003ce929d0e0e4736", SPAN);
}

#[test]
fn lines_of_logs() {
    for text in [
        format!("2024-05-01T12:00:00Z ERROR checkout failed trace_id={TRACE} span_id={SPAN} trace_flags=01"),
        format!("level=error traceID={TRACE} spanID=\"{SPAN}\" msg=\"no stock\""),
        format!(r#"{{"level":"error","msg":"no stock","trace_id":"{TRACE}","span_id":"{SPAN}"}}"#),
        format!(r#"{{"spanId": "{SPAN}", "parentSpanId": "05e3ac9a4f6e3b90", "traceId": "{TRACE}"}}"#),
        format!(r#""{{\"trace.id\":\"{TRACE}\",\"span.id\":\"{SPAN}\"}}""#),
        format!("[otelTraceID: {TRACE}, otelSpanID: {SPAN}] failed"),
        format!("failed (trace {TRACE}, span {SPAN})"),
    ] {
        leads_to(&text, TRACE, SPAN);
    }
    leads_to(&format!("order 1234567890123456 failed, trace_id={TRACE}"), TRACE, "-");
    leads_to("trace_id=abc span_id=def", "00000000000000000000000000000abc", "0000000000000def");
    let two = format!("trace_id={TRACE} linked.trace_id=0af7651916cd43dd8448eb211c80319c");
    assert_eq!(found(&two)[..2], [format!("{TRACE}/-"), "0af7651916cd43dd8448eb211c80319c/-".to_owned()]);
}

#[test]
fn what_is_no_id() {
    for text in [
        "cart",
        "deadbeef",
        "12:30:45:10",
        "2024-05-01",
        "00000000000000000000000000000000",
        "0000000000000000",
        "zbf92f3577b34da6a3ce929d0e0e4736",
        "x_4bf92f3577b34da6a3ce929d0e0e4736",
        "4bf92f3577b34da6a3ce929d0e0e47361",
        "2001:db8:85a3:8d3:1319:8a2e:370:7348",
        "parentSpanId=5",
        "grace_id=5",
    ] {
        assert_eq!(found(text), [""; 0], "{text}");
    }
    let no_span = format!("00-{TRACE}-0000000000000000-01");
    leads_to(&no_span, TRACE, "-");
}

#[test]
fn there_are_never_many() {
    let text: String = (1..50).map(|number| format!("{number:032x} ")).collect();
    assert_eq!(found(&text).len(), 8);
    assert_eq!(found(&text)[0], format!("{:032x}/-", 1));
}

#[test]
fn ids_stay_words() {
    let Query::Words(words) = read(&format!("cart {SPAN}")).query else { panic!("no words") };
    assert_eq!((words.terms.len(), words.jumps.len()), (2, 2));
    let Query::Words(words) = read(&format!("{{\"traceId\":\"{TRACE}\"}}")).query else { panic!("no words") };
    assert_eq!(words.jumps[0].trace_id.as_deref(), Some(TRACE));
    let long = format!("{} trace_id={TRACE}", "x ".repeat(100_000));
    let Query::Words(words) = read(&long).query else { panic!("no words") };
    assert_eq!(words.jumps[0].trace_id.as_deref(), Some(TRACE));
}
