//! The one-line answers of traces, made when they are first asked for.

use super::Engine;
use crate::{
    analysis::{
        answer::{Answer, Answerer, PartKind},
        repeats::Reading,
    },
    model::{ids::TraceIx, store::Store},
    protocol::{
        answers::{AnswerKind, AnswerPart, TraceAnswer},
        traces::HeadPart,
    },
};
use std::collections::BTreeMap;

/// What was answered, and what further answers need.
#[derive(Debug, Default)]
pub(super) struct Answers {
    answerer: Option<Answerer>,
    /// As recorded, and with the clocks set right.
    of_trace: BTreeMap<(TraceIx, bool), Answer>,
}

impl Answers {
    /// What repetitions are looked for with.
    pub(super) fn reading(&mut self, store: &Store) -> &Reading {
        self.answerer.get_or_insert_with(|| Answerer::of_store(store)).reading()
    }
}

impl Engine {
    /// The answer of a trace, as recorded or with the clocks set right.
    pub(super) fn answer_of(&mut self, trace: TraceIx, skew: bool) -> &Answer {
        self.set_clocks(skew);
        let (store, answers) = (&self.store, &mut self.answers);
        let derived = self.adjusted.as_ref().filter(|_| skew).unwrap_or(&self.derived);
        answers.of_trace.entry((trace, skew)).or_insert_with(|| {
            let answerer = answers.answerer.get_or_insert_with(|| Answerer::of_store(store));
            answerer.of_trace(store, derived, trace)
        })
    }

    /// Its parts, as the head of the trace shows them.
    pub(super) fn head_parts(&mut self, trace: TraceIx, skew: bool) -> Vec<HeadPart> {
        let first = self.store.trace(trace).first;
        let parts = self.answer_of(trace, skew).parts.iter();
        parts
            .map(|part| HeadPart {
                kind: kind(part.kind),
                text: part.text.clone(),
                ns: part.ns,
                rows: part.spans.iter().map(|span| span.0 - first).collect(),
                goes_on: part.goes_on,
            })
            .collect()
    }

    /// The answer as messages and `inspect` give it.
    pub(super) fn trace_answer(&mut self, index: TraceIx) -> TraceAnswer {
        let Answer { sentence, parts } = self.answer_of(index, false).clone();
        let store = &self.store;
        let trace = store.trace(index);
        let parts = parts.into_iter().map(|part| AnswerPart {
            kind: kind(part.kind),
            text: part.text,
            ns: part.ns,
            spans: part.spans.iter().map(|&span| store.span_id_text(store.span_id(span))).collect(),
        });
        TraceAnswer {
            trace_id: store.trace_id_text(trace.key),
            latency_ns: store.latency_ns(index),
            extent_ns: trace.extent_ns,
            partial: trace.partial,
            sentence,
            parts: parts.collect(),
        }
    }
}

const fn kind(kind: PartKind) -> AnswerKind {
    match kind {
        PartKind::Error => AnswerKind::Error,
        PartKind::Time => AnswerKind::Time,
        PartKind::Repeat => AnswerKind::Repeat,
        PartKind::Queue => AnswerKind::Queue,
        PartKind::Spread => AnswerKind::Spread,
    }
}
