//! The spans, ready to be asked: rows in pre-order, trace after trace. A `Store` never changes.

use super::{
    attributes::{AttributeLists, Event, Events, Link, Links},
    ids::{Key, ResourceIx, ScopeIx, SpanId, SpanIx, TraceId, TraceIx, TraceKey},
    logs::Logs,
    origin::{FileInfo, Resource, Scope},
    span::{Dropped, Kind, Mark, SpanBits, Status},
    staged::Sparse,
    tables::Table,
    value::{Numbers, Value, ValueRef},
};
use crate::base::{
    column::Column,
    intern::{Strings, Symbol},
};

/// The rows of one trace.
#[derive(Clone, Copy, Debug)]
pub struct Trace {
    /// Its id.
    pub key: TraceKey,
    /// Its first row.
    pub first: u32,
    /// The row behind its last.
    pub end: u32,
    /// Its root: of several the one that starts first; of orphans alone, the first of them.
    pub root: SpanIx,
    /// There is no true root, only orphans.
    pub partial: bool,
    /// First start, nanoseconds since 1970.
    pub start_ns: i64,
    /// Last end − first start.
    pub extent_ns: i64,
}

/// See the module.
#[derive(Clone, Debug, Default)]
pub struct Store {
    pub(super) strings: Strings,
    pub(super) keys: Strings,
    pub(super) numbers: Numbers,
    pub(super) files: Vec<FileInfo>,
    pub(super) trace_ids: Table<TraceId>,
    pub(super) own_ids: u32,
    pub(super) has_opaque_span_ids: bool,
    pub(super) traces: Vec<Trace>,
    /// For each trace id its trace, or `u32::MAX` when only a link names it.
    pub(super) trace_by_key: Vec<u32>,
    pub(super) parent: Column<u32>,
    pub(super) subtree_end: Column<u32>,
    pub(super) span_id: Column<u64>,
    pub(super) start_ns: Column<i64>,
    pub(super) duration_ns: Column<i64>,
    pub(super) name: Column<u32>,
    pub(super) bits: Column<SpanBits>,
    pub(super) resource: Column<u32>,
    pub(super) scope: Column<u32>,
    pub(super) arrival: Column<u32>,
    pub(super) resources: Table<Resource>,
    pub(super) scopes: Table<Scope>,
    pub(super) sparse: Sparse,
    pub(super) attributes: AttributeLists,
    pub(super) events: Events,
    pub(super) links: Links,
    pub(super) logs: Logs,
}

impl Store {
    /// The number of spans.
    pub const fn span_count(&self) -> usize {
        self.parent.len()
    }

    /// The number of traces.
    pub const fn trace_count(&self) -> usize {
        self.traces.len()
    }

    /// Every trace, by its first start.
    pub fn traces(&self) -> impl ExactSizeIterator<Item = TraceIx> + use<> {
        (0..self.traces.len() as u32).map(TraceIx)
    }

    /// Every span, trace after trace in pre-order.
    pub fn spans(&self) -> impl ExactSizeIterator<Item = SpanIx> + DoubleEndedIterator + use<> {
        (0..self.span_count() as u32).map(SpanIx)
    }

    /// The files, in the order they were opened.
    pub fn files(&self) -> &[FileInfo] {
        &self.files
    }

    /// The spans of a trace in pre-order.
    pub fn spans_of(
        &self,
        trace: TraceIx,
    ) -> impl ExactSizeIterator<Item = SpanIx> + DoubleEndedIterator + use<> {
        let Trace { first, end, .. } = self.traces[trace.0 as usize];
        (first..end).map(SpanIx)
    }

    /// A trace's rows, root, start and extent.
    pub fn trace(&self, trace: TraceIx) -> Trace {
        self.traces[trace.0 as usize]
    }

    /// A trace's latency: its root's duration (the analyses leave partial traces out of percentiles).
    pub fn latency_ns(&self, trace: TraceIx) -> i64 {
        self.duration_ns(self.trace(trace).root)
    }

    /// The first row of a trace.
    pub fn first_of(&self, trace: TraceIx) -> SpanIx {
        SpanIx(self.traces[trace.0 as usize].first)
    }

    /// The trace a span is in.
    pub fn trace_of(&self, span: SpanIx) -> TraceIx {
        TraceIx(self.traces.partition_point(|trace| trace.end <= span.0) as u32)
    }

    /// The id of a trace.
    pub fn trace_key(&self, trace: TraceIx) -> TraceKey {
        self.traces[trace.0 as usize].key
    }

    /// The loaded trace a link leads to.
    pub fn trace_by_key(&self, key: TraceKey) -> Option<TraceIx> {
        self.trace_by_key.get(key.0 as usize).copied().filter(|&index| index != u32::MAX).map(TraceIx)
    }

    /// The first span of a trace with this id.
    pub fn find_span_id(&self, trace: TraceIx, id: SpanId) -> Option<SpanIx> {
        self.spans_of(trace).find(|&span| self.span_id(span) == id)
    }

    /// Text by its symbol.
    #[inline]
    pub fn text(&self, symbol: Symbol) -> &str {
        self.strings.get(symbol)
    }

    /// All distinct texts.
    pub const fn strings(&self) -> &Strings {
        &self.strings
    }

    /// An attribute key's name.
    pub fn key_name(&self, key: Key) -> &str {
        self.keys.get(Symbol(key.0))
    }

    /// All distinct attribute keys.
    pub const fn keys(&self) -> &Strings {
        &self.keys
    }

    /// The key with this name, if any attribute has it.
    pub fn find_key(&self, name: &str) -> Option<Key> {
        self.keys.find(name).map(|symbol| Key(symbol.0))
    }

    /// A value, opened.
    #[inline]
    pub fn value(&self, value: Value) -> ValueRef<'_> {
        self.numbers.open(value, &self.strings)
    }

    /// The id of a span.
    #[inline]
    pub fn span_id(&self, span: SpanIx) -> SpanId {
        SpanId(self.span_id.get(span.0 as usize))
    }

    /// The parent in the tree.
    #[inline]
    pub fn parent(&self, span: SpanIx) -> Option<SpanIx> {
        let parent = self.parent.get(span.0 as usize);
        (parent != u32::MAX).then_some(SpanIx(parent))
    }

    /// The parent's id as the file gave it.
    pub fn parent_id(&self, span: SpanIx) -> SpanId {
        self.sparse
            .raw_parent
            .get(self.arrival(span))
            .or_else(|| self.parent(span).map(|parent| self.span_id(parent)))
            .unwrap_or_default()
    }

    /// The row behind the span's subtree.
    #[inline]
    pub fn subtree_end(&self, span: SpanIx) -> SpanIx {
        SpanIx(self.subtree_end.get(span.0 as usize))
    }

    /// The direct children in order.
    pub fn children(&self, span: SpanIx) -> impl Iterator<Item = SpanIx> + '_ {
        let end = self.subtree_end(span);
        let mut next = SpanIx(span.0 + 1);
        core::iter::from_fn(move || {
            let child = (next < end).then_some(next)?;
            next = self.subtree_end(child);
            Some(child)
        })
    }

    /// Start, nanoseconds since 1970.
    #[inline]
    pub fn start_ns(&self, span: SpanIx) -> i64 {
        self.start_ns.get(span.0 as usize)
    }

    /// Duration in nanoseconds, never negative.
    #[inline]
    pub fn duration_ns(&self, span: SpanIx) -> i64 {
        self.duration_ns.get(span.0 as usize)
    }

    /// End, nanoseconds since 1970.
    #[inline]
    pub fn end_ns(&self, span: SpanIx) -> i64 {
        self.start_ns(span).saturating_add(self.duration_ns(span))
    }

    /// The operation's name.
    #[inline]
    pub fn name(&self, span: SpanIx) -> Symbol {
        Symbol(self.name.get(span.0 as usize))
    }

    /// Kind, status, flags and marks.
    #[inline]
    pub fn bits(&self, span: SpanIx) -> SpanBits {
        self.bits.get(span.0 as usize)
    }

    /// The kind.
    pub fn kind(&self, span: SpanIx) -> Kind {
        self.bits(span).kind()
    }

    /// The status.
    pub fn status(&self, span: SpanIx) -> Status {
        self.bits(span).status()
    }

    /// Whether a mark is set.
    pub fn has(&self, span: SpanIx, mark: Mark) -> bool {
        self.bits(span).has(mark)
    }

    /// The resource.
    #[inline]
    pub fn resource(&self, span: SpanIx) -> ResourceIx {
        ResourceIx(self.resource.get(span.0 as usize))
    }

    /// All distinct resources by number.
    pub fn resources(&self) -> &[Resource] {
        self.resources.items()
    }

    /// `service.name`, or the empty symbol.
    #[inline]
    pub fn service(&self, span: SpanIx) -> Symbol {
        self.resources.items()[self.resource.get(span.0 as usize) as usize].service
    }

    /// All distinct scopes by number.
    pub fn scopes(&self) -> &[Scope] {
        self.scopes.items()
    }

    /// The instrumentation scope.
    pub fn scope(&self, span: SpanIx) -> &Scope {
        &self.scopes.items()[self.scope.get(span.0 as usize) as usize]
    }

    /// The scope's number.
    pub fn scope_ix(&self, span: SpanIx) -> ScopeIx {
        ScopeIx(self.scope.get(span.0 as usize))
    }

    /// The attributes in the order they came.
    pub fn attributes(&self, span: SpanIx) -> impl ExactSizeIterator<Item = (Key, Value)> + '_ {
        self.attributes.of(self.arrival(span))
    }

    /// The first value of a key.
    pub fn attribute(&self, span: SpanIx, key: Key) -> Option<ValueRef<'_>> {
        self.attributes(span).find(|&(name, _)| name == key).map(|(_, value)| self.value(value))
    }

    /// The events as the file gave them: a time of 0 is none.
    pub fn events_as_read(&self, span: SpanIx) -> impl ExactSizeIterator<Item = Event> + '_ {
        self.events.of(self.arrival(span))
    }

    /// The events in the order they came; those without a time stand at the span's start.
    pub fn events(&self, span: SpanIx) -> impl ExactSizeIterator<Item = Event> + '_ {
        let start_ns = self.start_ns(span);
        let placed = move |event: Event| Event {
            time_ns: if event.time_ns == 0 { start_ns } else { event.time_ns },
            ..event
        };
        self.events_as_read(span).map(placed)
    }

    /// How many attributes of an event the exporter says it dropped.
    pub fn event_dropped(&self, event: Event) -> u32 {
        self.events.dropped.get(event.number).unwrap_or_default()
    }

    /// The attributes of an event.
    pub fn event_attributes(&self, event: Event) -> impl ExactSizeIterator<Item = (Key, Value)> + '_ {
        self.events.attributes.of(event.number)
    }

    /// The links in the order they came.
    pub fn links(&self, span: SpanIx) -> impl ExactSizeIterator<Item = Link> + '_ {
        self.links.of(self.arrival(span))
    }

    /// The attributes of a link.
    pub fn link_attributes(&self, link: Link) -> impl ExactSizeIterator<Item = (Key, Value)> + '_ {
        self.links.attributes.of(link.number)
    }

    /// How many attributes of a link the exporter says it dropped.
    pub fn link_dropped(&self, link: Link) -> u32 {
        self.links.dropped.get(link.number).unwrap_or_default()
    }

    /// The status message, or the empty symbol.
    pub fn status_message(&self, span: SpanIx) -> Symbol {
        self.sparse.status_message.get(self.arrival(span)).unwrap_or_default()
    }

    /// The W3C trace state, or the empty symbol.
    pub fn trace_state(&self, span: SpanIx) -> Symbol {
        self.sparse.trace_state.get(self.arrival(span)).unwrap_or_default()
    }

    /// What the exporter says it dropped.
    pub fn dropped(&self, span: SpanIx) -> Dropped {
        self.sparse.dropped.get(self.arrival(span)).unwrap_or_default()
    }

    /// Warnings the producer wrote.
    pub fn warnings(&self, span: SpanIx) -> impl Iterator<Item = Symbol> + '_ {
        self.sparse.warnings.all(self.arrival(span))
    }

    /// The trace id as the file gave it; `None` where it gave none.
    pub fn raw_trace(&self, span: SpanIx) -> Option<TraceKey> {
        if self.has(span, Mark::OWN_TRACE) {
            return self.sparse.raw_trace.get(self.arrival(span));
        }
        Some(self.trace_key(self.trace_of(span)))
    }

    /// Start and end as the file gave them, where they were mended.
    pub fn raw_times_ns(&self, span: SpanIx) -> Option<(u64, u64)> {
        self.sparse.raw_times.get(self.arrival(span))
    }

    /// The span's place in the order of arrival.
    #[inline]
    pub fn arrival(&self, span: SpanIx) -> u32 {
        self.arrival.get(span.0 as usize)
    }
}
