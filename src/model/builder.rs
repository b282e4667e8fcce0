//! Takes spans in any order, as readers find them, into columns.
//!
//! A reader opens a file, opens resources and scopes (which may be described after their spans), pushes the
//! attributes, events and links of a span and closes it with [`Builder::end_span`]. What was pushed for something that
//! turned out to be incomplete goes with [`Builder::abandon`]. [`Builder::finish`] is in `finish.rs`.

use super::{
    attributes::{AttributeLists, Events, Links},
    ids::{Key, ParsedId, ResourceIx, ScopeIx, SpanId, TraceId, TraceKey, parse_span_id, parse_trace_id},
    key_order::KeyOrder,
    logs::Logs,
    notes::NoteKind,
    origin::{FileInfo, Resource, Scope},
    span::{Mark, SpanBits, SpanHead},
    staged::{Sparse, Staged},
    tables::{Slots, Table},
    value::{Numbers, Value},
};
use crate::base::{
    intern::{Strings, Symbol},
    time::TEN_YEARS_NS,
};

/// See the module.
#[derive(Clone, Debug, Default)]
pub struct Builder {
    /// Distinct texts: names, values, messages.
    pub strings: Strings,
    /// Distinct attribute keys.
    pub(super) keys: Strings,
    key_order: KeyOrder,
    /// Numbers that do not fit into a `Value`.
    pub numbers: Numbers,
    pub(super) files: Vec<FileInfo>,
    pub(super) trace_ids: Table<TraceId>,
    pub(super) own_ids: u32,
    pub(super) has_opaque_span_ids: bool,
    pub(super) resources: Slots<Resource>,
    pub(super) scopes: Slots<Scope>,
    pub(super) staged: Staged,
    pub(super) sparse: Sparse,
    pub(super) attributes: AttributeLists,
    pub(super) events: Events,
    pub(super) links: Links,
    pub(super) logs: Logs,
    /// Attributes of the resource or scope that is being read.
    scratch: Vec<(Key, Value)>,
    /// Notes on what is being read; they count once all of it was there.
    pending: Vec<NoteKind>,
    /// See `resource_dropped`.
    dropped_of_resource: u32,
    last_trace: Option<(u128, TraceKey)>,
}

impl Builder {
    /// An empty builder.
    pub fn new() -> Self {
        Self::default()
    }

    /// Starts a file: notes and spans are its own until the next one starts.
    pub fn begin_file(&mut self, name: &str) {
        self.files.push(FileInfo {
            name: name.to_owned(),
            first_arrival: self.arrivals(),
            first_log: self.log_count(),
            ..FileInfo::default()
        });
    }

    /// The file being read.
    pub fn file(&mut self) -> &mut FileInfo {
        if self.files.is_empty() {
            self.begin_file("");
        }
        let last = self.files.len() - 1;
        &mut self.files[last]
    }

    /// All files so far, in order.
    pub fn files(&self) -> &[FileInfo] {
        &self.files
    }

    /// Counts a note on the file being read.
    #[cold]
    pub fn note(&mut self, kind: NoteKind, place: impl FnOnce() -> String) {
        self.file().notes.add(kind, place);
    }

    /// Spans taken so far, from every file.
    pub const fn span_count(&self) -> usize {
        self.staged.trace.len()
    }

    /// The attribute key with this name; bytes that are no UTF-8 are replaced and noted.
    #[inline]
    pub fn key(&mut self, name: &[u8]) -> Key {
        if let Some(key) = self.key_order.go_on(name) {
            return key;
        }
        let (symbol, mended) = self.keys.intern_bytes(name);
        if mended {
            self.note_here(NoteKind::BadUtf8);
        } else {
            self.key_order.learn(Key(symbol.0), name);
        }
        Key(symbol.0)
    }

    /// Interns text; bytes that are no UTF-8 are replaced and noted.
    #[inline]
    pub fn text(&mut self, bytes: &[u8]) -> Symbol {
        let (symbol, mended) = self.strings.intern_bytes(bytes);
        if mended {
            self.note_here(NoteKind::BadUtf8);
        }
        symbol
    }

    /// The trace with this id, as written; `None` when it is empty or all zero.
    pub fn trace_id(&mut self, text: &[u8]) -> Option<TraceKey> {
        match parse_trace_id(text) {
            ParsedId::Nothing => None,
            ParsedId::Hex(number) => Some(self.trace_number(number)),
            ParsedId::Base64(number) => {
                self.note_here(NoteKind::Base64Ids);
                Some(self.trace_number(number))
            }
            ParsedId::Opaque => {
                self.note_here(NoteKind::OpaqueIds);
                let symbol = self.text(text);
                Some(self.trace_key(TraceId::Opaque(symbol)))
            }
        }
    }

    /// The trace with this id of 16 bytes.
    #[inline]
    pub fn trace_number(&mut self, number: u128) -> TraceKey {
        match self.last_trace {
            Some((last, key)) if last == number => key,
            _ => {
                let key = self.trace_key(TraceId::Bytes(number));
                self.last_trace = Some((number, key));
                key
            }
        }
    }

    /// The span id as written; `SpanId::NONE` when it is empty or all zero.
    pub fn span_id(&mut self, text: &[u8]) -> SpanId {
        match parse_span_id(text) {
            ParsedId::Nothing => SpanId::NONE,
            ParsedId::Hex(number) => SpanId(number as u64),
            ParsedId::Base64(number) => {
                self.note_here(NoteKind::Base64Ids);
                SpanId(number as u64)
            }
            ParsedId::Opaque => {
                self.note_here(NoteKind::OpaqueIds);
                self.has_opaque_span_ids = true;
                SpanId::opaque(self.text(text))
            }
        }
    }

    /// Opens a resource; spans may name it before `end_resource` describes it.
    pub fn begin_resource(&mut self) -> ResourceIx {
        ResourceIx(self.resources.begin())
    }

    /// Describes a resource.
    pub fn end_resource(&mut self, resource: ResourceIx, attributes: Vec<(Key, Value)>, schema_url: Symbol) {
        let service_key = Key(self.keys.intern("service.name").0);
        let service =
            attributes.iter().find(|(key, _)| *key == service_key).and_then(|(_, value)| value.as_text());
        let service = service.unwrap_or(Symbol::EMPTY);
        if service == Symbol::EMPTY {
            self.note_here(NoteKind::NoService);
        }
        let dropped = std::mem::take(&mut self.dropped_of_resource);
        self.resources.end(resource.0, Resource { attributes, service, schema_url, dropped });
        self.settle_notes_at_span();
    }

    /// How many attributes of the resource that is described next the exporter says it dropped.
    pub fn resource_dropped(&mut self, attributes: u32) {
        self.dropped_of_resource = attributes;
    }

    /// Opens a scope; spans may name it before `end_scope` describes it.
    pub fn begin_scope(&mut self) -> ScopeIx {
        ScopeIx(self.scopes.begin())
    }

    /// Describes a scope.
    pub fn end_scope(&mut self, slot: ScopeIx, scope: Scope) {
        self.scopes.end(slot.0, scope);
        self.settle_notes_at_span();
    }

    /// An attribute of the resource or scope that is being read.
    pub fn scratch_attribute(&mut self, key: Key, value: Value) {
        self.scratch.push((key, value));
    }

    /// The attributes given to `scratch_attribute` since the last time.
    pub fn take_scratch(&mut self) -> Vec<(Key, Value)> {
        std::mem::take(&mut self.scratch)
    }

    /// An attribute of the span that is being read.
    #[inline]
    pub fn span_attribute(&mut self, key: Key, value: Value) {
        self.attributes.push(key, value);
    }

    /// A warning the producer wrote about the span that is being read.
    pub fn span_warning(&mut self, text: Symbol) {
        self.sparse.warnings.push(self.arrivals(), text);
        self.note_here(NoteKind::ProducerWarning);
    }

    /// Forgets what was pushed for a span, resource or scope that is not closed yet.
    pub fn abandon(&mut self) {
        let arrivals = self.arrivals();
        self.attributes.truncate(arrivals as usize);
        self.events.truncate(arrivals as usize);
        self.links.truncate(arrivals as usize);
        self.sparse.warnings.truncate(arrivals);
        self.logs.abandon();
        self.scratch.clear();
        self.pending.clear();
    }

    /// Closes the span that is being read.
    pub fn end_span(&mut self, head: &SpanHead) {
        let arrival = self.arrivals();
        self.attributes.close();
        self.events.ends.push(self.events.time_ns.len() as u32);
        self.links.ends.push(self.links.trace.len() as u32);
        let mut bits = SpanBits::new(head.kind, head.status, head.flags);
        if head.follows_from {
            bits = bits.with(Mark::FOLLOWS);
        }
        let (start_ns, duration_ns) = self.mend_times(head, arrival, &mut bits);
        let (trace, span_id) = match head.trace {
            Some(trace) if !head.span_id.is_none() => (trace, head.span_id),
            _ => {
                bits = bits.with(Mark::OWN_TRACE);
                if let Some(trace) = head.trace {
                    self.sparse.raw_trace.push(arrival, trace);
                }
                self.own_trace(head.span_id)
            }
        };
        if head.status_message != Symbol::EMPTY {
            self.sparse.status_message.push(arrival, head.status_message);
        }
        if head.trace_state != Symbol::EMPTY {
            self.sparse.trace_state.push(arrival, head.trace_state);
        }
        if head.dropped.any() {
            self.sparse.dropped.push(arrival, head.dropped);
            self.note_here(NoteKind::DroppedByExporter);
        }
        let staged = &mut self.staged;
        staged.trace.push(trace.0);
        staged.span_id.push(span_id.0);
        staged.parent_id.push(head.parent_id.0);
        staged.start_ns.push(start_ns);
        staged.duration_ns.push(duration_ns);
        staged.name.push(head.name.0);
        staged.bits.push(bits);
        staged.resource.push(head.resource.0);
        staged.scope.push(head.scope.0);
        staged.arrival.push(arrival);
        self.settle_notes_at_span();
    }

    /// The trace of a span that has no trace id or no span id, and what it is called there.
    #[cold]
    fn own_trace(&mut self, span_id: SpanId) -> (TraceKey, SpanId) {
        self.note_here(NoteKind::NoId);
        self.own_ids += 1;
        let id = if span_id.is_none() { SpanId::own(self.own_ids) } else { span_id };
        (self.trace_key(TraceId::Own(self.own_ids)), id)
    }

    /// Start and duration as the store keeps them: never negative, never beyond 2262, the raw ones kept beside.
    fn mend_times(&mut self, head: &SpanHead, arrival: u32, bits: &mut SpanBits) -> (i64, i64) {
        let raw @ (start_ns, end_ns) = (head.start_ns, head.end_ns);
        let limit = i64::MAX as u64;
        if start_ns != 0 && start_ns < end_ns && end_ns <= limit {
            return (start_ns as i64, (end_ns - start_ns) as i64);
        }
        if start_ns == 0 {
            // Noted when its trace is built, which tells whether 0 is a time there.
            *bits = bits.with(Mark::NO_START);
        }
        if end_ns == 0 {
            *bits = bits.with(Mark::UNFINISHED);
            self.note_here(NoteKind::Unfinished);
        } else if end_ns < start_ns {
            *bits = bits.with(Mark::END_MENDED);
            self.note_here(NoteKind::EndBeforeStart);
        } else if end_ns == start_ns {
            self.note_here(NoteKind::NoLength);
            if start_ns <= limit {
                return (start_ns as i64, 0);
            }
        }
        if start_ns.max(end_ns) > limit {
            self.note_here(NoteKind::BadNumber);
        }
        self.sparse.raw_times.push(arrival, raw);
        let (start_ns, end_ns) = (start_ns.min(limit), end_ns.min(limit));
        // An end without a start is a point in time, and says nothing of the length; but one that would lie before
        // 1980 can only be the length.
        let is_point = start_ns == 0 && end_ns >= TEN_YEARS_NS as u64;
        (start_ns as i64, if is_point { 0 } else { end_ns.saturating_sub(start_ns) as i64 })
    }

    /// The number the next span gets.
    pub fn arrivals(&self) -> u32 {
        self.attributes.owners() as u32
    }

    /// Log records taken so far, from every file.
    pub const fn log_count(&self) -> u32 {
        self.logs.records.len() as u32
    }

    /// Counts a note on what is being read, if it is ever read to its end.
    #[cold]
    pub fn note_here(&mut self, kind: NoteKind) {
        self.pending.push(kind);
    }

    /// Counts the notes on what was read to its end; `place` is where that was.
    #[inline]
    pub fn settle_notes(&mut self, place: impl FnOnce() -> String) {
        if !self.pending.is_empty() {
            let place = place();
            for kind in std::mem::take(&mut self.pending) {
                self.file().notes.add(kind, || place.clone());
            }
        }
    }

    /// The same where it was a span, or belongs to the last one.
    fn settle_notes_at_span(&mut self) {
        if !self.pending.is_empty() {
            let nth = (self.arrivals() - self.file().first_arrival).max(1);
            self.settle_notes(|| format!("span {nth}"));
        }
    }

    fn trace_key(&mut self, id: TraceId) -> TraceKey {
        TraceKey(self.trace_ids.intern(id))
    }

    /// The file being read holds no trace: `sentence` says why.
    pub fn fail_file(&mut self, sentence: String) {
        self.discard_file();
        self.file().error = Some(sentence);
    }

    /// Drops the spans and log records of the file being read; the file itself stays, with its notes.
    pub fn discard_file(&mut self) {
        self.abandon();
        let first_log = self.file().first_log as usize;
        self.logs.truncate(first_log);
        let first = self.file().first_arrival;
        let spans = self.span_count() - (self.arrivals() - first) as usize;
        self.attributes.truncate(first as usize);
        self.events.truncate(first as usize);
        self.links.truncate(first as usize);
        self.staged.truncate(spans);
        self.sparse.truncate(first);
    }
}
