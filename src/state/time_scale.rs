//! Nanoseconds to pixels and back, and the ticks of the ruler.

use super::{day_clock::DayClock, viewport::Viewport};
use crate::base::{
    axis::Axis,
    time::{DAY, HOUR, MIN, MS, S, US},
    words,
};

/// A range of time over a width in pixels: linear, but for gaps that its axis folds. Whole nanoseconds until the last
/// step.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TimeScale {
    from_ns: i64,
    to_ns: i64,
    width_px: f64,
    axis: Axis,
    /// Moments are told as times of day, else from the trace's origin.
    clock: Option<DayClock>,
}

/// Room for a time of day to the nanosecond.
const CLOCK_GAP_PX: f64 = 132.0;

/// A mark of the ruler.
#[derive(Clone, Debug, PartialEq)]
pub struct Tick {
    /// From the trace's origin.
    pub at_ns: i64,
    /// From the left end.
    pub at_px: f64,
    /// What is written beside it.
    pub label: String,
}

impl TimeScale {
    /// The scale of a viewport over a width; a width below one pixel counts as one.
    pub fn new(viewport: Viewport, width_px: f64) -> Self {
        Self::with_axis(viewport, width_px, Axis::default())
    }

    /// The same over an axis.
    pub fn with_axis(viewport: Viewport, width_px: f64, axis: Axis) -> Self {
        let width_px = width_px.max(1.0);
        Self { from_ns: viewport.from_ns(), to_ns: viewport.to_ns(), width_px, axis, clock: None }
    }

    /// The same with moments told by a clock; `None`: from the trace's origin.
    #[must_use]
    pub const fn told_by(mut self, clock: Option<DayClock>) -> Self {
        self.clock = clock;
        self
    }

    /// Pixels across.
    pub const fn width_px(&self) -> f64 {
        self.width_px
    }

    /// Where a moment stands; left of the range it is negative.
    pub fn px_from_ns(&self, at_ns: i64) -> f64 {
        let past_ns = self.axis.place_ns(at_ns).saturating_sub(self.axis.place_ns(self.from_ns));
        past_ns as f64 * self.width_px / self.range_ns() as f64
    }

    /// The moment at a place, rounded to a nanosecond.
    pub fn ns_from_px(&self, at_px: f64) -> i64 {
        let past_ns = (at_px * self.range_ns() as f64 / self.width_px).round() as i64;
        self.axis.time_ns(self.axis.place_ns(self.from_ns).saturating_add(past_ns))
    }

    /// The ticks, at least `gap_px` apart, at round times.
    pub fn ticks(&self, gap_px: f64) -> Vec<Tick> {
        let step_ns = self.step_ns(gap_px);
        // Round are times from the origin, or times of day.
        let past_ns = self.clock.map_or(0, |clock| clock.past_round_ns(step_ns));
        let tick = |index: i64| {
            let at_ns = index * step_ns - past_ns;
            Tick { at_ns, at_px: self.px_from_ns(at_ns), label: self.tick_label(at_ns, step_ns) }
        };
        let between = |(from_ns, to_ns): (i64, i64)| {
            let (from_ns, to_ns) = (from_ns.saturating_add(past_ns), to_ns.saturating_add(past_ns));
            let first = from_ns.div_euclid(step_ns) + i64::from(from_ns.rem_euclid(step_ns) > 0);
            (first..=to_ns.div_euclid(step_ns)).map(tick)
        };
        let mut ticks: Vec<Tick> = self.stretches().into_iter().flat_map(between).collect();
        // At either side of a break the label would stand in that of the other.
        ticks.dedup_by(|next, tick| next.at_px - tick.at_px < self.gap_px(gap_px) * 0.9);
        ticks
    }

    /// Folded gaps in sight: their times, and the pixels they are shown at.
    pub fn breaks(&self) -> Vec<((i64, i64), (f64, f64))> {
        let in_sight = self.axis.breaks().iter().filter(|gap| gap.0 < self.to_ns && gap.1 > self.from_ns);
        in_sight.map(|&gap| (gap, (self.px_from_ns(gap.0), self.px_from_ns(gap.1)))).collect()
    }

    /// The times in sight outside of folded gaps.
    fn stretches(&self) -> Vec<(i64, i64)> {
        let mut stretches = Vec::new();
        let mut from_ns = self.from_ns;
        for ((gap_from_ns, gap_to_ns), _) in self.breaks() {
            if gap_from_ns > from_ns {
                stretches.push((from_ns, gap_from_ns));
            }
            from_ns = gap_to_ns;
        }
        if from_ns <= self.to_ns {
            stretches.push((from_ns, self.to_ns));
        }
        stretches
    }

    /// A moment as the cursor shows it: as fine as one pixel.
    pub fn moment(&self, at_ns: i64) -> String {
        let step_ns = round_step(self.range_ns() as f64 / self.width_px);
        match self.clock {
            Some(clock) => clock.moment(at_ns, step_ns),
            None => label(at_ns, step_ns, self.to_ns),
        }
    }

    /// The distance between ticks that keeps them `gap_px` apart.
    pub fn step_ns(&self, gap_px: f64) -> i64 {
        round_step(self.range_ns() as f64 * self.gap_px(gap_px) / self.width_px)
    }

    /// The distance that ticks really keep: times of day are long.
    fn gap_px(&self, gap_px: f64) -> f64 {
        gap_px.max(if self.clock.is_some() { CLOCK_GAP_PX } else { 1.0 })
    }

    fn tick_label(&self, at_ns: i64, step_ns: i64) -> String {
        match self.clock {
            Some(clock) => clock.tick(at_ns, step_ns),
            None => label(at_ns, step_ns, self.to_ns),
        }
    }

    fn range_ns(&self) -> i64 {
        (self.axis.place_ns(self.to_ns) - self.axis.place_ns(self.from_ns)).max(1)
    }
}

/// Steps people count in beyond a second, where tens of seconds and minutes are not round.
const LONG_STEPS_NS: [i64; 19] = [
    S,
    2 * S,
    5 * S,
    10 * S,
    15 * S,
    30 * S,
    MIN,
    2 * MIN,
    5 * MIN,
    10 * MIN,
    15 * MIN,
    30 * MIN,
    HOUR,
    2 * HOUR,
    3 * HOUR,
    6 * HOUR,
    12 * HOUR,
    DAY,
    2 * DAY,
];

/// The smallest round step of at least `wanted_ns`: 1, 2 or 5 times a power of ten below a second and beyond two
/// days, steps of the clock between.
fn round_step(wanted_ns: f64) -> i64 {
    let unit_ns = if wanted_ns <= S as f64 {
        1
    } else if let Some(&step_ns) = LONG_STEPS_NS.iter().find(|&&step_ns| step_ns as f64 >= wanted_ns) {
        return step_ns;
    } else {
        DAY
    };
    let mut step_ns = unit_ns;
    loop {
        for factor in [1, 2, 5] {
            if (step_ns * factor) as f64 >= wanted_ns {
                return step_ns * factor;
            }
        }
        // The extent is an i64 of nanoseconds, a hundred thousand days: the loop ends long before this can overflow.
        match step_ns.checked_mul(10) {
            Some(next_ns) if next_ns <= i64::MAX / 10 => step_ns = next_ns,
            _ => return step_ns,
        }
    }
}

/// A moment in the largest unit in which the step still shows within three decimals, so that neighbouring ticks
/// differ and all ticks of a ruler share a unit.
fn label(at_ns: i64, step_ns: i64, largest_ns: i64) -> String {
    if at_ns == 0 {
        return "0".to_owned();
    }
    if at_ns < 0 {
        return format!("−{}", label(at_ns.saturating_neg(), step_ns, largest_ns));
    }
    if step_ns >= S && largest_ns >= MIN {
        return clock(at_ns, step_ns);
    }
    let units = [(S, "s"), (MS, "ms"), (US, "µs")];
    let fitting = units.iter().find(|(unit_ns, _)| largest_ns >= *unit_ns && step_ns * 1_000 >= *unit_ns);
    let &(unit_ns, unit) = fitting.unwrap_or(&(1, "ns"));
    let whole = words::grouped((at_ns / unit_ns) as usize);
    let decimals = (0..3).take_while(|&power| step_ns * 10_i64.pow(power) % unit_ns != 0).count();
    if decimals == 0 {
        return format!("{whole} {unit}");
    }
    let thousandths = at_ns % unit_ns * 1_000 / unit_ns;
    let fraction = format!("{thousandths:03}");
    format!("{whole}.{} {unit}", fraction.get(..decimals).unwrap_or(&fraction))
}

/// Minutes, hours and days, down to the unit of the step.
fn clock(at_ns: i64, step_ns: i64) -> String {
    let (days, hours, minutes, seconds) =
        (at_ns / DAY, at_ns % DAY / HOUR, at_ns % HOUR / MIN, at_ns % MIN / S);
    let mut parts = Vec::new();
    if days > 0 {
        parts.push(format!("{days} d"));
    }
    if hours > 0 {
        parts.push(format!("{hours} h"));
    }
    if minutes > 0 && step_ns < DAY {
        parts.push(format!("{minutes} min"));
    }
    if seconds > 0 && step_ns < HOUR {
        parts.push(format!("{seconds} s"));
    }
    parts.join(" ")
}
