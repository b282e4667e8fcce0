//! Times and durations in whole nanoseconds, and how they are written.

/// Nanoseconds in a microsecond, millisecond, second, minute, hour and day.
pub const US: i64 = 1_000;
/// Nanoseconds in a millisecond.
pub const MS: i64 = 1_000 * US;
/// Nanoseconds in a second.
pub const S: i64 = 1_000 * MS;
/// Nanoseconds in a minute.
pub const MIN: i64 = 60 * S;
/// Nanoseconds in an hour.
pub const HOUR: i64 = 60 * MIN;
/// Nanoseconds in a day.
pub const DAY: i64 = 24 * HOUR;
/// Times before this (the end of 1979) are lengths or count from somewhere else than 1970: no trace is that old.
pub const TEN_YEARS_NS: i64 = 3_652 * DAY;

/// A duration for people, three significant digits and one unit: `412 µs`, `2.81 s`, `1 h 04 min`.
pub fn duration(ns: i64) -> String {
    if ns < 0 {
        return format!("−{}", duration(ns.saturating_neg()));
    }
    match ns {
        0..US => format!("{ns} ns"),
        US..MS => scaled(ns, US, "µs"),
        MS..S => scaled(ns, MS, "ms"),
        S..MIN => scaled(ns, S, "s"),
        MIN..HOUR => pair(ns, MIN, "min", S, "s"),
        HOUR..DAY => pair(ns, HOUR, "h", MIN, "min"),
        _ => pair(ns, DAY, "d", HOUR, "h"),
    }
}

/// Three significant digits without trailing zeros after the point.
fn scaled(ns: i64, unit_ns: i64, unit: &str) -> String {
    let value = ns as f64 / unit_ns as f64;
    let decimals = if value >= 100.0 {
        0
    } else if value >= 10.0 {
        1
    } else {
        2
    };
    let text = format!("{value:.decimals$}");
    let text = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
    format!("{text} {unit}")
}

fn pair(ns: i64, large_ns: i64, large: &str, small_ns: i64, small: &str) -> String {
    let (count, rest) = (ns / large_ns, ns % large_ns / small_ns);
    if rest == 0 { format!("{count} {large}") } else { format!("{count} {large} {rest:02} {small}") }
}

/// A civil date and time of day in UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Civil {
    /// Year, month from 1 and day from 1.
    pub date: (i64, u32, u32),
    /// Hour, minute and second.
    pub time: (u32, u32, u32),
    /// Nanoseconds within the second.
    pub nanos: u32,
}

/// The civil time of nanoseconds since 1970. (Days to date: Howard Hinnant, "chrono-compatible low-level date algorithms".)
pub fn civil(unix_ns: i64) -> Civil {
    let days = unix_ns.div_euclid(DAY);
    let in_day_ns = unix_ns.rem_euclid(DAY);
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_index = (5 * day_of_year + 2) / 153;
    let day = (day_of_year - (153 * month_index + 2) / 5 + 1) as u32;
    let month = if month_index < 10 { month_index + 3 } else { month_index - 9 } as u32;
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    let seconds = in_day_ns / S;
    Civil {
        date: (year, month, day),
        time: ((seconds / 3_600) as u32, (seconds / 60 % 60) as u32, (seconds % 60) as u32),
        nanos: (in_day_ns % S) as u32,
    }
}

/// Nanoseconds since 1970 of a civil time in UTC; `None` where 64 bits do not reach.
pub fn unix_ns(at: Civil) -> Option<i64> {
    let (year, month, day) = at.date;
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let month_index = i64::from(if month > 2 { month - 3 } else { month + 9 });
    let day_of_year = (153 * month_index + 2) / 5 + i64::from(day) - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    let days = era * 146_097 + day_of_era - 719_468;
    let (hour, minute, second) = at.time;
    let seconds = i64::from(hour) * 3_600 + i64::from(minute) * 60 + i64::from(second);
    days.checked_mul(DAY)?.checked_add(seconds * S + i64::from(at.nanos))
}

/// `2026-11-24 09:30:00.123` in UTC, with as many of the nanoseconds as are not zero (at least milliseconds).
pub fn date_time(unix_ns: i64) -> String {
    let Civil { date: (year, month, day), .. } = civil(unix_ns);
    format!("{year:04}-{month:02}-{day:02} {}", time_of_day(unix_ns))
}

/// `2026-11-24T09:30:00.123Z`, with as many of the nanoseconds as are not zero; `parse_rfc3339` reads it again.
pub fn rfc3339(unix_ns: i64) -> String {
    let text = date_time(unix_ns).replace(' ', "T");
    format!("{}Z", text.strip_suffix(".000").unwrap_or(&text))
}

/// `09:30:00.123` in UTC.
pub fn time_of_day(unix_ns: i64) -> String {
    let Civil { time: (hour, minute, second), nanos, .. } = civil(unix_ns);
    let fraction = match nanos {
        nanos if nanos % 1_000_000 == 0 => format!("{:03}", nanos / 1_000_000),
        nanos if nanos % 1_000 == 0 => format!("{:06}", nanos / 1_000),
        nanos => format!("{nanos:09}"),
    };
    format!("{hour:02}:{minute:02}:{second:02}.{fraction}")
}

/// Reads RFC 3339 (`2026-11-24T09:30:00.123Z`, with a zone offset, a space for the `T`, or no zone, which is taken
/// as UTC) into nanoseconds since 1970; digits beyond nanoseconds are dropped.
pub fn parse_rfc3339(text: &str) -> Option<i64> {
    let bytes = text.as_bytes();
    let digits = |from: usize, to: usize| -> Option<u32> {
        bytes
            .get(from..to)?
            .iter()
            .try_fold(0, |sum, &b| b.is_ascii_digit().then(|| sum * 10 + u32::from(b - b'0')))
    };
    let mark = |at: usize, marks: &[u8]| bytes.get(at).is_some_and(|b| marks.contains(b)).then_some(());
    let date = (i64::from(digits(0, 4)?), digits(5, 7)?, digits(8, 10)?);
    mark(4, b"-").and(mark(7, b"-")).and(mark(10, b"Tt "))?;
    let time = (digits(11, 13)?, digits(14, 16)?, digits(17, 19)?);
    mark(13, b":").and(mark(16, b":"))?;
    if !(1..=12).contains(&date.1) || !(1..=31).contains(&date.2) || time.0 > 23 || time.1 > 59 || time.2 > 60
    {
        return None;
    }
    let mut at = 19;
    let mut nanos = 0;
    if mark(at, b".,").is_some() {
        at += 1;
        let mut unit = 100_000_000;
        while let Some(b) = bytes.get(at).filter(|b| b.is_ascii_digit()) {
            nanos += u32::from(b - b'0') * unit;
            unit /= 10;
            at += 1;
        }
    }
    let rest = text.get(at..)?.trim();
    let offset_s = match rest.as_bytes() {
        [] | [b'Z' | b'z'] => 0,
        [sign @ (b'+' | b'-'), zone @ ..] => {
            let digits: Vec<i64> =
                zone.iter().filter(|b| b.is_ascii_digit()).map(|b| i64::from(b - b'0')).collect();
            let [h1, h2, m1, m2] = digits[..] else { return None };
            let seconds = (h1 * 10 + h2) * 3_600 + (m1 * 10 + m2) * 60;
            if *sign == b'-' { -seconds } else { seconds }
        }
        _ => return None,
    };
    unix_ns(Civil { date, time, nanos })?.checked_sub(offset_s * S)
}
