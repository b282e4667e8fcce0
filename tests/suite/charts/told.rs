use spanscope::{
    base::time::MS,
    charts::told,
    protocol::flame::{FlameFrame, FlameOrder, FlamePlace},
};

#[test]
fn a_span_is_told_with_its_share_of_the_trace() {
    let place = FlamePlace {
        name: "SELECT items".to_owned(),
        spans: 1,
        errors: 1,
        total_ns: 30 * MS,
        self_ns: 20 * MS,
        critical_ns: 10 * MS,
        ..FlamePlace::default()
    };
    assert_eq!(
        told::frame(&place, "db", FlameOrder::Time, 1_000 * MS),
        "db SELECT items, 30 ms, 3.0 % of the trace, self time 20 ms, 10 ms on the critical path, error"
    );
}

#[test]
fn a_call_path_is_told_with_its_spans() {
    let place = FlamePlace {
        spans: 41,
        total_ns: 2_100 * MS,
        self_ns: 2_000 * MS,
        longest_ns: 90 * MS,
        start_ns: 100 * MS,
        end_ns: 2_200 * MS,
        ..FlamePlace::default()
    };
    assert_eq!(
        told::frame(&place, "db", FlameOrder::Merged, 4_200 * MS),
        "db (no name), 41 spans, 2.1 s in all, the longest 90 ms, 50 % of all work, self time 2 s"
    );
}

#[test]
fn the_pointer_is_told_what_it_is_at() {
    let one = FlameFrame { frames: 1, spans: 1, total_ns: 30 * MS, errors: 1, ..FlameFrame::default() };
    let hint = |frame: &FlameFrame| told::hint(frame, "db", "SELECT").1;
    assert_eq!(told::hint(&one, "db", "").0, "db (no name)");
    assert_eq!(hint(&one), "30 ms, 1 error");
    assert_eq!(hint(&FlameFrame { spans: 9, errors: 0, ..one }), "9 spans, 30 ms");
    let crowd = FlameFrame { frames: 7, spans: 9, ..one };
    assert_eq!(hint(&crowd), "9 spans too narrow to tell apart, the widest 30 ms, 1 error");
}
