//! Events and links of the span that is being read.

use super::{
    builder::Builder,
    ids::{Key, SpanId, TraceKey},
    notes::NoteKind,
    value::Value,
};
use crate::base::intern::Symbol;

impl Builder {
    /// An attribute of the event that is being read.
    #[inline]
    pub fn event_attribute(&mut self, key: Key, value: Value) {
        self.events.attributes.push(key, value);
    }

    /// An attribute of the link that is being read.
    #[inline]
    pub fn link_attribute(&mut self, key: Key, value: Value) {
        self.links.attributes.push(key, value);
    }

    /// Closes an event of the span that is being read; without a time (0) it stands at the span's start. Times beyond
    /// 2262 are cut to it.
    pub fn end_event(&mut self, time_ns: u64, name: Symbol) {
        if time_ns == 0 {
            self.note_here(NoteKind::NoEventTime);
        }
        self.events.time_ns.push(time_ns.min(i64::MAX as u64) as i64);
        self.events.name.push(name.0);
        self.events.attributes.close();
    }

    /// How many attributes of the event that is being read the exporter says it dropped.
    pub fn event_dropped(&mut self, attributes: u32) {
        self.events.dropped.push(self.events.time_ns.len() as u32, attributes);
        self.note_here(NoteKind::DroppedByExporter);
    }

    /// The same of the link that is being read.
    pub fn link_dropped(&mut self, attributes: u32) {
        self.links.dropped.push(self.links.trace.len() as u32, attributes);
        self.note_here(NoteKind::DroppedByExporter);
    }

    /// Closes a link of the span that is being read; a link without a trace id (`None`) is kept, it leads nowhere.
    pub fn end_link(&mut self, trace: Option<TraceKey>, span_id: SpanId, state: Symbol, flags: u32) {
        self.links.trace.push(trace.map_or(u32::MAX, |trace| trace.0));
        self.links.span_id.push(span_id.0);
        self.links.state.push(state.0);
        self.links.flags.push(flags);
        self.links.attributes.close();
    }
}
