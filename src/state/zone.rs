//! In which time zone times of day are written.

use crate::base::time::{MIN, civil, date_time, time_of_day};

/// The zone of times of day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Zone {
    /// UTC, as traces have it.
    #[default]
    Utc,
    /// The zone of the machine.
    Local,
}

impl Zone {
    /// The word in links.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Utc => "utc",
            Self::Local => "local",
        }
    }

    /// The zone of a word in a link.
    pub fn from_key(key: &str) -> Option<Self> {
        [Self::Utc, Self::Local].into_iter().find(|zone| zone.key() == key)
    }

    /// The other one.
    pub const fn other(self) -> Self {
        match self {
            Self::Utc => Self::Local,
            Self::Local => Self::Utc,
        }
    }
}

/// Date and time of day, `2026-11-24 09:30:00.123`; `offset_min` is the zone's lead over UTC in minutes.
pub fn date_time_in(unix_ns: i64, offset_min: i64) -> String {
    date_time(unix_ns.saturating_add(offset_min.saturating_mul(MIN)))
}

/// Time of day to the millisecond, and the date in front of it when it is not that of `day_of_ns`.
pub fn brief_in(unix_ns: i64, day_of_ns: i64, offset_min: i64) -> String {
    let shift = |ns: i64| ns.saturating_add(offset_min.saturating_mul(MIN));
    let (at_ns, reference_ns) = (shift(unix_ns), shift(day_of_ns));
    let clock = time_of_day(at_ns.div_euclid(1_000_000).saturating_mul(1_000_000));
    let date = civil(at_ns).date;
    if date == civil(reference_ns).date {
        return clock;
    }
    let (year, month, day) = date;
    format!("{year:04}-{month:02}-{day:02} {clock}")
}
