//! One span, in one go.

use super::value::attributes;
use crate::{
    base::{
        intern::Symbol,
        json::{Scanner, Shape, Stop},
    },
    formats::fields::{self, Scratch, begins, choice, count, elements, members, text, unsigned},
    model::{
        builder::Builder,
        ids::{ResourceIx, ScopeIx, SpanId},
        notes::NoteKind,
        span::{Kind, SpanHead, Status},
    },
};

/// Reads the span that begins here into the builder. When it stops, `Builder::abandon_span` undoes what was pushed.
#[inline(never)]
pub(super) fn read(
    scanner: &mut Scanner<'_>,
    builder: &mut Builder,
    scratch: &mut Scratch,
    resource: ResourceIx,
    scope: ScopeIx,
) -> Result<(), Stop> {
    let mut head = SpanHead::from(resource, scope);
    if scanner.shape()? != Shape::Object {
        scanner.skip()?;
        builder.note_here(NoteKind::BadSpan);
        return Ok(());
    }
    let mut goes_on = scanner.enter(b'}')?;
    while goes_on {
        let mut name = std::mem::take(&mut scratch.name);
        let written = scanner.name()?;
        let field = written.plain(&mut name);
        let read = field_of(scanner, builder, scratch, &mut head, field);
        scratch.name = name;
        read?;
        goes_on = scanner.another(b'}')?;
    }
    builder.end_span(&head);
    Ok(())
}

fn field_of(
    scanner: &mut Scanner<'_>,
    builder: &mut Builder,
    scratch: &mut Scratch,
    head: &mut SpanHead,
    name: &[u8],
) -> Result<(), Stop> {
    match name {
        b"attributes" => attributes(scanner, builder, scratch, Builder::span_attribute)?,
        b"traceId" => {
            head.trace = fields::trace_id(scanner, builder, &mut scratch.text)?;
        }
        b"spanId" => head.span_id = fields::span_id(scanner, builder, &mut scratch.text)?,
        b"parentSpanId" => head.parent_id = fields::span_id(scanner, builder, &mut scratch.text)?,
        b"name" => head.name = text(scanner, builder, &mut scratch.text)?,
        b"kind" => head.kind = choice(scanner, builder, Kind::from_number, Kind::from_word)?,
        b"startTimeUnixNano" => head.start_ns = unsigned(scanner, builder)?,
        b"endTimeUnixNano" => head.end_ns = unsigned(scanner, builder)?,
        b"status" => status(scanner, builder, scratch, head)?,
        b"events" => elements(scanner, builder, |scanner, builder| event(scanner, builder, scratch))?,
        b"links" => elements(scanner, builder, |scanner, builder| link(scanner, builder, scratch))?,
        b"flags" => head.flags = count(scanner, builder)?,
        b"traceState" => head.trace_state = text(scanner, builder, &mut scratch.text)?,
        b"droppedAttributesCount" => head.dropped.attributes = count(scanner, builder)?,
        b"droppedEventsCount" => head.dropped.events = count(scanner, builder)?,
        b"droppedLinksCount" => head.dropped.links = count(scanner, builder)?,
        _ => match in_camel_case(name) {
            Some(name) => {
                builder.note_here(NoteKind::SnakeCase);
                field_of(scanner, builder, scratch, head, name)?;
            }
            None => scanner.skip()?,
        },
    }
    Ok(())
}

/// A field's name that is written in snake_case, as it should be.
#[cold]
fn in_camel_case(name: &[u8]) -> Option<&'static [u8]> {
    Some(match name {
        b"trace_id" => b"traceId",
        b"span_id" => b"spanId",
        b"parent_span_id" => b"parentSpanId",
        b"start_time_unix_nano" => b"startTimeUnixNano",
        b"end_time_unix_nano" => b"endTimeUnixNano",
        b"trace_state" => b"traceState",
        b"dropped_attributes_count" => b"droppedAttributesCount",
        b"dropped_events_count" => b"droppedEventsCount",
        b"dropped_links_count" => b"droppedLinksCount",
        _ => return None,
    })
}

fn status(
    scanner: &mut Scanner<'_>,
    builder: &mut Builder,
    scratch: &mut Scratch,
    head: &mut SpanHead,
) -> Result<(), Stop> {
    if !begins(scanner, builder, Shape::Object)? {
        return Ok(());
    }
    let Scratch { name, text: buffer } = scratch;
    members(scanner, name, |scanner, name| {
        match name {
            b"code" => head.status = choice(scanner, builder, Status::from_number, Status::from_word)?,
            b"message" => head.status_message = text(scanner, builder, buffer)?,
            _ => scanner.skip()?,
        }
        Ok(())
    })
}

fn event(scanner: &mut Scanner<'_>, builder: &mut Builder, scratch: &mut Scratch) -> Result<(), Stop> {
    if !begins(scanner, builder, Shape::Object)? {
        return Ok(());
    }
    let (mut time_ns, mut label, mut dropped) = (0, Symbol::EMPTY, 0);
    let mut name = Vec::new();
    members(scanner, &mut name, |scanner, name| {
        match name {
            b"timeUnixNano" | b"time_unix_nano" => time_ns = unsigned(scanner, builder)?,
            b"name" => label = text(scanner, builder, &mut scratch.text)?,
            b"attributes" => attributes(scanner, builder, scratch, Builder::event_attribute)?,
            b"droppedAttributesCount" | b"dropped_attributes_count" => dropped = count(scanner, builder)?,
            _ => scanner.skip()?,
        }
        Ok(())
    })?;
    if dropped > 0 {
        builder.event_dropped(dropped);
    }
    builder.end_event(time_ns, label);
    Ok(())
}

fn link(scanner: &mut Scanner<'_>, builder: &mut Builder, scratch: &mut Scratch) -> Result<(), Stop> {
    if !begins(scanner, builder, Shape::Object)? {
        return Ok(());
    }
    let (mut trace, mut id, mut state) = (None, SpanId::NONE, Symbol::EMPTY);
    let (mut flags, mut dropped) = (0, 0);
    let mut name = Vec::new();
    members(scanner, &mut name, |scanner, name| {
        match name {
            b"traceId" | b"trace_id" => {
                trace = fields::trace_id(scanner, builder, &mut scratch.text)?;
            }
            b"spanId" | b"span_id" => id = fields::span_id(scanner, builder, &mut scratch.text)?,
            b"traceState" | b"trace_state" => state = text(scanner, builder, &mut scratch.text)?,
            b"flags" => flags = count(scanner, builder)?,
            b"attributes" => attributes(scanner, builder, scratch, Builder::link_attribute)?,
            b"droppedAttributesCount" | b"dropped_attributes_count" => dropped = count(scanner, builder)?,
            _ => scanner.skip()?,
        }
        Ok(())
    })?;
    if dropped > 0 {
        builder.link_dropped(dropped);
    }
    builder.end_link(trace, id, state, flags);
    Ok(())
}
