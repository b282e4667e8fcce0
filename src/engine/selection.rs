//! The traces that are meant and the spans that match in them. The list, groupings and counts begin from it; the last
//! one is kept, so that another order, another column or another grouping needs no new search.

use super::{Engine, compare::read_cohort};
use crate::{
    base::bits::Bits,
    model::ids::TraceIx,
    protocol::{
        request::Failure,
        traces::{Selection, Within},
    },
    search::traces::{self, Match},
};
use std::rc::Rc;

/// See the module.
#[derive(Debug)]
pub(super) struct Selected {
    selection: Selection,
    /// The matching spans; all of them are in the traces below.
    pub spans: Bits,
    /// The traces, by their first start, with how many of their spans match.
    pub traces: Vec<Match>,
    /// Matching spans in all.
    pub matched_spans: usize,
}

impl Engine {
    /// What a selection holds. What a cohort narrows is kept apart: while a brush moves, nothing is searched anew.
    pub(super) fn selected(&mut self, selection: &Selection) -> Result<Rc<Selected>, Failure> {
        let Some(within) = &selection.within else { return self.found(selection) };
        if let Some(kept) = self.within.as_ref().filter(|kept| kept.selection == *selection) {
            return Ok(Rc::clone(kept));
        }
        let all = self.found(&Selection { within: None, ..selection.clone() })?;
        let members = self.members_within(within)?;
        let mut found = all.traces.clone();
        found.retain(|found| members.get(found.trace.0 as usize));
        let selected = Rc::new(self.narrowed(selection, all.spans.clone(), found));
        self.within = Some(Rc::clone(&selected));
        Ok(selected)
    }

    /// The traces of a cohort; percentiles are those of all that is open, as in a comparison.
    fn members_within(&mut self, within: &Within) -> Result<Bits, Failure> {
        let mut members = Bits::none(self.store.trace_count());
        let cohort = read_cohort(&within.cohort)?.unwrap_or_default();
        let is_candidate = |trace: &TraceIx| within.with_partial || !self.store.trace(*trace).partial;
        let candidates: Vec<(TraceIx, i64)> = self
            .store
            .traces()
            .filter(is_candidate)
            .map(|trace| (trace, self.store.latency_ns(trace)))
            .collect();
        self.members(&cohort, &candidates)?.iter().for_each(|trace| members.set(trace.0 as usize));
        Ok(members)
    }

    /// What a search finds in a range of time and among chosen traces. A trace is in a range of time when its root
    /// starts in it: that is the start the list shows and sorts by.
    fn found(&mut self, selection: &Selection) -> Result<Rc<Selected>, Failure> {
        if let Some(kept) = self.selected.as_ref().filter(|kept| kept.selection == *selection) {
            return Ok(Rc::clone(kept));
        }
        let spans = self.search(&selection.q, None)?;
        let mut found = traces::matching(&self.store, &spans);
        found.retain(|found| self.is_in_range(selection, found.trace));
        if let Some(ids) = &selection.only {
            let mut only: Vec<TraceIx> = ids.iter().filter_map(|id| self.store.find_trace(id)).collect();
            only.sort_unstable();
            found.retain(|found| only.binary_search(&found.trace).is_ok());
        }
        let selected = Rc::new(self.narrowed(selection, spans, found));
        self.selected = Some(Rc::clone(&selected));
        Ok(selected)
    }

    /// A selection of these traces, and of the matching spans that are in them.
    fn narrowed(&self, selection: &Selection, mut spans: Bits, traces: Vec<Match>) -> Selected {
        let mut kept = Bits::none(spans.len());
        for rows in traces.iter().map(|found| self.store.trace(found.trace)) {
            kept.set_range(rows.first as usize, rows.end as usize);
        }
        spans.and(&kept);
        let matched_spans = traces.iter().map(|found| found.spans as usize).sum();
        Selected { selection: selection.clone(), spans, traces, matched_spans }
    }

    fn is_in_range(&self, selection: &Selection, trace: TraceIx) -> bool {
        let start_ns = self.store.start_ns(self.store.trace(trace).root);
        selection.from_ns.is_none_or(|from_ns| from_ns <= start_ns)
            && selection.to_ns.is_none_or(|to_ns| start_ns < to_ns)
    }
}
