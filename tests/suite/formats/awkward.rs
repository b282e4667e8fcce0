//! Shapes that broke other viewers, by the number of the public thread's description (awkward-inputs.md). The rows
//! on sizes and on what the page draws (31, 32) are tested in the browser.

use super::{notes, outline, read, store};
use crate::engine::{ask, engine};
use spanscope::{
    model::{
        ids::{SpanIx, TraceIx},
        notes::NoteKind,
        span::{Kind, Mark},
        store::Store,
    },
    protocol::{
        request::{Reply, Request, SpanRef},
        traces::TracesQuery,
        waterfall::RowsQuery,
    },
};

/// An OTLP document of spans given by their fields, all of trace `0a`.
fn otlp(spans: &[&str]) -> String {
    let spans: Vec<String> = spans.iter().map(|fields| format!(r#"{{"traceId":"0a",{fields}}}"#)).collect();
    format!(r#"{{"resourceSpans":[{{"scopeSpans":[{{"spans":[{}]}}]}}]}}"#, spans.join(","))
}

/// A Jaeger trace of spans given by their fields.
fn jaeger_trace(trace_id: &str, spans: &[&str]) -> String {
    let head = format!(r#""traceID":"{trace_id}","startTime":1760000000000000,"duration":9"#);
    let spans: Vec<String> = spans.iter().map(|fields| format!("{{{head},{fields}}}")).collect();
    format!(r#"{{"traceID":"{trace_id}","spans":[{}],"processes":{{}}}}"#, spans.join(","))
}

/// A Jaeger document of one trace, `0a`.
fn jaeger(spans: &[&str]) -> String {
    format!(r#"{{"data":[{}]}}"#, jaeger_trace("0a", spans))
}

fn failure(text: &str) -> String {
    let (store, failure) = read(text.as_bytes(), usize::MAX);
    assert_eq!(store.span_count(), 0, "{text}");
    failure.expect(text)
}

fn has_note(store: &Store, code: &str) -> bool {
    notes(store).iter().any(|note| note.0 == code)
}

#[test]
fn n01_nothing_or_a_single_value_is_one_clear_line() {
    for text in ["", "null", "123", "true", "\"string\"", "-1.5e3"] {
        let said = failure(text);
        assert!(said.contains("empty") || said.contains("single value"), "{text}: {said}");
        assert!(!said.contains('\n'));
    }
}

#[test]
fn n02_the_python_sdk_is_read_one_object_or_one_a_line() {
    let span = r#"{"name":"a","context":{"trace_id":"0x01","span_id":"0x02","trace_state":"[]"},"kind":"SpanKind.INTERNAL",
        "parent_id":null,"start_time":"2026-01-01T00:00:00.000001Z","end_time":"2026-01-01T00:00:01.000000Z"}"#;
    let line = span.replace('\n', "");
    let other = line.replace("0x02", "0x03").replace("null", "\"0x02\"");
    for text in [format!("{span}\n{other}"), format!("{line}\n{other}\n"), format!("[{line},{other}]")] {
        let store = store(&text);
        assert_eq!((outline(&store).as_str(), store.files()[0].format.as_str()), ("a >a", "Python console"));
        assert_eq!(
            (store.start_ns(SpanIx(0)) % 1_000_000_000, store.duration_ns(SpanIx(0))),
            (1_000, 999_999_000)
        );
    }
}

#[test]
fn n03_the_model_of_jaeger_is_refused_by_name() {
    let text = r#"{"spans":[{"traceId":"AAAAAAAAAAAAAAAAAAAAEQ==","spanId":"AAAAAAAAAAM=","operationName":"a",
        "startTime":"2017-01-26T16:46:31.639875Z","duration":"100000ns","process":{"serviceName":"s"}}],"process_map":null}"#;
    assert!(failure(text).contains("internal model of Jaeger"));
}

#[test]
fn n04_spans_show_although_all_ids_are_empty() {
    let line =
        r#"{"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"","spanId":"","parentSpanId":"","name":"a",
        "links":[{"traceId":"","spanId":""}]},{"traceId":"","spanId":"","parentSpanId":"","name":"b"}]}]}]}"#
            .replace('\n', "");
    let store = store(&format!("{line}\n{line}\n"));
    assert_eq!((store.trace_count(), store.span_count()), (4, 4));
    assert!(store.find_trace("~4").is_some_and(|trace| store.find_span(trace, "~4").is_some()));
    assert!(has_note(&store, "no-id"));
}

#[test]
fn n05_the_real_cause_is_named() {
    let text = otlp(&[r#""spanId":"01""#]).replace("]}]}]}", "]}]}");
    assert!(has_note(&store(&text), "truncated"), "what came before is kept");
    let said = failure(r#"{"resourceSpans": [{"scopeSpans": [}]}"#);
    assert!(said.contains("OTLP/JSON") && said.contains("line 1, byte 35: expected a value"), "{said}");
}

#[test]
fn n06_a_second_parent_that_is_the_span_itself_is_dropped() {
    let store = store(&jaeger(&[
        r#""spanID":"01","operationName":"a""#,
        r#""spanID":"02","operationName":"b","references":[{"refType":"CHILD_OF","traceID":"0a","spanID":"01"},
            {"refType":"CHILD_OF","traceID":"0a","spanID":"02"}]"#,
    ]));
    assert_eq!(outline(&store), "a >b");
    assert_eq!(store.links(SpanIx(1)).len(), 0);
}

#[test]
fn n07_a_link_of_the_root_to_its_descendant_is_no_parent() {
    let store = store(&jaeger(&[
        r#""spanID":"01","operationName":"a","references":[{"refType":"FOLLOWS_FROM","traceID":"0a","spanID":"02"}]"#,
        r#""spanID":"02","operationName":"b","references":[{"refType":"CHILD_OF","traceID":"0a","spanID":"01"}]"#,
    ]));
    assert_eq!(outline(&store), "a >b");
    assert!(!store.trace(TraceIx(0)).partial);
    let otlp = super::store(&otlp(&[
        r#""spanId":"01","name":"a","links":[{"traceId":"0a","spanId":"02"}]"#,
        r#""spanId":"02","name":"b","parentSpanId":"01""#,
    ]));
    assert_eq!((outline(&otlp).as_str(), otlp.links(SpanIx(0)).len()), ("a >b", 1));
}

#[test]
fn n08_a_cycle_is_cut_and_said() {
    let store = store(&otlp(&[
        r#""spanId":"01","name":"a","parentSpanId":"02","startTimeUnixNano":5"#,
        r#""spanId":"02","name":"b","parentSpanId":"01","startTimeUnixNano":6"#,
    ]));
    assert_eq!(outline(&store), "a! >b");
    assert!(has_note(&store, "parent-loop"));
}

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
fn n10_its_own_parent_is_a_root() {
    let store = store(&otlp(&[r#""spanId":"01","name":"a","parentSpanId":"01""#]));
    assert_eq!(outline(&store), "a!");
    assert!(has_note(&store, "own-parent"));
}

#[test]
fn n11_no_references_are_none() {
    assert_eq!(outline(&store(&jaeger(&[r#""spanID":"01","operationName":"a""#]))), "a");
}

#[test]
fn n12_no_process_is_an_unknown_service() {
    for fields in [r#""spanID":"01""#, r#""spanID":"01","processID":"p1""#, r#""spanID":"01","process":{}"#] {
        let store = store(&jaeger(&[fields]));
        assert_eq!(store.text(store.service(SpanIx(0))), "", "{fields}");
        assert!(has_note(&store, "no-service"));
    }
}

#[test]
fn n13_a_parent_of_zeros_is_none_and_leaves_no_link() {
    let store = store(&otlp(&[r#""spanId":"01","name":"a","parentSpanId":"0000000000000000""#]));
    assert_eq!((outline(&store).as_str(), store.links(SpanIx(0)).len()), ("a", 0));
    let jaeger = super::store(&jaeger(&[
        r#""spanID":"01","operationName":"a","references":[{"refType":"CHILD_OF","traceID":"0a","spanID":"0000000000000000"}]"#,
    ]));
    assert_eq!((outline(&jaeger).as_str(), jaeger.links(SpanIx(0)).len()), ("a", 0));
}

#[test]
fn n20_what_breaks_at_once_is_placed() {
    let said = failure(r#"][{"traceId":"1"}"#);
    assert!(said.contains("line 1, byte 0"), "{said}");
}

#[test]
fn n21_key_order_does_not_matter() {
    let text = r#"{"resourceSpans":[{"instrumentationLibrarySpans":[{"spans":[{"endTimeUnixNano":1609459200000000001,
        "startTimeUnixNano":1609459200000000000,"name":"a","spanId":"AQIDBAUGBwg=","traceId":"AAECAwQFBgcICQoLDA0ODw=="}],
        "instrumentationLibrary":{"name":"lib"}}],"resource":{"attributes":[{"value":{"stringValue":"web"},"key":"service.name"}]}}]}"#;
    let store = store(text);
    let span = SpanIx(0);
    assert_eq!(store.trace_id_text(store.trace_key(TraceIx(0))), "000102030405060708090a0b0c0d0e0f");
    assert_eq!(store.span_id_text(store.span_id(span)), "0102030405060708");
    assert_eq!((store.text(store.scope(span).name), store.text(store.service(span))), ("lib", "web"));
    assert_eq!((store.start_ns(span), store.duration_ns(span)), (1_609_459_200_000_000_000, 1));
    assert_eq!(notes(&store), [("base64-ids", 2)]);
}

#[test]
fn n22_base64_of_hex_text_is_opaque_and_joins() {
    let trace = "MDAwMTAyMDMwNDA1MDYwNzA4MDkwYTBiMGMwZDBlMGY=";
    let (parent, child) = ("MDEwMjAzMDQwNTA2MDcwOA==", "MDEwMjAzMDQwNTA2MDcwOQ==");
    let store = store(&format!(
        r#"{{"resourceSpans":[{{"scopeSpans":[{{"spans":[{{"traceId":"{trace}","spanId":"{parent}","name":"a"}},
            {{"traceId":"{trace}","spanId":"{child}","parentSpanId":"{parent}","name":"b",
            "links":[{{"traceId":"{trace}","spanId":"{parent}"}}]}}]}}]}}]}}"#
    ));
    assert_eq!(outline(&store), "a >b");
    let found = store.find_trace(trace).expect("found as written");
    assert_eq!(store.find_span(found, child), Some(SpanIx(1)));
    let link = store.links(SpanIx(1)).next().expect("a link");
    assert_eq!((link.trace, link.span_id), (Some(store.trace_key(found)), store.span_id(SpanIx(0))));
    assert!(has_note(&store, "opaque-ids") && !has_note(&store, "base64-ids"));
}

#[test]
fn n23_ids_of_any_length_join() {
    let (trace, parent) = ("ab".repeat(24), "cd".repeat(12));
    let store = store(&format!(
        r#"{{"resourceSpans":[{{"scopeSpans":[{{"spans":[{{"traceId":"{trace}","spanId":"{parent}","name":"a"}},
            {{"traceId":"{trace}","spanId":"{}","parentSpanId":"{parent}","name":"b"}}]}}]}}]}}"#,
        "ce".repeat(12)
    ));
    assert_eq!(outline(&store), "a >b");
    assert_eq!(store.span_id_text(store.span_id(SpanIx(0))), parent);
}

#[test]
fn n24_ids_as_byte_numbers_are_accepted() {
    let bytes = "[0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,255]";
    let store = store(&otlp(&[&format!(
        r#""spanId":[1,2,3,4,5,6,7,8],"name":"a","links":[{{"traceId":{bytes},"spanId":[0,0,0,0,0,0,0,9]}}]"#
    )]));
    assert_eq!(store.span_id_text(store.span_id(SpanIx(0))), "0102030405060708");
    let link = store.links(SpanIx(0)).next().expect("a link");
    let trace = link.trace.map(|trace| store.trace_id_text(trace));
    assert_eq!(trace.as_deref(), Some("000102030405060708090a0b0c0d0eff"));
    assert_eq!(link.span_id.0, 9);
}

#[test]
fn n25_every_kind_as_name_and_number() {
    for (number, kind) in Kind::ALL.into_iter().enumerate() {
        for written in [number.to_string(), format!("\"SPAN_KIND_{}\"", kind.word().to_uppercase())] {
            let store = store(&otlp(&[&format!(r#""spanId":"01","kind":{written}"#)]));
            assert_eq!(store.kind(SpanIx(0)), kind, "{written}");
            assert!(!has_note(&store, "unknown-enum"));
        }
    }
}

#[test]
fn n26_a_data_frame_is_named() {
    assert!(failure(r#"[{"schema":{"fields":[]},"data":{"values":[]}}]"#).contains("data frame"));
    assert!(failure(r#"{"results":{},"frames":[{"schema":{}}]}"#).contains("data frame"));
}

#[test]
fn n27_an_end_before_the_start_stretches_nothing() {
    let store = store(&otlp(&[
        r#""spanId":"01","startTimeUnixNano":"1760000000000000000","endTimeUnixNano":"1759999999999999999""#,
        r#""spanId":"02","startTimeUnixNano":"1760000000000000005","endTimeUnixNano":"0""#,
        r#""spanId":"03","startTimeUnixNano":"1760000000000191000","endTimeUnixNano":"1760000000000000000""#,
    ]));
    assert!(store.spans().all(|span| store.duration_ns(span) == 0));
    assert_eq!(store.trace(TraceIx(0)).extent_ns, 191_000);
    assert!(store.has(SpanIx(0), Mark::END_MENDED) && store.has(SpanIx(1), Mark::UNFINISHED));
    assert!(has_note(&store, "end-before-start") && has_note(&store, "unfinished"));
}

#[test]
fn n28_times_are_exact_as_numbers_and_as_text() {
    for time in ["1760000000123456789", "\"1760000000123456789\""] {
        let store = store(&otlp(&[&format!(r#""spanId":"01","startTimeUnixNano":{time}"#)]));
        assert_eq!(store.start_ns(SpanIx(0)), 1_760_000_000_123_456_789);
    }
}

#[test]
fn n29_a_trace_id_that_is_cut_is_another_trace() {
    let text = r#"[{"traceID":"0102030405060708090a0b0c0d0e0f10","spans":[
        {"traceID":"0102030405060708090a0b0c0d0e0f10","spanID":"01","operationName":"a"},
        {"traceID":"090a0b0c0d0e0f10","spanID":"02","operationName":"b","references":[{"refType":"CHILD_OF","traceID":"0102030405060708090a0b0c0d0e0f10","spanID":"01"}]}]}]"#;
    let store = store(text);
    assert_eq!(store.trace_count(), 2);
    let linked: usize = store.spans().map(|span| store.links(span).len()).sum();
    assert_eq!(linked, 1, "the way to the other trace stays");
}

#[test]
fn n30_an_id_sent_twice_keeps_both_and_children_once() {
    let store = store(&otlp(&[
        r#""spanId":"01","name":"begun","startTimeUnixNano":"5""#,
        r#""spanId":"01","name":"done","startTimeUnixNano":"5","endTimeUnixNano":"9""#,
        r#""spanId":"02","name":"child","parentSpanId":"01","startTimeUnixNano":"6""#,
    ]));
    assert_eq!(outline(&store), "begun >child done");
    assert!(has_note(&store, "same-id"));
    let halves = super::store(&otlp(&[
        r#""spanId":"01","name":"answer","kind":2"#,
        r#""spanId":"01","name":"call","kind":3"#,
        r#""spanId":"02","name":"child","parentSpanId":"01""#,
    ]));
    assert_eq!(outline(&halves), "call >answer >>child");
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

#[test]
fn n35_holes_of_nul_cost_only_the_lines_they_are_in() {
    let line = |id: usize| otlp(&[&format!(r#""spanId":"{id:x}","name":"{id}""#)]);
    let hole = "\0".repeat(600_000);
    let headless = &line(3)[30..];
    let text = format!("{}\n{hole}{}\n{headless}\n{}{hole}\n{}\n", line(1), line(2), line(4), line(5));
    for chunk in [usize::MAX, 1 << 16] {
        let (store, failure) = read(text.as_bytes(), chunk);
        assert_eq!((failure, store.span_count()), (None, 4));
        assert_eq!(store.files()[0].notes.count(NoteKind::BadLine), 1);
    }
    // The hole swallows the end of one record and the head of the next.
    let torn = format!("{}\n{}{hole}{}\n{}\n", line(1), &line(2)[..40], &line(3)[40..], line(4));
    let store = store(&torn);
    assert_eq!((store.span_count(), store.files()[0].notes.count(NoteKind::BadLine)), (2, 1));
}

#[test]
fn n37_each_of_several_traces_opens_from_the_list() {
    let (one, other) = (jaeger_trace("0a", &[r#""spanID":"01""#]), jaeger_trace("0b", &[r#""spanID":"02""#]));
    let text = format!("[{one},{other}]");
    let mut engine = engine(&[("two.json", &text)]);
    let query = TracesQuery { limit: 10, ..TracesQuery::default() };
    let Ok(Reply::Traces(page)) = ask(&mut engine, Request::Traces(query)) else { panic!("a list") };
    assert_eq!(page.rows.len(), 2);
    for row in page.rows {
        let rows = RowsQuery { trace_id: row.trace_id, limit: 10, ..RowsQuery::default() };
        let Ok(Reply::Rows(rows)) = ask(&mut engine, Request::Rows(rows)) else { panic!("rows") };
        assert_eq!(rows.rows.len(), 1);
    }
}
