//! Where errors began, and what became of them (analysis.md, "Error origins").
//!
//! A chain goes up from an error through errors, and through INTERNAL spans and CLIENTs of unset status of the same
//! service; it does not leave an asynchronous part. An error that no chain comes up to is an origin.

use super::{
    derived::Derived,
    error::{above, is_passed},
    flow::Flows,
};
use crate::{
    base::bits::Bits,
    model::{
        ids::{SpanIx, TraceIx},
        store::Store,
    },
};

/// What became of an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// It reached a root, and of all that did it ended last on the critical path: it caused the failure.
    Caused,
    /// It reached a root, but the request went on after it.
    Also,
    /// It reached the top of an asynchronous part: it failed in the background.
    Background,
    /// It ended below a span that has no error.
    Handled,
}

/// An error that came of no other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The span it began in.
    pub span: SpanIx,
    /// What became of it.
    pub verdict: Verdict,
    /// The last span of its chain: a root, the top of an asynchronous part, or what lies below the span that handled
    /// it.
    pub top: SpanIx,
}

impl Origin {
    /// The chain, from the origin up to `top`.
    pub fn chain(self, store: &Store) -> impl Iterator<Item = SpanIx> + '_ {
        core::iter::successors(
            Some(self.span),
            move |&span| {
                if span == self.top { None } else { store.parent(span) }
            },
        )
    }

    /// The span that handled it.
    pub fn handled_at(self, store: &Store) -> Option<SpanIx> {
        if self.verdict == Verdict::Handled { store.parent(self.top) } else { None }
    }
}

/// The origins of all traces, by span.
pub fn of_store(store: &Store, derived: &Derived) -> Vec<Origin> {
    store.traces().flat_map(|trace| of_trace(store, derived, trace)).collect()
}

/// The origins of a trace, by span.
pub fn of_trace(store: &Store, derived: &Derived, trace: TraceIx) -> Vec<Origin> {
    if derived.errors_of_trace.get(trace.0 as usize).is_none_or(|&errors| errors == 0) {
        return Vec::new();
    }
    let chains = Chains::of_trace(store, derived, trace);
    let is_origin = |&span: &SpanIx| derived.is_error(span) && !chains.reached.get(chains.at(span));
    let mut origins: Vec<Origin> = store
        .spans_of(trace)
        .filter(is_origin)
        .map(|span| {
            let top = SpanIx(chains.first + chains.top[chains.at(span)]);
            let verdict = match store.parent(top) {
                None => Verdict::Also,
                Some(_) if derived.is_asynchronous(top) => Verdict::Background,
                Some(_) => Verdict::Handled,
            };
            Origin { span, verdict, top }
        })
        .collect();
    name_the_causes(store, derived, trace, &mut origins);
    origins
}

/// The chains of a trace. Rows count from its first.
struct Chains {
    first: u32,
    /// Where a chain comes up to from below.
    reached: Bits,
    /// For each row on a chain the row in which that ends.
    top: Vec<u32>,
}

impl Chains {
    fn at(&self, span: SpanIx) -> usize {
        (span.0 - self.first) as usize
    }

    fn of_trace(store: &Store, derived: &Derived, trace: TraceIx) -> Self {
        let first = store.first_of(trace).0;
        let spans = store.spans_of(trace).len();
        let mut chains = Self { first, reached: Bits::none(spans), top: (0..spans as u32).collect() };
        let mut passed = Bits::none(spans);
        // Rows stand in pre-order: backwards every child comes before its parent, forwards after it.
        for span in store.spans_of(trace).rev() {
            if !derived.is_error(span) && !passed.get(chains.at(span)) {
                continue;
            }
            if let Some(parent) = above(store, &derived.asynchronous, span) {
                chains.reached.set(chains.at(parent));
                if !derived.is_error(parent) && is_passed(store, parent, span) {
                    passed.set(chains.at(parent));
                }
            }
        }
        for span in store.spans_of(trace) {
            if !derived.is_error(span) && !passed.get(chains.at(span)) {
                continue;
            }
            let goes_on = |&parent: &SpanIx| derived.is_error(parent) || is_passed(store, parent, span);
            if let Some(parent) = above(store, &derived.asynchronous, span).filter(goes_on) {
                let (at, above) = (chains.at(span), chains.at(parent));
                chains.top[at] = chains.top[above];
            }
        }
        chains
    }
}

/// Of the origins that reach a root, the one that ends last on the critical path caused its failure; when none is on
/// the path, the one that ends last.
fn name_the_causes(store: &Store, derived: &Derived, trace: TraceIx, origins: &mut [Origin]) {
    let mut reaching: Vec<usize> =
        (0..origins.len()).filter(|&at| origins[at].verdict == Verdict::Also).collect();
    if reaching.is_empty() {
        return;
    }
    let (flows, times) = (Flows::of_trace(store, derived, trace), derived.times(store));
    reaching.sort_by_key(|&at| {
        let Origin { span, top, .. } = origins[at];
        let is_on_path = flows.critical_ns(span) > 0;
        (top, is_on_path, times.end_ns(span), times.start_ns(span), span)
    });
    for (nth, &at) in reaching.iter().enumerate() {
        let next = reaching.get(nth + 1);
        if next.is_none_or(|&next| origins[next].top != origins[at].top) {
            origins[at].verdict = Verdict::Caused;
        }
    }
}
