use proptest::prelude::*;
use spanscope::{
    base::time::{HOUR, MIN, S, parse_rfc3339},
    state::time_range::{Moment, PRESETS, TimeRange},
};

const DAY_NS: i64 = 1_767_268_800_000_000_000;

fn at(text: &str) -> Option<Moment> {
    parse_rfc3339(text).map(Moment::At)
}

#[test]
fn links_name_a_time_or_how_long_ago() {
    for (text, expected, written) in [
        ("now", Some(Moment::Ago(0)), "now"),
        ("now-1h", Some(Moment::Ago(HOUR)), "now-1h"),
        ("now-90m", Some(Moment::Ago(90 * MIN)), "now-1h30m"),
        ("2026-01-01T12:00:00Z", Some(Moment::At(DAY_NS)), "2026-01-01T12:00:00Z"),
        ("2026-01-01T13:00:00.5+01:00", Some(Moment::At(DAY_NS + S / 2)), "2026-01-01T12:00:00.500Z"),
        ("now+1h", None, ""),
        ("now-x", None, ""),
        ("now-5", None, ""),
        ("yesterday", None, ""),
    ] {
        assert_eq!(Moment::read(text), expected, "{text}");
        assert_eq!(expected.map(|moment| moment.to_string()).unwrap_or_default(), written, "{text}");
    }
}

#[test]
fn people_leave_out_what_goes_without_saying() {
    // Two hours ahead from noon on, one hour before: the clock was put forward.
    let offset_min = |at_ns: i64| if at_ns < DAY_NS { 60 } else { 120 };
    let typed = |text: &str| Moment::typed(text, DAY_NS, offset_min);
    for (text, utc) in [
        ("2026-01-02 09:30", "2026-01-02T07:30:00Z"),
        ("2026-01-02T09:30:01.25", "2026-01-02T07:30:01.25Z"),
        (" 2026-01-01 12:30 ", "2026-01-01T11:30:00Z"),
        ("2026-01-01 14:30", "2026-01-01T12:30:00Z"),
        ("2026-01-02", "2026-01-01T22:00:00Z"),
        ("09:30", "2026-01-01T08:30:00Z"),
        ("14:00:05", "2026-01-01T12:00:05Z"),
        ("2026-01-02 09:30Z", "2026-01-02T09:30:00Z"),
        ("2026-01-02 09:30+05:30", "2026-01-02T04:00:00Z"),
    ] {
        assert_eq!(typed(text), at(utc), "{text}");
    }
    assert_eq!(typed("now-15m"), Some(Moment::Ago(15 * MIN)));
    for nothing in ["", "soon", "25:00", "2026-13-01", "9:30"] {
        assert_eq!(typed(nothing), None, "{nothing}");
    }
}

#[test]
fn a_preset_counts_back_from_the_last_start() {
    let (_, length_ns) = PRESETS[0];
    let range = TimeRange::last(length_ns, DAY_NS);
    assert_eq!(range.from.map(|from| from.at_ns(0)), Some(DAY_NS - 5 * MIN));
    let words = |range: TimeRange| range.words(DAY_NS, |ns| format!("{}", (ns - DAY_NS) / MIN));
    assert_eq!(words(range), "Last 5 min");
    assert_eq!(words(TimeRange::WHOLE), "Whole time");
    let typed = |from, to| TimeRange { from, to };
    assert_eq!(words(typed(Some(Moment::At(DAY_NS)), None)), "From 0");
    assert_eq!(words(typed(None, Some(Moment::At(DAY_NS + 3 * MIN)))), "Before 3");
    assert_eq!(words(typed(Some(Moment::Ago(HOUR)), Some(Moment::Ago(0)))), "now-1h – now");
}

proptest! {
    #[test]
    fn comes_back_from_its_text(ns in any::<i64>(), ago in 0..i64::MAX) {
        for moment in [Moment::At(ns), Moment::Ago(ago)] {
            prop_assert_eq!(Moment::read(&moment.to_string()), Some(moment));
        }
    }

    #[test]
    fn reads_anything(text in any::<String>()) {
        let _ = Moment::read(&text);
        let _ = Moment::typed(&text, DAY_NS, |_| 90);
    }
}
