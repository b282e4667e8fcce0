//! The calls among the children of each span, with their keys: what repetitions and runs are looked for in.

use super::{call::Call, facts::Facts, peer};
use crate::{
    base::hash,
    model::{
        ids::{SpanIx, TraceIx},
        store::Store,
    },
};
use hashbrown::HashTable;

/// A child that is a call or wraps exactly one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Member {
    /// The child.
    pub child: SpanIx,
    /// The call: the child itself, or the only one below it in its service.
    pub call: SpanIx,
    /// The call's place in `Siblings::calls`.
    pub key: u32,
    /// The child's place among all children of its parent, from 0.
    pub nth: u32,
}

/// The calls of one parent, in order.
#[derive(Clone, Debug)]
pub struct Family {
    /// The parent.
    pub parent: SpanIx,
    /// Its calls, two at least.
    pub members: Vec<Member>,
}

/// The families of a trace.
#[derive(Clone, Debug, Default)]
pub struct Siblings {
    /// The distinct calls.
    pub calls: Vec<Call>,
    /// The parents with two calls or more, in pre-order.
    pub families: Vec<Family>,
    by_hash: HashTable<u32>,
}

/// A call, of which is not known yet what it asks for.
#[derive(Clone, Copy)]
struct Found {
    child: SpanIx,
    call: SpanIx,
    nth: u32,
}

/// What an INTERNAL span has below it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wrapped {
    Nothing,
    One(SpanIx),
    Several,
}

impl Siblings {
    /// Finds the families of a trace.
    pub fn of_trace(store: &Store, facts: &Facts, trace: TraceIx) -> Self {
        Self::among(store, facts, trace, |_| ())
    }

    /// The same without calls that cannot be among `least` equal ones side by side: those are of one kind. What a call
    /// asks for is dear to find out, and in a large trace most stand alone.
    pub fn beside(store: &Store, facts: &Facts, trace: TraceIx, least: usize) -> Self {
        let mut kept = Vec::new();
        Self::among(store, facts, trace, |found| {
            let is_beside =
                |a: &Found, b: &Found| a.nth + 1 == b.nth && store.kind(a.call) == store.kind(b.call);
            kept.clear();
            let stretches = found.chunk_by(is_beside).filter(|stretch| stretch.len() >= least);
            kept.extend(stretches.flatten().copied());
            core::mem::swap(found, &mut kept);
        })
    }

    /// The families that are left when `thin` has taken out calls of each.
    fn among(store: &Store, facts: &Facts, trace: TraceIx, mut thin: impl FnMut(&mut Vec<Found>)) -> Self {
        let wrapped = wrapped(store, trace);
        let first = store.trace(trace).first;
        let call_of = |child: SpanIx| match wrapped[(child.0 - first) as usize] {
            _ if peer::is_call(store, child) => Some(child),
            Wrapped::One(call) => Some(call),
            Wrapped::Nothing | Wrapped::Several => None,
        };
        let mut siblings = Self::default();
        let mut found = Vec::new();
        for parent in store.spans_of(trace) {
            found.clear();
            let children = store.children(parent).zip(0..);
            found.extend(
                children.filter_map(|(child, nth)| Some(Found { child, call: call_of(child)?, nth })),
            );
            thin(&mut found);
            if found.len() < 2 {
                continue;
            }
            let member = |&Found { child, call, nth }: &Found| {
                let key = siblings.key(Call::of_span(store, facts, call));
                Member { child, call, key, nth }
            };
            let members = found.iter().map(member).collect();
            siblings.families.push(Family { parent, members });
        }
        siblings
    }

    fn key(&mut self, call: Call) -> u32 {
        let hash = hash::of(&call);
        if let Some(&known) = self.by_hash.find(hash, |&key| self.calls[key as usize] == call) {
            return known;
        }
        let key = self.calls.len() as u32;
        self.calls.push(call);
        let calls = &self.calls;
        self.by_hash.insert_unique(hash, key, |&key| hash::of(&calls[key as usize]));
        key
    }
}

/// For each row of a trace the calls below it that nothing but INTERNAL spans stands before.
fn wrapped(store: &Store, trace: TraceIx) -> Vec<Wrapped> {
    let first = store.trace(trace).first;
    let mut wrapped = vec![Wrapped::Nothing; store.spans_of(trace).len()];
    for span in store.spans_of(trace).rev() {
        let Some(parent) = store.parent(span) else { continue };
        let below = match wrapped[(span.0 - first) as usize] {
            _ if peer::is_call(store, span) => Wrapped::One(span),
            below => below,
        };
        let all = &mut wrapped[(parent.0 - first) as usize];
        *all = match (*all, below) {
            (Wrapped::Nothing, other) | (other, Wrapped::Nothing) => other,
            _ => Wrapped::Several,
        };
    }
    wrapped
}
