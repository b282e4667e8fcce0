//! One span, in one go.

use super::{
    reference::{self, Reference},
    tag::{self, Tag},
};
use crate::{
    base::{
        intern::Symbol,
        json::{Scanner, Shape, Stop},
    },
    formats::{
        fields::{Scratch, begins, count, elements, id, members, micros, text},
        tag_parts::TagParts,
    },
    model::{
        builder::Builder,
        ids::{Key, ResourceIx, ScopeIx, SpanId},
        span::{SpanHead, Status},
        value::Value,
    },
};

/// A span whose attributes and events are in the builder.
#[derive(Debug, Default)]
pub(super) struct Span {
    /// Its trace id as written.
    pub trace_id: Vec<u8>,
    /// The name of its process.
    pub process_id: Vec<u8>,
    /// The process that stands in the span itself.
    pub process: Vec<(Key, Value)>,
    /// What tags tell of it, its scope among that.
    pub parts: TagParts,
    span_id: SpanId,
    /// From before there were references.
    old_parent_id: SpanId,
    references: Vec<Reference>,
    name: Symbol,
    start_ns: u64,
    duration_ns: u64,
    flags: u32,
    /// From the tag `error`.
    has_failed: bool,
}

/// Reads the span that begins here. When it stops, `Builder::abandon` undoes what was pushed.
pub(super) fn read(
    scanner: &mut Scanner<'_>,
    builder: &mut Builder,
    scratch: &mut Scratch,
) -> Result<Span, Stop> {
    let mut span = Span::default();
    let mut name = Vec::new();
    members(scanner, &mut name, |scanner, name| {
        match name {
            b"traceID" => span.trace_id = id(scanner, builder, &mut scratch.text)?.to_vec(),
            b"spanID" => {
                let written = id(scanner, builder, &mut scratch.text)?;
                span.span_id = builder.span_id(written);
            }
            b"parentSpanID" => {
                let written = id(scanner, builder, &mut scratch.text)?;
                span.old_parent_id = builder.span_id(written);
            }
            b"processID" => span.process_id = id(scanner, builder, &mut scratch.text)?.to_vec(),
            b"process" => span.process = process(scanner, builder, scratch)?,
            b"operationName" => span.name = text(scanner, builder, &mut scratch.text)?,
            b"startTime" => span.start_ns = micros(scanner, builder)?,
            b"duration" => span.duration_ns = micros(scanner, builder)?,
            b"flags" => span.flags = count(scanner, builder)?,
            b"references" => reference::read(scanner, builder, scratch, &mut span.references)?,
            b"tags" => tag::each(scanner, builder, |tag, builder| {
                if !span.take(tag, builder, scratch) {
                    let (key, value) = tag.attribute(builder, &mut scratch.text);
                    builder.span_attribute(key, value);
                }
            })?,
            b"logs" => elements(scanner, builder, |scanner, builder| log(scanner, builder, scratch))?,
            b"warnings" => elements(scanner, builder, |scanner, builder| {
                let warning = text(scanner, builder, &mut scratch.text)?;
                builder.span_warning(warning);
                Ok(())
            })?,
            _ => scanner.skip()?,
        }
        Ok(())
    })?;
    Ok(span)
}

/// The attributes of the process that begins here, its service first.
pub(super) fn process(
    scanner: &mut Scanner<'_>,
    builder: &mut Builder,
    scratch: &mut Scratch,
) -> Result<Vec<(Key, Value)>, Stop> {
    if !begins(scanner, builder, Shape::Object)? {
        return Ok(Vec::new());
    }
    let mut service = Symbol::EMPTY;
    let mut name = Vec::new();
    members(scanner, &mut name, |scanner, name| match name {
        b"serviceName" => text(scanner, builder, &mut scratch.text).map(|read| service = read),
        b"tags" => tag::attributes(scanner, builder, scratch, Builder::scratch_attribute),
        _ => scanner.skip(),
    })?;
    let mut attributes = builder.take_scratch();
    if service != Symbol::EMPTY {
        attributes.insert(0, (builder.key(b"service.name"), Value::text(service)));
    }
    Ok(attributes)
}

fn log(scanner: &mut Scanner<'_>, builder: &mut Builder, scratch: &mut Scratch) -> Result<(), Stop> {
    if !begins(scanner, builder, Shape::Object)? {
        return Ok(());
    }
    let (mut time_ns, mut label) = (0, Symbol::EMPTY);
    let mut name = Vec::new();
    members(scanner, &mut name, |scanner, name| {
        match name {
            b"timestamp" => time_ns = micros(scanner, builder)?,
            b"fields" => tag::each(scanner, builder, |field, builder| match field.text() {
                Some(event) if label == Symbol::EMPTY && field.key.raw == b"event" => {
                    label = builder.text(event.plain(&mut scratch.text));
                }
                _ => {
                    let (key, value) = field.attribute(builder, &mut scratch.text);
                    builder.event_attribute(key, value);
                }
            })?,
            _ => scanner.skip()?,
        }
        Ok(())
    })?;
    builder.end_event(time_ns, label);
    Ok(())
}

impl Span {
    /// Takes a tag that stands for a part of the span; `false` for any other, which is an attribute.
    fn take(&mut self, tag: &Tag<'_>, builder: &mut Builder, scratch: &mut Scratch) -> bool {
        if tag.key.raw == b"error" {
            // The tag stays: it is also what the producer wrote.
            self.has_failed |= tag.is_true();
            return false;
        }
        let Some(value) = tag.text() else { return false };
        self.parts.take(tag.key.raw, value, builder, &mut scratch.text)
    }

    /// Closes the span in the builder.
    pub fn end(self, resource: ResourceIx, scope: ScopeIx, builder: &mut Builder) {
        let trace = builder.trace_id(&self.trace_id);
        let parent = reference::parent(&self.references, trace, self.span_id, builder);
        let (parent_id, follows_from) = parent.unwrap_or((self.old_parent_id, false));
        let TagParts { kind, status, status_message, .. } = self.parts;
        let failed = self.has_failed && status == Status::Unset;
        builder.end_span(&SpanHead {
            trace,
            span_id: self.span_id,
            parent_id,
            start_ns: self.start_ns,
            end_ns: self.start_ns.saturating_add(self.duration_ns),
            name: self.name,
            kind,
            status: if failed { Status::Error } else { status },
            status_message,
            flags: self.flags,
            follows_from,
            ..SpanHead::from(resource, scope)
        });
    }
}
