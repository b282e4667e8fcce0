//! An axis of time on which long gaps are folded to short breaks.

/// At most so many gaps are folded.
pub const MOST_BREAKS: usize = 4;
/// A break is shown as long as this share of all that is not folded.
const SHARE: i64 = 24;

/// Times that count from some origin, and where they stand on the axis, in nanoseconds too. Without breaks both are
/// the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Axis {
    /// The gaps in order; those behind `count` are unused.
    breaks: [(i64, i64); MOST_BREAKS],
    count: usize,
    /// How long each is shown.
    shown_ns: i64,
}

impl Axis {
    /// An axis of so long a time with gaps folded, in order and apart from each other; gaps beyond the most that can
    /// be folded are not.
    pub fn folding(gaps: impl IntoIterator<Item = (i64, i64)>, extent_ns: i64) -> Self {
        let mut axis = Self::default();
        for (slot, gap) in axis.breaks.iter_mut().zip(gaps) {
            *slot = gap;
            axis.count += 1;
        }
        let folded_ns: i64 = axis.breaks().iter().map(|(from_ns, to_ns)| to_ns - from_ns).sum();
        axis.shown_ns = ((extent_ns - folded_ns) / SHARE).max(1);
        axis
    }

    /// The gaps that are folded.
    pub fn breaks(&self) -> &[(i64, i64)] {
        &self.breaks[..self.count]
    }

    /// Where a time stands on the axis.
    pub fn place_ns(&self, at_ns: i64) -> i64 {
        let mut place_ns = at_ns;
        for &(from_ns, to_ns) in self.breaks() {
            if at_ns <= from_ns {
                break;
            }
            let gone_ns = at_ns.min(to_ns) - from_ns;
            place_ns -= gone_ns - self.shown_of(gone_ns, to_ns - from_ns);
        }
        place_ns
    }

    /// The time that stands at a place of the axis.
    pub fn time_ns(&self, place_ns: i64) -> i64 {
        let mut at_ns = place_ns;
        for &(from_ns, to_ns) in self.breaks() {
            // So far `at_ns` is the time that stood here if this gap and those behind it were not folded.
            if at_ns <= from_ns {
                break;
            }
            let inside_ns = (at_ns - from_ns).min(self.shown_ns);
            let gap_ns = to_ns - from_ns;
            at_ns +=
                (i128::from(inside_ns) * i128::from(gap_ns) / i128::from(self.shown_ns)) as i64 - inside_ns;
        }
        at_ns
    }

    /// How long a part of a gap from its beginning on is shown.
    fn shown_of(&self, part_ns: i64, gap_ns: i64) -> i64 {
        (i128::from(part_ns) * i128::from(self.shown_ns) / i128::from(gap_ns.max(1))) as i64
    }
}
