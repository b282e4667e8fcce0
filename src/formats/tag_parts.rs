//! Tags that stand for a part of the span: what the exporters to Jaeger and Zipkin write where these have no field
//! (opentelemetry-specification, "OpenTelemetry to non-OTLP exporters").

use crate::{
    base::{intern::Symbol, json::Text},
    model::{
        builder::Builder,
        origin::Scope,
        span::{Kind, Status},
    },
};

/// What such tags have said so far.
#[derive(Debug, Default)]
pub(super) struct TagParts {
    /// `span.kind`
    pub kind: Kind,
    /// `otel.status_code`
    pub status: Status,
    /// `otel.status_description`
    pub status_message: Symbol,
    /// `otel.scope.name` and `otel.scope.version`, once called `otel.library.…`.
    pub scope: Scope,
}

impl TagParts {
    /// Takes a tag with a text; `false` for one that is an attribute like any other.
    pub fn take(
        &mut self,
        key: &[u8],
        value: Text<'_>,
        builder: &mut Builder,
        scratch: &mut Vec<u8>,
    ) -> bool {
        let word = core::str::from_utf8(value.raw).unwrap_or_default();
        let mut symbol = || builder.text(value.plain(scratch));
        match key {
            b"span.kind" => match Kind::from_word(word) {
                Some(kind) => self.kind = kind,
                None => return false,
            },
            b"otel.status_code" => match Status::from_word(word) {
                Some(status) => self.status = status,
                None => return false,
            },
            b"otel.status_description" => self.status_message = symbol(),
            b"otel.scope.name" | b"otel.library.name" => self.scope.name = symbol(),
            b"otel.scope.version" | b"otel.library.version" => self.scope.version = symbol(),
            _ => return false,
        }
        true
    }
}
