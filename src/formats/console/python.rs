//! `ConsoleSpanExporter` of the Python SDK, and `ReadableSpan.to_json`.

use crate::{
    base::{
        intern::Symbol,
        json::{Scanner, Shape, Stop},
    },
    formats::{
        fields::{Scratch, begins, choice, elements, members, moment, span_id, text, trace_id},
        origins::Origins,
        plain_value,
        span_list::OneSpan,
    },
    model::{
        builder::Builder,
        ids::{Key, ResourceIx, ScopeIx, SpanId, TraceKey},
        origin::{Resource, Scope},
        span::{Kind, SpanHead, Status},
        value::Value,
    },
};

/// The spans of a file.
#[derive(Debug, Default)]
pub(in crate::formats) struct Python {
    origins: Origins,
    scratch: Scratch,
}

/// The trace, span and state of a context.
#[derive(Debug, Default)]
struct Context {
    trace: Option<TraceKey>,
    span_id: SpanId,
    state: Symbol,
}

impl OneSpan for Python {
    fn read(&mut self, scanner: &mut Scanner<'_>, builder: &mut Builder) -> Result<(), Stop> {
        let mut head = SpanHead::from(ResourceIx::default(), ScopeIx::default());
        let mut resource = Resource::default();
        let mut scope = Scope::default();
        let (scratch, mut name) = (&mut self.scratch, Vec::new());
        members(scanner, &mut name, |scanner, name| {
            match name {
                b"name" => head.name = text(scanner, builder, &mut scratch.text)?,
                b"context" => {
                    let context = context(scanner, builder, scratch)?;
                    (head.trace, head.span_id, head.trace_state) =
                        (context.trace, context.span_id, context.state);
                }
                b"kind" => head.kind = choice(scanner, builder, Kind::from_number, Kind::from_word)?,
                b"parent_id" => head.parent_id = span_id(scanner, builder, &mut scratch.text)?,
                b"start_time" => head.start_ns = moment(scanner, builder, &mut scratch.text)?,
                b"end_time" => head.end_ns = moment(scanner, builder, &mut scratch.text)?,
                b"status" => (head.status, head.status_message) = status(scanner, builder, scratch)?,
                b"attributes" => attributes(scanner, builder, scratch, Builder::span_attribute)?,
                b"events" => elements(scanner, builder, |scanner, builder| event(scanner, builder, scratch))?,
                b"links" => elements(scanner, builder, |scanner, builder| link(scanner, builder, scratch))?,
                b"resource" => resource = self::resource(scanner, builder, scratch)?,
                b"instrumentation_scope" | b"instrumentation_info" => {
                    scope = self::scope(scanner, builder, scratch)?;
                }
                _ => scanner.skip()?,
            }
            Ok(())
        })?;
        head.resource = self.origins.resource(resource, builder);
        head.scope = self.origins.scope(scope, builder);
        builder.end_span(&head);
        Ok(())
    }
}

fn context(scanner: &mut Scanner<'_>, builder: &mut Builder, scratch: &mut Scratch) -> Result<Context, Stop> {
    let mut context = Context::default();
    if !begins(scanner, builder, Shape::Object)? {
        return Ok(context);
    }
    let Scratch { name, text: buffer } = scratch;
    members(scanner, name, |scanner, name| {
        match name {
            b"trace_id" => context.trace = trace_id(scanner, builder, buffer)?,
            b"span_id" => context.span_id = span_id(scanner, builder, buffer)?,
            b"trace_state" if scanner.shape()? == Shape::Text => {
                // An empty state is printed as the empty list it is.
                let text = scanner.text()?;
                if text.raw != b"[]" {
                    context.state = builder.text(text.plain(buffer));
                }
            }
            _ => scanner.skip()?,
        }
        Ok(())
    })?;
    Ok(context)
}

fn status(
    scanner: &mut Scanner<'_>,
    builder: &mut Builder,
    scratch: &mut Scratch,
) -> Result<(Status, Symbol), Stop> {
    let mut status = (Status::Unset, Symbol::EMPTY);
    if !begins(scanner, builder, Shape::Object)? {
        return Ok(status);
    }
    let Scratch { name, text: buffer } = scratch;
    members(scanner, name, |scanner, name| {
        match name {
            b"status_code" => status.0 = choice(scanner, builder, Status::from_number, Status::from_word)?,
            b"description" => status.1 = text(scanner, builder, buffer)?,
            _ => scanner.skip()?,
        }
        Ok(())
    })?;
    Ok(status)
}

/// Reads an object of attributes; `push` gets each.
fn attributes(
    scanner: &mut Scanner<'_>,
    builder: &mut Builder,
    scratch: &mut Scratch,
    push: impl Fn(&mut Builder, Key, Value),
) -> Result<(), Stop> {
    if !begins(scanner, builder, Shape::Object)? {
        return Ok(());
    }
    let Scratch { name, text } = scratch;
    members(scanner, name, |scanner, name| {
        let value = plain_value::read(scanner, builder, text)?;
        let key = builder.key(name);
        push(builder, key, value);
        Ok(())
    })
}

/// A resource, whose attributes older versions print without anything around them.
fn resource(
    scanner: &mut Scanner<'_>,
    builder: &mut Builder,
    scratch: &mut Scratch,
) -> Result<Resource, Stop> {
    let mut resource = Resource::default();
    if !begins(scanner, builder, Shape::Object)? {
        return Ok(resource);
    }
    let mut name = Vec::new();
    members(scanner, &mut name, |scanner, name| {
        match (name, scanner.shape()?) {
            (b"attributes", Shape::Object) => {
                attributes(scanner, builder, scratch, Builder::scratch_attribute)?;
            }
            (b"schema_url", _) => resource.schema_url = text(scanner, builder, &mut scratch.text)?,
            _ => {
                let value = plain_value::read(scanner, builder, &mut scratch.text)?;
                let key = builder.key(name);
                builder.scratch_attribute(key, value);
            }
        }
        Ok(())
    })?;
    resource.attributes = builder.take_scratch();
    Ok(resource)
}

fn scope(scanner: &mut Scanner<'_>, builder: &mut Builder, scratch: &mut Scratch) -> Result<Scope, Stop> {
    let mut scope = Scope::default();
    if !begins(scanner, builder, Shape::Object)? {
        return Ok(scope);
    }
    let mut name = Vec::new();
    members(scanner, &mut name, |scanner, name| {
        match name {
            b"name" => scope.name = text(scanner, builder, &mut scratch.text)?,
            b"version" => scope.version = text(scanner, builder, &mut scratch.text)?,
            b"schema_url" => scope.schema_url = text(scanner, builder, &mut scratch.text)?,
            b"attributes" => attributes(scanner, builder, scratch, Builder::scratch_attribute)?,
            _ => scanner.skip()?,
        }
        Ok(())
    })?;
    scope.attributes = builder.take_scratch();
    Ok(scope)
}

fn event(scanner: &mut Scanner<'_>, builder: &mut Builder, scratch: &mut Scratch) -> Result<(), Stop> {
    if !begins(scanner, builder, Shape::Object)? {
        return Ok(());
    }
    let (mut time_ns, mut label) = (0, Symbol::EMPTY);
    let mut name = Vec::new();
    members(scanner, &mut name, |scanner, name| {
        match name {
            b"name" => label = text(scanner, builder, &mut scratch.text)?,
            b"timestamp" => time_ns = moment(scanner, builder, &mut scratch.text)?,
            b"attributes" => attributes(scanner, builder, scratch, Builder::event_attribute)?,
            _ => scanner.skip()?,
        }
        Ok(())
    })?;
    builder.end_event(time_ns, label);
    Ok(())
}

fn link(scanner: &mut Scanner<'_>, builder: &mut Builder, scratch: &mut Scratch) -> Result<(), Stop> {
    if !begins(scanner, builder, Shape::Object)? {
        return Ok(());
    }
    let mut to = Context::default();
    let mut name = Vec::new();
    members(scanner, &mut name, |scanner, name| {
        match name {
            b"context" => to = context(scanner, builder, scratch)?,
            b"attributes" => attributes(scanner, builder, scratch, Builder::link_attribute)?,
            _ => scanner.skip()?,
        }
        Ok(())
    })?;
    builder.end_link(to.trace, to.span_id, to.state, 0);
    Ok(())
}
