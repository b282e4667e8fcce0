//! The one-line answer: where a flow's time went, what failed, what repeats. Made by rules, so that the page can
//! always say why:
//!
//! 1. The origin of the failure, when an error reached the top of the flow. Of errors that were handled nothing is
//!    said.
//! 2. Time: the largest group of critical time by the edge rule. A second one is told when it has a third of the flow,
//!    or a fifth where the first has less than half. No cause is named when the first has less than a third and both
//!    together less than half: the time is spread.
//! 3. The dearest repetition (N+1, loop or redundant, never a burst), when one call for all would save a tenth of the
//!    flow. It is told with the group that it makes at least half of, else for itself.
//! 4. The longest wait in a queue, when it is 100 ms and a tenth of the flow at least. It is no part of the flow's time.
//! 5. Behind a root the last failure in the background.
//!
//! Parts are joined by semicolons; a repetition follows its group after a comma.

mod failure;
mod queue;
mod repetition;
mod time;

use super::{
    critical_path::{self, Segment},
    derived::Derived,
    edge::{Edges, Share},
    error_words::Reader,
    flow::Flows,
    repeats::{self, Reading, Repeat},
    root_cause,
    siblings::Siblings,
    times::Times,
};
use crate::{
    base::words,
    model::{
        ids::{SpanIx, TraceIx},
        store::Store,
    },
};
use failure::Words;

/// Spans that a part leads to: its dearest.
const SPANS_OF_PART: usize = 100;
/// Characters of an operation or a statement in a sentence.
const NAME_LIMIT: usize = 60;

/// What a part of an answer tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PartKind {
    /// Where the failure began.
    Error,
    /// Who had the time.
    Time,
    /// That nobody had most of it.
    Spread,
    /// What was called again and again.
    Repeat,
    /// How long a message waited.
    Queue,
}

/// A part of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// What it tells.
    pub kind: PartKind,
    /// In words.
    pub text: String,
    /// The time it is about, in nanoseconds.
    pub ns: i64,
    /// The spans it is about, the dearest first.
    pub spans: Vec<SpanIx>,
    /// It goes on with the part before it.
    pub goes_on: bool,
}

/// The answer of a flow.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// All parts in one sentence.
    pub sentence: String,
    /// The parts in order.
    pub parts: Vec<Part>,
}

impl Answer {
    fn of_parts(parts: Vec<Part>) -> Self {
        let mut sentence = String::new();
        for part in &parts {
            if !sentence.is_empty() {
                sentence.push_str(if part.goes_on { ", " } else { "; " });
            }
            sentence.push_str(&part.text);
        }
        if sentence.is_empty() {
            sentence.push_str("took no time");
        }
        Self { sentence: words::capitalised(&sentence), parts }
    }
}

/// What answers need of a store, kept from trace to trace.
#[derive(Clone, Debug)]
pub struct Answerer {
    reading: Reading,
    edges: Edges,
    errors: Reader,
}

/// A flow and what is known of it.
struct Flow<'a> {
    store: &'a Store,
    times: Times<'a>,
    reading: &'a Reading,
    trace: TraceIx,
    top: SpanIx,
    flows: &'a Flows,
    shares: Vec<Share>,
    repeats: Vec<Repeat>,
}

impl Answerer {
    /// For the traces of a store.
    pub fn of_store(store: &Store) -> Self {
        Self { reading: Reading::find(store), edges: Edges::of_store(store), errors: Reader::of_store(store) }
    }

    /// What repetitions are looked for with.
    pub const fn reading(&self) -> &Reading {
        &self.reading
    }

    /// The answer of a trace: that of its root's flow, at the times that `derived` is of.
    pub fn of_trace(&mut self, store: &Store, derived: &Derived, trace: TraceIx) -> Answer {
        self.of_flow(store, derived, trace, store.trace(trace).root)
    }

    /// The answer of the flow that `top` is the top of.
    pub fn of_flow(&mut self, store: &Store, derived: &Derived, trace: TraceIx, top: SpanIx) -> Answer {
        let flows = Flows::of_trace(store, derived, trace);
        let times = derived.times(store);
        let segments: Vec<Segment> = critical_path::of_trace(times, &derived.asynchronous, trace);
        let shares = self.edges.of_flow(times, &flows, &segments, trace, top);
        let siblings = Siblings::of_trace(store, &self.reading.facts, trace);
        let mut repeats = repeats::of_trace(store, derived, &self.reading, &flows, &siblings);
        repeats.retain(|repeat| flows.top(repeat.parent) == top);
        let reading = &self.reading;
        let flow = Flow { store, times, reading, trace, top, flows: &flows, shares, repeats };
        let origins = root_cause::of_trace(store, derived, trace);
        let words = Words { derived, reader: &self.errors };
        let mut parts: Vec<Part> = failure::cause(&flow, &origins, &words).into_iter().collect();
        let dearest = repetition::dearest(&flow);
        let groups = time::groups(&flow);
        let mut is_told = false;
        for share in groups {
            let repeated = dearest.filter(|repeat| !is_told && repetition::makes_up(&flow, repeat, share));
            is_told |= repeated.is_some();
            parts.push(time::part(&flow, &self.edges, share, repeated.is_none()));
            parts.extend(repeated.map(|repeat| repetition::part(&flow, repeat, true)));
        }
        if groups.is_empty() {
            parts.extend(time::spread(&flow));
        }
        if !is_told {
            parts.extend(dearest.map(|repeat| repetition::part(&flow, repeat, false)));
        }
        parts.extend(queue::part(&flow));
        parts.extend(failure::background(&flow, &origins, &words));
        Answer::of_parts(parts)
    }
}

impl Flow<'_> {
    fn ns(&self) -> i64 {
        self.store.duration_ns(self.top)
    }

    /// Whether a time is at least so much of the flow, in percent.
    fn is_share(&self, ns: i64, percent: i64) -> bool {
        i128::from(ns) * 100 >= i128::from(self.ns()) * i128::from(percent)
    }
}
