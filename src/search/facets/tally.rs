//! How many of the traces found have each value, on a span that matches.

use super::known::{Known, Meaning};
use crate::{
    base::{bits::Bits, hash},
    model::{ids::SpanIx, store::Store},
    query::tree::Static,
};

/// What was counted.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    /// The traces.
    pub traces: usize,
    /// For every value how many of them have it, by its number.
    pub values: Vec<Count>,
    /// For every name how many of them have any value of it, by its place.
    pub names: Vec<Count>,
}

/// How many traces have something.
#[derive(Clone, Copy, Debug, Default)]
pub struct Count {
    /// How many.
    pub traces: u32,
    /// A sum over them that tells other ones apart.
    pub print: u64,
}

impl Count {
    const fn add(&mut self, print: u64) {
        self.traces += 1;
        self.print = self.print.wrapping_add(print);
    }
}

/// Numbers of one trace, each once. Whether one is new is as good as random, so nothing branches on it.
struct Distinct {
    /// By number the trace it was added in last, from 1.
    last: Vec<u32>,
    numbers: Vec<u32>,
    count: usize,
}

impl Distinct {
    fn below(limit: usize) -> Self {
        Self { last: vec![0; limit], numbers: vec![0; limit + 1], count: 0 }
    }

    #[inline]
    fn add(&mut self, number: u32, trace: u32) {
        let last = &mut self.last[number as usize];
        self.numbers[self.count] = number;
        self.count += usize::from(*last != trace);
        *last = trace;
    }

    /// Those of the trace, which is done with.
    fn take(&mut self) -> &[u32] {
        let count = core::mem::take(&mut self.count);
        &self.numbers[..count]
    }
}

impl Tally {
    /// Counts. `folded` gives for every value the one that it counts as.
    pub fn of_found(store: &Store, known: &Known, folded: &[u32], found: &Bits, traces: &Bits) -> Self {
        let mut tally = Self {
            traces: traces.count(),
            values: vec![Count::default(); known.values.len()],
            names: vec![Count::default(); known.names.len()],
        };
        let mut values = Distinct::below(known.values.len());
        let mut resources = Distinct::below(store.resources().len());
        let mut merged = Distinct::below(known.values.len());
        let mut names = Distinct::below(known.names.len());
        for trace in store.traces().filter(|trace| traces.get(trace.0 as usize)) {
            let stamp = trace.0 + 1;
            let rows = store.trace(trace);
            let spans = found.ones_from(rows.first as usize).take_while(|&span| span < rows.end as usize);
            spans.map(|span| SpanIx(span as u32)).for_each(|span| {
                known.coded.each_of_span(store, span, |number| values.add(number, stamp));
                resources.add(store.resource(span).0, stamp);
            });
            let of_resources = resources.take().iter().flat_map(|&nth| &known.coded.resources[nth as usize]);
            for &number in values.take().iter().chain(of_resources) {
                merged.add(folded[number as usize], stamp);
                names.add(known.values[number as usize].0, stamp);
            }
            let print = hash::of(&trace.0);
            merged.take().iter().for_each(|&number| tally.values[number as usize].add(print));
            names.take().iter().for_each(|&name| tally.names[name as usize].add(print));
        }
        tally
    }
}

/// Every value for itself.
pub fn as_they_are(known: &Known) -> Vec<u32> {
    (0..known.values.len() as u32).collect()
}

/// Values of a name that differ in case alone, or in being a text or not, count as one, as a word search has it: as the
/// one that is no text, which such a search also finds as a text.
pub fn without_case(store: &Store, known: &Known) -> Vec<u32> {
    let label = |(name, meaning): (u32, Meaning)| (name, meaning.label(store).to_lowercase());
    let is_text = |meaning: Meaning| matches!(meaning.of(store), Static::Text(_));
    let mut first: hash::Map<(u32, String), u32> = hash::Map::default();
    for texts in [false, true] {
        let numbered = (0..).zip(&known.values).filter(|(_, (_, meaning))| is_text(*meaning) == texts);
        numbered.for_each(|(number, value)| {
            first.entry(label(*value)).or_insert(number);
        });
    }
    let numbered = (0..).zip(&known.values);
    numbered.map(|(number, value)| first.get(&label(*value)).copied().unwrap_or(number)).collect()
}
