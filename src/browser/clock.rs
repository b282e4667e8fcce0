//! The machine's time zone, and how much time passes.

use super::window;
use gloo_timers::future::TimeoutFuture;
use std::{future::poll_fn, pin::pin, task::Poll};

/// What a future gives, unless that takes longer.
pub async fn within<T>(limit_ms: u32, future: impl Future<Output = T>) -> Option<T> {
    let (mut future, mut over) = (pin!(future), pin!(TimeoutFuture::new(limit_ms)));
    poll_fn(|context| match future.as_mut().poll(context) {
        Poll::Ready(value) => Poll::Ready(Some(value)),
        Poll::Pending => over.as_mut().poll(context).map(|()| None),
    })
    .await
}

/// Milliseconds since the page was opened.
pub fn now_ms() -> f64 {
    window().and_then(|window| window.performance()).map_or(0.0, |performance| performance.now())
}

/// The time of day, nanoseconds since 1970.
pub fn unix_ns() -> i64 {
    (js_sys::Date::now() * 1e6) as i64
}

/// The time of day, milliseconds since 1970.
pub fn unix_ms() -> u64 {
    js_sys::Date::now() as u64
}

/// Minutes the machine's zone is ahead of UTC at a time (nanoseconds since 1970).
pub fn zone_offset_min(unix_ns: i64) -> i64 {
    let date = js_sys::Date::new(&(unix_ns.div_euclid(1_000_000) as f64).into());
    let behind_min = date.get_timezone_offset();
    // A date out of JavaScript's range has no offset: NaN, which becomes 0.
    -(behind_min as i64)
}
