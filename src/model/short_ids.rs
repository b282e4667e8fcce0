//! Trace ids of 64 bits that are the end of one of 128: Zipkin writes both forms of one id into one trace.

use super::{
    builder::Builder,
    ids::{TraceId, TraceKey},
    notes::NoteKind,
};
use std::collections::BTreeMap;

impl Builder {
    /// Joins the spans of the file being read whose trace id has 64 bits to the one trace of that file which ends in
    /// them. Where several do, they stay apart.
    pub fn join_short_ids(&mut self) {
        let first = self.span_count() - (self.arrivals() - self.file().first_arrival) as usize;
        let long_of = |key: u32| match self.trace_ids.items()[key as usize] {
            TraceId::Bytes(number) => Some(number),
            TraceId::Opaque(_) | TraceId::Own(_) => None,
        };
        // The key of the whole id by its end; `None` where several have the same.
        let mut whole: BTreeMap<u64, Option<u32>> = BTreeMap::new();
        for span in first..self.span_count() {
            let key = self.staged.trace.get(span);
            if let Some(number) = long_of(key).filter(|number| number >> 64 != 0) {
                let known = whole.entry(number as u64).or_insert(Some(key));
                *known = known.filter(|&known| known == key);
            }
        }
        if whole.is_empty() {
            return;
        }
        let mut joined: Vec<(usize, TraceKey)> = Vec::new();
        for span in first..self.span_count() {
            let short = long_of(self.staged.trace.get(span)).and_then(|number| u64::try_from(number).ok());
            if let Some(&Some(key)) = short.and_then(|short| whole.get(&short)) {
                joined.push((span, TraceKey(key)));
            }
        }
        for (span, key) in joined {
            self.staged.trace.set(span, key.0);
            self.note(NoteKind::ShortIds, || format!("span {}", span - first + 1));
        }
    }
}
