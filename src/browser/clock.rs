//! The machine's time zone.

/// Minutes the machine's zone is ahead of UTC at a time (nanoseconds since 1970).
pub fn zone_offset_min(unix_ns: i64) -> i64 {
    let date = js_sys::Date::new(&(unix_ns.div_euclid(1_000_000) as f64).into());
    let behind_min = date.get_timezone_offset();
    // A date out of JavaScript's range has no offset: NaN, which becomes 0.
    -(behind_min as i64)
}
