//! The known values of every span as numbers, in lists side by side: what counting runs over.

use crate::{
    base::hash,
    model::{ids::SpanIx, store::Store, value::Value},
};

/// See the module.
#[derive(Clone, Debug, Default)]
pub struct Coded {
    /// Values of attributes of spans, span after span as they arrived, and where the share of each ends.
    attributes: Vec<u16>,
    ends: Vec<u32>,
    /// Values of every resource.
    pub(super) resources: Vec<Vec<u32>>,
    /// The number of an operation by its symbol.
    pub(super) of_name: Vec<u32>,
    /// The number of the first kind and of the first status; the others follow in their order.
    pub(super) first_kind: u32,
    pub(super) first_status: u32,
}

impl Coded {
    /// Adds a value of a span, which is the one of before or arrived later.
    #[inline]
    pub(super) fn add(&mut self, arrival: u32, number: u16) {
        self.close_before(arrival as usize);
        self.attributes.push(number);
    }

    /// Closes the spans that arrived before one.
    pub(super) fn close_before(&mut self, arrival: usize) {
        if self.ends.len() < arrival {
            self.ends.resize(arrival, self.attributes.len() as u32);
        }
    }

    /// Gives the numbers of the values that a span has by itself.
    #[inline]
    pub(super) fn each_of_span(&self, store: &Store, span: SpanIx, mut give: impl FnMut(u32)) {
        let bits = store.bits(span);
        give(self.of_name[store.name(span).0 as usize]);
        give(self.first_kind + bits.kind() as u32);
        give(self.first_status + bits.status() as u32);
        let arrival = store.arrival(span) as usize;
        let start = arrival.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        let own = &self.attributes[start..self.ends[arrival] as usize];
        own.iter().for_each(|&number| give(u32::from(number)));
    }
}

/// The numbers of a few values.
#[derive(Clone, Debug)]
pub(super) struct Numbers {
    /// A value stands at the place of its hash or behind it; `Value::NULL` where there is none.
    places: Vec<(Value, u16)>,
}

/// Twice as many places as there are values, at least.
const PLACES: usize = 512;

impl Default for Numbers {
    fn default() -> Self {
        Self { places: vec![(Value::NULL, 0); PLACES] }
    }
}

impl Numbers {
    /// The number of a value.
    #[inline]
    pub fn get(&self, value: Value) -> Option<u16> {
        let (found, number) = self.places[self.place(value)];
        (found == value).then_some(number)
    }

    /// Adds a value that is not there.
    pub fn insert(&mut self, value: Value, number: u16) {
        let place = self.place(value);
        self.places[place] = (value, number);
    }

    /// Where a value stands, or is to stand.
    #[inline]
    fn place(&self, value: Value) -> usize {
        let mut place = hash::of(&value) as usize % PLACES;
        while self.places[place].0 != value && self.places[place].0 != Value::NULL {
            place = (place + 1) % PLACES;
        }
        place
    }
}
