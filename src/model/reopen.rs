//! From a `Store` back to a `Builder`, so that more files can be added.

use super::{builder::Builder, ids::SpanIx, staged::Staged, store::Store, tables::Slots};

impl From<Store> for Builder {
    /// The store's spans, staged again; nothing is lost but the trees, which `finish` builds anew.
    fn from(mut store: Store) -> Self {
        let mut trace = crate::base::column::Column::new();
        for row in &store.traces {
            for _ in row.first..row.end {
                trace.push(row.key.0);
            }
        }
        let parent_id = store.spans().map(|span: SpanIx| store.parent_id(span).0).collect();
        store.strings.unseal();
        let mut builder = Self::new();
        builder.staged = Staged {
            trace,
            span_id: store.span_id,
            parent_id,
            start_ns: store.start_ns,
            duration_ns: store.duration_ns,
            name: store.name,
            bits: store.bits,
            resource: store.resource,
            scope: store.scope,
            arrival: store.arrival,
        };
        builder.strings = store.strings;
        builder.keys = store.keys;
        builder.numbers = store.numbers;
        builder.files = store.files;
        builder.trace_ids = store.trace_ids;
        builder.own_ids = store.own_ids;
        builder.has_opaque_span_ids = store.has_opaque_span_ids;
        builder.resources = Slots::reopen(store.resources);
        builder.scopes = Slots::reopen(store.scopes);
        builder.sparse = store.sparse;
        builder.attributes = store.attributes;
        builder.events = store.events;
        builder.links = store.links;
        builder
    }
}
