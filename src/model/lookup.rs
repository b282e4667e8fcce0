//! Ids as people see and write them: shown as text, found by text.

use super::{
    ids::{OurId, SpanId, SpanIx, TraceId, TraceIx, TraceKey, parse_span_id, parse_trace_id},
    store::Store,
};

impl Store {
    /// A trace id as shown: 32 hex digits, the file's own text, or `~1`.
    pub fn trace_id_text(&self, key: TraceKey) -> String {
        match self.trace_ids.items()[key.0 as usize] {
            TraceId::Bytes(number) => format!("{number:032x}"),
            TraceId::Opaque(symbol) => self.text(symbol).to_owned(),
            TraceId::Own(number) => format!("~{number}"),
        }
    }

    /// The trace with this id, as shown or as a file may write it.
    pub fn find_trace(&self, text: &str) -> Option<TraceIx> {
        let opaque = || {
            let is_it = |id: &TraceId| matches!(*id, TraceId::Opaque(symbol) if self.text(symbol) == text);
            self.trace_ids.items().iter().position(is_it).map(|key| key as u32)
        };
        let number = parse_trace_id(text.as_bytes()).number().map(TraceId::Bytes);
        let known = number.or_else(|| own_number(text).map(TraceId::Own));
        let key = known.and_then(|id| self.trace_ids.find(&id)).or_else(opaque)?;
        self.trace_by_key(TraceKey(key))
    }

    /// A span id as shown: 16 hex digits, the file's own text, or `~1`; empty for none.
    pub fn span_id_text(&self, id: SpanId) -> String {
        match self.ours(id) {
            _ if id.is_none() => String::new(),
            Some(OurId::Opaque(symbol)) => self.text(symbol).to_owned(),
            Some(OurId::Own(number)) => format!("~{number}"),
            None => format!("{:016x}", id.0),
        }
    }

    /// The span's id as the file gave it; empty for none.
    pub fn raw_span_id_text(&self, span: SpanIx) -> String {
        match self.ours(self.span_id(span)) {
            Some(OurId::Own(_)) => String::new(),
            _ => self.span_id_text(self.span_id(span)),
        }
    }

    /// The first span of a trace with this id, as shown or as a file may write it.
    pub fn find_span(&self, trace: TraceIx, text: &str) -> Option<SpanIx> {
        if let Some(number) = parse_span_id(text.as_bytes()).number() {
            return self.find_span_id(trace, SpanId(number as u64));
        }
        let own = own_number(text);
        self.spans_of(trace).find(|&span| match self.ours(self.span_id(span)) {
            Some(OurId::Opaque(symbol)) => self.text(symbol) == text,
            Some(OurId::Own(number)) => Some(number) == own,
            None => false,
        })
    }

    /// Whether there are span ids that are no hex numbers.
    pub const fn has_span_ids_of_text(&self) -> bool {
        self.has_opaque_span_ids || self.own_ids > 0
    }

    /// Whether there are trace or span ids that are no hex numbers.
    pub fn has_ids_of_text(&self) -> bool {
        let is_text = |id: &TraceId| !matches!(id, TraceId::Bytes(_));
        self.has_span_ids_of_text() || self.trace_ids.items().iter().any(is_text)
    }

    /// What an id of ours stands for; ids that only look like one are not.
    fn ours(&self, id: SpanId) -> Option<OurId> {
        id.ours().filter(|ours| match *ours {
            OurId::Opaque(symbol) => self.has_opaque_span_ids && (symbol.0 as usize) < self.strings.len(),
            OurId::Own(number) => number <= self.own_ids,
        })
    }
}

/// The number of an id like `~1`.
fn own_number(text: &str) -> Option<u32> {
    text.strip_prefix('~')?.parse().ok()
}
