use spanscope::{
    protocol::{
        findings::Verdict,
        waterfall::{InRun, LinkedRow, RunRow, WaterfallRow},
    },
    state::row_words::{away, hint, linked, name, run_figures},
};

const MS: i64 = 1_000_000;

#[test]
fn a_span_tells_all_in_words() {
    let row = WaterfallRow {
        name: "SELECT".to_owned(),
        start_ns: 5 * MS,
        duration_ns: 20 * MS,
        self_ns: 20 * MS,
        critical_ns: 15 * MS,
        error: true,
        origin: Some(Verdict::Handled),
        orphan: true,
        queue_wait_ns: Some(3 * MS),
        shift_ns: -4 * MS,
        in_run: Some(InRun { first: 3, nth: 2, calls: 41 }),
        ..WaterfallRow::default()
    };
    let lines = [
        "db · SELECT",
        "20 ms, from 5 ms to 25 ms",
        "20 ms of its own, 15 ms on the critical path",
        "An error began here and was handled further up",
        "Its parent is not in the data",
        "It waited 3 ms in a queue",
        "Shown 4 ms earlier than recorded",
        "Call 2 of 41 equal ones",
    ];
    assert_eq!(hint(&row, "db").lines().collect::<Vec<_>>(), lines);
    assert_eq!((name(&row), run_figures(&row)), ("SELECT".to_owned(), None));
}

#[test]
fn a_run_tells_how_often_how_long_and_what_varies() {
    let run = RunRow {
        calls: 41,
        template: "SELECT stock".to_owned(),
        total_ns: 2_100 * MS,
        p50_ns: 51 * MS,
        varies: Some("item_id = 17, 18 …".to_owned()),
    };
    let row = WaterfallRow { run: Some(run), folded: true, errors_below: 1, ..WaterfallRow::default() };
    assert_eq!(name(&row), "×41 SELECT stock");
    assert_eq!(run_figures(&row).as_deref(), Some("2.1 s, p50 51 ms · item_id = 17, 18 …"));
    let hint = hint(&row, "inventory");
    assert!(hint.contains("What varies: item_id = 17, 18 …"), "{hint}");
    assert!(hint.contains("1 span with an error among them"), "{hint}");
}

#[test]
fn a_span_of_a_linked_trace_says_how_far_away_it_ran() {
    let row = |start_ms: i64, linked: bool| WaterfallRow {
        start_ns: start_ms * MS,
        duration_ns: 20 * MS,
        linked: linked.then(|| LinkedRow { trace_id: "beef".to_owned(), is_first: true, traces: 1 }),
        ..WaterfallRow::default()
    };
    assert_eq!(away(&row(300, true), 100 * MS).as_deref(), Some("200 ms after the end"));
    assert_eq!(away(&row(-50, true), 100 * MS).as_deref(), Some("30 ms before the start"));
    assert_eq!(away(&row(-10, true), 100 * MS), None, "it reaches into the time of the open trace");
    assert_eq!(away(&row(300, false), 100 * MS), None);
    assert!(hint(&row(0, true), "mail").contains("In the linked trace beef"));
    assert_eq!(linked(1, false), "Unfold the linked trace here");
    assert_eq!(linked(2, true), "Fold the 2 linked traces");
}
