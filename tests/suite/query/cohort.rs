use spanscope::{
    base::time::{MS, S},
    query::cohort::{Cohort, Part, Range},
};

fn read(text: &str) -> Vec<Part> {
    Cohort::read(text).unwrap_or_else(|error| panic!("{text}: {error}")).parts
}

#[test]
fn each_part_is_read() {
    let range = |from_ns, to_ns| Range { from_ns, to_ns };
    for (text, expected) in [
        ("p95..", Part::Percentiles { from: Some(95), to: None }),
        ("..p50", Part::Percentiles { from: None, to: Some(50) }),
        (" p25..p75 ", Part::Percentiles { from: Some(25), to: Some(75) }),
        ("duration:1s..3s", Part::Duration(range(Some(S), Some(3 * S)))),
        ("duration:1.5ms..", Part::Duration(range(Some(MS + MS / 2), None))),
        ("duration:0..2ms", Part::Duration(range(Some(0), Some(2 * MS)))),
        ("time:1970-01-01T00:00:01Z..1970-01-01T00:00:02.5Z", Part::Time(range(Some(S), Some(2_500 * MS)))),
        ("trace:a1,b2", Part::Traces(vec!["a1".to_owned(), "b2".to_owned()])),
        ("trace:\"a;1\",b", Part::Traces(vec!["a;1".to_owned(), "b".to_owned()])),
        ("op:GET /cart", Part::Operation("GET /cart".to_owned())),
        ("{ status = error }", Part::Search("{ status = error }".to_owned())),
        ("service:cart slow", Part::Search("service:cart slow".to_owned())),
    ] {
        assert_eq!(read(text), [expected], "{text}");
    }
}

#[test]
fn parts_are_parted_outside_of_quotes_only() {
    let parts = read(r#"{ .a = "x;\";y" } ; op:"a;b";; p90.. "#);
    assert_eq!(
        parts,
        [
            Part::Search(r#"{ .a = "x;\";y" }"#.to_owned()),
            Part::Operation("a;b".to_owned()),
            Part::Percentiles { from: Some(90), to: None },
        ]
    );
    assert_eq!(read(""), []);
}

#[test]
fn what_is_read_is_written_the_same() {
    for text in [
        "p95..",
        "p25..p75",
        "op:frontend GET /cart;duration:1.25s..3s",
        "duration:..40ms",
        "time:1970-01-01T00:00:01Z..",
        "trace:a,\"b,c\"",
        "op:\"a;b\";{ .x = 1 }",
    ] {
        assert_eq!(Cohort::read(text).map(|cohort| cohort.to_string()).as_deref(), Ok(text));
    }
}

#[test]
fn a_part_that_is_none_is_told() {
    for (text, expected) in [
        ("p101..", "“p101..” has an end that is no percentile from p0 to p100"),
        ("p75..p25", "“p75..p25” ends before it begins"),
        ("..", "“..” names no percentile; one is written p95.. or p25..p75"),
        ("duration:1s", "“duration:1s” is no range; one is written 1s..3s"),
        ("duration:x..3s", "“duration:x..3s” is no range; one is written 1s..3s"),
        ("duration:3s..1s", "“duration:3s..1s” ends before it begins"),
        ("p95..;trace:", "“trace:” names no trace"),
        ("op:", "“op:” names no operation"),
    ] {
        assert_eq!(Cohort::read(text), Err(expected.to_owned()), "{text}");
    }
    let time = Cohort::read("time:yesterday..").expect_err("no time");
    assert!(time.contains("2026-11-24T09:00:00Z.."), "{time}");
}

#[test]
fn ranges_begin_with_their_first_end_and_stop_before_the_second() {
    let range = Range { from_ns: Some(2), to_ns: Some(4) };
    assert_eq!((1..6).filter(|&ns| range.holds(ns)).collect::<Vec<_>>(), [2, 3]);
    assert!(Range::default().holds(i64::MIN));
}

#[test]
fn a_cohort_says_whether_it_is_cut_by_duration() {
    assert!(Cohort::band(Some("GET /"), Some(S), None).is_by_duration());
    assert_eq!(Cohort::band(Some("GET /"), Some(S), None).to_string(), "op:GET /;duration:1s..");
    assert!(!Cohort::of(Part::Operation("GET /".to_owned())).is_by_duration());
    for (text, is_by_duration) in [
        ("{ duration > 1s }", true),
        ("{ 1s < span:duration && name = \"a\" }", true),
        ("{ traceDuration >= 2s }", true),
        ("checkout duration>1s", true),
        ("{ .duration = 5 }", false),
        ("{ name = \"duration\" }", false),
        ("long duration", false),
    ] {
        assert_eq!(Cohort::of(Part::Search(text.to_owned())).is_by_duration(), is_by_duration, "{text}");
    }
}
