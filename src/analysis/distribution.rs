//! How long things took: exact quantiles by nearest rank, and bins (analysis.md, "Latency"). Everything is handed in
//! from the shortest to the longest, so that one walk finds all of it.

use crate::base::{edges::Edges, log_linear, quantile};

/// The quantiles that are told, in percent.
pub const PERCENTS: [usize; 4] = [50, 90, 95, 99];

/// A thing that took time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Measured {
    /// The group it belongs to.
    pub group: u32,
    /// How long it took.
    pub duration_ns: i64,
    /// It has an error.
    pub has_failed: bool,
}

/// What things took together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spread {
    /// How many.
    pub n: usize,
    /// Those with an error.
    pub errors: usize,
    /// The shortest duration.
    pub min_ns: i64,
    /// The durations that so many of a hundred do not exceed, as `PERCENTS` has them.
    pub quantiles_ns: [i64; PERCENTS.len()],
    /// The longest duration.
    pub max_ns: i64,
}

/// How many there are in a bin.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// How many.
    pub n: usize,
    /// Those with an error.
    pub errors: usize,
}

/// A bin that is not empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bin {
    /// Its number among the log-linear bins.
    pub number: u32,
    /// What is in it.
    pub count: Count,
}

impl Count {
    fn add(&mut self, has_failed: bool) {
        self.n += 1;
        self.errors += usize::from(has_failed);
    }
}

/// What each of so many groups took. `ascending` gives every thing, the shortest first.
pub fn spreads(groups: usize, ascending: impl Iterator<Item = Measured> + Clone) -> Vec<Spread> {
    let mut spreads = vec![Spread::default(); groups];
    for thing in ascending.clone() {
        let spread = &mut spreads[thing.group as usize];
        spread.n += 1;
        spread.errors += usize::from(thing.has_failed);
    }
    // The next of each group: how many came before it, and which quantile it may be.
    let mut met = vec![(0_usize, 0_usize); groups];
    for thing in ascending {
        let (spread, (before, next)) = (&mut spreads[thing.group as usize], &mut met[thing.group as usize]);
        if *before == 0 {
            spread.min_ns = thing.duration_ns;
        }
        while *next < PERCENTS.len() && quantile::place(spread.n, PERCENTS[*next]) == *before {
            spread.quantiles_ns[*next] = thing.duration_ns;
            *next += 1;
        }
        spread.max_ns = thing.duration_ns;
        *before += 1;
    }
    spreads
}

/// What all groups took together, of what each of them took and of every thing, the shortest first.
pub fn together(spreads: &[Spread], ascending: &[Measured]) -> Spread {
    let Some((first, last)) = ascending.first().zip(ascending.last()) else { return Spread::default() };
    Spread {
        n: ascending.len(),
        errors: spreads.iter().map(|spread| spread.errors).sum(),
        min_ns: first.duration_ns,
        quantiles_ns: PERCENTS
            .map(|percent| ascending[quantile::place(ascending.len(), percent)].duration_ns),
        max_ns: last.duration_ns,
    }
}

/// The log-linear bins of each of so many groups, those that are not empty, ascending.
pub fn bins(groups: usize, ascending: impl Iterator<Item = Measured>) -> Vec<Vec<Bin>> {
    let mut bins: Vec<Vec<Bin>> = vec![Vec::new(); groups];
    for thing in ascending {
        let (of_group, number) = (&mut bins[thing.group as usize], log_linear::bin_of(thing.duration_ns));
        match of_group.last_mut().filter(|last| last.number == number) {
            Some(last) => last.count.add(thing.has_failed),
            None => {
                let mut count = Count::default();
                count.add(thing.has_failed);
                of_group.push(Bin { number, count });
            }
        }
    }
    bins
}

/// How many of each of so many groups are in each of the bins between some edges.
pub fn counts(groups: usize, edges: &Edges, ascending: impl Iterator<Item = Measured>) -> Vec<Vec<Count>> {
    let mut counts = vec![vec![Count::default(); edges.bins()]; groups];
    let (mut bin, inner) = (0, edges.values().get(1..edges.bins()).unwrap_or_default());
    for thing in ascending {
        while inner.get(bin).is_some_and(|&edge| edge <= thing.duration_ns) {
            bin += 1;
        }
        if let Some(count) = counts[thing.group as usize].get_mut(bin) {
            count.add(thing.has_failed);
        }
    }
    counts
}
