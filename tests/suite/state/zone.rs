use spanscope::state::zone::{brief_in, date_time_in};

/// 2026-11-24 23:30:00.123456 UTC
const EVENING_NS: i64 = 1_795_563_000_123_456_000;

#[test]
fn shifts_by_the_zone() {
    assert_eq!(date_time_in(EVENING_NS, 0), "2026-11-24 23:30:00.123456");
    assert_eq!(date_time_in(EVENING_NS, 60), "2026-11-25 00:30:00.123456");
    assert_eq!(date_time_in(EVENING_NS, -330), "2026-11-24 18:00:00.123456");
}

#[test]
fn names_the_date_only_when_it_is_another() {
    assert_eq!(brief_in(EVENING_NS, EVENING_NS, 0), "23:30:00.123");
    assert_eq!(brief_in(EVENING_NS, EVENING_NS - 86_400_000_000_000, 0), "2026-11-24 23:30:00.123");
    // Half an hour before midnight in UTC is the next day an hour further east, for both.
    assert_eq!(brief_in(EVENING_NS, EVENING_NS + 1_800_000_000_000, 60), "00:30:00.123");
}

#[test]
fn the_ends_of_time_are_no_danger() {
    assert!(!date_time_in(i64::MAX, 720).is_empty());
    assert!(!brief_in(i64::MIN, i64::MAX, -720).is_empty());
}
