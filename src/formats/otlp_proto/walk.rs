//! The outer levels: messages, resources, scopes, down to the spans; a machine that can stop at any byte.
//!
//! What is broken is left at the end of the innermost level whose end is known; what came before is kept.

use super::{
    record::{Record, record_of},
    span,
    wire::{Cut, Head, head},
};
use crate::{
    base::intern::Symbol,
    model::{
        builder::Builder,
        ids::{Key, ResourceIx, ScopeIx},
        notes::NoteKind,
        origin::Scope,
        value::Value,
    },
};
use std::mem::take;

/// A message that is taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Level {
    /// `ExportTraceServiceRequest`
    Document,
    /// `ResourceSpans`
    Resource,
    /// `ScopeSpans`
    Scope,
}

/// A file of OTLP protobuf being read.
#[derive(Debug, Default)]
pub(in crate::formats) struct OtlpProto {
    /// Bytes that are not taken yet.
    pending: Vec<u8>,
    /// How many must be pending before it is worth trying again.
    wanted: usize,
    /// Bytes taken before those.
    taken: u64,
    /// The levels that are open, each with the byte it ends at.
    open: Vec<(Level, u64)>,
    /// Bytes that nobody asks for.
    skip: u64,
    /// The first thing that was no protobuf.
    trouble: Option<String>,
    /// Nothing after that can be told apart.
    is_lost: bool,
    resource_slot: ResourceIx,
    resource_attributes: Vec<(Key, Value)>,
    resource_schema_url: Symbol,
    resource_dropped: u32,
    scope_slot: ScopeIx,
    scope: Scope,
    scope_schema_url: Symbol,
    scratch: Vec<u8>,
}

impl OtlpProto {
    /// A walk at the beginning of a file, whose messages stand behind their lengths or which is a single one.
    pub fn new(is_prefixed: bool) -> Self {
        let mut walk = Self::default();
        if !is_prefixed {
            walk.open.push((Level::Document, u64::MAX));
        }
        walk
    }

    /// Takes the next bytes.
    pub fn feed(&mut self, chunk: &[u8], builder: &mut Builder) {
        if self.is_lost {
            return;
        }
        self.pending.extend_from_slice(chunk);
        if self.pending.len() < self.wanted {
            return;
        }
        let mut pending = take(&mut self.pending);
        let mut at = 0;
        self.wanted = 0;
        while !self.is_lost {
            match self.step(&pending[at..], builder) {
                Ok(taken) => {
                    at += taken;
                    self.taken += taken as u64;
                    let byte = self.taken;
                    builder.settle_notes(|| format!("byte {byte}"));
                }
                Err(Cut::More(needed)) => {
                    self.wanted = needed;
                    break;
                }
                Err(Cut::Bad) => self.give_up(builder),
            }
        }
        pending.drain(..at);
        self.pending = pending;
    }

    /// Ends the file. Gives the first thing that was no protobuf.
    pub fn finish(mut self, builder: &mut Builder) -> Option<String> {
        self.wanted = 0;
        self.feed(&[], builder);
        let is_inside = self.open.iter().any(|&(_, end)| end != u64::MAX) || self.skip > 0;
        if !self.is_lost && (is_inside || !self.pending.is_empty()) {
            let place = format!("byte {}", self.taken + self.pending.len() as u64);
            self.trouble.get_or_insert_with(|| format!("the file ends in the middle ({place})"));
            builder.note(NoteKind::Truncated, || place);
        }
        while let Some((level, _)) = self.open.pop() {
            self.end(level, builder);
        }
        self.trouble
    }

    /// Takes what stands first in `rest` and tells how much that is.
    fn step(&mut self, rest: &[u8], builder: &mut Builder) -> Result<usize, Cut> {
        if let Some(&(level, end)) = self.open.last()
            && end == self.taken
        {
            self.open.pop();
            self.end(level, builder);
            return Ok(0);
        }
        if rest.is_empty() {
            return Err(Cut::More(1));
        }
        if self.skip > 0 {
            let skipped = self.skip.min(rest.len() as u64);
            self.skip -= skipped;
            return Ok(skipped as usize);
        }
        let Some(&(level, end)) = self.open.last() else {
            let length = rest.first_chunk().ok_or(Cut::More(4))?;
            self.open.push((Level::Document, self.taken + 4 + u64::from(u32::from_be_bytes(*length))));
            return Ok(4);
        };
        let head = head(rest)?;
        let body_at = self.taken + head.bytes as u64;
        if body_at + head.body_bytes > end {
            return Err(Cut::Bad);
        }
        let inner = match (level, head.number) {
            _ if !head.is_message() => None,
            (Level::Document, 1) => Some(Level::Resource),
            // 1000 is what the libraries once stood under.
            (Level::Resource, 2 | 1000) => Some(Level::Scope),
            _ => None,
        };
        if let Some(inner) = inner {
            self.open.push((inner, body_at + head.body_bytes));
            self.begin(inner, builder);
            return Ok(head.bytes);
        }
        let is_read = matches!((level, head.number), (Level::Resource, 1 | 3) | (Level::Scope, 1..=3));
        if !is_read || !head.is_message() {
            self.skip = head.body_bytes;
            return Ok(head.bytes);
        }
        let whole = head.bytes + head.body_bytes as usize;
        let Some(field) = rest.get(..whole) else { return Err(Cut::More(whole)) };
        self.field(level, head, &field[head.bytes..], builder);
        Ok(whole)
    }

    /// A field that is read in one go. One that is broken is left out.
    fn field(&mut self, level: Level, head: Head, body: &[u8], builder: &mut Builder) {
        let scratch = &mut self.scratch;
        let read = match (level, head.number) {
            (Level::Resource, 1) => span::origin(body, false, builder, scratch).map(|origin| {
                (self.resource_attributes, self.resource_dropped) = (origin.attributes, origin.dropped);
            }),
            (Level::Scope, 1) => span::origin(body, true, builder, scratch).map(|origin| self.scope = origin),
            (Level::Scope, 2) => match record_of(body) {
                Ok(Record::Span) => span::read(body, builder, scratch, self.resource_slot, self.scope_slot),
                Ok(Record::Log) => {
                    builder.note_here(NoteKind::LogsSkipped);
                    Ok(())
                }
                Ok(Record::Metric) => {
                    builder.note_here(NoteKind::MetricsSkipped);
                    Ok(())
                }
                Err(broken) => Err(broken),
            },
            (Level::Resource, _) => {
                self.resource_schema_url = builder.text(body);
                Ok(())
            }
            _ => {
                self.scope_schema_url = builder.text(body);
                Ok(())
            }
        };
        if read.is_err() {
            builder.abandon();
            builder.note_here(if (level, head.number) == (Level::Scope, 2) {
                NoteKind::BadSpan
            } else {
                NoteKind::WrongType
            });
        }
    }

    fn begin(&mut self, level: Level, builder: &mut Builder) {
        match level {
            Level::Document => {}
            Level::Resource => self.resource_slot = builder.begin_resource(),
            Level::Scope => self.scope_slot = builder.begin_scope(),
        }
    }

    fn end(&mut self, level: Level, builder: &mut Builder) {
        match level {
            Level::Document => {}
            Level::Resource => {
                builder.resource_dropped(take(&mut self.resource_dropped));
                let attributes = take(&mut self.resource_attributes);
                builder.end_resource(self.resource_slot, attributes, take(&mut self.resource_schema_url));
            }
            Level::Scope => {
                let schema_url = take(&mut self.scope_schema_url);
                builder.end_scope(self.scope_slot, Scope { schema_url, ..take(&mut self.scope) });
            }
        }
    }

    /// Goes on behind the innermost level, or not at all where its end is not known.
    #[cold]
    fn give_up(&mut self, builder: &mut Builder) {
        let place = format!("byte {}: expected a field of OTLP", self.taken);
        self.trouble.get_or_insert_with(|| place.clone());
        builder.note(NoteKind::BadPart, || place);
        match self.open.last() {
            Some(&(_, end)) if end != u64::MAX => self.skip = end - self.taken,
            _ => self.is_lost = true,
        }
    }
}
