//! What is said in each trace: the distinct values of every attribute key of its spans, their resources and events.
//! Made once for a store; every comparison counts traces over it.
//!
//! A feature-flag evaluation event says `flag <key> = <variant>`. Urls, statements and ids have a folded twin, whose
//! values are what is left when numbers and ids are taken out.

use super::{keys, numeric::FEW_NUMBERS, told::Told, units_reader::Reader};
use crate::{
    base::{hash::Map, lists::Lists},
    model::{
        ids::TraceIx,
        store::Store,
        value::{Value, ValueRef},
    },
};

/// Where a key stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// On spans.
    Span,
    /// On resources.
    Resource,
    /// On events and joined logs.
    Event,
    /// A feature flag by its name.
    Flag,
}

/// A key in a scope.
#[derive(Clone, Debug)]
pub struct Unit {
    /// Where it stands.
    pub scope: Scope,
    /// The key, or the flag's name.
    pub name: String,
    /// Its values are folded: see the module.
    pub folded: bool,
    /// What the key means for a comparison.
    pub role: keys::Role,
    /// Distinct values.
    pub distinct: u32,
    /// Pairs of a trace and a value in it.
    pub pairs: u32,
    /// Pairs with a number.
    pub numbers: u32,
    /// Some values were not kept: there are too many of them.
    pub is_cut: bool,
}

/// A distinct value of a unit.
#[derive(Clone, Debug)]
pub struct KnownValue {
    /// The place of its unit.
    pub unit: u32,
    /// As it stands in the store, or folded.
    pub said: Said,
}

/// What a value says.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Said {
    /// A value of the store.
    Stored(Value),
    /// What is left of a text when it is folded.
    Folded(String),
}

/// The largest number that a trace says for a key.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Largest {
    /// The place of the unit.
    pub unit: u32,
    /// The number; never NaN.
    pub number: f64,
}

/// See the module.
#[derive(Clone, Debug, Default)]
pub struct Units {
    /// The keys by place.
    pub units: Vec<Unit>,
    /// The values that can be told, by place: those of a unit stand together.
    pub values: Vec<KnownValue>,
    /// Who says them.
    pub told: Told,
    pub(super) largest: Lists<Largest>,
}

/// What is said, as it is read: the values of all units in the order in which they come up.
#[derive(Clone, Debug, Default)]
pub(super) struct Read {
    pub units: Vec<Unit>,
    pub values: Vec<KnownValue>,
    /// For each trace the places of the values that it says, each once.
    pub of_trace: Lists<u32>,
    pub largest: Lists<Largest>,
}

impl Units {
    /// What is said in all traces of a store.
    pub fn of_store(store: &Store) -> Self {
        let mut read = Reader::new(store).read();
        let twin_of = read.add_twins(store);
        Self::of_read(read, &twin_of)
    }

    /// How many traces there are.
    pub fn traces(&self) -> u32 {
        self.largest.count() as u32
    }

    /// The largest numbers that a trace says.
    pub fn largest(&self, trace: TraceIx) -> &[Largest] {
        self.largest.of(trace.0)
    }

    /// The places of a unit's values.
    pub fn values_of(&self, unit: u32) -> core::ops::Range<u32> {
        let behind = |unit| self.values.partition_point(|value| value.unit < unit) as u32;
        behind(unit)..behind(unit + 1)
    }

    /// Whether nearly every trace says something else: such a key tells one request from another and nothing more.
    pub fn is_like_ids(&self, unit: u32) -> bool {
        let Unit { distinct, pairs, .. } = self.units[unit as usize];
        distinct > 20 && u64::from(distinct) * 10 > u64::from(pairs) * 9
    }

    /// Whether a key's values are numbers.
    pub fn is_numeric(&self, unit: u32) -> bool {
        let Unit { numbers, pairs, .. } = self.units[unit as usize];
        pairs > 0 && numbers == pairs
    }

    /// Whether a key's values are so many numbers that they are compared as such.
    pub fn is_measured(&self, unit: u32) -> bool {
        self.is_numeric(unit) && self.units[unit as usize].distinct as usize > FEW_NUMBERS
    }

    /// Whether a key's values are told apart one by one.
    pub fn is_told(&self, unit: u32) -> bool {
        self.units[unit as usize].role.is_ranked() && !self.is_measured(unit) && !self.is_like_ids(unit)
    }

    /// A value as people read it.
    pub fn text(&self, store: &Store, value: u32) -> String {
        match &self.values[value as usize].said {
            Said::Stored(value) => crate::analysis::names::text(store.value(*value)),
            Said::Folded(text) => text.clone(),
        }
    }
}

impl Read {
    /// Adds the folded twin of every key of which folding makes fewer values; gives for each value that of its twin.
    fn add_twins(&mut self, store: &Store) -> Vec<Option<u32>> {
        let known = self.values.len();
        let mut twin_of: Vec<Option<u32>> = vec![None; known];
        let mut twins: Map<(u32, String), u32> = Map::default();
        let mut folds: Map<u32, Vec<(usize, String)>> = Map::default();
        for (place, known) in self.values.iter().enumerate() {
            let unit = &self.units[known.unit as usize];
            // Of a part of the values a twin would say where a trace stands, and not what it says.
            if unit.distinct < 2 || !unit.role.is_ranked() || unit.is_cut {
                continue;
            }
            if let Said::Stored(value) = known.said
                && let ValueRef::Text(text) = store.value(value)
            {
                folds.entry(known.unit).or_default().push((place, keys::folded(&unit.name, text)));
            }
        }
        let mut of_units: Vec<(u32, Vec<(usize, String)>)> = folds.into_iter().collect();
        of_units.sort_by_key(|(unit, _)| *unit);
        for (unit, folded) in of_units {
            let mut texts: Vec<&str> = folded.iter().map(|(_, text)| text.as_str()).collect();
            texts.sort_unstable();
            texts.dedup();
            if texts.len() < 2 || texts.len() == folded.len() {
                continue;
            }
            let place = self.units.len() as u32;
            let twin = Unit {
                folded: true,
                distinct: texts.len() as u32,
                pairs: 0,
                numbers: 0,
                ..self.units[unit as usize].clone()
            };
            self.units.push(twin);
            for (value, text) in folded {
                let twin = *twins.entry((place, text)).or_insert_with_key(|(_, text)| {
                    self.values.push(KnownValue { unit: place, said: Said::Folded(text.clone()) });
                    self.values.len() as u32 - 1
                });
                twin_of[value] = Some(twin);
            }
        }
        twin_of
    }
}
