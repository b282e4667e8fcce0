//! `stdouttrace` of the Go SDK.

use crate::{
    base::{
        intern::Symbol,
        json::{Scanner, Shape, Stop},
    },
    formats::{
        fields::{Scratch, begins, choice, count, elements, members, moment, span_id, text, trace_id},
        origins::Origins,
        plain_value,
        span_list::OneSpan,
    },
    model::{
        builder::Builder,
        ids::{Key, ResourceIx, ScopeIx, SpanId, TraceKey},
        notes::NoteKind,
        origin::{Resource, Scope},
        span::{FLAG_REMOTE, FLAG_REMOTE_KNOWN, Kind, SpanHead, Status},
        value::Value,
    },
};

/// The spans of a file.
#[derive(Debug, Default)]
pub(in crate::formats) struct Go {
    origins: Origins,
    scratch: Scratch,
}

/// A `SpanContext`.
#[derive(Debug, Default)]
struct Context {
    trace: Option<TraceKey>,
    span_id: SpanId,
    state: Symbol,
    /// W3C trace flags.
    flags: u32,
    is_remote: bool,
}

impl OneSpan for Go {
    fn read(&mut self, scanner: &mut Scanner<'_>, builder: &mut Builder) -> Result<(), Stop> {
        let mut head = SpanHead::from(ResourceIx::default(), ScopeIx::default());
        let mut parent = Context::default();
        let (mut resource, mut scope) = (Vec::new(), Scope::default());
        let (scratch, mut name) = (&mut self.scratch, Vec::new());
        members(scanner, &mut name, |scanner, name| {
            match name {
                b"Name" => head.name = text(scanner, builder, &mut scratch.text)?,
                b"SpanContext" => {
                    let own = context(scanner, builder, scratch)?;
                    (head.trace, head.span_id, head.trace_state) = (own.trace, own.span_id, own.state);
                    head.flags = own.flags;
                }
                b"Parent" => parent = context(scanner, builder, scratch)?,
                b"SpanKind" => head.kind = choice(scanner, builder, Kind::from_number, Kind::from_word)?,
                b"StartTime" => head.start_ns = moment(scanner, builder, &mut scratch.text)?,
                b"EndTime" => head.end_ns = moment(scanner, builder, &mut scratch.text)?,
                b"Attributes" => attributes(scanner, builder, scratch, Builder::span_attribute)?,
                b"Events" => elements(scanner, builder, |scanner, builder| event(scanner, builder, scratch))?,
                b"Links" => elements(scanner, builder, |scanner, builder| link(scanner, builder, scratch))?,
                b"Status" => (head.status, head.status_message) = status(scanner, builder, scratch)?,
                b"DroppedAttributes" => head.dropped.attributes = count(scanner, builder)?,
                b"DroppedEvents" => head.dropped.events = count(scanner, builder)?,
                b"DroppedLinks" => head.dropped.links = count(scanner, builder)?,
                b"Resource" => {
                    attributes(scanner, builder, scratch, Builder::scratch_attribute)?;
                    resource = builder.take_scratch();
                }
                // Both are written by newer versions, and say the same.
                b"InstrumentationScope" | b"InstrumentationLibrary" => {
                    scope = self::scope(scanner, builder, scratch)?;
                }
                _ => scanner.skip()?,
            }
            Ok(())
        })?;
        head.parent_id = parent.span_id;
        if !parent.span_id.is_none() {
            head.flags |= FLAG_REMOTE_KNOWN | if parent.is_remote { FLAG_REMOTE } else { 0 };
        }
        head.resource =
            self.origins.resource(Resource { attributes: resource, ..Resource::default() }, builder);
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
        match (name, scanner.shape()?) {
            (b"TraceID", _) => context.trace = trace_id(scanner, builder, buffer)?,
            (b"SpanID", _) => context.span_id = span_id(scanner, builder, buffer)?,
            (b"TraceState", _) => context.state = text(scanner, builder, buffer)?,
            (b"TraceFlags", Shape::Text) => {
                let digits = core::str::from_utf8(scanner.text()?.raw).unwrap_or_default();
                match u8::from_str_radix(digits, 16) {
                    Ok(flags) => context.flags = u32::from(flags),
                    Err(_) => builder.note_here(NoteKind::BadNumber),
                }
            }
            (b"Remote", Shape::Bool) => context.is_remote = scanner.word()? == b"true",
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
            b"Code" => status.0 = choice(scanner, builder, go_status, Status::from_word)?,
            b"Description" => status.1 = text(scanner, builder, buffer)?,
            _ => scanner.skip()?,
        }
        Ok(())
    })?;
    Ok(status)
}

/// Go numbers its codes in another order than OTLP.
fn go_status(number: u64) -> Option<Status> {
    [Status::Unset, Status::Error, Status::Ok].get(usize::try_from(number).ok()?).copied()
}

/// Reads a list of attributes; `push` gets each.
fn attributes(
    scanner: &mut Scanner<'_>,
    builder: &mut Builder,
    scratch: &mut Scratch,
    push: impl Fn(&mut Builder, Key, Value),
) -> Result<(), Stop> {
    elements(scanner, builder, |scanner, builder| {
        if !begins(scanner, builder, Shape::Object)? {
            return Ok(());
        }
        let (mut key, mut value) = (None, Value::NULL);
        let mut name = Vec::new();
        members(scanner, &mut name, |scanner, name| {
            match (name, scanner.shape()?) {
                (b"Key", Shape::Text) => key = Some(scanner.text()?),
                (b"Value", Shape::Object) => value = self::value(scanner, builder, scratch)?,
                _ => scanner.skip()?,
            }
            Ok(())
        })?;
        match key {
            Some(written) => {
                let key = builder.key(written.plain(&mut scratch.text));
                push(builder, key, value);
            }
            None => builder.note_here(NoteKind::WrongType),
        }
        Ok(())
    })
}

/// A value with its type, which may stand behind it.
fn value(scanner: &mut Scanner<'_>, builder: &mut Builder, scratch: &mut Scratch) -> Result<Value, Stop> {
    let (mut is_double, mut written) = (false, None);
    let Scratch { name, text } = scratch;
    members(scanner, name, |scanner, name| {
        let shape = scanner.shape()?;
        let from = scanner.at();
        match (name, shape) {
            (b"Type", Shape::Text) => is_double = matches!(scanner.text()?.raw, b"FLOAT64" | b"FLOAT64SLICE"),
            _ => scanner.skip()?,
        }
        if name == b"Value" {
            written = Some((scanner.since(from), shape));
        }
        Ok(())
    })?;
    match written {
        Some((json, shape)) => plain_value::of_json(json, shape, is_double, builder, text),
        None => Ok(Value::NULL),
    }
}

fn scope(scanner: &mut Scanner<'_>, builder: &mut Builder, scratch: &mut Scratch) -> Result<Scope, Stop> {
    let mut scope = Scope::default();
    if !begins(scanner, builder, Shape::Object)? {
        return Ok(scope);
    }
    let mut name = Vec::new();
    members(scanner, &mut name, |scanner, name| {
        match name {
            b"Name" => scope.name = text(scanner, builder, &mut scratch.text)?,
            b"Version" => scope.version = text(scanner, builder, &mut scratch.text)?,
            b"SchemaURL" => scope.schema_url = text(scanner, builder, &mut scratch.text)?,
            b"Attributes" => attributes(scanner, builder, scratch, Builder::scratch_attribute)?,
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
            b"Name" => label = text(scanner, builder, &mut scratch.text)?,
            b"Time" => time_ns = moment(scanner, builder, &mut scratch.text)?,
            b"Attributes" => attributes(scanner, builder, scratch, Builder::event_attribute)?,
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
            b"SpanContext" => to = context(scanner, builder, scratch)?,
            b"Attributes" => attributes(scanner, builder, scratch, Builder::link_attribute)?,
            _ => scanner.skip()?,
        }
        Ok(())
    })?;
    builder.end_link(to.trace, to.span_id, to.state, to.flags);
    Ok(())
}
