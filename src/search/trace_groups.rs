//! Traces parted by what some fields say of their matching spans.
//!
//! A trace stands in every group that one of its matching spans belongs to, so that searching for the group's values
//! as well gives exactly the group's traces. Only where no matching span has any value does a trace stand in the group
//! of those without one.

use super::{of_trace::order, reader::Reader, value::Val};
use crate::{
    base::{bits::Bits, quantile::nearest_rank},
    model::{
        ids::{SpanIx, TraceIx},
        store::Store,
        value::Value,
    },
};
use core::cmp::Ordering;
use std::collections::BTreeMap;

/// Traces with the same values.
#[derive(Clone, Debug, Default)]
pub struct Group<'a> {
    /// A value a field.
    pub values: Vec<Val<'a>>,
    /// How many traces.
    pub traces: usize,
    /// Those of them with an error.
    pub errors: usize,
    /// Those of them without a true root; they stay out of the quantiles.
    pub partial: usize,
    /// The latencies of the others, sorted.
    pub latencies_ns: Vec<i64>,
    /// The trace that was counted last, from 1.
    last: u32,
}

/// All groups of a list of traces.
#[derive(Clone, Debug, Default)]
pub struct Groups<'a> {
    /// Each with at least one trace, in the order in which they were met.
    pub groups: Vec<Group<'a>>,
    /// Traces that stand in more than one.
    pub in_several: usize,
    /// A search for spans without a value finds the traces of the group without one, and no others.
    pub missing_is_exact: bool,
}

impl Group<'_> {
    /// Whether it is that of the traces without any value.
    pub fn is_missing(&self) -> bool {
        self.values.iter().all(Val::is_nil)
    }

    /// The latency that so many percent of its whole traces do not exceed, by nearest rank.
    pub fn latency_ns(&self, percent: usize) -> Option<i64> {
        (!self.latencies_ns.is_empty()).then(|| nearest_rank(&self.latencies_ns, percent))
    }

    /// The order of groups by their values; a missing value comes last.
    pub fn compare(&self, other: &Self) -> Ordering {
        let pairs = self.values.iter().zip(&other.values);
        pairs
            .map(|(one, two)| match (one.is_nil(), two.is_nil()) {
                (false, false) => order(one, two),
                (missing, other_missing) => missing.cmp(&other_missing),
            })
            .find(|ordering| ordering.is_ne())
            .unwrap_or(Ordering::Equal)
    }
}

/// Parts traces by the values of some fields. `matching` are the matching spans, `has_error` tells of a trace.
pub fn of_traces<'a>(
    store: &'a Store,
    readers: &'a [Reader],
    matching: &Bits,
    traces: impl Iterator<Item = TraceIx>,
    has_error: impl Fn(TraceIx) -> bool,
) -> Groups<'a> {
    let mut parting = Parting {
        store,
        readers,
        by_raw: BTreeMap::new(),
        by_value: BTreeMap::new(),
        lists: vec![Vec::new()],
        groups: Vec::new(),
    };
    let mut missing = Group { values: vec![Val::Nil; readers.len()], ..Group::default() };
    // What is said of a trace, each of its spans says.
    let spans_asked = if readers.iter().all(Reader::is_of_trace) { 1 } else { usize::MAX };
    let (mut in_several, mut with_a_span_without) = (0, 0);
    for trace in traces {
        let rows = store.trace(trace);
        let (mut joined, mut lacks) = (0, false);
        let spans = matching.ones_from(rows.first as usize).take_while(|row| *row < rows.end as usize);
        for span in spans.take(spans_asked).map(|row| SpanIx(row as u32)) {
            let list = parting.list_of(span);
            lacks |= parting.lists[list].is_empty();
            for &place in &parting.lists[list] {
                let group = &mut parting.groups[place as usize];
                if group.last != trace.0 + 1 {
                    group.count(store, trace, has_error(trace));
                    joined += 1;
                }
            }
        }
        if joined == 0 {
            missing.count(store, trace, has_error(trace));
        }
        in_several += usize::from(joined > 1);
        with_a_span_without += usize::from(lacks);
    }
    let missing_is_exact = missing.traces == with_a_span_without;
    let mut groups = parting.groups;
    if missing.traces > 0 {
        groups.push(missing);
    }
    groups.iter_mut().for_each(|group| group.latencies_ns.sort_unstable());
    Groups { groups, in_several, missing_is_exact }
}

impl Group<'_> {
    fn count(&mut self, store: &Store, trace: TraceIx, has_error: bool) {
        self.last = trace.0 + 1;
        self.traces += 1;
        self.errors += usize::from(has_error);
        if store.trace(trace).partial {
            self.partial += 1;
        } else {
            self.latencies_ns.push(store.latency_ns(trace));
        }
    }
}

struct Parting<'a> {
    store: &'a Store,
    readers: &'a [Reader],
    /// The list for stored values that were met: most spans say what another one said.
    by_raw: BTreeMap<[Value; 2], usize>,
    by_value: BTreeMap<Vec<Val<'a>>, u32>,
    /// Lists of places among the groups; the first is that of the last span whose values are not stored ones.
    lists: Vec<Vec<u32>>,
    groups: Vec<Group<'a>>,
}

impl<'a> Parting<'a> {
    /// The list of the groups of a span; an empty one when it has no value at all.
    fn list_of(&mut self, span: SpanIx) -> usize {
        let Some(raw) = self.raw(span) else {
            self.lists[0] = self.groups_by_value(span);
            return 0;
        };
        if let Some(&known) = self.by_raw.get(&raw) {
            return known;
        }
        let groups = self.groups_by_value(span);
        self.lists.push(groups);
        self.by_raw.insert(raw, self.lists.len() - 1);
        self.lists.len() - 1
    }

    /// The stored values of a span, of one field or two.
    fn raw(&self, span: SpanIx) -> Option<[Value; 2]> {
        let raw = |reader: &Reader| reader.raw(self.store, span);
        match self.readers {
            [one] => Some([raw(one)?, Value::NULL]),
            [one, two] => Some([raw(one)?, raw(two)?]),
            _ => None,
        }
    }

    fn groups_by_value(&mut self, span: SpanIx) -> Vec<u32> {
        let mut keys: Vec<Vec<Val<'a>>> = vec![Vec::new()];
        for reader in self.readers {
            let values = singles(reader.value(self.store, span));
            let with =
                |key: &Vec<Val<'a>>, value: &Val<'a>| [&key[..], core::slice::from_ref(value)].concat();
            keys = keys.iter().flat_map(|key| values.iter().map(|value| with(key, value))).collect();
        }
        keys.retain(|key| !key.iter().all(Val::is_nil));
        keys.into_iter().map(|key| self.group(key)).collect()
    }

    fn group(&mut self, values: Vec<Val<'a>>) -> u32 {
        if let Some(&place) = self.by_value.get(&values) {
            return place;
        }
        let place = self.groups.len() as u32;
        self.by_value.insert(values.clone(), place);
        self.groups.push(Group { values, ..Group::default() });
        place
    }
}

/// The values that a search finds one by one: those of events and links, the elements of a list; whole numbers that
/// are written with a point are the same as without. At least one, `Val::Nil` for none.
fn singles(value: Val<'_>) -> Vec<Val<'_>> {
    let mut values = match value {
        Val::Each(values) => values.into_iter().flat_map(singles).collect(),
        Val::Array(values) => values.into_iter().filter(|value| !value.is_nil()).map(plain).collect(),
        value => vec![plain(value)],
    };
    if values.is_empty() {
        values.push(Val::Nil);
    }
    values
}

fn plain(value: Val<'_>) -> Val<'_> {
    /// Below this every whole number is a double.
    const EXACT: f64 = 9_007_199_254_740_992.0;
    match value {
        Val::Float(number) if number.fract() == 0.0 && number.abs() < EXACT => Val::Int(number as i64),
        value => value,
    }
}
