//! Bins that stand side by side on an axis, each as wide as any other to the eye: where a value stands, and what a
//! place means. Both a logarithmic and a linear axis are made of the edges alone.

use super::log_linear;

/// The edges of bins, ascending; a bin begins with one edge and ends before the next.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edges(Vec<i64>);

impl Edges {
    /// Bins between these edges; what does not ascend is left out.
    pub fn new(edges: Vec<i64>) -> Self {
        let mut edges = edges;
        edges.sort_unstable();
        edges.dedup();
        Self(edges)
    }

    /// At most so many bins of equal width that hold `first` to `last`, as wide as each other up to a whole number.
    pub fn even(first: i64, last: i64, most: usize) -> Self {
        let length = i128::from(last.max(first)) - i128::from(first) + 1;
        let bins = (most.max(1) as i128).min(length);
        let edge = |at: i128| i64::try_from(i128::from(first) + length * at / bins).unwrap_or(i64::MAX);
        Self::new((0..=bins).map(edge).collect())
    }

    /// At most so many bins from 0 on that hold values up to `last`, with a step that reads well: 1, 2 or 5 and zeros.
    pub fn steps(last: i64, most: usize) -> Self {
        let last = last.max(0);
        let bins = |step: i64| last / step + 1;
        let decades = core::iter::successors(Some(1_i64), |decade| decade.checked_mul(10));
        let mut steps = decades.flat_map(|decade| [1, 2, 5].map(|digit| decade.saturating_mul(digit)));
        let step = steps.find(|&step| bins(step) <= most.max(1) as i64).unwrap_or(i64::MAX);
        Self::new((0..=bins(step)).map(|at| at.saturating_mul(step)).collect())
    }

    /// At most so many log-linear bins, neighbours merged, that hold `first` to `last`. The lowest reaches down to 0
    /// when `from_zero`.
    pub fn log_linear(first: i64, last: i64, most: usize, from_zero: bool) -> Self {
        let (low, high) = (log_linear::bin_of(first), log_linear::bin_of(last.max(first)));
        let bins = |merged: u32| (high / merged - low / merged + 1) as usize;
        let widths = core::iter::successors(Some(1_u32), |merged| merged.checked_mul(2));
        let merged = widths.into_iter().find(|&merged| bins(merged) <= most.max(1)).unwrap_or(u32::MAX);
        let edge = |at: u32| log_linear::first_of(at.saturating_mul(merged));
        let mut edges: Vec<i64> = (low / merged..=high / merged + 1).map(edge).collect();
        if let Some(lowest) = edges.first_mut().filter(|_| from_zero) {
            *lowest = 0;
        }
        Self::new(edges)
    }

    /// The edges themselves.
    pub fn values(&self) -> &[i64] {
        &self.0
    }

    /// The number of bins.
    pub fn bins(&self) -> usize {
        self.0.len().saturating_sub(1)
    }

    /// The bin of a value; one outside is in the nearest.
    pub fn bin_of(&self, value: i64) -> usize {
        let behind = self.0.partition_point(|&edge| edge <= value);
        behind.saturating_sub(1).min(self.bins().saturating_sub(1))
    }

    /// From the first edge of bin `from` to the last of bin `to`; the largest value there is is in the last bin too.
    pub fn span(&self, from: usize, to: usize) -> (i64, i64) {
        let edge = |at: usize| self.0.get(at.min(self.bins())).copied().unwrap_or(0);
        (edge(from.min(to)), edge(from.max(to) + 1))
    }

    /// Where a value stands: a bin is 1 wide. Beyond the ends it is the end.
    pub fn place(&self, value: i64) -> f64 {
        let (Some(&first), Some(&last)) = (self.0.first(), self.0.last()) else { return 0.0 };
        if value <= first {
            return 0.0;
        }
        if value >= last {
            return self.bins() as f64;
        }
        let bin = self.bin_of(value);
        let (from, to) = (self.0[bin], self.0[bin + 1]);
        bin as f64 + (value as i128 - from as i128) as f64 / (to as i128 - from as i128) as f64
    }

    /// The bin at a place; beyond the ends the one there.
    pub fn bin_at(&self, place: f64) -> usize {
        (place.max(0.0) as usize).min(self.bins().saturating_sub(1))
    }
}
