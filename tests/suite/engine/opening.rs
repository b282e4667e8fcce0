use super::{SHOP, ask, engine, shop};
use spanscope::protocol::{
    answers::Summary,
    request::{Reply, Request},
};

fn summary(engine: &mut spanscope::engine::Engine) -> Summary {
    match engine.answer(Request::Summary) {
        Reply::Summary(summary) => summary,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_broken_file_loses_nothing_of_a_good_one() {
    let mut engine = engine(&[("good.json", SHOP), ("empty.json", ""), ("number.json", "123")]);
    let summary = summary(&mut engine);
    assert_eq!((summary.traces, summary.spans), (2, 7));
    let errors: Vec<bool> = summary.files.iter().map(|file| file.error.is_some()).collect();
    assert_eq!(errors, [false, true, true]);
}

#[test]
fn files_are_added_to_what_is_open() {
    let mut engine = shop();
    let mut opening = engine.begin_opening();
    opening.begin_file("more.json");
    opening.feed(SHOP.replace("ca47", "ca48").replace("0bde", "0bdf").as_bytes());
    engine.finish_opening(opening);
    let summary = summary(&mut engine);
    assert_eq!((summary.traces, summary.spans, summary.files.len()), (4, 14, 2));
    assert!(ask(&mut engine, Request::Trace { trace_id: "ca48".to_owned(), skew: false }).is_ok());
}

#[test]
fn the_same_bytes_are_not_read_twice() {
    let mut engine = engine(&[("a.json", SHOP), ("b.json", SHOP)]);
    let summary = summary(&mut engine);
    assert_eq!(summary.spans, 7);
    assert_eq!(summary.files[1].notes[0].kind, "already-open");
}

#[test]
fn a_file_that_breaks_off_keeps_what_was_read() {
    let mut engine = spanscope::engine::Engine::new();
    let mut opening = engine.begin_opening();
    opening.begin_file("whole.json");
    opening.feed(SHOP.as_bytes());
    opening.break_off("The disk went away");
    opening.begin_file("nothing.json");
    opening.break_off("The disk went away");
    engine.finish_opening(opening);
    let summary = summary(&mut engine);
    assert_eq!(summary.spans, 7);
    assert!(summary.files[0].error.is_none());
    assert!(summary.files[0].notes.iter().any(|note| note.first == "The disk went away"));
    assert_eq!(summary.files[1].error.as_deref(), Some("The disk went away"));
}

#[test]
fn reading_stops_where_the_room_ends_and_keeps_what_was_read() {
    let line = |nth: usize| {
        // None of the ids of what was open before.
        let (value, trace) = (format!("{nth:04}").repeat(300), nth + (1 << 40));
        format!(
            r#"{{"resourceSpans":[{{"scopeSpans":[{{"spans":[{{"traceId":"{trace:032x}","spanId":"{nth:016x}","name":"a","startTimeUnixNano":"1","endTimeUnixNano":"2","attributes":[{{"key":"v","value":{{"stringValue":"{value}"}}}}]}}]}}]}}]}}"#,
        ) + "\n"
    };
    let mut engine = engine(&[("before.json", SHOP)]);
    let mut opening = engine.begin_opening().with_room(1_000_000);
    opening.begin_file("large.jsonl");
    let mut nth = 1;
    // The end of a piece is the middle of a line.
    let mut rest = String::new();
    loop {
        rest.push_str(&line(nth));
        let later = rest.split_off(rest.len() - 700);
        if !opening.feed(std::mem::replace(&mut rest, later).as_bytes()) {
            break;
        }
        nth += 1;
        assert!(nth < 20_000, "reading goes on for ever");
    }
    // The last whole line went in with the piece before.
    nth -= 1;
    assert!(nth > 1_000, "{nth} spans of 1.2 KB");
    opening.begin_file("late.json");
    assert!(!opening.feed(SHOP.replace("ca47", "ca48").as_bytes()));
    engine.finish_opening(opening);
    let summary = summary(&mut engine);
    assert_eq!((summary.spans, summary.traces), (7 + nth - 1, 2 + nth - 1));
    let [before, large, late] = &summary.files[..] else { panic!("{:?}", summary.files) };
    assert!(before.no_room().is_none() && large.error.is_none());
    assert!(large.notes.iter().all(|note| note.kind != "truncated"), "{:?}", large.notes);
    let first = "What is open fills the 1.0 MB of memory that it may take";
    assert_eq!(large.no_room().map(|note| note.first.as_str()), Some(first));
    assert_eq!(late.error.as_deref(), Some(first));
}
