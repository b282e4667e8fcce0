//! Attributes as they arrive: two columns, and for each owner where its share ends.

use super::{
    few::Few,
    ids::{Key, SpanId, TraceKey},
    value::Value,
};
use crate::base::{column::Column, intern::Symbol};

/// Attributes of many owners (spans, events or links), owner after owner.
#[derive(Clone, Debug, Default)]
pub struct AttributeLists {
    /// Keys in 16 bits, or `WIDE` for those that do not fit.
    keys: Column<u16>,
    /// The keys that do not fit, by position. Few files have so many.
    wide_keys: Vec<(u32, Key)>,
    values: Column<Value>,
    /// For each owner the position behind its last attribute.
    ends: Column<u32>,
}

const WIDE: u16 = u16::MAX;
/// Items that are asked together.
const BLOCK: usize = 16;

impl AttributeLists {
    /// Adds an attribute to the owner that is being read.
    #[inline]
    pub fn push(&mut self, key: Key, value: Value) {
        let narrow = u16::try_from(key.0).unwrap_or(WIDE);
        if narrow == WIDE {
            self.wide_keys.push((self.keys.len() as u32, key));
        }
        self.keys.push(narrow);
        self.values.push(value);
    }

    /// Closes the owner that was being read.
    #[inline]
    pub fn close(&mut self) {
        self.ends.push(self.keys.len() as u32);
    }

    /// The number of owners.
    pub const fn owners(&self) -> usize {
        self.ends.len()
    }

    /// Forgets all owners from `owners` on and whatever was pushed for an open one.
    pub fn truncate(&mut self, owners: usize) {
        self.ends.truncate(owners);
        let end = self.start_of(owners);
        self.keys.truncate(end);
        self.values.truncate(end);
        self.wide_keys.truncate(self.wide_keys.partition_point(|&(at, _)| (at as usize) < end));
    }

    /// Gives back memory of the owners before this one, which must not be asked for any more.
    fn let_go(&mut self, owner: usize) {
        let at = self.start_of(owner);
        self.keys.let_go(at);
        self.values.let_go(at);
        self.ends.let_go(owner.saturating_sub(1));
    }

    /// The attributes of an owner in the order they came.
    pub fn of(&self, owner: u32) -> impl ExactSizeIterator<Item = (Key, Value)> + '_ {
        let owner = owner as usize;
        (self.start_of(owner)..self.ends.get(owner) as usize).map(|at| (self.key(at), self.values.get(at)))
    }

    /// Gives every owner that has a value which is wanted, in the order they came. One look at all values is much
    /// faster than one owner by owner; `may_be` tells quickly of most of them that they are not.
    pub fn owners_with_value(
        &self,
        may_be: impl Fn(Value) -> bool,
        wanted: impl Fn(Value) -> bool,
        give: impl FnMut(u32),
    ) {
        self.owners_with(&self.values, may_be, |_, value| wanted(value), give);
    }

    /// Gives every owner that has a key which is wanted, in the order they came.
    pub fn owners_with_key(&self, wanted: impl Fn(Key) -> bool, give: impl FnMut(u32)) {
        self.owners_with(&self.keys, |_| true, |at, narrow| wanted(self.widened(at, narrow)), give);
    }

    /// Gives every owner of something that is wanted. What is left of an owner that was given is passed over, and so
    /// is a block of which nothing may be wanted.
    #[inline]
    fn owners_with<T: Copy>(
        &self,
        column: &Column<T>,
        may_be: impl Fn(T) -> bool,
        wanted: impl Fn(usize, T) -> bool,
        mut give: impl FnMut(u32),
    ) {
        let may_any = |block: &[T; BLOCK]| block.iter().fold(false, |any, &item| any | may_be(item));
        let (mut owner, mut begin, mut at) = (0, 0, 0);
        for items in column.segments() {
            while at < items.len() {
                let to = (at + BLOCK).min(items.len());
                if items[at..].first_chunk().is_some_and(|block| !may_any(block)) {
                    at = to;
                }
                while at < to {
                    if wanted(begin + at, items[at]) {
                        owner = self.owner_of((begin + at) as u32, owner);
                        give(owner);
                        at = self.ends.get(owner as usize) as usize - begin;
                    } else {
                        at += 1;
                    }
                }
            }
            at -= items.len();
            begin += items.len();
        }
    }

    /// Gives the owner and every value of a key, in the order they came.
    pub fn with_key(&self, key: Key, mut give: impl FnMut(u32, Value)) {
        let mut owner = 0;
        let mut at = 0;
        for keys in self.keys.segments() {
            for &narrow in keys {
                if self.widened(at, narrow) == key {
                    owner = self.owner_of(at as u32, owner);
                    give(owner, self.values.get(at));
                }
                at += 1;
            }
        }
    }

    /// Gives every attribute with its owner, in the order they came.
    pub fn each(&self, mut give: impl FnMut(u32, Key, Value)) {
        let (mut owner, mut end, mut at) = (0, 0, 0);
        for (keys, values) in self.keys.segments().zip(self.values.segments()) {
            for (&narrow, &value) in keys.iter().zip(values) {
                if at >= end {
                    owner = self.owner_of(at, owner);
                    end = self.ends.get(owner as usize);
                }
                let key = if narrow == WIDE { self.wide_key(at) } else { Key(u32::from(narrow)) };
                give(owner, key, value);
                at += 1;
            }
        }
    }

    /// The owner of a position, which is a given one or comes behind it.
    fn owner_of(&self, at: u32, mut owner: u32) -> u32 {
        while self.ends.get(owner as usize) <= at {
            owner += 1;
        }
        owner
    }

    /// Bytes held.
    pub fn bytes(&self) -> usize {
        self.keys.bytes()
            + self.wide_keys.capacity() * size_of::<(u32, Key)>()
            + self.values.bytes()
            + self.ends.bytes()
    }

    #[inline]
    fn key(&self, at: usize) -> Key {
        self.widened(at, self.keys.get(at))
    }

    #[inline]
    fn widened(&self, at: usize, narrow: u16) -> Key {
        if narrow == WIDE { self.wide_key(at as u32) } else { Key(u32::from(narrow)) }
    }

    #[cold]
    fn wide_key(&self, at: u32) -> Key {
        let place = self.wide_keys.partition_point(|&(other, _)| other < at);
        self.wide_keys[place].1
    }

    fn start_of(&self, owner: usize) -> usize {
        if owner == 0 { 0 } else { self.ends.get(owner - 1) as usize }
    }
}

/// An event of a span.
#[derive(Clone, Copy, Debug)]
pub struct Event {
    /// Nanoseconds since 1970.
    pub time_ns: i64,
    /// The name.
    pub name: Symbol,
    /// Names its attributes: see `Store::event_attributes`.
    pub number: u32,
}

/// A link of a span.
#[derive(Clone, Copy, Debug)]
pub struct Link {
    /// The trace it leads to, if it names one.
    pub trace: Option<TraceKey>,
    /// The span it leads to.
    pub span_id: SpanId,
    /// W3C trace state, or the empty symbol.
    pub state: Symbol,
    /// OTLP flags.
    pub flags: u32,
    /// Names its attributes: see `Store::link_attributes`.
    pub number: u32,
}

/// The events of all spans, span after span as they arrived.
#[derive(Clone, Debug, Default)]
pub struct Events {
    /// Nanoseconds since 1970.
    pub(super) time_ns: Column<i64>,
    pub(super) name: Column<u32>,
    pub(super) attributes: AttributeLists,
    /// How many attributes of an event the exporter dropped, by the event's position.
    pub(super) dropped: Few<u32>,
    /// For each span, in order of arrival, the position behind its last event.
    pub(super) ends: Column<u32>,
}

/// The links of all spans, span after span as they arrived.
#[derive(Clone, Debug, Default)]
pub struct Links {
    pub(super) trace: Column<u32>,
    pub(super) span_id: Column<u64>,
    /// W3C trace state (a symbol).
    pub(super) state: Column<u32>,
    pub(super) flags: Column<u32>,
    pub(super) attributes: AttributeLists,
    /// How many attributes of a link the exporter dropped, by the link's position.
    pub(super) dropped: Few<u32>,
    pub(super) ends: Column<u32>,
}

impl Events {
    /// The events of a span in the order they came.
    pub fn of(&self, arrival: u32) -> impl ExactSizeIterator<Item = Event> + '_ {
        range(&self.ends, arrival).map(|at| Event {
            time_ns: self.time_ns.get(at),
            name: Symbol(self.name.get(at)),
            number: at as u32,
        })
    }

    /// How many events a span has.
    pub fn count(&self, arrival: u32) -> usize {
        range(&self.ends, arrival).len()
    }

    /// Bytes held.
    pub fn bytes(&self) -> usize {
        self.time_ns.bytes()
            + self.name.bytes()
            + self.attributes.bytes()
            + self.dropped.bytes()
            + self.ends.bytes()
    }

    /// Gives back memory of the events of spans up to this one, which must not be asked for any more.
    pub(super) fn let_go(&mut self, arrival: u32) {
        let end = self.ends.get(arrival as usize) as usize;
        self.time_ns.let_go(end);
        self.name.let_go(end);
        self.attributes.let_go(end);
        self.ends.let_go(arrival as usize);
    }

    pub(super) fn truncate(&mut self, spans: usize) {
        self.ends.truncate(spans);
        let end = last(&self.ends) as usize;
        self.time_ns.truncate(end);
        self.name.truncate(end);
        self.attributes.truncate(end);
        self.dropped.truncate(end as u32);
    }
}

impl Links {
    /// The links of a span in the order they came.
    pub fn of(&self, arrival: u32) -> impl ExactSizeIterator<Item = Link> + '_ {
        range(&self.ends, arrival).map(|at| Link {
            trace: Some(TraceKey(self.trace.get(at))).filter(|trace| trace.0 != u32::MAX),
            span_id: SpanId(self.span_id.get(at)),
            state: Symbol(self.state.get(at)),
            flags: self.flags.get(at),
            number: at as u32,
        })
    }

    /// How many links a span has.
    pub fn count(&self, arrival: u32) -> usize {
        range(&self.ends, arrival).len()
    }

    /// Bytes held.
    pub fn bytes(&self) -> usize {
        self.trace.bytes()
            + self.span_id.bytes()
            + self.state.bytes()
            + self.flags.bytes()
            + self.attributes.bytes()
            + self.dropped.bytes()
            + self.ends.bytes()
    }

    pub(super) fn truncate(&mut self, spans: usize) {
        self.ends.truncate(spans);
        let end = last(&self.ends) as usize;
        self.trace.truncate(end);
        self.span_id.truncate(end);
        self.state.truncate(end);
        self.flags.truncate(end);
        self.attributes.truncate(end);
        self.dropped.truncate(end as u32);
    }
}

/// The last end, 0 when there is none.
fn last(ends: &Column<u32>) -> u32 {
    if ends.is_empty() { 0 } else { ends.get(ends.len() - 1) }
}

/// The range of positions that belong to `owner`.
fn range(ends: &Column<u32>, owner: u32) -> core::ops::Range<usize> {
    let start = if owner == 0 { 0 } else { ends.get(owner as usize - 1) };
    start as usize..ends.get(owner as usize) as usize
}
