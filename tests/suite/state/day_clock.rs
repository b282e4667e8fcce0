use spanscope::{
    base::time::{DAY, HOUR, MIN, MS, S, US, parse_rfc3339},
    state::day_clock::DayClock,
};

/// The clock of a trace that began in India, `text` being UTC.
fn began(text: &str) -> DayClock {
    DayClock::new(parse_rfc3339(text).expect("a time"), 330)
}

#[test]
fn a_moment_is_as_fine_as_its_step_and_in_the_zone() {
    let clock = began("2026-03-02T09:30:15.123456789Z");
    for (step_ns, expected) in [
        (HOUR, "15:00"),
        (MIN, "15:00"),
        (15 * S, "15:00:15"),
        (S, "15:00:15"),
        (2 * MS, "15:00:15.123"),
        (500 * US, "15:00:15.123456"),
        (5, "15:00:15.123456789"),
    ] {
        assert_eq!(clock.tick(0, step_ns), expected);
        assert_eq!(clock.moment(0, step_ns), format!("2026-03-02 {expected}"));
    }
    assert_eq!(clock.tick(-15 * S, S), "15:00:00");
}

#[test]
fn midnight_is_told_by_its_date() {
    let clock = began("2026-12-31T18:00:00Z");
    assert_eq!(
        [0, 30 * MIN, HOUR].map(|at_ns| clock.tick(at_ns, 30 * MIN)),
        ["23:30", "2027-01-01", "00:30"]
    );
    assert_eq!(clock.tick(DAY + 30 * MIN, DAY), "2027-01-02");
}

#[test]
fn round_times_are_those_of_the_zone() {
    let clock = began("2026-03-02T09:30:15Z");
    assert_eq!(clock.past_round_ns(HOUR), 15 * S);
    assert_eq!(DayClock::new(-1, 0).past_round_ns(S), S - 1);
}
