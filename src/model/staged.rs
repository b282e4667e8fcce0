//! Where spans wait in order of arrival: the columns, and what only few spans have.

use super::{
    ids::SpanId,
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
}

/// What only few spans have, by order of arrival.
#[derive(Clone, Debug, Default)]
pub(super) struct Sparse {
    pub status_message: Vec<(u32, Symbol)>,
    pub trace_state: Vec<(u32, Symbol)>,
    pub dropped: Vec<(u32, Dropped)>,
    /// Start and end as the file gave them, where they were mended.
    pub raw_times: Vec<(u32, (u64, u64))>,
    /// Warnings the producer wrote; a span may have several.
    pub warnings: Vec<(u32, Symbol)>,
    /// The parent's id as the file gave it, where it is not the id of the parent in the tree.
    pub raw_parent: Vec<(u32, SpanId)>,
}

impl Sparse {
    pub fn truncate(&mut self, arrivals: u32) {
        self.status_message.retain(|&(arrival, _)| arrival < arrivals);
        self.trace_state.retain(|&(arrival, _)| arrival < arrivals);
        self.dropped.retain(|&(arrival, _)| arrival < arrivals);
        self.raw_times.retain(|&(arrival, _)| arrival < arrivals);
        self.warnings.retain(|&(arrival, _)| arrival < arrivals);
    }

    /// Bytes held.
    pub fn bytes(&self) -> usize {
        held(&self.status_message)
            + held(&self.trace_state)
            + held(&self.dropped)
            + held(&self.raw_times)
            + held(&self.warnings)
            + held(&self.raw_parent)
    }
}

fn held<T>(items: &Vec<T>) -> usize {
    items.capacity() * size_of::<T>()
}

/// What one of the `Sparse` lists says of a span.
pub(super) fn sparse_get<T: Copy>(list: &[(u32, T)], arrival: u32) -> Option<T> {
    list.binary_search_by_key(&arrival, |entry| entry.0).ok().map(|at| list[at].1)
}
