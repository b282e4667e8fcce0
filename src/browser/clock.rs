//! The machine's time zone, and how much time passes.

use super::window;

/// Milliseconds since the page was opened.
pub fn now_ms() -> f64 {
    window().and_then(|window| window.performance()).map_or(0.0, |performance| performance.now())
}

/// The time of day, nanoseconds since 1970.
pub fn unix_ns() -> i64 {
    (js_sys::Date::now() * 1e6) as i64
}

/// Minutes the machine's zone is ahead of UTC at a time (nanoseconds since 1970).
pub fn zone_offset_min(unix_ns: i64) -> i64 {
    let date = js_sys::Date::new(&(unix_ns.div_euclid(1_000_000) as f64).into());
    let behind_min = date.get_timezone_offset();
    // A date out of JavaScript's range has no offset: NaN, which becomes 0.
    -(behind_min as i64)
}
