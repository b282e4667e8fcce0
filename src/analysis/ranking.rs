//! Things that took time, from the shortest to the longest: sorted once, so that any part of them is in order too
//! (analysis.md, "Latency": exact quantiles over a permutation sorted once).

use super::distribution::Measured;

/// Traces or spans in the order of their durations, each in a group.
#[derive(Clone, Debug, Default)]
pub struct Ranking {
    /// By duration, equal ones by number.
    items: Vec<u32>,
    /// The group of each of them, in the same order.
    group_of: Vec<u32>,
}

impl Ranking {
    /// Ranks things given as number, group and duration.
    pub fn of(things: impl Iterator<Item = (u32, u32, i64)>) -> Self {
        let mut things: Vec<(i64, u32, u32)> =
            things.map(|(item, group, duration_ns)| (duration_ns, item, group)).collect();
        things.sort_unstable();
        Self {
            items: things.iter().map(|thing| thing.1).collect(),
            group_of: things.iter().map(|thing| thing.2).collect(),
        }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// Those that are kept, still from the shortest to the longest.
    pub fn kept<'a>(
        &'a self,
        is_kept: impl Fn(u32) -> bool + Clone + 'a,
        duration_ns: impl Fn(u32) -> i64 + Clone + 'a,
        has_failed: impl Fn(u32) -> bool + Clone + 'a,
    ) -> impl Iterator<Item = Measured> + Clone + 'a {
        let pairs = self.items.iter().copied().zip(self.group_of.iter().copied());
        pairs.filter(move |(item, _)| is_kept(*item)).map(move |(item, group)| Measured {
            group,
            duration_ns: duration_ns(item),
            has_failed: has_failed(item),
        })
    }
}
