//! The edge rule: whose time each stretch of the critical path is (analysis.md, "Slow against fast (a)").
//!
//! Own time of a call is time between two services, or of whoever is called and records no spans; all other time is a
//! service's own. The groups of a flow add up to its critical time exactly.

use super::{critical_path::Segment, facts::Facts, flow::Flows, peer, services, times::Times};
use crate::{
    base::intern::Symbol,
    model::{
        ids::{SpanIx, TraceIx},
        span::Kind,
        store::Store,
    },
};
use std::collections::BTreeMap;

/// Whose time it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// A service's own time in spans of this name.
    Own {
        /// The service.
        service: Symbol,
        /// The span's name.
        name: Symbol,
    },
    /// Time between a service and one it calls.
    Between {
        /// The caller.
        from: Symbol,
        /// The callee.
        to: Symbol,
        /// The name of the callee's entry span.
        operation: Symbol,
    },
    /// Time that a service waited for another one whose own spans do not show it.
    Service {
        /// The caller.
        from: Symbol,
        /// The callee.
        to: Symbol,
    },
    /// Time that a service waited for a database, a broker or another one without spans.
    Peer {
        /// The caller.
        from: Symbol,
        /// The callee: see `Edges::peer_name`.
        peer: u32,
    },
}

/// The critical time of one group in a flow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share {
    /// Whose time.
    pub group: Group,
    /// How much.
    pub ns: i64,
    /// The spans whose time it is with their parts of it, in pre-order.
    pub spans: Vec<(SpanIx, i64)>,
}

/// Finds groups; the peers it has named keep their numbers from trace to trace.
#[derive(Clone, Debug)]
pub struct Edges {
    facts: Facts,
    peers: Vec<String>,
    peer_by_name: BTreeMap<String, u32>,
    /// The services there are, by name.
    services: BTreeMap<String, Symbol>,
}

impl Edges {
    /// For the traces of a store.
    pub fn of_store(store: &Store) -> Self {
        let named = |resource: &crate::model::origin::Resource| {
            (store.text(resource.service).to_owned(), resource.service)
        };
        Self {
            facts: Facts::find(store),
            peers: Vec::new(),
            peer_by_name: BTreeMap::new(),
            services: store.resources().iter().map(named).filter(|(name, _)| !name.is_empty()).collect(),
        }
    }

    /// The name of a peer.
    pub fn peer_name(&self, peer: u32) -> &str {
        &self.peers[peer as usize]
    }

    /// The two ends of a group that is between two.
    pub fn ends<'a>(&'a self, store: &'a Store, group: Group) -> Option<(&'a str, &'a str)> {
        let name = |service| services::name(store, service);
        match group {
            Group::Own { .. } => None,
            Group::Between { from, to, .. } | Group::Service { from, to } => Some((name(from), name(to))),
            Group::Peer { from, peer } => Some((name(from), self.peer_name(peer))),
        }
    }

    /// The groups of the flow that `top` is the top of, the largest first. `segments` are those of the whole trace,
    /// by span and time, as `critical_path::of_trace` gives them for the same times.
    pub fn of_flow<'a>(
        &mut self,
        times: impl Into<Times<'a>>,
        flows: &Flows,
        segments: &[Segment],
        trace: TraceIx,
        top: SpanIx,
    ) -> Vec<Share> {
        let times = times.into();
        let store = times.store();
        let first = store.trace(trace).first;
        let calls_below = calls_below(store, trace);
        let mut groups: BTreeMap<Group, Vec<(SpanIx, i64)>> = BTreeMap::new();
        for segments in segments.chunk_by(|a, b| a.span == b.span) {
            let span = segments[0].span;
            if flows.top(span) != top {
                continue;
            }
            let mut remote: Vec<SpanIx> = match is_calling(store, span) {
                true => store.children(span).filter(|&child| peer::is_remote(store, span, child)).collect(),
                false => Vec::new(),
            };
            if times.are_adjusted() {
                remote.sort_by_key(|&child| times.start_ns(child));
            }
            let alone =
                remote.is_empty().then(|| self.alone(store, span, calls_below[(span.0 - first) as usize]));
            for segment in segments {
                let group = alone.unwrap_or_else(|| between(times, span, &remote, segment.end_ns));
                let spans = groups.entry(group).or_default();
                let ns = segment.end_ns - segment.start_ns;
                match spans.last_mut() {
                    Some((last, sum_ns)) if *last == span => *sum_ns += ns,
                    _ => spans.push((span, ns)),
                }
            }
        }
        let share = |(group, spans): (Group, Vec<(SpanIx, i64)>)| Share {
            group,
            ns: spans.iter().map(|(_, ns)| ns).sum(),
            spans,
        };
        let mut shares: Vec<Share> = groups.into_iter().map(share).collect();
        shares
            .sort_by_key(|share| (core::cmp::Reverse(share.ns), share.spans.first().map(|(span, _)| *span)));
        shares
    }

    /// The group of a span that has no remote child.
    fn alone(&mut self, store: &Store, span: SpanIx, has_call_below: bool) -> Group {
        let service = store.service(span);
        let own = Group::Own { service, name: store.name(span) };
        if !is_calling(store, span) {
            return own;
        }
        let above = store.parent(span).map(|parent| store.service(parent)).filter(|&above| above != service);
        if let (Some(from), Kind::Client) = (above, store.kind(span)) {
            return Group::Service { from, to: service };
        }
        if has_call_below {
            return own;
        }
        let name = peer::virtual_name(&self.facts.of(store, span), store.kind(span));
        if let Some(&to) = self.services.get(&name) {
            return Group::Service { from: service, to };
        }
        let peer = match self.peer_by_name.get(&name) {
            Some(&known) => known,
            None => {
                let new = self.peers.len() as u32;
                self.peers.push(name.clone());
                self.peer_by_name.insert(name, new);
                new
            }
        };
        Group::Peer { from: service, peer }
    }
}

/// The edge to the remote child that starts next after `end_ns`, else to the last; they stand by their start.
fn between(times: Times<'_>, span: SpanIx, remote: &[SpanIx], end_ns: i64) -> Group {
    let store = times.store();
    let next = remote.partition_point(|&child| times.start_ns(child) < end_ns).min(remote.len() - 1);
    let callee = remote[next];
    Group::Between { from: store.service(span), to: store.service(callee), operation: store.name(callee) }
}

fn is_calling(store: &Store, span: SpanIx) -> bool {
    matches!(store.kind(span), Kind::Client | Kind::Producer)
}

/// For each row of a trace whether a CLIENT lies below it in its own service.
fn calls_below(store: &Store, trace: TraceIx) -> Vec<bool> {
    let first = store.trace(trace).first;
    let mut below = vec![false; store.spans_of(trace).len()];
    for span in store.spans_of(trace).rev() {
        if (below[(span.0 - first) as usize] || store.kind(span) == Kind::Client)
            && let Some(parent) =
                store.parent(span).filter(|&parent| store.service(parent) == store.service(span))
        {
            below[(parent.0 - first) as usize] = true;
        }
    }
    below
}
