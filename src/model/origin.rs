//! Where spans come from: files, resources, scopes.

use super::{ids::Key, notes::Notes, value::Value};
use crate::base::intern::Symbol;

/// A file as it was read.
#[derive(Clone, Debug, Default)]
pub struct FileInfo {
    /// The name people know it by.
    pub name: String,
    /// The format that was recognised, such as `OTLP/JSON`; empty before.
    pub format: String,
    /// Bytes read, before decompression.
    pub bytes: u64,
    /// `hash::Running` of its bytes.
    pub sum: u64,
    /// Spans and traces it gave; told by `finish`.
    pub spans: usize,
    /// Traces it has spans of.
    pub traces: usize,
    /// What was mended.
    pub notes: Notes,
    /// Why it holds no trace.
    pub error: Option<String>,
    /// Its first span in order of arrival.
    pub first_arrival: u32,
    /// Its first log record in order of arrival.
    pub first_log: u32,
}

/// A resource: the service and host a span comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Resource {
    /// Attributes in the order they came.
    pub attributes: Vec<(Key, Value)>,
    /// `service.name`, or the empty symbol.
    pub service: Symbol,
    /// Schema URL, or the empty symbol.
    pub schema_url: Symbol,
    /// How many attributes the exporter says it dropped.
    pub dropped: u32,
}

/// An instrumentation scope: the library that made a span.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Scope {
    /// The library's name, or the empty symbol.
    pub name: Symbol,
    /// Its version, or the empty symbol.
    pub version: Symbol,
    /// Attributes in the order they came.
    pub attributes: Vec<(Key, Value)>,
    /// Schema URL, or the empty symbol.
    pub schema_url: Symbol,
    /// How many attributes the exporter says it dropped.
    pub dropped: u32,
}
