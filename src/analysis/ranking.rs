//! Things that took time, from the shortest to the longest: sorted once, so that any part of them is in order too
//! (analysis.md, "Latency": exact quantiles over a permutation sorted once).

use super::distribution::Measured;

/// A thing to rank: a trace or a span.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Thing {
    /// How long it took.
    pub duration_ns: i64,
    /// Its number in the store.
    pub item: u32,
    /// The group it belongs to.
    pub group: u32,
    /// It has an error.
    pub has_failed: bool,
}

/// Traces or spans by duration, equal ones by number. All that is asked of them stands with them: a million of them
/// are walked through without looking anything up.
#[derive(Clone, Debug, Default)]
pub struct Ranking(Vec<Ranked>);

/// A thing in 16 bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Ranked {
    duration_ns: i64,
    item: u32,
    /// Twice the group, and one more when it has failed.
    group: u32,
}

impl Ranking {
    /// Ranks things.
    pub fn of(things: impl Iterator<Item = Thing>) -> Self {
        let ranked = |Thing { duration_ns, item, group, has_failed }| {
            let group = group * 2 + u32::from(has_failed);
            Ranked { duration_ns, item, group }
        };
        let mut things: Vec<Ranked> = things.map(ranked).collect();
        things.sort_unstable();
        Self(things)
    }

    /// Those that are kept, still from the shortest to the longest.
    pub fn kept<'a>(
        &'a self,
        is_kept: impl Fn(u32) -> bool + Clone + 'a,
    ) -> impl Iterator<Item = Measured> + Clone + 'a {
        self.0.iter().filter(move |thing| is_kept(thing.item)).map(|thing| Measured {
            group: thing.group / 2,
            duration_ns: thing.duration_ns,
            has_failed: !thing.group.is_multiple_of(2),
        })
    }
}
