//! The bridge from the fast mean to the slow one: each step begins where the one before it ended.

use crate::protocol::compare::CompareAnswer;

/// A bar of the bridge, in shares of its width.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bar {
    /// Where its left edge is, from 0 to 1.
    pub left: f64,
    /// How wide it is, from 0 to 1.
    pub width: f64,
    /// It goes towards the fast side.
    pub is_less: bool,
}

/// The bars of a comparison.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bridge {
    /// The fast mean.
    pub fast: Option<Bar>,
    /// What comes of another mix of operations.
    pub mix: Option<Bar>,
    /// The groups, in their order.
    pub groups: Vec<Bar>,
    /// All groups too small to be told.
    pub other: Option<Bar>,
    /// The slow mean.
    pub slow: Option<Bar>,
}

impl Bridge {
    /// The bridge of a comparison: it ends exactly where the slow mean does.
    pub fn of(answer: &CompareAnswer) -> Self {
        let steps = [answer.mix_ns]
            .into_iter()
            .chain(answer.groups.iter().map(|group| group.delta_ns))
            .chain([answer.other_ns]);
        let mut ends = vec![answer.mean_fast_ns];
        for step in steps.clone() {
            ends.push(ends[ends.len() - 1].saturating_add(step));
        }
        let low = ends.iter().copied().min().unwrap_or_default().min(0) as f64;
        let high = ends.iter().copied().max().unwrap_or_default().max(answer.mean_slow_ns).max(1) as f64;
        let bar = |from: i64, to: i64| Bar {
            left: (from.min(to) as f64 - low) / (high - low),
            width: from.abs_diff(to) as f64 / (high - low),
            is_less: to < from,
        };
        let mut bars = ends.windows(2).map(|pair| bar(pair[0], pair[1]));
        let mix = bars.next();
        let groups: Vec<Bar> = bars.by_ref().take(answer.groups.len()).collect();
        Self {
            fast: Some(bar(0, answer.mean_fast_ns)),
            mix,
            groups,
            other: bars.next(),
            slow: Some(bar(0, answer.mean_slow_ns)),
        }
    }
}
