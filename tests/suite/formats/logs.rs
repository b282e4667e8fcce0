//! Log records: events of the spans they name.

use super::{notes, read_parts, store};
use crate::support::dump::dump;
use spanscope::{
    analysis::derived::Derived,
    formats::reader::FileReader,
    model::{builder::Builder, logs::LOGS_ALONE, store::Store},
};

const TRACE: &str = "5b8efff798038103d269b633813fc60c";

fn spans(ids: &[u64]) -> String {
    let span = |id: &u64| {
        format!(
            r#"{{"traceId":"{TRACE}","spanId":"{id:016x}","parentSpanId":"{}","name":"span {id}",
            "startTimeUnixNano":"{}","endTimeUnixNano":"1760000000000009000"}}"#,
            if *id == 1 { String::new() } else { format!("{:016x}", 1) },
            1_760_000_000_000_000_000 + id,
        )
        .replace('\n', " ")
    };
    let spans: Vec<String> = ids.iter().map(span).collect();
    format!(r#"{{"resourceSpans":[{{"scopeSpans":[{{"spans":[{}]}}]}}]}}"#, spans.join(","))
}

/// A document with a record that says this besides its trace.
fn log(fields: &str) -> String {
    format!(
        r#"{{"resourceLogs":[{{"resource":{{}},"scopeLogs":[{{"scope":{{"name":"logger"}},"logRecords":[{{"traceId":"{TRACE}",{fields}}}]}}]}}]}}"#
    )
}

fn of_span_2(text: &str) -> String {
    log(&format!(
        r#""spanId":"0000000000000002","timeUnixNano":"1760000000000000500","severityNumber":17,"body":{{"stringValue":"{text}"}},"attributes":[{{"key":"k","value":{{"intValue":"1"}}}}]"#
    ))
}

/// Every event as `span: name {key=value}`.
fn events(store: &Store) -> Vec<String> {
    let mut lines = Vec::new();
    for span in store.spans() {
        for event in store.events(span) {
            let attributes: Vec<String> = store
                .event_attributes(event)
                .map(|(key, value)| format!("{}={:?}", store.key_name(key), store.value(value)))
                .collect();
            let whose = if store.is_of_trace(event) { "trace" } else { store.text(store.name(span)) };
            lines.push(format!("{whose}: {} {}", store.text(event.name), attributes.join(" ")));
        }
    }
    lines
}

#[test]
fn a_record_becomes_an_event_of_its_span_wherever_it_comes() {
    let expected = [r#"span 2: log k=Int(1) body=Text("disk full") severity=Text("ERROR")"#];
    let (spans, log) = (spans(&[1, 2]), of_span_2("disk full"));
    for text in [
        format!("{spans}\n{log}\n"),
        format!("{log}\n{spans}\n"),
        format!("[{log},{spans}]"),
        // Both signals in one object.
        format!("{{{},{}}}", &log[1..log.len() - 1], &spans[1..spans.len() - 1]),
    ] {
        let store = store(&text);
        assert_eq!(events(&store), expected, "{text}");
        assert!(store.files()[0].notes.iter().all(|(kind, _)| !kind.code().starts_with("logs")), "{text}");
    }
}

#[test]
fn a_record_is_read_whole_however_the_file_is_cut() {
    let text = format!("{}\n{}\n", of_span_2("a \\\"quoted\\\" word"), spans(&[1, 2]));
    let whole = dump(&store(&text));
    for chunk in [1, 7, 64] {
        let (store, failure) = read_parts(text.as_bytes().chunks(chunk));
        assert_eq!((failure, dump(&store)), (None, whole.clone()), "{chunk}");
    }
}

#[test]
fn a_record_of_the_trace_stands_at_its_root_and_is_no_exception_of_it() {
    let text =
        log(r#""timeUnixNano":"1760000000000000500","eventName":"exception","body":{"stringValue":"b"}"#);
    let store = store(&format!("{text}\n{}", spans(&[1, 2])));
    assert_eq!(events(&store), [r#"trace: log body=Text("b")"#]);
    assert!(Derived::of_store(&store).errors.is_empty());
}

#[test]
fn an_exception_in_a_log_is_one_of_its_span() {
    let exception = r#""spanId":"0000000000000002","timeUnixNano":"1760000000000000500","attributes":[{"key":"exception.type","value":{"stringValue":"IOError"}}]"#;
    let store = store(&format!("{}\n{}", log(exception), spans(&[1, 2])));
    assert_eq!(events(&store), [r#"span 2: exception exception.type=Text("IOError")"#]);
}

#[test]
fn records_without_a_place_are_counted() {
    let unknown_span = log(r#""spanId":"00000000000000ff","body":{"stringValue":"x"}"#);
    let no_ids = unknown_span.replace(TRACE, "");
    let store = store(&format!("{}\n{unknown_span}\n{no_ids}\n{unknown_span}", spans(&[1])));
    assert!(events(&store).is_empty());
    let of_logs: Vec<_> = notes(&store).into_iter().filter(|(code, _)| code.starts_with("logs")).collect();
    assert_eq!(of_logs, [("logs-skipped", 1), ("logs-unplaced", 2)]);
}

/// Opens files one after another, all at once or each into what the others gave.
fn opened(files: &[&str], at_once: bool) -> Store {
    let mut builder = Builder::new();
    for (nth, text) in files.iter().enumerate() {
        let mut reader = FileReader::new(&format!("file {nth}"), &mut builder);
        reader.feed(text.as_bytes(), &mut builder).expect("it may be traces");
        reader.finish(&mut builder).expect("it holds something");
        if !at_once {
            builder = Builder::from(builder.finish());
        }
    }
    builder.finish()
}

#[test]
fn opening_logs_and_spans_in_several_goes_is_opening_them_at_once() {
    let (first, second, log) = (spans(&[1]), spans(&[2, 3]), of_span_2("x"));
    for files in [[&first, &log, &second], [&log, &first, &second], [&second, &first, &log]] {
        let files = files.map(String::as_str);
        let at_once = opened(&files, true);
        assert_eq!(events(&at_once).len(), 1);
        assert_eq!(dump(&at_once), dump(&opened(&files, false)));
    }
}

#[test]
fn copies_of_a_span_are_merged_though_a_log_was_joined_to_the_first() {
    let (spans, log) = (spans(&[1, 2]), of_span_2("x"));
    let again = format!("{spans} ");
    let store = opened(&[&spans, &log, &again], false);
    assert_eq!((store.span_count(), events(&store).len()), (2, 1));
}

#[test]
fn logs_alone_have_failed_until_their_trace_comes() {
    let (spans, log) = (spans(&[1, 2]), of_span_2("x"));
    let alone = opened(&[&log], true);
    assert_eq!(alone.files()[0].error.as_deref(), Some(LOGS_ALONE));
    // The same bytes again add nothing.
    let later = opened(&[&log, &spans, &log], false);
    assert_eq!(later.files()[0].error, None);
    assert_eq!(events(&later).len(), 1);
}

#[test]
fn logs_without_ids_say_what_they_are() {
    let text = of_span_2("x").replace(TRACE, "");
    let (store, failure) = super::read(text.as_bytes(), usize::MAX);
    assert!(failure.is_some_and(|sentence| sentence.contains("OTLP logs")));
    assert_eq!(store.span_count(), 0);
}

/// Events are copied when records join them, and what was copied is let go of segment by segment.
#[test]
fn records_join_thousands_of_events_without_moving_one() {
    let span = |id: usize| {
        format!(
            r#"{{"traceId":"{TRACE}","spanId":"{id:x}","startTimeUnixNano":"1760000000000000000","endTimeUnixNano":"1760000000000009000",
            "events":[{{"timeUnixNano":"1760000000000000100","name":"own {id}","attributes":[{{"key":"k","value":{{"intValue":"{id}"}}}}]}}]}}"#
        )
        .replace('\n', "")
    };
    let all: Vec<String> = (1..=40_000).map(span).collect();
    let spans = format!(r#"{{"resourceSpans":[{{"scopeSpans":[{{"spans":[{}]}}]}}]}}"#, all.join(","));
    let of_spans: Vec<String> = (1..=40_000)
        .step_by(1_000)
        .map(|id| log(&format!(r#""spanId":"{id:x}","body":{{"stringValue":"said {id}"}}"#)))
        .collect();
    let store = opened(&[&spans, &of_spans.join("\n")], true);
    let check = |store: &Store| {
        for span in store.spans() {
            let id = store.span_id(span).0;
            let told: Vec<String> = store
                .events(span)
                .map(|event| {
                    let values: Vec<_> =
                        store.event_attributes(event).map(|(_, value)| store.value(value)).collect();
                    format!("{} {values:?}", store.text(event.name))
                })
                .collect();
            let mut expected = vec![format!("own {id} [Int({id})]")];
            if id % 1_000 == 1 {
                expected.push(format!("log [Text(\"said {id}\")]"));
            }
            assert_eq!(told, expected);
        }
    };
    check(&store);
    // And again when a file comes later.
    let mut builder = Builder::from(store);
    let mut reader = FileReader::new("later", &mut builder);
    reader.feed(of_span_2("late").as_bytes(), &mut builder).expect("logs");
    reader.finish(&mut builder).expect("logs");
    let store = builder.finish();
    assert_eq!(store.spans().map(|span| store.events(span).len()).sum::<usize>(), 40_000 + 40 + 1);
}
