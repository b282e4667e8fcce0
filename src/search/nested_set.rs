//! Nested-set numbers as Tempo counts them: each span takes a number on the way down and one on the way up, trace by
//! trace from 1; the root's parent is −1, and spans that no root reaches have 0.
//!
//! Along pre-order the left number is 2 · place − depth + 1, the right one left + 2 · size − 1; so only the places and
//! depths of reached spans are kept, and only when a query asks for them.

use crate::model::{ids::SpanIx, span::Mark, store::Store};

/// The left numbers of all spans; empty when no query needs them.
#[derive(Clone, Debug, Default)]
pub struct NestedSet {
    left: Vec<i32>,
}

impl NestedSet {
    /// The numbers of a store.
    pub fn of_store(store: &Store) -> Self {
        let mut left = vec![0; store.span_count()];
        let mut depth = vec![0_i32; store.span_count()];
        for trace in store.traces() {
            let mut place = 0;
            for span in store.spans_of(trace) {
                let at = span.0 as usize;
                let reached = match store.parent(span) {
                    Some(parent) => {
                        depth[at] = depth[parent.0 as usize] + 1;
                        left[parent.0 as usize] > 0
                    }
                    None => !store.has(span, Mark::ORPHAN),
                };
                if reached {
                    left[at] = 2 * place - depth[at] + 1;
                    place += 1;
                }
            }
        }
        Self { left }
    }

    /// The number on the way down.
    pub fn left(&self, span: SpanIx) -> i64 {
        self.left.get(span.0 as usize).copied().map_or(0, i64::from)
    }

    /// The number on the way up.
    pub fn right(&self, store: &Store, span: SpanIx) -> i64 {
        match self.left(span) {
            0 => 0,
            left => left + 2 * i64::from(store.subtree_end(span).0 - span.0) - 1,
        }
    }

    /// The parent's number on the way down.
    pub fn parent(&self, store: &Store, span: SpanIx) -> i64 {
        match (self.left(span), store.parent(span)) {
            (0, _) => 0,
            (_, Some(parent)) => self.left(parent),
            (_, None) => -1,
        }
    }
}
