//! Reads what is said in each trace, value by value: many millions in a large store, so that each is looked up once in
//! one map and counted once a trace.

use super::{
    keys,
    units::{KnownValue, Largest, Read, Said, Scope, Unit},
};
use crate::{
    analysis::names::{Names, text},
    base::{conventions::FLAG_EVENTS, hash::Map},
    model::{
        attributes::Event,
        ids::{Key, ResourceIx, TraceIx},
        store::Store,
        value::{Value, ValueRef},
    },
};

/// What a flag's name and variant stand under, the present names first.
const FLAG_KEY: [&str; 1] = ["feature_flag.key"];
const FLAG_VARIANT: [&str; 3] =
    ["feature_flag.result.variant", "feature_flag.variant", "feature_flag.result.value"];
/// So many distinct values are kept of a key in any case; of one that goes on saying something else each time no more.
const KEPT: u32 = 5_000;
/// No unit yet.
const NONE: u32 = u32::MAX;

/// A value that is equal whenever it says the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Same {
    Simple(Value),
    Symbol(u32),
    Int(i64),
    Double(u64),
}

/// See the module.
pub(super) struct Reader<'a> {
    store: &'a Store,
    read: Read,
    /// For each scope and key of the store the place of the unit, or `NONE`.
    unit_of_key: [Vec<u32>; 3],
    unit_of_flag: Map<String, u32>,
    value_of: Map<(u32, Same), u32>,
    /// For each value the trace that it was last counted in, from 1.
    last_trace: Vec<u32>,
    /// For each unit the same of its largest number.
    last_number: Vec<u32>,
    /// For each resource the same.
    last_of_resource: Vec<u32>,
    flag_key: Names,
    flag_variant: Names,
}

impl<'a> Reader<'a> {
    pub(super) fn new(store: &'a Store) -> Self {
        Self {
            store,
            read: Read::default(),
            unit_of_key: core::array::from_fn(|_| vec![NONE; store.keys().len()]),
            unit_of_flag: Map::default(),
            value_of: Map::default(),
            last_trace: Vec::new(),
            last_number: Vec::new(),
            last_of_resource: vec![0; store.resources().len()],
            flag_key: Names::find(store, &FLAG_KEY),
            flag_variant: Names::find(store, &FLAG_VARIANT),
        }
    }

    pub(super) fn read(mut self) -> Read {
        for trace in self.store.traces() {
            for span in self.store.spans_of(trace) {
                for (key, value) in self.store.attributes(span) {
                    let unit = self.unit_of_key(Scope::Span, key);
                    self.add(trace, unit, value);
                }
                self.add_resource(trace, self.store.resource(span));
                for event in self.store.events(span) {
                    self.add_event(trace, event);
                }
            }
            self.read.of_trace.close();
            self.read.largest.close();
        }
        self.read
    }

    fn add_resource(&mut self, trace: TraceIx, resource: ResourceIx) {
        let last = &mut self.last_of_resource[resource.0 as usize];
        if *last == trace.0 + 1 {
            return;
        }
        *last = trace.0 + 1;
        for &(key, value) in &self.store.resources()[resource.0 as usize].attributes {
            let unit = self.unit_of_key(Scope::Resource, key);
            self.add(trace, unit, value);
        }
    }

    fn add_event(&mut self, trace: TraceIx, event: Event) {
        if FLAG_EVENTS.contains(&self.store.text(event.name))
            && let Some(flag) = self.flag_key.of_event(self.store, event)
        {
            let variant = self.flag_variant_of(event);
            if let Some(variant) = variant {
                let unit = self.unit_of_flag(text(flag));
                self.add(trace, unit, variant);
            }
            return;
        }
        for (key, value) in self.store.event_attributes(event) {
            let unit = self.unit_of_key(Scope::Event, key);
            self.add(trace, unit, value);
        }
    }

    /// The variant that a flag had, as the store has it.
    fn flag_variant_of(&self, event: Event) -> Option<Value> {
        let variant = self.flag_variant.of_event(self.store, event)?;
        self.store
            .event_attributes(event)
            .map(|(_, value)| value)
            .find(|&value| self.store.value(value) == variant)
    }

    fn add(&mut self, trace: TraceIx, unit: u32, value: Value) {
        if value == Value::NULL {
            return;
        }
        let number = number_of(self.store, value);
        if let Some(number) = number {
            self.add_number(trace, unit, number);
        }
        let Unit { distinct, pairs, .. } = self.read.units[unit as usize];
        let same = self.same(value);
        let place = match self.value_of.get(&(unit, same)) {
            Some(&place) => place,
            None => {
                // One more of a key that says something else each time: counted, but not kept. People are counted
                // one by one.
                let is_like_ids = distinct > KEPT && u64::from(distinct) * 10 > u64::from(pairs) * 9;
                let known = &mut self.read.units[unit as usize];
                known.distinct += 1;
                if is_like_ids && known.role != keys::Role::People {
                    known.is_cut = true;
                    known.pairs += 1;
                    known.numbers += u32::from(number.is_some());
                    return;
                }
                self.read.values.push(KnownValue { unit, said: Said::Stored(value) });
                self.last_trace.push(0);
                let place = self.read.values.len() as u32 - 1;
                self.value_of.insert((unit, same), place);
                place
            }
        };
        let last = &mut self.last_trace[place as usize];
        if *last != trace.0 + 1 {
            *last = trace.0 + 1;
            let known = &mut self.read.units[unit as usize];
            known.pairs += 1;
            known.numbers += u32::from(number.is_some());
            self.read.of_trace.push(place);
        }
    }

    fn add_number(&mut self, trace: TraceIx, unit: u32, number: f64) {
        let last = &mut self.last_number[unit as usize];
        if *last != trace.0 + 1 {
            *last = trace.0 + 1;
            self.read.largest.push(Largest { unit, number });
        } else if let Some(largest) = self.read.largest.open().iter_mut().find(|largest| largest.unit == unit)
        {
            largest.number = largest.number.max(number);
        }
    }

    fn unit_of_key(&mut self, scope: Scope, key: Key) -> u32 {
        let (table, at) = (scope as usize, key.0 as usize);
        let known = self.unit_of_key[table][at];
        if known != NONE {
            return known;
        }
        let unit = self.new_unit(scope, self.store.key_name(key).to_owned());
        self.unit_of_key[table][at] = unit;
        unit
    }

    fn unit_of_flag(&mut self, name: String) -> u32 {
        if let Some(&known) = self.unit_of_flag.get(&name) {
            return known;
        }
        let unit = self.new_unit(Scope::Flag, name.clone());
        self.unit_of_flag.insert(name, unit);
        unit
    }

    fn new_unit(&mut self, scope: Scope, name: String) -> u32 {
        let role = keys::Role::of(scope, &name);
        self.read.units.push(Unit {
            scope,
            name,
            folded: false,
            role,
            distinct: 0,
            pairs: 0,
            numbers: 0,
            is_cut: false,
        });
        self.last_number.push(0);
        self.read.units.len() as u32 - 1
    }

    fn same(&self, value: Value) -> Same {
        if value.is_simple() {
            return Same::Simple(value);
        }
        match (value.as_symbol(), self.store.value(value)) {
            (Some(symbol), _) => Same::Symbol(symbol.0),
            (None, ValueRef::Int(number)) => Same::Int(number),
            (None, ValueRef::Double(number)) => Same::Double(number.to_bits()),
            (None, _) => Same::Simple(value),
        }
    }
}

fn number_of(store: &Store, value: Value) -> Option<f64> {
    // Most values are texts; looking one up to see that it is no number would take longer than all the rest.
    if value.as_symbol().is_some() {
        return None;
    }
    match store.value(value) {
        ValueRef::Int(number) => Some(number as f64),
        ValueRef::Double(number) if number.is_finite() => Some(number),
        _ => None,
    }
}
