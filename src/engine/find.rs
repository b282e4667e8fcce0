//! The next or previous span with the words, or in which an error began: the one that caused the failure before all
//! others. Spans that only carry an error on are passed over.

use super::Engine;
use crate::{
    base::bits::Bits,
    protocol::{
        request::Failure,
        waterfall::{FindQuery, FindReply, Step},
    },
};

impl Engine {
    pub(super) fn find(&mut self, query: &FindQuery) -> Result<FindReply, Failure> {
        let trace = self.trace(&query.trace_id)?;
        let rows = self.store.trace(trace);
        let in_trace = |bits: &Bits| -> Vec<u32> {
            let ones = bits.ones_from(rows.first as usize).map(|row| row as u32);
            ones.take_while(|&row| row < rows.end).map(|row| row - rows.first).collect()
        };
        let words = self.hits(trace, &query.find)?.map(in_trace);
        let errors = query.errors_only.then(|| {
            let mut origins = self.open_trace(trace).origins().to_vec();
            origins.sort_by_key(|origin| (origin.verdict, origin.span));
            origins.into_iter().map(|origin| origin.span.0 - rows.first).collect::<Vec<u32>>()
        });
        let (hits, is_in_order) = match (errors, words) {
            (Some(errors), None) => (errors, false),
            (None, Some(words)) => (words, true),
            (None, None) => (Vec::new(), true),
            (Some(mut errors), Some(words)) => {
                errors.retain(|row| words.binary_search(row).is_ok());
                (errors, false)
            }
        };
        let nth = step(&hits, is_in_order, query.step, query.from);
        Ok(FindReply { total: hits.len(), row: nth.map(|nth| hits[nth]), nth: nth.map(|nth| nth + 1) })
    }
}

/// The place among the hits that a step from a row leads to. Hits that are not in the order of rows are entered at
/// either end, and walked from one to the next.
fn step(hits: &[u32], is_in_order: bool, step: Option<Step>, from: Option<u32>) -> Option<usize> {
    if hits.is_empty() {
        return None;
    }
    let at = from.and_then(|from| hits.iter().position(|&row| row == from));
    let before = |from: u32| if is_in_order { hits.partition_point(|&row| row < from) } else { 0 };
    let Some(step) = step else { return at };
    match (step, from) {
        (Step::Next, None) => Some(0),
        (Step::Previous, None) => Some(hits.len() - 1),
        (Step::Next, Some(from)) => Some(at.map_or_else(|| before(from), |at| at + 1) % hits.len()),
        (Step::Previous, Some(from)) => {
            Some((at.unwrap_or_else(|| before(from)) + hits.len() - 1) % hits.len())
        }
    }
}
