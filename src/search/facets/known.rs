//! Which names have few values, and which of them every span has: made once for a store, so that counting only looks
//! at small numbers.
//!
//! An attribute is known when its values are texts, truth values or whole numbers, at least two of them and at most
//! 254. Of the attributes of spans those that promise most are known ([`super::promise`]).

use super::{
    coded::{Coded, Numbers},
    promise::promising,
};
use crate::{
    base::intern::Symbol,
    model::{
        ids::Key,
        span::{Kind, Status},
        store::Store,
        value::{Value, ValueRef},
    },
    query::tree::{Attribute, Field, Intrinsic, Scope, Static},
    search::property::{kind_word, status_word},
};
use std::collections::BTreeMap;

/// An attribute has no more values than these.
pub(super) const VALUES_AT_MOST: usize = 254;
/// The attribute that every service is named by.
const SERVICE: &str = "service.name";

/// See the module.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// The names: first the attributes, of spans, then of resources, then the properties.
    pub names: Vec<Name>,
    /// What every number of a value means, and the name it is a value of.
    pub values: Vec<(u32, Meaning)>,
    /// Which of them every span has.
    pub coded: Coded,
}

/// A name that has few values.
#[derive(Clone, Debug, PartialEq)]
pub struct Name {
    /// As a search asks for it.
    pub field: Field,
    /// Too many values turned up, or such as cannot be counted: it stays out.
    pub is_out: bool,
    /// How many values are known.
    pub values: usize,
}

/// What a number stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// A value of an attribute.
    Value(Value),
    /// An operation.
    Name(Symbol),
    /// A kind.
    Kind(Kind),
    /// A status.
    Status(Status),
}

impl Meaning {
    /// As a search writes it.
    pub fn of(self, store: &Store) -> Static {
        match self {
            Self::Name(name) => Static::Text(store.text(name).to_owned()),
            Self::Kind(kind) => Static::Kind(kind_word(kind)),
            Self::Status(status) => Static::Status(status_word(status)),
            Self::Value(value) => match store.value(value) {
                ValueRef::Int(number) => Static::Int(number),
                ValueRef::Bool(value) => Static::Bool(value),
                ValueRef::Text(text) | ValueRef::Bytes(text) | ValueRef::Nested(text) => {
                    Static::Text(text.to_owned())
                }
                ValueRef::Double(number) => Static::Float(number),
                ValueRef::Null => Static::Nil,
            },
        }
    }

    /// As people read it.
    pub fn label(self, store: &Store) -> String {
        match self.of(store) {
            Static::Text(text) => text,
            value => value.to_string(),
        }
    }
}

impl Known {
    /// Looks through a store.
    pub fn of_store(store: &Store) -> Self {
        let mut known = Self::default();
        known.add_span_keys(store);
        known.add_resources(store);
        known.add_properties(store);
        known
    }

    /// The place of a name.
    pub fn find(&self, field: &Field) -> Option<usize> {
        self.names.iter().position(|name| name.field == *field && !name.is_out)
    }

    fn add_name(&mut self, field: Field) -> usize {
        self.names.push(Name { field, is_out: false, values: 0 });
        self.names.len() - 1
    }

    fn add_value(&mut self, name: usize, meaning: Meaning) -> u32 {
        self.names[name].values += 1;
        self.values.push((name as u32, meaning));
        self.values.len() as u32 - 1
    }

    /// The attributes of spans, whose numbers come first, so that they fit 16 bits.
    fn add_span_keys(&mut self, store: &Store) {
        let keys = promising(store);
        let mut name_of = vec![usize::MAX; store.keys().len()];
        for &key in &keys {
            name_of[key.0 as usize] = self.add_name(attribute(Scope::Span, store.key_name(key)));
        }
        let mut numbers = vec![Numbers::default(); keys.len()];
        // Of a key that stands there twice the first value counts.
        let mut had = vec![u32::MAX; keys.len()];
        store.each_attribute(|arrival, key, value| {
            let name = name_of[key.0 as usize];
            if name == usize::MAX || value == Value::NULL || had[name] == arrival || self.names[name].is_out {
                return;
            }
            had[name] = arrival;
            let value = value.bytes_as_text();
            let number = numbers[name].get(value).or_else(|| {
                let number = self.number_of(name, value)? as u16;
                numbers[name].insert(value, number);
                Some(number)
            });
            number.into_iter().for_each(|number| self.coded.add(arrival, number));
        });
        self.coded.close_before(store.span_count());
    }

    /// A new number for a value of an attribute; `None` when the attribute cannot be counted.
    fn number_of(&mut self, name: usize, value: Value) -> Option<u32> {
        if !value.is_simple() || self.names[name].values >= VALUES_AT_MOST {
            self.names[name].is_out = true;
            return None;
        }
        Some(self.add_value(name, Meaning::Value(value)))
    }

    fn add_resources(&mut self, store: &Store) {
        // The first value of each key of each resource.
        let firsts: Vec<BTreeMap<Key, Value>> = store
            .resources()
            .iter()
            .map(|resource| {
                let mut first = BTreeMap::new();
                for &(key, value) in resource.attributes.iter().filter(|(_, value)| *value != Value::NULL) {
                    first.entry(key).or_insert_with(|| value.bytes_as_text());
                }
                first
            })
            .collect();
        let mut of_key: BTreeMap<Key, Vec<Value>> = BTreeMap::new();
        firsts.iter().flatten().for_each(|(&key, &value)| of_key.entry(key).or_default().push(value));
        let mut numbers: BTreeMap<(Key, Value), u32> = BTreeMap::new();
        for (key, mut values) in of_key {
            values.sort_unstable();
            values.dedup();
            let is_service = store.key_name(key) == SERVICE;
            let is_known =
                (2..=VALUES_AT_MOST).contains(&values.len()) && values.iter().all(|&value| value.is_simple());
            if is_known || is_service {
                let name = self.add_name(attribute(Scope::Resource, store.key_name(key)));
                for value in values {
                    numbers.insert((key, value), self.add_value(name, Meaning::Value(value)));
                }
            }
        }
        let of_resource = |first: BTreeMap<Key, Value>| {
            first.into_iter().filter_map(|pair| numbers.get(&pair).copied()).collect()
        };
        self.coded.resources = firsts.into_iter().map(of_resource).collect();
    }

    fn add_properties(&mut self, store: &Store) {
        let kinds = self.add_name(Field::Intrinsic(Intrinsic::Kind));
        self.coded.first_kind = self.values.len() as u32;
        for kind in Kind::ALL {
            self.add_value(kinds, Meaning::Kind(kind));
        }
        let statuses = self.add_name(Field::Intrinsic(Intrinsic::Status));
        self.coded.first_status = self.values.len() as u32;
        for status in Status::ALL {
            self.add_value(statuses, Meaning::Status(status));
        }
        let names = self.add_name(Field::Intrinsic(Intrinsic::Name));
        let mut of_name = vec![u32::MAX; store.strings().len()];
        for symbol in store.spans().map(|span| store.name(span)) {
            let number = &mut of_name[symbol.0 as usize];
            if *number == u32::MAX {
                *number = self.add_value(names, Meaning::Name(symbol));
            }
        }
        self.coded.of_name = of_name;
    }
}

fn attribute(scope: Scope, key: &str) -> Field {
    Field::Attribute(Attribute { scope, parent: false, name: key.to_owned() })
}
