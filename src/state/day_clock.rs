//! Moments of a trace as times of day, for its ruler.

use crate::base::time::{Civil, DAY, MIN, MS, S, US, civil};

/// The clock on the wall when a trace began.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayClock {
    /// Nanoseconds since 1970 as the zone's clocks show them.
    wall_ns: i64,
}

impl DayClock {
    /// The clock of a trace that began at `origin_ns` since 1970, in a zone that leads UTC by `offset_min` minutes.
    pub const fn new(origin_ns: i64, offset_min: i64) -> Self {
        Self { wall_ns: origin_ns.saturating_add(offset_min.saturating_mul(MIN)) }
    }

    /// How far after its last round time of day the trace began; round times are `step_ns` apart.
    pub const fn past_round_ns(self, step_ns: i64) -> i64 {
        self.wall_ns.rem_euclid(step_ns)
    }

    /// A round moment, from the trace's origin, as fine as the step needs; midnight is told by its date.
    pub fn tick(self, at_ns: i64, step_ns: i64) -> String {
        let wall_ns = self.wall_ns.saturating_add(at_ns);
        if wall_ns.rem_euclid(DAY) == 0 { date(wall_ns) } else { clock(wall_ns, step_ns) }
    }

    /// A moment with its date, as fine as the step needs.
    pub fn moment(self, at_ns: i64, step_ns: i64) -> String {
        let wall_ns = self.wall_ns.saturating_add(at_ns);
        format!("{} {}", date(wall_ns), clock(wall_ns, step_ns))
    }
}

fn date(wall_ns: i64) -> String {
    let (year, month, day) = civil(wall_ns).date;
    format!("{year:04}-{month:02}-{day:02}")
}

/// Hours and minutes, seconds below a step of a minute, then three digits more for each thousandth.
fn clock(wall_ns: i64, step_ns: i64) -> String {
    let Civil { time: (hour, minute, second), nanos, .. } = civil(wall_ns);
    let to_minute = format!("{hour:02}:{minute:02}");
    let nanos = i64::from(nanos);
    match step_ns {
        MIN.. => to_minute,
        S.. => format!("{to_minute}:{second:02}"),
        MS.. => format!("{to_minute}:{second:02}.{:03}", nanos / MS),
        US.. => format!("{to_minute}:{second:02}.{:06}", nanos / US),
        _ => format!("{to_minute}:{second:02}.{nanos:09}"),
    }
}
