//! Where spans wait in order of arrival: the columns, and what only few spans have.

use super::{
    few::Few,
    ids::{SpanId, TraceKey},
    span::{Dropped, SpanBits},
};
use crate::base::{column::Column, intern::Symbol};

/// The columns of spans in order of arrival.
#[derive(Clone, Debug, Default)]
pub(super) struct Staged {
    pub trace: Column<u32>,
    pub span_id: Column<u64>,
    pub parent_id: Column<u64>,
    pub start_ns: Column<i64>,
    pub duration_ns: Column<i64>,
    pub name: Column<u32>,
    pub bits: Column<SpanBits>,
    pub resource: Column<u32>,
    pub scope: Column<u32>,
    /// Where the span's attributes, events and links stand: its number in order of arrival.
    pub arrival: Column<u32>,
}

impl Staged {
    pub fn truncate(&mut self, spans: usize) {
        self.trace.truncate(spans);
        self.span_id.truncate(spans);
        self.parent_id.truncate(spans);
        self.start_ns.truncate(spans);
        self.duration_ns.truncate(spans);
        self.name.truncate(spans);
        self.bits.truncate(spans);
        self.resource.truncate(spans);
        self.scope.truncate(spans);
        self.arrival.truncate(spans);
    }

    /// Bytes held.
    pub fn bytes(&self) -> usize {
        self.trace.bytes()
            + self.span_id.bytes()
            + self.parent_id.bytes()
            + self.start_ns.bytes()
            + self.duration_ns.bytes()
            + self.name.bytes()
            + self.bits.bytes()
            + self.resource.bytes()
            + self.scope.bytes()
            + self.arrival.bytes()
    }
}

/// What only few spans have.
#[derive(Clone, Debug, Default)]
pub(super) struct Sparse {
    pub status_message: Few<Symbol>,
    pub trace_state: Few<Symbol>,
    pub dropped: Few<Dropped>,
    /// Start and end as the file gave them, where they were mended.
    pub raw_times: Few<(u64, u64)>,
    /// The trace id of a span that stands as a trace of its own, where the file gave one.
    pub raw_trace: Few<TraceKey>,
    /// Warnings the producer wrote; a span may have several.
    pub warnings: Few<Symbol>,
    /// The parent's id as the file gave it, where it is not the id of the parent in the tree.
    pub raw_parent: Few<SpanId>,
}

impl Sparse {
    pub fn truncate(&mut self, arrivals: u32) {
        self.status_message.truncate(arrivals);
        self.trace_state.truncate(arrivals);
        self.dropped.truncate(arrivals);
        self.raw_times.truncate(arrivals);
        self.raw_trace.truncate(arrivals);
        self.warnings.truncate(arrivals);
    }

    /// Bytes held.
    pub fn bytes(&self) -> usize {
        self.status_message.bytes()
            + self.trace_state.bytes()
            + self.dropped.bytes()
            + self.raw_times.bytes()
            + self.raw_trace.bytes()
            + self.warnings.bytes()
            + self.raw_parent.bytes()
    }
}
