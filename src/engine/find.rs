//! The next or previous span with the words, or with an error.

use super::Engine;
use crate::protocol::{
    request::Failure,
    waterfall::{FindQuery, FindReply, Step},
};

impl Engine {
    pub(super) fn find(&mut self, query: &FindQuery) -> Result<FindReply, Failure> {
        let trace = self.trace(&query.trace_id)?;
        let rows = self.store.trace(trace);
        let mut hits: Vec<u32> = (0..rows.end - rows.first).collect();
        if query.errors_only {
            hits.retain(|row| self.derived.errors.get((rows.first + row) as usize));
        }
        if !query.find.trim().is_empty() || !query.errors_only {
            let Some(found) = self.hits(trace, &query.find)? else { return Ok(FindReply::default()) };
            hits.retain(|row| found.get((rows.first + row) as usize));
        }
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
