use proptest::prelude::*;
use spanscope::base::time::{
    DAY, HOUR, MIN, MS, S, US, civil, date_time, duration, parse_rfc3339, rfc3339, unix_ns,
};

#[test]
fn durations_have_three_digits_and_one_unit() {
    for (ns, text) in [
        (0, "0 ns"),
        (999, "999 ns"),
        (1_234, "1.23 µs"),
        (412 * US, "412 µs"),
        (50 * MS, "50 ms"),
        (51 * MS + 250 * US, "51.2 ms"),
        (2 * S + 810 * MS, "2.81 s"),
        (90 * S, "1 min 30 s"),
        (HOUR + 4 * MIN, "1 h 04 min"),
        (2 * HOUR, "2 h"),
        (3 * DAY + 5 * HOUR, "3 d 05 h"),
        (-38 * MS, "−38 ms"),
    ] {
        assert_eq!(duration(ns), text);
    }
}

#[test]
fn rfc_3339_is_read_with_and_without_a_zone() {
    let at = 1_700_000_000 * S;
    for (text, ns) in [
        ("2023-11-14T22:13:20Z", at),
        ("2023-11-14 22:13:20", at),
        ("2023-11-14T23:13:20.5+01:00", at + S / 2),
        ("2023-11-14T17:13:20.000000001-0500", at + 1),
        ("1969-12-31T23:59:59Z", -S),
    ] {
        assert_eq!(parse_rfc3339(text), Some(ns), "{text}");
    }
    for text in
        ["", "2023-11-14", "2023-13-14T22:13:20Z", "2023-11-14T22:13:20+1", "now-1h", "2023-11-14T25:00:00Z"]
    {
        assert_eq!(parse_rfc3339(text), None, "{text}");
    }
}

proptest! {
    #[test]
    fn civil_times_go_there_and_back(ns in any::<i64>()) {
        prop_assert_eq!(unix_ns(civil(ns)), Some(ns));
    }

    #[test]
    fn what_is_written_is_read(ns in 0_i64..4_000_000_000_000_000_000) {
        prop_assert_eq!(parse_rfc3339(&date_time(ns)), Some(ns));
    }
}

#[test]
fn rfc_3339_is_written_as_short_as_it_can_be() {
    let at = 1_700_000_000 * S;
    for (ns, text) in [
        (at, "2023-11-14T22:13:20Z"),
        (at + 500 * MS, "2023-11-14T22:13:20.500Z"),
        (at + 1, "2023-11-14T22:13:20.000000001Z"),
        (-S, "1969-12-31T23:59:59Z"),
    ] {
        assert_eq!(rfc3339(ns), text);
        assert_eq!(parse_rfc3339(text), Some(ns));
    }
}
