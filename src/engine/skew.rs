//! Times with the clocks set right: made when they are first asked for.

use super::{Engine, waterfall::told};
use crate::{
    analysis::{derived::Derived, latency, skew::Skew},
    layout::gaps,
    model::ids::TraceIx,
    protocol::traces::{SkewPair, TraceSkew},
};

/// Pairs of hosts told of a trace.
const PAIRS_AT_MOST: usize = 8;

impl Engine {
    /// How far the clocks are apart, found when it is first asked for.
    fn skew(&mut self) -> &Skew {
        let (store, derived) = (&self.store, &self.derived);
        self.skew.get_or_insert_with(|| Skew::of_store(store, &derived.asynchronous))
    }

    /// Sees to it that `derived_with` has an answer.
    pub(super) fn set_clocks(&mut self, skew: bool) {
        if skew && self.adjusted.is_none() {
            self.skew();
            self.adjusted = self.skew.as_ref().map(|skew| self.derived.adjusted(&self.store, skew));
        }
    }

    /// What the analyses say: of the spans as recorded, or once the clocks were set right by `set_clocks`.
    pub(super) fn derived_with(&self, skew: bool) -> &Derived {
        self.adjusted.as_ref().filter(|_| skew).unwrap_or(&self.derived)
    }

    /// What becomes of a trace with the clocks set right.
    pub(super) fn trace_skew(&mut self, trace: TraceIx) -> Option<TraceSkew> {
        self.skew();
        let (skew, store) = (self.skew.as_ref()?, &self.store);
        let shifted = skew.shifted(store, trace).len();
        if shifted == 0 {
            return None;
        }
        let moved_ns = |span| store.start_ns(span).saturating_add(skew.delta_ns(span));
        let (start_ns, end_ns) = latency::bounds_of_ns(store, trace, moved_ns);
        let gaps = gaps::of_trace(store, trace, moved_ns);
        let name = |host: u32| skew.hosts[host as usize].clone();
        let pairs = skew.pairs_in(store, trace).take(PAIRS_AT_MOST).map(|pair| SkewPair {
            ahead: name(pair.ahead),
            behind: name(pair.behind),
            median_ns: pair.median_ns,
            low_ns: pair.low_ns,
            high_ns: pair.high_ns,
            calls: pair.calls,
            sentence: skew.sentence(pair),
        });
        Some(TraceSkew {
            origin_ns: start_ns,
            extent_ns: end_ns.saturating_sub(start_ns),
            gaps: gaps.into_iter().map(|gap| told(gap, start_ns)).collect(),
            shifted,
            pairs: pairs.collect(),
        })
    }
}
