//! The two sets of traces that are compared, and the ones to begin with (analysis.md, "Slow against fast").

use crate::{base::quantile::nearest_rank, model::ids::TraceIx};

/// Sets of at least so many traces on both sides are told in shares and tested; smaller ones in counts.
pub const ENOUGH: usize = 5;

/// Two sets of traces that share none, each ascending.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cohorts {
    /// The slow ones: those whose time is to be explained.
    pub slow: Vec<TraceIx>,
    /// The fast ones: those they are compared with.
    pub fast: Vec<TraceIx>,
    /// Traces that were in both; they stayed with the fast ones.
    pub in_both: usize,
    /// They were told apart by how long they took: every group differs by construction.
    pub by_duration: bool,
}

/// On which side each trace of a store is: what is counted over all of it is counted without looking anything up.
#[derive(Clone, Debug)]
pub struct Sides(Vec<u8>);

impl Sides {
    /// The place of what is counted of the slow side.
    pub const SLOW: usize = 0;
    /// The same of the fast side.
    pub const FAST: usize = 1;
    /// The same of all other traces.
    pub const NEITHER: usize = 2;

    /// The side of a trace as the place of its counts.
    pub fn of(&self, trace: u32) -> usize {
        usize::from(self.0[trace as usize])
    }

    /// How many of some traces are slow and how many fast.
    pub fn count(&self, traces: impl Iterator<Item = u32>) -> (u32, u32) {
        let mut counts = [0; 3];
        traces.for_each(|trace| counts[self.of(trace)] += 1);
        (counts[Self::SLOW], counts[Self::FAST])
    }
}

impl Cohorts {
    /// Two sets of traces in any order; a trace in both belongs to the fast ones.
    pub fn new(mut slow: Vec<TraceIx>, mut fast: Vec<TraceIx>, by_duration: bool) -> Self {
        for traces in [&mut slow, &mut fast] {
            traces.sort_unstable();
            traces.dedup();
        }
        let before = slow.len();
        slow.retain(|trace| fast.binary_search(trace).is_err());
        Self { in_both: before - slow.len(), slow, fast, by_duration }
    }

    /// The cohorts to begin with, of traces with their latencies in nanoseconds, mostly of one root operation. Either
    /// side may be empty: of one trace, or of traces that all took as long.
    pub fn of_latencies(traces: &[(TraceIx, i64)]) -> Self {
        let mut sorted: Vec<(i64, TraceIx)> = traces.iter().map(|&(trace, ns)| (ns, trace)).collect();
        sorted.sort_unstable();
        let only = |part: &[(i64, TraceIx)]| part.iter().map(|&(_, trace)| trace).collect::<Vec<_>>();
        let n = sorted.len();
        let (slow, fast) = match n {
            0..=1 => (Vec::new(), only(&sorted)),
            2..=3 if sorted[n - 1].0 == sorted[0].0 => (Vec::new(), only(&sorted)),
            2..=3 => (only(&sorted[n - 1..]), only(&sorted[..1])),
            4..=19 => {
                let (fast, slow) = sorted.split_at(widest_gap(&sorted));
                (only(slow), only(fast))
            }
            _ => {
                let durations: Vec<i64> = sorted.iter().map(|(ns, _)| *ns).collect();
                let rank_ns = |percent| nearest_rank(&durations, percent);
                let (percent, least) = if n >= 100 { (95, 0) } else { (90, 3) };
                let first_slow = durations.partition_point(|ns| *ns < rank_ns(percent)).min(n - least);
                let from = durations.partition_point(|ns| *ns < rank_ns(25));
                let to = durations.partition_point(|ns| *ns <= rank_ns(75));
                (only(&sorted[first_slow..]), only(&sorted[from..to]))
            }
        };
        Self::new(slow, fast, true)
    }

    /// Whether so few traces are compared that findings are told as counts, and none as significant.
    pub fn is_tentative(&self) -> bool {
        self.slow.len().min(self.fast.len()) < ENOUGH
    }

    /// Whether there is nothing to compare.
    pub fn is_lacking(&self) -> bool {
        self.slow.is_empty() || self.fast.is_empty()
    }

    /// On which side each of so many traces is.
    pub fn sides(&self, traces: usize) -> Sides {
        let mut sides = vec![Sides::NEITHER as u8; traces];
        self.slow.iter().for_each(|trace| sides[trace.0 as usize] = Sides::SLOW as u8);
        self.fast.iter().for_each(|trace| sides[trace.0 as usize] = Sides::FAST as u8);
        Sides(sides)
    }

    /// The other way round.
    #[must_use]
    pub fn swapped(self) -> Self {
        Self { slow: self.fast, fast: self.slow, ..self }
    }
}

/// Where the slow ones begin: above the widest gap in log duration that leaves one at least, and at least half of all on
/// the fast side. Of equally wide gaps the one that leaves fewer slow; without any gap, nowhere.
fn widest_gap(sorted: &[(i64, TraceIx)]) -> usize {
    let ln = |at: usize| (sorted[at].0.max(1) as f64).ln();
    let cuts = sorted.len().div_ceil(2)..sorted.len();
    let widest = cuts.map(|cut| (ln(cut) - ln(cut - 1), cut)).max_by(|one, two| one.0.total_cmp(&two.0));
    widest.filter(|(gap, _)| *gap > 0.0).map_or(sorted.len(), |(_, cut)| cut)
}
