//! For whom a request was: what the spans above say of it, for those below that do not.

use super::Engine;
use crate::{
    base::conventions::{FLAG_EVENTS, people_place},
    model::{
        attributes::Event,
        ids::{Key, SpanIx},
    },
    protocol::detail::{ContextDetail, EventDetail},
    query::tree::Scope,
};

/// Spans above that are looked at: what tells of people stands near the entry of a service.
const ABOVE_AT_MOST: usize = 200;
/// Flags told of one span.
const FLAGS_AT_MOST: usize = 50;

impl Engine {
    /// What spans above say of people and their like, and of flags; of a key the nearest to say it.
    pub(super) fn context(&self, span: SpanIx, limit: usize) -> Vec<ContextDetail> {
        let store = &self.store;
        let mut known: Vec<Key> = store.attributes(span).map(|(key, _)| key).collect();
        let above = core::iter::successors(store.parent(span), |&span| store.parent(span));
        let mut context = Vec::new();
        for from in above.take(ABOVE_AT_MOST) {
            let is_new = |key: &Key| !known.contains(key) && people_place(store.key_name(*key)).is_some();
            let told: Vec<_> = store.attributes(from).filter(|(key, _)| is_new(key)).collect();
            let flags: Vec<EventDetail> = store
                .events(from)
                .filter(|event| FLAG_EVENTS.contains(&store.text(event.name)))
                .take(FLAGS_AT_MOST)
                .map(|event| self.event(event, from, limit))
                .collect();
            known.extend(told.iter().map(|(key, _)| *key));
            if !told.is_empty() || !flags.is_empty() {
                let attributes = self.attributes(Scope::Span, told.into_iter(), limit);
                context.push(ContextDetail { from: self.span_name(from), attributes, flags });
            }
        }
        context
    }

    /// An event with its attributes.
    pub(super) fn event(&self, event: Event, span: SpanIx, limit: usize) -> EventDetail {
        let store = &self.store;
        EventDetail {
            since_start_ns: event.time_ns - store.start_ns(span),
            name: store.text(event.name).to_owned(),
            attributes: self.attributes(Scope::Event, store.event_attributes(event), limit),
        }
    }
}
