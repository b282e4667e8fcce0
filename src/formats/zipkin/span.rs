//! One span, in one go.

use super::endpoint::{self, Endpoint};
use crate::{
    base::{
        intern::Symbol,
        json::{Scanner, Shape, Stop},
    },
    formats::{
        fields::{Scratch, begins, choice, elements, id, members, micros, span_id, text, trace_id},
        origins::Origins,
        plain_value,
        span_list::OneSpan,
        tag_parts::TagParts,
    },
    model::{
        builder::Builder,
        ids::{ResourceIx, SpanId, TraceKey},
        span::{Kind, SpanHead, Status},
        value::Value,
    },
};
use std::collections::BTreeMap;

/// The spans of a file.
#[derive(Debug, Default)]
pub struct Zipkin {
    /// A resource for each service.
    services: BTreeMap<Symbol, ResourceIx>,
    origins: Origins,
    scratch: Scratch,
}

/// What a span says besides its attributes and events, which are in the builder.
#[derive(Debug, Default)]
struct Span {
    trace: Option<TraceKey>,
    span_id: SpanId,
    parent_id: SpanId,
    name: Symbol,
    kind: Option<Kind>,
    is_shared: bool,
    start_ns: u64,
    duration_ns: u64,
    service: Symbol,
    /// The tag `error`, be it empty.
    error: Option<Symbol>,
    parts: TagParts,
    called: Half,
    answering: Half,
    /// In version 1: where the side listens that answers, and the one that calls.
    server: Option<Endpoint>,
    client: Option<Endpoint>,
}

/// In version 1: when one side began and ended, 0 when it does not say; and which service it is.
#[derive(Debug, Default)]
struct Half {
    start_ns: u64,
    end_ns: u64,
    service: Symbol,
}

impl OneSpan for Zipkin {
    fn read(&mut self, scanner: &mut Scanner<'_>, builder: &mut Builder) -> Result<(), Stop> {
        let mut span = Span::default();
        let (scratch, mut name) = (&mut self.scratch, Vec::new());
        members(scanner, &mut name, |scanner, name| span.field(name, scanner, builder, scratch))?;
        span.settle_version_1();
        span.tell_addresses(builder);
        let resource = self.resource(span.service, builder);
        let scope = self.origins.scope(std::mem::take(&mut span.parts.scope), builder);
        builder.end_span(&span.head(resource, scope));
        Ok(())
    }
}

impl Zipkin {
    fn resource(&mut self, service: Symbol, builder: &mut Builder) -> ResourceIx {
        *self.services.entry(service).or_insert_with(|| {
            let slot = builder.begin_resource();
            let named =
                (service != Symbol::EMPTY).then(|| (builder.key(b"service.name"), Value::text(service)));
            builder.end_resource(slot, named.into_iter().collect(), Symbol::EMPTY);
            slot
        })
    }
}

impl Span {
    fn field(
        &mut self,
        name: &[u8],
        scanner: &mut Scanner<'_>,
        builder: &mut Builder,
        scratch: &mut Scratch,
    ) -> Result<(), Stop> {
        match name {
            b"traceId" => self.trace = trace_id(scanner, builder, &mut scratch.text)?,
            b"id" => self.span_id = span_id(scanner, builder, &mut scratch.text)?,
            b"parentId" => self.parent_id = span_id(scanner, builder, &mut scratch.text)?,
            b"name" => self.name = text(scanner, builder, &mut scratch.text)?,
            b"kind" => {
                let kind = choice(scanner, builder, Kind::from_number, Kind::from_word)?;
                self.kind = Some(kind).filter(|kind| *kind != Kind::Unspecified);
            }
            b"timestamp" => self.start_ns = micros(scanner, builder)?,
            b"duration" => self.duration_ns = micros(scanner, builder)?,
            b"shared" if scanner.shape()? == Shape::Bool => self.is_shared = scanner.word()? == b"true",
            b"localEndpoint" => {
                let local = endpoint::read(scanner, builder, scratch)?;
                self.service = local.service;
                local.tell("local", builder);
            }
            b"remoteEndpoint" => endpoint::read(scanner, builder, scratch)?.tell("peer", builder),
            b"annotations" => {
                elements(scanner, builder, |scanner, builder| self.annotation(scanner, builder, scratch))?
            }
            b"tags" => self.tags(scanner, builder, scratch)?,
            b"binaryAnnotations" => elements(scanner, builder, |scanner, builder| {
                self.binary_annotation(scanner, builder, scratch)
            })?,
            _ => scanner.skip()?,
        }
        Ok(())
    }

    /// An event. In version 1 some of them tell when a side began and ended.
    fn annotation(
        &mut self,
        scanner: &mut Scanner<'_>,
        builder: &mut Builder,
        scratch: &mut Scratch,
    ) -> Result<(), Stop> {
        if !begins(scanner, builder, Shape::Object)? {
            return Ok(());
        }
        let (mut time_ns, mut label, mut place) = (0, None, None);
        let mut name = Vec::new();
        members(scanner, &mut name, |scanner, name| {
            match name {
                b"timestamp" => time_ns = micros(scanner, builder)?,
                b"value" if scanner.shape()? == Shape::Text => label = Some(scanner.text()?),
                b"endpoint" => place = Some(endpoint::read(scanner, builder, scratch)?),
                _ => scanner.skip()?,
            }
            Ok(())
        })?;
        let service = place.map_or(Symbol::EMPTY, |place: Endpoint| place.service);
        let half = match label.map(|label| label.raw) {
            Some(b"cs" | b"cr" | b"ms") if place.is_some() => Some(&mut self.called),
            Some(b"sr" | b"ss" | b"mr") if place.is_some() => Some(&mut self.answering),
            _ => None,
        };
        if let Some(half) = half {
            half.service = service;
            let begins = matches!(label.map(|label| label.raw), Some(b"cs" | b"sr" | b"ms" | b"mr"));
            *(if begins { &mut half.start_ns } else { &mut half.end_ns }) = time_ns;
            return Ok(());
        }
        if self.service == Symbol::EMPTY {
            self.service = service;
        }
        let label = label.map_or(Symbol::EMPTY, |label| builder.text(label.plain(&mut scratch.text)));
        builder.end_event(time_ns, label);
        Ok(())
    }

    fn tags(
        &mut self,
        scanner: &mut Scanner<'_>,
        builder: &mut Builder,
        scratch: &mut Scratch,
    ) -> Result<(), Stop> {
        if !begins(scanner, builder, Shape::Object)? {
            return Ok(());
        }
        let Scratch { name, text } = scratch;
        members(scanner, name, |scanner, name| self.tag(name, scanner, builder, text))
    }

    fn tag(
        &mut self,
        key: &[u8],
        scanner: &mut Scanner<'_>,
        builder: &mut Builder,
        scratch: &mut Vec<u8>,
    ) -> Result<(), Stop> {
        if scanner.shape()? == Shape::Text {
            let mut ahead = scanner.clone();
            if self.parts.take(key, ahead.text()?, builder, scratch) {
                *scanner = ahead;
                return Ok(());
            }
        }
        let value = plain_value::read(scanner, builder, scratch)?;
        if key == b"error" {
            // The tag stays: it is also what the producer wrote.
            self.error = Some(value.as_text().unwrap_or(Symbol::EMPTY));
        }
        let key = builder.key(key);
        builder.span_attribute(key, value);
        Ok(())
    }

    /// A tag as version 1 writes it.
    fn binary_annotation(
        &mut self,
        scanner: &mut Scanner<'_>,
        builder: &mut Builder,
        scratch: &mut Scratch,
    ) -> Result<(), Stop> {
        if !begins(scanner, builder, Shape::Object)? {
            return Ok(());
        }
        let (mut key, mut value, mut place) = (Vec::new(), None, Endpoint::default());
        let mut name = Vec::new();
        members(scanner, &mut name, |scanner, name| {
            match name {
                b"key" => key = id(scanner, builder, &mut scratch.text)?.to_vec(),
                b"value" => {
                    value = Some(scanner.clone());
                    scanner.skip()?;
                }
                b"endpoint" => place = endpoint::read(scanner, builder, scratch)?,
                _ => scanner.skip()?,
            }
            Ok(())
        })?;
        match &key[..] {
            b"sa" => self.server = Some(place),
            b"ca" => self.client = Some(place),
            _ => return self.tag_of_version_1(&key, value, place, builder, scratch),
        }
        Ok(())
    }

    fn tag_of_version_1(
        &mut self,
        key: &[u8],
        value: Option<Scanner<'_>>,
        place: Endpoint,
        builder: &mut Builder,
        scratch: &mut Scratch,
    ) -> Result<(), Stop> {
        if self.service == Symbol::EMPTY {
            self.service = place.service;
        }
        value.map_or(Ok(()), |mut value| self.tag(key, &mut value, builder, &mut scratch.text))
    }

    /// In version 1 kind, times and service are told by annotations.
    fn settle_version_1(&mut self) {
        let answers = self.answering.start_ns != 0 || self.answering.end_ns != 0;
        let (half, kind) = match () {
            () if answers => (&self.answering, Kind::Server),
            () if self.called.start_ns != 0 || self.called.end_ns != 0 => (&self.called, Kind::Client),
            () => return,
        };
        self.kind.get_or_insert(kind);
        if half.service != Symbol::EMPTY {
            self.service = half.service;
        }
        if self.start_ns == 0 {
            self.start_ns = half.start_ns;
        }
        if self.duration_ns == 0 && self.start_ns != 0 {
            self.duration_ns = half.end_ns.saturating_sub(self.start_ns);
        }
    }

    /// In version 1 the addresses of both sides may be told: that of the span's own side, and that of the other one.
    fn tell_addresses(&mut self, builder: &mut Builder) {
        // A span that says no kind but where the other side listens is the one that calls.
        let calls = self.kind == Some(Kind::Client) || (self.kind.is_none() && self.server.is_some());
        let answers = self.kind == Some(Kind::Server);
        for (place, is_side) in [(self.client, calls), (self.server, answers)] {
            let Some(place) = place else { continue };
            // Some name the other service under the side of their own.
            let is_other = ![Symbol::EMPTY, self.service].contains(&place.service);
            let is_own = is_side && (!is_other || self.service == Symbol::EMPTY);
            if is_own && self.service == Symbol::EMPTY {
                self.service = place.service;
            }
            place.tell(if is_own { "local" } else { "peer" }, builder);
        }
    }

    fn head(&self, resource: ResourceIx, scope: crate::model::ids::ScopeIx) -> SpanHead {
        let parts = &self.parts;
        let failed = self.error.is_some() && parts.status == Status::Unset;
        // Only a server shares its caller's id; who names no kind works by itself.
        let unnamed = match parts.kind {
            Kind::Unspecified if self.is_shared => Kind::Server,
            Kind::Unspecified => Kind::Internal,
            kind => kind,
        };
        let end_ns = if self.duration_ns == 0 { 0 } else { self.start_ns.saturating_add(self.duration_ns) };
        let status = if failed { Status::Error } else { parts.status };
        let has_message = parts.status_message != Symbol::EMPTY || status != Status::Error;
        let message = self.error.filter(|_| !has_message);
        SpanHead {
            trace: self.trace,
            span_id: self.span_id,
            parent_id: self.parent_id,
            start_ns: self.start_ns,
            end_ns,
            name: self.name,
            kind: self.kind.unwrap_or(unnamed),
            status,
            status_message: message.unwrap_or(parts.status_message),
            ..SpanHead::from(resource, scope)
        }
    }
}
