//! A span, a resource or a scope, each in one go.

use super::{
    value::attribute,
    wire::{Broken, Field, Fields},
};
use crate::{
    base::intern::Symbol,
    model::{
        builder::Builder,
        ids::{ResourceIx, ScopeIx, SpanId, TraceKey},
        notes::NoteKind,
        origin::Scope,
        span::{Kind, SpanHead, Status},
    },
};

/// Reads a `Span` into the builder.
pub(super) fn read(
    message: &[u8],
    builder: &mut Builder,
    scratch: &mut Vec<u8>,
    resource: ResourceIx,
    scope: ScopeIx,
) -> Result<(), Broken> {
    let mut head = SpanHead::from(resource, scope);
    for field in Fields::of(message) {
        match field? {
            (1, Field::Bytes(id)) => head.trace = trace_id(id, builder),
            (2, Field::Bytes(id)) => head.span_id = span_id(id, builder),
            (3, Field::Bytes(state)) => head.trace_state = builder.text(state),
            (4, Field::Bytes(id)) => head.parent_id = span_id(id, builder),
            (5, Field::Bytes(name)) => head.name = builder.text(name),
            (6, Field::Varint(number)) => head.kind = choice(Kind::from_number(number), builder),
            (7, Field::Fixed64(ns)) => head.start_ns = ns,
            (8, Field::Fixed64(ns)) => head.end_ns = ns,
            (9, Field::Bytes(pair)) => attribute(pair, builder, scratch, Builder::span_attribute)?,
            (10, Field::Varint(count)) => head.dropped.attributes = count as u32,
            (11, Field::Bytes(inner)) => event(inner, builder, scratch)?,
            (12, Field::Varint(count)) => head.dropped.events = count as u32,
            (13, Field::Bytes(inner)) => link(inner, builder, scratch)?,
            (14, Field::Varint(count)) => head.dropped.links = count as u32,
            (15, Field::Bytes(inner)) => status(inner, builder, &mut head)?,
            (16, Field::Fixed32(flags)) => head.flags = flags,
            _ => {}
        }
    }
    builder.end_span(&head);
    Ok(())
}

/// Reads a `Resource` or an `InstrumentationScope`; the first has its attributes where the second has its name.
pub(super) fn origin(
    message: &[u8],
    is_scope: bool,
    builder: &mut Builder,
    scratch: &mut Vec<u8>,
) -> Result<Scope, Broken> {
    let mut scope = Scope::default();
    let (attributes, dropped) = if is_scope { (3, 4) } else { (1, 2) };
    for field in Fields::of(message) {
        match field? {
            (number, Field::Bytes(pair)) if number == attributes => {
                attribute(pair, builder, scratch, Builder::scratch_attribute)?;
            }
            (1, Field::Bytes(name)) if is_scope => scope.name = builder.text(name),
            (number, Field::Varint(count)) if number == dropped => scope.dropped = count as u32,
            (2, Field::Bytes(version)) if is_scope => scope.version = builder.text(version),
            _ => {}
        }
    }
    scope.attributes = builder.take_scratch();
    Ok(scope)
}

fn trace_id(id: &[u8], builder: &mut Builder) -> Option<TraceKey> {
    match <[u8; 16]>::try_from(id).map(u128::from_be_bytes) {
        Ok(0) => None,
        Ok(number) => Some(builder.trace_number(number)),
        Err(_) => builder.trace_id(&hex(id)),
    }
}

fn span_id(id: &[u8], builder: &mut Builder) -> SpanId {
    match <[u8; 8]>::try_from(id).map(u64::from_be_bytes) {
        Ok(number) => SpanId(number),
        Err(_) => builder.span_id(&hex(id)),
    }
}

/// An id of another length than it should have, as hex.
fn hex(id: &[u8]) -> Vec<u8> {
    let digit = |value: u8| b"0123456789abcdef"[usize::from(value)];
    id.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

fn choice<T: Default>(known: Option<T>, builder: &mut Builder) -> T {
    if known.is_none() {
        builder.note_here(NoteKind::UnknownEnum);
    }
    known.unwrap_or_default()
}

fn event(message: &[u8], builder: &mut Builder, scratch: &mut Vec<u8>) -> Result<(), Broken> {
    let (mut time_ns, mut name) = (0, Symbol::EMPTY);
    for field in Fields::of(message) {
        match field? {
            (1, Field::Fixed64(ns)) => time_ns = ns,
            (2, Field::Bytes(text)) => name = builder.text(text),
            (3, Field::Bytes(pair)) => attribute(pair, builder, scratch, Builder::event_attribute)?,
            (4, Field::Varint(count @ 1..)) => builder.event_dropped(count as u32),
            _ => {}
        }
    }
    builder.end_event(time_ns, name);
    Ok(())
}

fn link(message: &[u8], builder: &mut Builder, scratch: &mut Vec<u8>) -> Result<(), Broken> {
    let (mut trace, mut id, mut state, mut flags) = (None, SpanId::NONE, Symbol::EMPTY, 0);
    for field in Fields::of(message) {
        match field? {
            (1, Field::Bytes(written)) => trace = trace_id(written, builder),
            (2, Field::Bytes(written)) => id = span_id(written, builder),
            (3, Field::Bytes(text)) => state = builder.text(text),
            (4, Field::Bytes(pair)) => attribute(pair, builder, scratch, Builder::link_attribute)?,
            (5, Field::Varint(count @ 1..)) => builder.link_dropped(count as u32),
            (6, Field::Fixed32(bits)) => flags = bits,
            _ => {}
        }
    }
    builder.end_link(trace, id, state, flags);
    Ok(())
}

fn status(message: &[u8], builder: &mut Builder, head: &mut SpanHead) -> Result<(), Broken> {
    for field in Fields::of(message) {
        match field? {
            (2, Field::Bytes(text)) => head.status_message = builder.text(text),
            (3, Field::Varint(number)) => head.status = choice(Status::from_number(number), builder),
            _ => {}
        }
    }
    Ok(())
}
