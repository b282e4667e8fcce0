//! Finds the calls of traces: one for each entry span, one for each call that nobody records the other half of, one for
//! each message that is sent, one for each link.

use super::{Edge, EdgeKind, Found, Node, NodeKind, nodes::Nodes};
use crate::{
    analysis::{
        derived::Derived,
        facts::Facts,
        peer::{self, Naming},
    },
    base::hash::Map,
    model::{
        ids::{SpanId, SpanIx, TraceIx},
        span::{Kind, Mark},
        store::Store,
    },
};

/// A call or message lies below, in the same service.
const CALLS_BELOW: u8 = 1;
/// An entry span hangs below.
const ENTRY_BELOW: u8 = 2;

/// What was found in the traces so far.
#[derive(Debug)]
pub(super) struct Known {
    facts: Facts,
    nodes: Nodes,
    /// For each row of the trace at hand what lies below it.
    below: Vec<u8>,
    /// The spans of those traces that links lead to.
    linked: Map<u32, Map<SpanId, SpanIx>>,
}

impl Known {
    pub(super) fn new(store: &Store, derived: &Derived) -> Self {
        Self {
            facts: Facts::find(store),
            nodes: Nodes::new(store, &derived.services),
            below: Vec::new(),
            linked: Map::default(),
        }
    }

    /// The nodes and edges in an order that does not depend on which came first, and for each edge as it was found its
    /// place there.
    pub(super) fn into_sorted(self) -> (Vec<Node>, Vec<Edge>, Vec<u32>) {
        self.nodes.into_sorted()
    }
}

/// See the module.
pub(super) struct Finder<'a> {
    pub store: &'a Store,
    pub derived: &'a Derived,
    pub known: &'a mut Known,
}

impl Finder<'_> {
    /// Adds the calls of a trace.
    pub(super) fn find(&mut self, trace: TraceIx, calls: &mut Vec<Found>) {
        self.look_below(trace);
        let first = self.store.trace(trace).first;
        for span in self.store.spans_of(trace) {
            let parent = self.store.parent(span);
            let is_entry = parent.is_none_or(|parent| peer::is_remote(self.store, parent, span));
            if is_entry {
                calls.push(self.entry(span, parent));
            }
            if is_calling(self.store, span) {
                let below = self.known.below[(span.0 - first) as usize];
                calls.extend(self.unanswered(span, parent.filter(|_| is_entry), below));
            }
            self.add_links(span, calls);
        }
    }

    /// Rows stand in pre-order: backwards every child comes before its parent.
    fn look_below(&mut self, trace: TraceIx) {
        let store = self.store;
        let first = store.trace(trace).first;
        self.known.below.clear();
        self.known.below.resize(store.spans_of(trace).len(), 0);
        for span in store.spans_of(trace).rev() {
            let Some(parent) = store.parent(span) else { continue };
            let own = self.known.below[(span.0 - first) as usize];
            let passed = match peer::is_remote(store, parent, span) {
                true => ENTRY_BELOW,
                false if is_calling(store, span) => own | CALLS_BELOW,
                false => own,
            };
            self.known.below[(parent.0 - first) as usize] |= passed;
        }
    }

    fn service(&self, span: SpanIx) -> u32 {
        self.derived.services.of_span(self.store, span)
    }

    /// The call that an entry span answers.
    fn entry(&mut self, span: SpanIx, parent: Option<SpanIx>) -> Found {
        let to = self.service(span);
        let is_message = self.store.kind(span) == Kind::Consumer;
        let sender = parent.filter(|&parent| is_calling(self.store, parent));
        let topic = match is_message && (parent.is_none() || sender.is_some()) {
            true => sender.and_then(|sender| self.topic(sender)).or_else(|| self.own_topic(span)),
            false => None,
        };
        let from = match (topic, parent) {
            (Some(topic), _) => topic,
            (None, Some(parent)) => self.service(parent),
            (None, None) if self.store.has(span, Mark::ORPHAN) => self.known.nodes.unknown(),
            (None, None) => self.known.nodes.user(),
        };
        let is_sent = parent.is_some_and(|parent| self.store.kind(parent) == Kind::Producer);
        let kind =
            if topic.is_some() || (is_message && is_sent) { EdgeKind::Messaging } else { EdgeKind::Call };
        let asynchronous = topic.is_some() || self.derived.is_asynchronous(span);
        let fails = |span| self.derived.is_error(span);
        Found {
            edge: self.known.nodes.edge(from, to, kind, false),
            span,
            waiting: sender.filter(|_| !asynchronous),
            // A message that was sent has failed only in the hands of its consumer.
            failed: fails(span) || (!asynchronous && sender.is_some_and(fails)),
            asynchronous,
        }
    }

    /// The call that goes to someone who does not record it, or to a topic. `above`: what the span is an entry span of.
    fn unanswered(&mut self, span: SpanIx, above: Option<SpanIx>, below: u8) -> Option<Found> {
        let store = self.store;
        let own = self.service(span);
        let is_answered = below & ENTRY_BELOW != 0;
        if below & CALLS_BELOW != 0 || (is_answered && !self.is_consumed(span)) {
            return None;
        }
        let to = if store.kind(span) == Kind::Producer || is_answered { self.topic(span) } else { None };
        let to = match to {
            Some(topic) => topic,
            None if is_answered => return None,
            None => {
                let said = self.known.facts.of(store, span);
                let naming = Naming::of(&said, store.kind(span));
                // A CLIENT in a service of its own stands for whoever was called, unless it says that it calls on.
                let stands_in = above.is_some_and(|above| self.service(above) != own);
                if stands_in && matches!(naming, Naming::Unnamed(_)) {
                    return None;
                }
                let to = self.known.nodes.named(&said, naming);
                if stands_in && to == own {
                    return None;
                }
                to
            }
        };
        let kind = match self.known.nodes.kind(to) {
            NodeKind::Topic | NodeKind::Broker => EdgeKind::Messaging,
            _ => EdgeKind::Call,
        };
        let no_server_half = self.known.nodes.kind(to) == NodeKind::Service;
        let asynchronous = store.kind(span) == Kind::Producer || self.derived.is_asynchronous(span);
        Some(Found {
            edge: self.known.nodes.edge(own, to, kind, no_server_half),
            span,
            waiting: Some(span).filter(|_| !asynchronous),
            failed: self.derived.is_error(span),
            asynchronous,
        })
    }

    /// Whether a CONSUMER takes what a span sends.
    fn is_consumed(&self, span: SpanIx) -> bool {
        self.consumer(span).is_some()
    }

    fn consumer(&self, span: SpanIx) -> Option<SpanIx> {
        self.store.children(span).find(|&child| {
            self.store.kind(child) == Kind::Consumer && peer::is_remote(self.store, span, child)
        })
    }

    /// The topic a span sends to, by its own words, else by those of the CONSUMER below it.
    fn topic(&mut self, sender: SpanIx) -> Option<u32> {
        let own = self.own_topic(sender);
        own.or_else(|| self.consumer(sender).and_then(|consumer| self.own_topic(consumer)))
    }

    fn own_topic(&mut self, span: SpanIx) -> Option<u32> {
        let said = self.known.facts.of(self.store, span);
        let naming = Naming::messaging(&said)?;
        Some(self.known.nodes.named(&said, naming))
            .filter(|&node| self.known.nodes.kind(node) != NodeKind::Service)
    }

    /// A link leads back to what came before.
    fn add_links(&mut self, span: SpanIx, calls: &mut Vec<Found>) {
        let store = self.store;
        for link in store.links(span) {
            let Some(trace) = link.trace.and_then(|key| store.trace_by_key(key)) else { continue };
            let spans = self.known.linked.entry(trace.0).or_insert_with(|| {
                // The first of several with one id counts, as everywhere.
                store.spans_of(trace).rev().map(|span| (store.span_id(span), span)).collect()
            });
            let Some(&linked) = spans.get(&link.span_id) else { continue };
            let (from, to) = (self.service(linked), self.service(span));
            calls.push(Found {
                edge: self.known.nodes.edge(from, to, EdgeKind::Link, false),
                span,
                waiting: None,
                failed: self.derived.is_error(span),
                asynchronous: true,
            });
        }
    }
}

fn is_calling(store: &Store, span: SpanIx) -> bool {
    matches!(store.kind(span), Kind::Client | Kind::Producer)
}
