//! What a staged span says, to tell identical copies from spans that only share an id.

use super::{
    attributes::{Event, Link},
    builder::Builder,
    ids::{Key, SpanId},
    span::Mark,
    value::{Value, ValueRef},
};

impl Builder {
    /// Everything a staged span says, as text; equal for identical copies. Only asked for spans that share an id.
    pub(super) fn content(&self, span: u32) -> String {
        let (staged, span) = (&self.staged, span as usize);
        let arrival = staged.arrival.get(span);
        let bits = staged.bits.get(span).without(Mark::ORPHAN).without(Mark::SHARED).without(Mark::PLACED);
        // A start that was missing is mended anew with every tree.
        let start_ns = if bits.has(Mark::NO_START) { 0 } else { staged.start_ns.get(span) };
        let head = (
            SpanId(staged.parent_id.get(span)),
            (start_ns, staged.duration_ns.get(span), staged.name.get(span), bits),
            self.resources.number(staged.resource.get(span)),
            self.scopes.number(staged.scope.get(span)),
        );
        let rare = (
            self.sparse.status_message.get(arrival),
            self.sparse.trace_state.get(arrival),
            self.sparse.dropped.get(arrival),
            self.sparse.raw_trace.get(arrival),
        );
        let event = |event: Event| {
            let attributes = self.opened(self.events.attributes.of(event.number));
            (event.time_ns, event.name, attributes, self.events.dropped.get(event.number))
        };
        let link = |link: Link| {
            let attributes = self.opened(self.links.attributes.of(link.number));
            let dropped = self.links.dropped.get(link.number);
            (link.trace, link.span_id, link.state, link.flags, attributes, dropped)
        };
        let attributes = self.opened(self.attributes.of(arrival));
        let events: Vec<_> = self.events.of(arrival).map(event).collect();
        let links: Vec<_> = self.links.of(arrival).map(link).collect();
        format!("{:?}", (head, rare, attributes, events, links))
    }

    fn opened(&self, attributes: impl Iterator<Item = (Key, Value)>) -> Vec<(Key, ValueRef<'_>)> {
        attributes.map(|(key, value)| (key, self.numbers.open(value, &self.strings))).collect()
    }
}
