//! What was found or mended about a span, as sentences.

use super::Engine;
use crate::{
    base::{time, words},
    model::{
        ids::SpanIx,
        span::{FLAG_REMOTE, FLAG_REMOTE_KNOWN, Mark},
    },
};

impl Engine {
    /// The sentences on a span that is shown so much later than was recorded, what weighs most first.
    pub(super) fn remarks(&self, span: SpanIx, shift_ns: i64) -> Vec<String> {
        let (store, bits) = (&self.store, self.store.bits(span));
        let mut remarks = Vec::new();
        if bits.has(Mark::ORPHAN) {
            remarks.push(self.why_orphan(span).to_owned());
        }
        if shift_ns != 0 {
            let way = if shift_ns < 0 { "earlier" } else { "later" };
            let by = time::duration(shift_ns.saturating_abs());
            remarks.push(format!("It is shown {by} {way} than recorded: the clocks of two hosts differ"));
        }
        for (mark, sentence) in [
            (Mark::PLACED, "It has no start time; it is placed at its parent's"),
            (Mark::UNFINISHED, "It has no end time; it may not have finished"),
            (Mark::SHARED, "It shares its id with the call above it"),
            (Mark::FOLLOWS, "It follows from its parent, which did not wait for it"),
            (Mark::OWN_TRACE, "It has no trace or span id and stands as a trace of its own"),
        ] {
            if bits.has(mark) {
                remarks.push(sentence.to_owned());
            }
        }
        if let (true, Some((start_ns, end_ns))) = (bits.has(Mark::END_MENDED), store.raw_times_ns(span)) {
            let early = time::duration(start_ns.saturating_sub(end_ns).min(i64::MAX as u64) as i64);
            remarks.push(format!("Its end lies {early} before its start; it is shown with no length"));
        }
        let dropped = store.dropped(span);
        for (count, one, many) in [
            (dropped.attributes, "attribute", "attributes"),
            (dropped.events, "event", "events"),
            (dropped.links, "link", "links"),
        ] {
            if count > 0 {
                remarks.push(format!("The exporter dropped {}", words::count(count as usize, one, many)));
            }
        }
        let warnings = store.warnings(span).map(|warning| store.text(warning));
        remarks.extend(warnings.map(|warning| format!("The producer warns: {warning}")));
        remarks
    }

    /// Why a span has no parent though it names one. A remote parent is another service's (OTLP flags).
    fn why_orphan(&self, span: SpanIx) -> &'static str {
        let store = &self.store;
        let parent_id = store.parent_id(span);
        if parent_id == store.span_id(span) {
            return "It names itself as its parent";
        }
        if store.find_span_id(store.trace_of(span), parent_id).is_some() {
            return "Its parents make a loop, which is cut here";
        }
        let flags = store.bits(span).flags();
        match (flags & FLAG_REMOTE_KNOWN != 0, flags & FLAG_REMOTE != 0) {
            (false, _) => "Its parent is not among the spans of this trace",
            (true, true) => "Its parent ran in another service, whose data is missing",
            (true, false) => "Its parent, a span of the same service, was lost",
        }
    }
}
