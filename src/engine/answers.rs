//! How much matches a search, and which traces: the answers to `query` and `traces`.

use super::Engine;
use crate::{
    analysis::services,
    model::ids::TraceIx,
    protocol::{
        answers::{Matched, TraceAnswerRow, TracesAnswer},
        request::Failure,
    },
    search::traces,
};

impl Engine {
    pub(super) fn matched(&mut self, q: &str) -> Result<Matched, Failure> {
        let spans = self.search(q, None)?;
        let matched_traces = traces::matching(&self.store, &spans).len();
        Ok(Matched { matched_spans: spans.count(), matched_traces })
    }

    pub(super) fn trace_rows(&mut self, q: &str, limit: usize) -> Result<TracesAnswer, Failure> {
        let spans = self.search(q, None)?;
        let matches = traces::matching(&self.store, &spans);
        let rows = matches.iter().take(limit).map(|found| self.trace_row(found.trace));
        Ok(TracesAnswer { rows: rows.collect(), total: matches.len() })
    }

    fn trace_row(&mut self, index: TraceIx) -> TraceAnswerRow {
        let answer = self.trace_answer(index);
        let store = &self.store;
        let trace = store.trace(index);
        let of_trace = |numbers: &[u32]| numbers[index.0 as usize] as usize;
        TraceAnswerRow {
            trace_id: store.trace_id_text(trace.key),
            root: store.text(store.name(trace.root)).to_owned(),
            service: services::name(store, store.service(trace.root)).to_owned(),
            start_ns: store.start_ns(trace.root),
            latency_ns: store.latency_ns(index),
            extent_ns: trace.extent_ns,
            partial: trace.partial,
            spans: store.spans_of(index).len(),
            services: of_trace(&self.derived.services_of_trace),
            errors: of_trace(&self.derived.errors_of_trace),
            answer,
        }
    }
}
