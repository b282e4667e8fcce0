//! The outer levels of OTLP/JSON: documents, resources, scopes, down to the lists of spans.

use super::{log, scope, span};
use crate::{
    base::{
        intern::Symbol,
        json::{Scanner, Shape, Stop},
    },
    formats::{
        fields::{Scratch, text},
        walk::{Outline, Taken},
    },
    model::{
        builder::Builder,
        ids::{Key, ResourceIx, ScopeIx},
        notes::NoteKind,
        origin::Scope,
        value::Value,
    },
};
use std::mem::take;

/// A level of OTLP/JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// The array around several documents.
    Documents,
    /// A document, or what Tempo and Jaeger wrap around one.
    Document,
    /// `resourceSpans`
    ResourceList,
    /// A resource with its spans.
    Resource,
    /// `scopeSpans`
    ScopeList,
    /// A scope with its spans.
    Scope,
    /// `spans`
    SpanList,
    /// `resourceLogs`, whose resources and scopes are as those of spans.
    LogResourceList,
    /// `logRecords`
    LogList,
}

/// OTLP/JSON being walked: what is known of the resource and the scope that are open.
#[derive(Debug, Default)]
pub struct OtlpJson {
    resource_slot: ResourceIx,
    resource_attributes: Vec<(Key, Value)>,
    resource_schema_url: Symbol,
    resource_dropped: u32,
    scope_slot: ScopeIx,
    scope: Scope,
    scope_schema_url: Symbol,
    scratch: Scratch,
    /// Documents that are open: an answer stands around the one with the spans.
    depth: u32,
    /// The server says that it did not give all.
    is_partial: bool,
    /// Why, in its words.
    message: String,
    /// A list of resources with spans was met, even an empty one.
    pub(in crate::formats) is_otlp: bool,
    /// A list of resources with logs was met.
    pub(in crate::formats) has_logs: bool,
}

impl Outline for OtlpJson {
    type Level = Level;

    fn document(brace: u8) -> Level {
        if brace == b'[' { Level::Documents } else { Level::Document }
    }

    fn closing(level: Level) -> u8 {
        match level {
            Level::Documents
            | Level::ResourceList
            | Level::LogResourceList
            | Level::ScopeList
            | Level::SpanList
            | Level::LogList => b']',
            Level::Document | Level::Resource | Level::Scope => b'}',
        }
    }

    fn take(
        &mut self,
        level: Level,
        scanner: &mut Scanner<'_>,
        builder: &mut Builder,
    ) -> Result<Taken<Level>, Stop> {
        match level {
            Level::SpanList => {
                span::read(scanner, builder, &mut self.scratch, self.resource_slot, self.scope_slot)?;
                Ok(Taken::Whole)
            }
            Level::LogList => {
                log::read(scanner, builder, &mut self.scratch, self.resource_slot, self.scope_slot)?;
                Ok(Taken::Whole)
            }
            Level::Documents => element(Level::Document, scanner, builder),
            Level::ResourceList | Level::LogResourceList => element(Level::Resource, scanner, builder),
            Level::ScopeList => element(Level::Scope, scanner, builder),
            Level::Document => self.member_of_document(scanner, builder),
            Level::Resource => self.member_of_resource(scanner, builder),
            Level::Scope => self.member_of_scope(scanner, builder),
        }
    }

    fn begin(&mut self, level: Level, builder: &mut Builder) {
        match level {
            Level::Document => self.depth += 1,
            Level::Resource => self.resource_slot = builder.begin_resource(),
            Level::Scope => self.scope_slot = builder.begin_scope(),
            _ => {}
        }
    }

    fn end(&mut self, level: Level, builder: &mut Builder) {
        match level {
            Level::Document => {
                self.depth -= 1;
                if self.depth == 0 {
                    self.end_answer(builder);
                }
            }
            Level::Resource => {
                builder.resource_dropped(take(&mut self.resource_dropped));
                let attributes = take(&mut self.resource_attributes);
                builder.end_resource(self.resource_slot, attributes, take(&mut self.resource_schema_url));
            }
            Level::Scope => {
                let schema_url = take(&mut self.scope_schema_url);
                builder.end_scope(self.scope_slot, Scope { schema_url, ..take(&mut self.scope) });
            }
            _ => {}
        }
    }
}

impl OtlpJson {
    /// Notes an answer that is not all there is, with the server's reason.
    fn end_answer(&mut self, builder: &mut Builder) {
        let message = take(&mut self.message);
        if take(&mut self.is_partial) {
            builder.note(NoteKind::PartialAnswer, || {
                if message.is_empty() { "the server does not say why".to_owned() } else { message }
            });
        }
    }

    fn member_of_document(
        &mut self,
        scanner: &mut Scanner<'_>,
        builder: &mut Builder,
    ) -> Result<Taken<Level>, Stop> {
        let name = scanner.name()?.raw;
        let shape = scanner.shape()?;
        match name {
            b"resourceSpans" | b"resource_spans" | b"batches" => {
                self.is_otlp = true;
                return Ok(list(Level::ResourceList, name, shape, builder));
            }
            b"trace" | b"result" if shape == Shape::Object => {
                // Tempo answers so even when it has found nothing.
                self.is_otlp = true;
                return Ok(Taken::Level(Level::Document));
            }
            b"status" if shape == Shape::Text => {
                self.is_partial |= scanner.text()?.raw == b"PARTIAL";
                return Ok(Taken::Whole);
            }
            b"message" if shape == Shape::Text => {
                let message = scanner.text()?.plain(&mut self.scratch.text);
                self.message = String::from_utf8_lossy(message).into_owned();
                return Ok(Taken::Whole);
            }
            b"resourceLogs" | b"resource_logs" => {
                self.has_logs = true;
                return Ok(list(Level::LogResourceList, name, shape, builder));
            }
            b"resourceMetrics" | b"resource_metrics" => builder.note_here(NoteKind::MetricsSkipped),
            _ => {}
        }
        Ok(Taken::Passed)
    }

    fn member_of_resource(
        &mut self,
        scanner: &mut Scanner<'_>,
        builder: &mut Builder,
    ) -> Result<Taken<Level>, Stop> {
        let name = scanner.name()?.raw;
        let shape = scanner.shape()?;
        match name {
            b"scopeSpans"
            | b"scopeLogs"
            | b"scope_logs"
            | b"scope_spans"
            | b"instrumentationLibrarySpans"
            | b"instrumentation_library_spans" => Ok(list(Level::ScopeList, name, shape, builder)),
            b"resource" => {
                let resource = scope::read(scanner, builder, &mut self.scratch)?;
                (self.resource_attributes, self.resource_dropped) = (resource.attributes, resource.dropped);
                Ok(Taken::Whole)
            }
            b"schemaUrl" | b"schema_url" => {
                self.resource_schema_url = text(scanner, builder, &mut self.scratch.text)?;
                Ok(Taken::Whole)
            }
            _ => Ok(Taken::Passed),
        }
    }

    fn member_of_scope(
        &mut self,
        scanner: &mut Scanner<'_>,
        builder: &mut Builder,
    ) -> Result<Taken<Level>, Stop> {
        let name = scanner.name()?.raw;
        let shape = scanner.shape()?;
        match name {
            b"spans" => Ok(list(Level::SpanList, name, shape, builder)),
            b"logRecords" | b"log_records" => Ok(list(Level::LogList, name, shape, builder)),
            b"scope" | b"instrumentationLibrary" | b"instrumentation_library" => {
                self.scope = scope::read(scanner, builder, &mut self.scratch)?;
                Ok(Taken::Whole)
            }
            b"schemaUrl" | b"schema_url" => {
                self.scope_schema_url = text(scanner, builder, &mut self.scratch.text)?;
                Ok(Taken::Whole)
            }
            _ => Ok(Taken::Passed),
        }
    }
}

/// A list of documents, resources or scopes has an element here.
fn element(level: Level, scanner: &mut Scanner<'_>, builder: &mut Builder) -> Result<Taken<Level>, Stop> {
    if scanner.shape()? == Shape::Object {
        return Ok(Taken::Level(level));
    }
    builder.note_here(NoteKind::WrongType);
    Ok(Taken::Passed)
}

/// A list has begun; a `null` is an empty one, and anything else is noted.
fn list(level: Level, name: &[u8], shape: Shape, builder: &mut Builder) -> Taken<Level> {
    if name.contains(&b'_') {
        // The step may be taken again, so the note must wait for its end.
        builder.note_here(NoteKind::SnakeCase);
    }
    match shape {
        Shape::Array => return Taken::Level(level),
        Shape::Null => {}
        _ => builder.note_here(NoteKind::WrongType),
    }
    Taken::Passed
}
