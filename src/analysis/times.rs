//! When spans ran: as they were recorded, or with the clocks set right.

use crate::{
    base::column::Column,
    model::{ids::SpanIx, store::Store},
};

/// The starts and ends of a store's spans. A store by itself stands for them as recorded.
#[derive(Clone, Copy, Debug)]
pub struct Times<'a> {
    store: &'a Store,
    /// The starts when they are not those of the store; durations always are.
    adjusted_ns: Option<&'a Column<i64>>,
}

impl<'a> From<&'a Store> for Times<'a> {
    fn from(store: &'a Store) -> Self {
        Self { store, adjusted_ns: None }
    }
}

impl<'a> Times<'a> {
    /// The times with other starts, one for every span.
    pub const fn adjusted(store: &'a Store, starts_ns: &'a Column<i64>) -> Self {
        Self { store, adjusted_ns: Some(starts_ns) }
    }

    /// Whose times they are.
    pub const fn store(self) -> &'a Store {
        self.store
    }

    /// Whether they may differ from those that were recorded; siblings may then stand in another order than by start.
    pub const fn are_adjusted(self) -> bool {
        self.adjusted_ns.is_some()
    }

    /// Start, nanoseconds since 1970.
    #[inline]
    pub fn start_ns(self, span: SpanIx) -> i64 {
        self.adjusted_ns.map_or_else(|| self.store.start_ns(span), |starts| starts.get(span.0 as usize))
    }

    /// End, nanoseconds since 1970.
    #[inline]
    pub fn end_ns(self, span: SpanIx) -> i64 {
        self.start_ns(span).saturating_add(self.store.duration_ns(span))
    }

    /// How much later a span starts than was recorded; negative when earlier.
    pub fn shift_ns(self, span: SpanIx) -> i64 {
        self.start_ns(span) - self.store.start_ns(span)
    }
}
