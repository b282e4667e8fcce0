//! Matching spans: the answer to `spans`.

use super::Engine;
use crate::{
    analysis::services,
    model::span::Mark,
    protocol::{
        answers::{SpanRow, SpansAnswer},
        request::Failure,
    },
};

impl Engine {
    pub(super) fn spans(&mut self, q: &str, limit: usize) -> Result<SpansAnswer, Failure> {
        let found = self.search(q, None)?;
        let store = &self.store;
        let mut rows = Vec::new();
        for trace in store.traces() {
            if rows.len() >= limit {
                break;
            }
            let bounds = store.trace(trace);
            if found.count_in(bounds.first as usize, bounds.end as usize) == 0 {
                continue;
            }
            let trace_id = store.trace_id_text(bounds.key);
            let mut depths: Vec<u32> = Vec::with_capacity((bounds.end - bounds.first) as usize);
            for span in store.spans_of(trace) {
                let depth =
                    store.parent(span).map_or(0, |parent| depths[(parent.0 - bounds.first) as usize] + 1);
                depths.push(depth);
                if !found.get(span.0 as usize) || rows.len() >= limit {
                    continue;
                }
                rows.push(SpanRow {
                    trace_id: trace_id.clone(),
                    span_id: store.span_id_text(store.span_id(span)),
                    parent_span_id: store.span_id_text(store.parent_id(span)),
                    service: services::name(store, store.service(span)).to_owned(),
                    name: store.text(store.name(span)).to_owned(),
                    kind: store.kind(span).word().to_owned(),
                    start_ns: store.start_ns(span),
                    duration_ns: store.duration_ns(span),
                    self_ns: self.derived.self_ns.get(span.0 as usize),
                    critical_ns: self.derived.critical_ns.get(span.0 as usize),
                    depth,
                    status: store.status(span).word().to_owned(),
                    orphan: store.has(span, Mark::ORPHAN),
                });
            }
        }
        Ok(SpansAnswer { total: found.count(), rows })
    }
}
