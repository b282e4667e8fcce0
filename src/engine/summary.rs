//! What is open: the answer to `summary`.

use super::Engine;
use crate::{
    model::{origin::FileInfo, store::Trace},
    protocol::answers::{FileSummary, NoteSummary, Summary},
};

impl Engine {
    pub(super) fn summary(&self) -> Summary {
        let store = &self.store;
        let mut operations: Vec<(u32, u32)> = store
            .spans()
            .map(|span| (self.derived.services.of_span(store, span), store.name(span).0))
            .collect();
        operations.sort_unstable();
        operations.dedup();
        // A trace without any time says nothing of when.
        let is_timed = |trace: &Trace| trace.start_ns > 0 || trace.extent_ns > 0;
        let timed = || store.traces().map(|trace| store.trace(trace)).filter(is_timed);
        Summary {
            store_bytes: store.bytes(),
            string_bytes: store.string_bytes(),
            strings: store.strings().len(),
            traces: store.trace_count(),
            spans: store.span_count(),
            services: self.derived.services.len(),
            operations: operations.len(),
            errors: self.derived.errors.count(),
            start_ns: timed().map(|trace| trace.start_ns).min().unwrap_or(0),
            end_ns: timed().map(|trace| trace.start_ns.saturating_add(trace.extent_ns)).max().unwrap_or(0),
            last_start_ns: timed().map(|trace| store.start_ns(trace.root)).max().unwrap_or(0),
            files: store.files().iter().map(file).collect(),
            service_names: self.derived.services.names(store),
        }
    }
}

fn file(file: &FileInfo) -> FileSummary {
    let notes = file.notes.iter().map(|(kind, note)| NoteSummary {
        kind: kind.code().to_owned(),
        count: note.count,
        first: note.first.clone(),
        sentence: kind.sentence().to_owned(),
    });
    FileSummary {
        name: file.name.clone(),
        format: file.format.clone(),
        bytes: file.bytes,
        traces: file.traces,
        spans: file.spans,
        notes: notes.collect(),
        error: file.error.clone(),
    }
}
