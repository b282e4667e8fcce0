//! Repeated calls of all traces, for `findings`.

use super::Engine;
use crate::{
    analysis::{
        flow::Flows,
        people::People,
        repeat_patterns::{self, RepeatPattern},
        repeats::{self, Reading, Repeat},
        services,
        siblings::Siblings,
        varying::Varying,
    },
    base::words,
    model::ids::TraceIx,
    protocol::findings::{RepeatFinding, RepeatPatternFinding},
};
use core::cmp::Reverse;

/// Characters of a statement in an answer.
const TEMPLATE_LIMIT: usize = 500;
/// Exemplars of a pattern.
const EXEMPLARS: usize = 5;

/// The repetitions of all traces, kept once they are asked for.
#[derive(Debug)]
pub(super) struct Repetitions {
    /// In order of the traces.
    repeats: Vec<(TraceIx, Repeat)>,
    patterns: Vec<RepeatPattern>,
    people: People,
}

impl Repetitions {
    /// How many there are.
    pub(super) const fn len(&self) -> usize {
        self.repeats.len()
    }
}

impl Engine {
    /// Looks for the repetitions of all traces unless that was done.
    pub(super) fn find_repetitions(&mut self) {
        if self.repetitions.is_some() {
            return;
        }
        let (store, derived) = (&self.store, &self.derived);
        let reading = Reading::find(store);
        let mut found = Vec::new();
        for trace in store.traces() {
            let siblings = Siblings::of_trace(store, &reading.facts, trace);
            let flows = Flows::of_trace(store, derived, trace);
            let repeats = repeats::of_trace(store, derived, &reading, &flows, &siblings);
            found.extend(repeats.into_iter().map(|repeat| (trace, repeat)));
        }
        let patterns = repeat_patterns::of_repeats(store, &found);
        let people = People::of_store(store);
        self.repetitions = Some(Repetitions { repeats: found, patterns, people });
    }

    /// The dearest of them.
    pub(super) fn repeat_findings(&self, repetitions: &Repetitions, limit: usize) -> Vec<RepeatFinding> {
        let mut by_cost: Vec<&(TraceIx, Repeat)> = repetitions.repeats.iter().collect();
        by_cost.sort_by_key(|(_, repeat)| Reverse(repeat.cost_ns));
        let finding = |(_, repeat): &(TraceIx, Repeat)| {
            let place = self.place(repeat.parent);
            RepeatFinding {
                parent_span_id: place.span_id,
                trace_id: place.trace_id,
                kind: repeat.kind.word().to_owned(),
                n: repeat.n,
                total_ns: repeat.total_ns,
                cost_ns: repeat.cost_ns,
                template: words::shortened(&repeat.template(), TEMPLATE_LIMIT),
                varies: repeat.varies.as_ref().map(Varying::sentence).unwrap_or_default(),
            }
        };
        by_cost.into_iter().take(limit).map(finding).collect()
    }

    /// The same by what they are.
    pub(super) fn repeat_patterns(
        &self,
        repetitions: &Repetitions,
        limit: usize,
    ) -> Vec<RepeatPatternFinding> {
        let store = &self.store;
        let finding = |pattern: &RepeatPattern| {
            let all = || pattern.places.iter().map(|&place| &repetitions.repeats[place]);
            let traces = || all().map(|&(trace, _)| trace);
            let dearest = all().next().map(|(_, repeat)| repeat);
            RepeatPatternFinding {
                kind: pattern.kind.word().to_owned(),
                service: services::name(store, pattern.service).to_owned(),
                name: store.text(pattern.name).to_owned(),
                peer: pattern.pattern.first().map(|call| call.peer.clone()).unwrap_or_default(),
                template: dearest
                    .map(|repeat| words::shortened(&repeat.template(), TEMPLATE_LIMIT))
                    .unwrap_or_default(),
                varies: dearest
                    .and_then(|repeat| repeat.varies.as_ref())
                    .map(Varying::sentence)
                    .unwrap_or_default(),
                traces: pattern.traces,
                traces_of_operation: pattern.traces_of_operation,
                median_n: pattern.median_n,
                largest_n: pattern.largest_n,
                median_cost_ns: pattern.median_cost_ns,
                cost_ns: pattern.cost_ns,
                users: repetitions.people.users(traces()),
                sessions: repetitions.people.sessions(traces()),
                exemplars: all().take(EXEMPLARS).map(|(_, repeat)| self.place(repeat.parent)).collect(),
            }
        };
        repetitions.patterns.iter().take(limit).map(finding).collect()
    }
}
