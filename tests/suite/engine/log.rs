use super::{CART, ask, engine, shop};
use spanscope::{
    engine::Engine,
    protocol::{
        log::{LogPage, LogQuery, Severity},
        request::{Reply, Request},
    },
};

fn log(engine: &mut Engine, query: LogQuery) -> LogPage {
    match ask(engine, Request::Log(query)) {
        Ok(Reply::Log(page)) => page,
        other => panic!("{other:?}"),
    }
}

fn of_cart(find: &str, least: Severity) -> LogQuery {
    LogQuery { trace_id: CART.to_owned(), find: find.to_owned(), least, limit: 10, ..LogQuery::default() }
}

fn names(page: &LogPage) -> Vec<&str> {
    page.rows.iter().map(|row| row.name.as_str()).collect()
}

#[test]
fn the_events_of_all_spans_stand_by_time() {
    let page = log(&mut shop(), of_cart("", Severity::Debug));
    assert_eq!((page.total, page.all), (3, 3));
    let rows: Vec<_> =
        page.rows.iter().map(|row| (row.offset_ns / 1_000_000, row.name.as_str(), row.span.row)).collect();
    assert_eq!(rows, [(12, "lock acquired", 2), (38, "fetched", 2), (90, "exception", 3)]);
    assert_eq!(page.rows[1].text, "rows=3");
    assert_eq!(page.rows[2].text, "ConnectionReset: reset by peer");
    assert_eq!((page.rows[2].severity, page.rows[2].span_id.as_str()), (Severity::Error, "0000000000000004"));
}

#[test]
fn words_are_looked_for_in_the_event_and_its_span() {
    let mut engine = shop();
    for (find, found) in [
        ("LOCK", &["lock acquired"][..]),
        ("rows items", &["fetched"]),
        ("rows=3 items", &["lock acquired", "fetched"]),
        ("cart", &["lock acquired", "fetched", "exception"]),
        ("reset prices", &["exception"]),
        ("reset items", &[]),
        ("-fetched -\"reset by\"", &["lock acquired"]),
        ("name=\"SELECT items\"", &["lock acquired", "fetched"]),
        ("{ name = \"SELECT prices\" }", &["exception"]),
        ("{ name = ", &["lock acquired", "fetched", "exception"]),
    ] {
        let page = log(&mut engine, of_cart(find, Severity::Debug));
        assert_eq!(names(&page), found, "{find}");
        assert_eq!((page.total, page.all), (found.len(), 3));
    }
}

#[test]
fn only_what_is_severe_enough_is_listed() {
    let mut engine = shop();
    assert_eq!(names(&log(&mut engine, of_cart("", Severity::Error))), ["exception"]);
    let event = |level: &str, time: u32| {
        format!(
            r#"{{"timeUnixNano":"{time}","name":"{level}","attributes":[{{"key":"level","value":{{"stringValue":"{level}"}}}},
            {{"key":"message","value":{{"stringValue":"m{time}"}}}},{{"key":"exception.stacktrace","value":{{"stringValue":"at f"}}}}]}}"#
        )
    };
    let events: Vec<String> = ["TRACE", "info", "Warn", "ERROR", "other"]
        .iter()
        .zip(1..)
        .map(|(level, at)| event(level, at))
        .collect();
    let text = format!(
        r#"{{"resourceSpans":[{{"scopeSpans":[{{"spans":[{{"traceId":"aa","spanId":"1","events":[{}]}}]}}]}}]}}"#,
        events.join(",")
    );
    let mut engine = super::engine(&[("levels.json", &text)]);
    let mut listed = |least| {
        let query = LogQuery { trace_id: "aa".to_owned(), least, limit: 10, ..LogQuery::default() };
        log(&mut engine, query).rows.into_iter().map(|row| row.text).collect::<Vec<_>>()
    };
    assert_eq!(listed(Severity::Debug), ["m1", "m2", "m3", "m4", "m5"]);
    assert_eq!(listed(Severity::Info), ["m2", "m3", "m4", "m5"]);
    assert_eq!(listed(Severity::Warning), ["m3", "m4"]);
    assert_eq!(listed(Severity::Error), ["m4"]);
}

#[test]
fn a_window_is_given_and_a_trace_that_is_not_there_is_told() {
    let mut engine = shop();
    let query = LogQuery { offset: 1, limit: 1, ..of_cart("", Severity::Debug) };
    assert_eq!(names(&log(&mut engine, query)), ["fetched"]);
    let missing = LogQuery { trace_id: "99".to_owned(), ..LogQuery::default() };
    assert!(ask(&mut engine, Request::Log(missing)).is_err());
    let empty = r#"{"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"aa","spanId":"1"}]}]}]}"#;
    let query = LogQuery { trace_id: "aa".to_owned(), limit: 9, ..LogQuery::default() };
    assert_eq!(log(&mut self::engine(&[("none.json", empty)]), query), LogPage::default());
}
