//! Which part of a trace's time is shown: the whole of it, or a range that zooming and panning move.

use crate::base::axis::Axis;

/// The narrowest range, in nanoseconds: below it there is nothing left to tell apart.
pub const NARROWEST_NS: i64 = 100;

/// A range of a trace's time, in nanoseconds from its origin; always inside the trace and never empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Viewport {
    extent_ns: i64,
    from_ns: i64,
    to_ns: i64,
}

impl Viewport {
    /// The whole of a trace that lasts `extent_ns`; a trace without any extent gets the narrowest range.
    pub fn whole(extent_ns: i64) -> Self {
        let extent_ns = extent_ns.max(NARROWEST_NS);
        Self { extent_ns, from_ns: 0, to_ns: extent_ns }
    }

    /// The range as a link gives it: `None` and what lies outside of the trace is the whole,
    /// anything else is brought inside.
    pub fn of_zoom(extent_ns: i64, zoom: Option<(i64, i64)>) -> Self {
        let whole = Self::whole(extent_ns);
        let inside = zoom.filter(|&(from_ns, to_ns)| from_ns < whole.extent_ns && to_ns > 0);
        inside.map_or(whole, |(from_ns, to_ns)| whole.showing(from_ns, to_ns))
    }

    /// The range as a link keeps it: `None` when it is the whole.
    pub fn zoom(&self) -> Option<(i64, i64)> {
        (!self.is_whole()).then_some((self.from_ns, self.to_ns))
    }

    /// How long the trace is.
    pub const fn extent_ns(&self) -> i64 {
        self.extent_ns
    }

    /// Where the range begins.
    pub const fn from_ns(&self) -> i64 {
        self.from_ns
    }

    /// Where the range ends.
    pub const fn to_ns(&self) -> i64 {
        self.to_ns
    }

    /// How long the range is; at least `NARROWEST_NS`.
    pub const fn width_ns(&self) -> i64 {
        self.to_ns - self.from_ns
    }

    /// Whether nothing of the trace is left out.
    pub const fn is_whole(&self) -> bool {
        self.from_ns == 0 && self.to_ns == self.extent_ns
    }

    /// The range from one end to the other, in either order. One that is too narrow is widened around its middle,
    /// one that sticks out is pushed inside before it is cut.
    pub fn showing(self, one_ns: i64, other_ns: i64) -> Self {
        let (one_ns, other_ns) = (one_ns.clamp(0, self.extent_ns), other_ns.clamp(0, self.extent_ns));
        let (mut from_ns, mut to_ns) = (one_ns.min(other_ns), one_ns.max(other_ns));
        let missing_ns = NARROWEST_NS - (to_ns - from_ns);
        if missing_ns > 0 {
            from_ns = (from_ns - missing_ns / 2).clamp(0, self.extent_ns - NARROWEST_NS);
            to_ns = from_ns + NARROWEST_NS;
        }
        Self { from_ns, to_ns, ..self }
    }

    /// Magnifies by `factor` (below 1: shows more) so that what stands at `anchor` stays there; the anchor is a
    /// fraction of the width, 0 at the left end.
    pub fn zoomed(self, factor: f64, anchor: f64) -> Self {
        if !factor.is_finite() || factor <= 0.0 || !anchor.is_finite() {
            return self;
        }
        let anchor = anchor.clamp(0.0, 1.0);
        let (narrowest, widest) = (NARROWEST_NS as f64, self.extent_ns as f64);
        let width_ns = (self.width_ns() as f64 / factor).round().clamp(narrowest, widest) as i64;
        let fixed_ns = self.from_ns + (self.width_ns() as f64 * anchor).round() as i64;
        let from_ns = fixed_ns - (width_ns as f64 * anchor).round() as i64;
        self.of_width(from_ns, width_ns)
    }

    /// Moves by a fraction of the width (to the right when positive) without changing it.
    pub fn panned(self, by: f64) -> Self {
        if !by.is_finite() {
            return self;
        }
        let by_ns = (self.width_ns() as f64 * by).round() as i64;
        self.of_width(self.from_ns.saturating_add(by_ns), self.width_ns())
    }

    /// A span with a tenth of its duration to either side.
    pub fn around(self, start_ns: i64, duration_ns: i64) -> Self {
        let margin_ns = duration_ns / 10;
        let end_ns = start_ns.saturating_add(duration_ns);
        self.showing(start_ns.saturating_sub(margin_ns), end_ns.saturating_add(margin_ns))
    }

    /// The range, moved as little as needed so that it touches a span that stands outside it.
    pub fn touching(self, start_ns: i64, duration_ns: i64) -> Self {
        let end_ns = start_ns.saturating_add(duration_ns);
        if end_ns >= self.from_ns && start_ns <= self.to_ns {
            return self;
        }
        let lead_ns = self.width_ns() / 10;
        if duration_ns >= self.width_ns() {
            return self.of_width(start_ns.saturating_sub(lead_ns), self.width_ns());
        }
        self.of_width(start_ns - (self.width_ns() - duration_ns) / 2, self.width_ns())
    }

    /// The same on an axis that folds gaps: what a movement of the axis is to be done with.
    pub fn on(self, axis: &Axis) -> Self {
        let whole = Self::whole(axis.place_ns(self.extent_ns));
        whole.showing(axis.place_ns(self.from_ns), axis.place_ns(self.to_ns))
    }

    /// The range of time that a range of the axis stands for.
    pub fn off(self, axis: &Axis, extent_ns: i64) -> Self {
        if self.is_whole() {
            return Self::whole(extent_ns);
        }
        Self::whole(extent_ns).showing(axis.time_ns(self.from_ns), axis.time_ns(self.to_ns))
    }

    fn of_width(self, from_ns: i64, width_ns: i64) -> Self {
        let from_ns = from_ns.clamp(0, self.extent_ns - width_ns);
        Self { from_ns, to_ns: from_ns + width_ns, ..self }
    }
}
