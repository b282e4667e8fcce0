//! The traces that are meant and the spans that match in them. The list, groupings and counts begin from it; the last
//! one is kept, so that another order, another column or another grouping needs no new search.

use super::Engine;
use crate::{
    base::bits::Bits,
    model::ids::TraceIx,
    protocol::{request::Failure, traces::Selection},
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
    /// What a selection holds. A trace is in a range of time when its root starts in it: that is the start the list
    /// shows and sorts by.
    pub(super) fn selected(&mut self, selection: &Selection) -> Result<Rc<Selected>, Failure> {
        if let Some(kept) = self.selected.as_ref().filter(|kept| kept.selection == *selection) {
            return Ok(Rc::clone(kept));
        }
        let mut spans = self.search(&selection.q, None)?;
        let mut found = traces::matching(&self.store, &spans);
        let all = found.len();
        found.retain(|found| self.is_in_range(selection, found.trace));
        if let Some(ids) = &selection.only {
            let mut only: Vec<TraceIx> = ids.iter().filter_map(|id| self.store.find_trace(id)).collect();
            only.sort_unstable();
            found.retain(|found| only.binary_search(&found.trace).is_ok());
        }
        if found.len() < all {
            let mut kept = Bits::none(spans.len());
            for rows in found.iter().map(|found| self.store.trace(found.trace)) {
                kept.set_range(rows.first as usize, rows.end as usize);
            }
            spans.and(&kept);
        }
        let matched_spans = found.iter().map(|found| found.spans as usize).sum();
        let selected =
            Rc::new(Selected { selection: selection.clone(), spans, traces: found, matched_spans });
        self.selected = Some(Rc::clone(&selected));
        Ok(selected)
    }

    fn is_in_range(&self, selection: &Selection, trace: TraceIx) -> bool {
        let start_ns = self.store.start_ns(self.store.trace(trace).root);
        selection.from_ns.is_none_or(|from_ns| from_ns <= start_ns)
            && selection.to_ns.is_none_or(|to_ns| start_ns < to_ns)
    }
}
