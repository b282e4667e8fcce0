//! The range of time that traces are listed from, as links have it (RFC 3339, or `now-1h`) and as people type it.

use crate::{
    base::time::{self, HOUR, MIN},
    query::{literal, tree::Static},
};
use core::fmt::{self, Display, Formatter};

/// Ranges that are one press away: the last part of what is loaded, which is mostly old.
pub const PRESETS: [(&str, i64); 5] = [
    ("Last 5 min", 5 * MIN),
    ("Last 15 min", 15 * MIN),
    ("Last 1 h", HOUR),
    ("Last 6 h", 6 * HOUR),
    ("Last 24 h", 24 * HOUR),
];

/// The word for this moment in links.
const NOW: &str = "now";

/// An end of a range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// Nanoseconds since 1970.
    At(i64),
    /// So many nanoseconds before now; never negative.
    Ago(i64),
}

/// A range of time; it begins with `from` and ends before `to`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TimeRange {
    /// Where it begins, if anywhere.
    pub from: Option<Moment>,
    /// Where it ends, if anywhere.
    pub to: Option<Moment>,
}

impl Moment {
    /// The moment of a text: RFC 3339, without a zone in UTC, or `now`, `now-15m`.
    pub fn read(text: &str) -> Option<Self> {
        let Some(rest) = text.strip_prefix(NOW) else { return time::parse_rfc3339(text).map(Self::At) };
        if rest.is_empty() {
            return Some(Self::Ago(0));
        }
        match literal::number(rest.strip_prefix('-')?, false) {
            Ok(Static::Duration(ns)) => Some(Self::Ago(ns)),
            _ => None,
        }
    }

    /// The moment of a text that a person typed: as above, or without seconds (`2026-11-24 09:30`), without a time
    /// (`2026-11-24`), without a date (`09:30`, on the day of `day_of_ns`). What names no zone is in the one that is
    /// `offset_min` minutes ahead of UTC at a time.
    pub fn typed(text: &str, day_of_ns: i64, offset_min: impl Fn(i64) -> i64) -> Option<Self> {
        let text = text.trim();
        if text.starts_with(NOW) {
            return Self::read(text);
        }
        let (date, clock) = match text.split_once(['T', 't', ' ']) {
            Some((date, clock)) => (date.to_owned(), clock.trim()),
            None if text.contains(':') => (date_of(day_of_ns, &offset_min), text),
            None => (text.to_owned(), "00:00"),
        };
        let zone_at = clock.find(['Z', 'z', '+', '-']).unwrap_or(clock.len());
        let (clock, zone) = clock.split_at(zone_at);
        let seconds = if clock.matches(':').count() == 1 { ":00" } else { "" };
        let as_utc_ns = time::parse_rfc3339(&format!("{date}T{}{seconds}{zone}", clock.trim()))?;
        if !zone.is_empty() {
            return Some(Self::At(as_utc_ns));
        }
        let shifted = |by_min: i64| as_utc_ns.saturating_sub(by_min.saturating_mul(MIN));
        // The zone's offset is that at the moment itself, which is known only once it is shifted.
        Some(Self::At(shifted(offset_min(shifted(offset_min(as_utc_ns))))))
    }

    /// Nanoseconds since 1970.
    pub const fn at_ns(self, now_ns: i64) -> i64 {
        match self {
            Self::At(at_ns) => at_ns,
            Self::Ago(ns) => now_ns.saturating_sub(ns),
        }
    }
}

impl Display for Moment {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::At(at_ns) => out.write_str(&time::rfc3339(*at_ns)),
            Self::Ago(0) => out.write_str(NOW),
            Self::Ago(ns) => {
                write!(out, "{NOW}-")?;
                literal::write_duration(out, *ns)
            }
        }
    }
}

impl TimeRange {
    /// Everything from the start of what is loaded.
    pub const WHOLE: Self = Self { from: None, to: None };

    /// The last part of what is loaded: all that starts up to so long before the last start.
    pub const fn last(length_ns: i64, last_start_ns: i64) -> Self {
        Self { from: Some(Moment::At(last_start_ns.saturating_sub(length_ns))), to: None }
    }

    /// Whether it holds every time.
    pub const fn is_whole(&self) -> bool {
        self.from.is_none() && self.to.is_none()
    }

    /// The range in a few words; `brief` writes a time of day.
    pub fn words(&self, last_start_ns: i64, brief: impl Fn(i64) -> String) -> String {
        let preset = PRESETS.into_iter().find(|(_, ns)| Self::last(*ns, last_start_ns) == *self);
        let end = |moment: Moment| match moment {
            Moment::At(at_ns) => brief(at_ns),
            ago @ Moment::Ago(_) => ago.to_string(),
        };
        match (preset, self.from, self.to) {
            (Some((words, _)), ..) => words.to_owned(),
            (None, None, None) => "Whole time".to_owned(),
            (None, Some(from), None) => format!("From {}", end(from)),
            (None, None, Some(to)) => format!("Before {}", end(to)),
            (None, Some(from), Some(to)) => format!("{} – {}", end(from), end(to)),
        }
    }
}

/// The date of a time, in a zone.
fn date_of(at_ns: i64, offset_min: impl Fn(i64) -> i64) -> String {
    let (year, month, day) = time::civil(at_ns.saturating_add(offset_min(at_ns).saturating_mul(MIN))).date;
    format!("{year:04}-{month:02}-{day:02}")
}
