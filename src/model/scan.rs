//! Looks at all that was said of all spans at once, in the order in which it arrived: much faster than span by span.

use super::{
    attributes::AttributeLists,
    ids::{Key, SpanId, SpanIx, TraceKey},
    store::Store,
    value::Value,
};
use crate::base::{bits::Bits, column::Column, intern::Symbol};

impl Store {
    /// The first value of a key of every span, row by row; `Value::NULL` where there is none.
    pub fn values_of(&self, key: Key) -> Vec<Value> {
        let mut by_arrival = vec![Value::NULL; self.attributes.owners()];
        self.attributes.with_key(key, |arrival, value| {
            let first = &mut by_arrival[arrival as usize];
            if *first == Value::NULL {
                *first = value;
            }
        });
        self.spans().map(|span| by_arrival[self.arrival(span) as usize]).collect()
    }

    /// Gives every attribute of every span with the span's place in the order of arrival.
    pub fn each_attribute(&self, give: impl FnMut(u32, Key, Value)) {
        self.attributes.each(give);
    }

    /// The spans that have a status message which is wanted; the empty one is none.
    pub fn spans_with_message(&self, wanted: impl Fn(Symbol) -> bool) -> Bits {
        self.rows(|arrivals| self.add_messages(wanted, arrivals))
    }

    /// The spans whose attributes, events or links have one of the keys.
    pub fn spans_with_key(&self, keys: &Bits) -> Bits {
        let find = |lists: &AttributeLists, found: &mut Bits| {
            lists.owners_with_key(|key| keys.get(key.0 as usize), |owner| found.set(owner as usize));
        };
        self.rows(|arrivals| self.add_of_lists(find, Bits::none(self.events.attributes.owners()), arrivals))
    }

    /// The spans whose attributes, status message, events or links have one of the texts.
    pub fn spans_with_text(&self, texts: &Bits) -> Bits {
        let bounds = texts.bounds();
        let bounds = bounds.start as u32..bounds.end as u32;
        // Most values are told apart by their number alone.
        let may_be = |value: Value| value.may_be_of(&bounds);
        self.spans_with(texts, may_be, |value| may_be(value) && is_among(texts, value).unwrap_or(false))
    }

    /// The spans whose attributes, status message, events or links have one of the texts, or a value kept otherwise
    /// that is wanted.
    pub fn spans_with_value(&self, texts: &Bits, wanted: impl Fn(Value) -> bool) -> Bits {
        self.spans_with(texts, |_| true, |value| is_among(texts, value).unwrap_or_else(|| wanted(value)))
    }

    fn spans_with(
        &self,
        texts: &Bits,
        may_be: impl Fn(Value) -> bool,
        wanted: impl Fn(Value) -> bool,
    ) -> Bits {
        let find = |lists: &AttributeLists, found: &mut Bits| {
            lists.owners_with_value(&may_be, &wanted, |owner| found.set(owner as usize));
        };
        let is_text = |symbol: Symbol| texts.get(symbol.0 as usize);
        self.rows(|arrivals| {
            let mut events = Bits::none(self.events.attributes.owners());
            let named = self.events.name.iter().enumerate().filter(|(_, name)| is_text(Symbol(*name)));
            named.for_each(|(event, _)| events.set(event));
            self.add_of_lists(find, events, arrivals);
            self.add_messages(is_text, arrivals);
        })
    }

    /// The spans that have a link to a span of a trace.
    pub fn spans_linking_to(&self, trace: TraceKey, span_id: SpanId) -> Vec<SpanIx> {
        self.spans_with_link(|key, id| key == trace.0 && id == span_id.0)
    }

    /// The spans that have a link to any span of a trace, its own among them.
    pub fn spans_linking_into(&self, trace: TraceKey) -> Vec<SpanIx> {
        self.spans_with_link(|key, _| key == trace.0)
    }

    fn spans_with_link(&self, is_wanted: impl Fn(u32, u64) -> bool) -> Vec<SpanIx> {
        let ids = self.links.span_id.iter().zip(self.links.trace.iter()).enumerate();
        let leading_there = ids.filter(|(_, (span, key))| is_wanted(*key, *span));
        let mut links = Bits::none(self.links.span_id.len());
        leading_there.for_each(|(link, _)| links.set(link));
        let spans = self.rows(|arrivals| add_owners(&self.links.ends, &links, arrivals));
        spans.ones().map(|row| SpanIx(row as u32)).collect()
    }

    /// Adds the spans that have something in their attributes, in those of events, or events that are known, or links.
    fn add_of_lists(&self, find: impl Fn(&AttributeLists, &mut Bits), mut events: Bits, arrivals: &mut Bits) {
        find(&self.attributes, arrivals);
        find(&self.events.attributes, &mut events);
        add_owners(&self.events.ends, &events, arrivals);
        let mut links = Bits::none(self.links.attributes.owners());
        find(&self.links.attributes, &mut links);
        add_owners(&self.links.ends, &links, arrivals);
    }

    fn add_messages(&self, wanted: impl Fn(Symbol) -> bool, arrivals: &mut Bits) {
        let messages = self.sparse.status_message.iter().filter(|(_, message)| wanted(*message));
        messages.for_each(|(arrival, _)| arrivals.set(arrival as usize));
    }

    /// The spans that are found by the order in which they arrived.
    fn rows(&self, find: impl FnOnce(&mut Bits)) -> Bits {
        let mut arrivals = Bits::none(self.attributes.owners());
        find(&mut arrivals);
        if arrivals.is_empty() {
            return Bits::none(self.span_count());
        }
        let was_found = |row: usize| arrivals.get(self.arrival.get(row) as usize);
        Bits::of(self.span_count(), 0..self.span_count(), was_found)
    }
}

/// Whether what is kept as text is among some texts; `None` for any other value.
fn is_among(texts: &Bits, value: Value) -> Option<bool> {
    value.as_symbol().map(|symbol| texts.get(symbol.0 as usize))
}

/// Adds the owners of events or links, whose shares end where `ends` says.
fn add_owners(ends: &Column<u32>, owned: &Bits, owners: &mut Bits) {
    let mut owner = 0;
    for at in owned.ones() {
        while ends.get(owner) as usize <= at {
            owner += 1;
        }
        owners.set(owner);
    }
}
