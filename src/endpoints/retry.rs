//! How long to wait before a question is put again to a server that is asked too often.

/// A question is put so many times at most.
pub const TRIES: u32 = 4;

/// Before the second try; each further wait is twice as long.
const FIRST_MS: u32 = 500;
/// Nobody waits longer for a try, whatever the server says.
const MOST_MS: u32 = 10_000;

/// Milliseconds to wait after the nth try, from 0; `retry_after` is what the server's header says, in seconds.
pub fn wait_ms(nth: u32, retry_after: Option<&str>) -> u32 {
    let own_ms = FIRST_MS.saturating_mul(1 << nth.min(8));
    let asked_ms =
        retry_after.and_then(|text| text.trim().parse::<u32>().ok()).map(|s| s.saturating_mul(1_000));
    asked_ms.unwrap_or(own_ms).max(own_ms).min(MOST_MS)
}
