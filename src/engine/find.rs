//! The next or previous span with the words, or with an error.

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
        let errors = query.errors_only.then(|| in_trace(&self.derived.errors));
        let words = self.hits(trace, &query.find)?.map(in_trace);
        let hits = match (errors, words) {
            (Some(errors), None) => errors,
            (None, Some(words)) => words,
            (None, None) => Vec::new(),
            (Some(mut errors), Some(words)) => {
                errors.retain(|row| words.binary_search(row).is_ok());
                errors
            }
        };
        let nth = match (query.step, query.from) {
            _ if hits.is_empty() => None,
            (None, None) => None,
            (None, Some(from)) => hits.binary_search(&from).ok(),
            (Some(Step::Next), None) => Some(0),
            (Some(Step::Previous), None) => Some(hits.len() - 1),
            (Some(Step::Next), Some(from)) => Some(hits.partition_point(|&row| row <= from) % hits.len()),
            (Some(Step::Previous), Some(from)) => {
                Some((hits.partition_point(|&row| row < from) + hits.len() - 1) % hits.len())
            }
        };
        Ok(FindReply { total: hits.len(), row: nth.map(|nth| hits[nth]), nth: nth.map(|nth| nth + 1) })
    }
}
