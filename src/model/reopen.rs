//! From a `Store` back to a `Builder`, so that more files can be added.

use super::{builder::Builder, staged::Staged, store::Store, tables::Slots};
use crate::base::column::Column;

impl From<Store> for Builder {
    /// The store's spans, staged again in the order they came, so that the trees become what they would have become
    /// with all files at once.
    fn from(mut store: Store) -> Self {
        let mut order: Vec<u32> = (0..store.span_count() as u32).collect();
        order.sort_unstable_by_key(|&row| store.arrival.get(row as usize));
        let trace_of_rows = store.traces.iter().flat_map(|row| (row.first..row.end).map(|_| row.key.0));
        let parent_of_rows = store.spans().map(|span| store.parent_id(span).0);
        let staged = Staged {
            trace: trace_of_rows.collect::<Column<u32>>().permuted(&order),
            parent_id: parent_of_rows.collect::<Column<u64>>().permuted(&order),
            span_id: store.span_id.permuted(&order),
            start_ns: store.start_ns.permuted(&order),
            duration_ns: store.duration_ns.permuted(&order),
            name: store.name.permuted(&order),
            bits: store.bits.permuted(&order),
            resource: store.resource.permuted(&order),
            scope: store.scope.permuted(&order),
            arrival: store.arrival.permuted(&order),
        };
        store.strings.unseal();
        let mut builder = Self::new();
        builder.staged = staged;
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
        builder.logs = store.logs;
        builder.part_logs();
        builder
    }
}
