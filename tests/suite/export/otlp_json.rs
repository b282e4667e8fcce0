use super::{canonical::canonical, written};
use crate::{
    formats::read,
    support::{dump::dump, generate, plain, random, shared},
};
use proptest::prelude::*;
use spanscope::{
    export::Format,
    model::{span::Mark, store::Store},
};

/// What a store says of its spans, the files they came from aside.
fn spans_of(store: &Store) -> String {
    dump(store).lines().filter(|line| !line.starts_with("file ")).collect::<Vec<_>>().join("\n")
}

fn check_round_trip(store: &Store) {
    let text = written(store, Format::OtlpJson);
    let (again, failure) = read(text.as_bytes(), 1 << 12);
    assert_eq!(failure, None, "{text}");
    assert_eq!(spans_of(&again), spans_of(store), "{text}");
}

/// A span with everything a span can have.
const FULL: &str = r#"{"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"a"}}],
"droppedAttributesCount":2},"schemaUrl":"https://r","scopeSpans":[{"scope":{"name":"lib","version":"1","attributes":[
{"key":"s","value":{"boolValue":false}}],"droppedAttributesCount":3},"schemaUrl":"https://s","spans":[
{"traceId":"5b8efff798038103d269b633813fc60c","spanId":"eee19b7ec3c1b174","parentSpanId":"eee19b7ec3c1b173",
"traceState":"a=b","flags":769,"name":"\"quoted\" \n\u0001 ü","kind":3,"startTimeUnixNano":"1760000000123456789",
"endTimeUnixNano":"1760000000123456790","droppedAttributesCount":1,"droppedEventsCount":4,"droppedLinksCount":5,
"attributes":[{"key":"big","value":{"intValue":"9223372036854775807"}},{"key":"small","value":{"intValue":"-1"}},
{"key":"nan","value":{"doubleValue":"NaN"}},{"key":"less","value":{"doubleValue":"-Infinity"}},
{"key":"d","value":{"doubleValue":1e300}},{"key":"whole","value":{"doubleValue":2.0}},{"key":"none","value":{}},
{"key":"bytes","value":{"bytesValue":"AQID"}},{"key":"same","value":{"stringValue":"1"}},
{"key":"same","value":{"stringValue":"2"}},
{"key":"list","value":{"arrayValue":{"values":[{"intValue":"9007199254740993"},{"kvlistValue":{"values":[
{"key":"k","value":{"arrayValue":{"values":[]}}}]}}]}}}],
"events":[{"timeUnixNano":"0","name":"no time"},{"timeUnixNano":"1760000000123456789","name":"e","attributes":[
{"key":"x","value":{"stringValue":"y"}}],"droppedAttributesCount":6}],
"links":[{"traceId":"","spanId":""},{"traceId":"5b8efff798038103d269b633813fc60d","spanId":"eee19b7ec3c1b175",
"traceState":"c=d","flags":256,"attributes":[{"key":"l","value":{"intValue":"3"}}],"droppedAttributesCount":7}],
"status":{"code":2,"message":"broken"}}]}]}]}"#;

#[test]
fn nothing_of_a_span_is_lost() {
    let (store, failure) = read(FULL.as_bytes(), usize::MAX);
    assert_eq!((failure, store.span_count()), (None, 1));
    let text = written(&store, Format::OtlpJson);
    assert_eq!(canonical(text.as_bytes()), canonical(FULL.as_bytes()));
    assert_eq!(canonical(FULL.as_bytes()).len(), 1);
    check_round_trip(&store);
}

#[test]
fn what_was_mended_is_written_as_it_was_read() {
    let span =
        |fields: &str| format!(r#"{{"resourceSpans":[{{"scopeSpans":[{{"spans":[{{{fields}}}]}}]}}]}}"#);
    for (fields, mark) in [
        (
            r#""traceId":"1","spanId":"2","startTimeUnixNano":"1760000000000000009","endTimeUnixNano":"1760000000000000005""#,
            Mark::END_MENDED,
        ),
        (
            r#""traceId":"1","spanId":"2","startTimeUnixNano":"1760000000000000009","endTimeUnixNano":"0""#,
            Mark::UNFINISHED,
        ),
        (
            r#""traceId":"1","spanId":"2","startTimeUnixNano":"0","endTimeUnixNano":"1760000000000000005""#,
            Mark::NO_START,
        ),
        (
            r#""traceId":"1","spanId":"2","parentSpanId":"2","startTimeUnixNano":"5","endTimeUnixNano":"6""#,
            Mark::ORPHAN,
        ),
        (
            r#""traceId":"1","spanId":"","parentSpanId":"7","startTimeUnixNano":"5","endTimeUnixNano":"6""#,
            Mark::OWN_TRACE,
        ),
        (r#""traceId":"","spanId":"2","startTimeUnixNano":"5","endTimeUnixNano":"6""#, Mark::OWN_TRACE),
        (
            r#""traceId":"no hex","spanId":"…8c8g","parentSpanId":"p","startTimeUnixNano":"5","endTimeUnixNano":"6""#,
            Mark::ORPHAN,
        ),
        (
            r#""traceId":"1","spanId":"2","startTimeUnixNano":"18446744073709551615","endTimeUnixNano":"18446744073709551615""#,
            Mark::NO_START,
        ),
    ] {
        let text = span(fields);
        let (store, failure) = read(text.as_bytes(), usize::MAX);
        assert_eq!(failure, None, "{text}");
        let is_marked = store.spans().any(|span| store.has(span, mark));
        assert_eq!(is_marked, !fields.contains("18446744073709551615"), "{text}");
        assert_eq!(canonical(written(&store, Format::OtlpJson).as_bytes()), canonical(text.as_bytes()));
        check_round_trip(&store);
    }
}

#[test]
fn real_files_say_the_same_when_written() {
    let Some(root) = shared::traces("real_files_say_the_same_when_written") else { return };
    let mut files = 0;
    for folder in ["otlp-json/", "otlp-jsonl/", "tempo-api/"] {
        for source in shared::sources(&root, folder) {
            let bytes = std::fs::read(&source.path).expect("readable");
            let (store, failure) = read(&bytes, 1 << 20);
            assert_eq!(failure, None, "{}", source.path.display());
            let text = written(&store, Format::OtlpJson);
            assert_eq!(canonical(text.as_bytes()), canonical(&bytes), "{}", source.path.display());
            check_round_trip(&store);
            files += 1;
        }
    }
    assert!(files > 20, "{files} files");
    // Protobuf says the same as its twin in JSON.
    let twin = std::fs::read(root.join("otlp-json/smithclay-otlp2parquet__trace.json")).expect("readable");
    let bytes = std::fs::read(root.join("otlp-proto/smithclay-otlp2parquet__trace.pb")).expect("readable");
    let (store, failure) = read(&bytes, 1 << 20);
    assert_eq!(failure, None);
    assert_eq!(canonical(written(&store, Format::OtlpJson).as_bytes()), canonical(&twin));
}

#[test]
fn real_files_of_every_format_come_back() {
    let Some(root) = shared::traces("real_files_of_every_format_come_back") else { return };
    let mut files = 0;
    for source in shared::sources(&root, "").into_iter().filter(|source| source.spans > 0) {
        let (store, failure) = read(&std::fs::read(&source.path).expect("readable"), 1 << 20);
        assert_eq!(failure, None, "{}", source.path.display());
        let text = written(&store, Format::OtlpJson);
        let (again, failure) = read(text.as_bytes(), 1 << 12);
        assert_eq!(failure, None, "{}", source.path.display());
        // OTLP has no word for a span that only follows, nor for what the producer warned of.
        let follows = store.spans().any(|span| store.has(span, Mark::FOLLOWS));
        let held = |store: &Store| {
            let text = spans_of(store);
            let lines = text.lines().filter(|line| !line.starts_with("  warning "));
            let word = |word: &&str| !(follows && word.starts_with("SpanBits("));
            lines.map(|line| line.split(' ').filter(word).collect::<Vec<_>>().join(" ")).collect::<Vec<_>>()
        };
        assert!(held(&again) == held(&store), "{}", source.path.display());
        files += 1;
    }
    assert!(files > 45, "{files} files");
}

#[test]
fn the_made_up_shop_comes_back() {
    let mut bytes = Vec::new();
    generate::shop(40, 7).write_otlp(&mut bytes).expect("memory takes all");
    let (store, failure) = read(&bytes, 1 << 16);
    assert_eq!(failure, None);
    assert!(store.span_count() > 300);
    assert_eq!(canonical(written(&store, Format::OtlpJson).as_bytes()), canonical(&bytes));
    check_round_trip(&store);
}

proptest! {
    #[test]
    fn values_events_and_links_come_back(spans in plain::random::spans(12)) {
        check_round_trip(&plain::store(&spans));
    }

    #[test]
    fn loops_lost_parents_and_shared_ids_come_back(spans in random::graphs(24)) {
        // OTLP has no word for a span that only follows.
        let spans: Vec<_> =
            spans.into_iter().map(|span| random::RandomSpan { kind: span.kind % random::FOLLOWER, ..span }).collect();
        check_round_trip(&random::store(&spans));
    }
}

#[test]
fn joined_logs_are_written_as_the_logs_they_were() {
    let text = r#"{"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"1","spanId":"2","startTimeUnixNano":"5",
    "endTimeUnixNano":"9","events":[{"timeUnixNano":"6","name":"own"}]}]}]}],"resourceLogs":[{"resource":{"attributes":[
    {"key":"service.name","value":{"stringValue":"a"}}]},"scopeLogs":[{"scope":{"name":"l"},"logRecords":[
    {"traceId":"1","spanId":"2","timeUnixNano":"7","observedTimeUnixNano":"8","severityNumber":17,"severityText":"Bad",
    "eventName":"e","body":{"kvlistValue":{"values":[]}},"attributes":[{"key":"k","value":{"boolValue":true}}],
    "droppedAttributesCount":2,"flags":1},{"traceId":"1","body":{"stringValue":"of the trace"}},
    {"traceId":"3","spanId":"4","body":{"stringValue":"of nobody"}}]}]}]}"#;
    let (store, failure) = read(text.as_bytes(), usize::MAX);
    let span = store.spans().next().expect("a span");
    assert_eq!((failure, store.events(span).len()), (None, 3));
    check_round_trip(&store);
    let written: serde_json::Value = serde_json::from_str(&written(&store, Format::OtlpJson)).expect("JSON");
    let spans = &written["resourceSpans"][0]["scopeSpans"][0]["spans"];
    assert_eq!(spans[0]["events"].as_array().map(Vec::len), Some(1));
    let mut was: serde_json::Value = serde_json::from_str(text).expect("JSON");
    let mut is = written["resourceLogs"][0]["scopeLogs"][0]["logRecords"].clone();
    let ids = |record: &mut serde_json::Value| {
        record["traceId"] = format!("{:0>32}", record["traceId"].as_str().unwrap_or_default()).into();
        let span = record["spanId"].as_str().map(|id| format!("{id:0>16}"));
        record["spanId"] = span.into();
    };
    let was = was["resourceLogs"][0]["scopeLogs"][0]["logRecords"].as_array_mut().expect("a list");
    was.iter_mut().for_each(ids);
    is.as_array_mut().expect("a list").iter_mut().for_each(ids);
    assert_eq!(is, serde_json::Value::Array(was.clone()));
    assert_eq!(
        written["resourceLogs"][0]["resource"],
        serde_json::json!({"attributes":
        [{"key":"service.name","value":{"stringValue":"a"}}]})
    );
}
