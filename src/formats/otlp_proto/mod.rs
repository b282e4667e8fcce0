//! OTLP protobuf: the bytes of one `ExportTraceServiceRequest` (or `TracesData`, which is the same), or several, each
//! behind its length as four bytes, big-endian, as the collector's file exporter writes them.
//!
//! [`walk`] goes over the outer levels and can stop at any byte. A span and a resource are each read in one go
//! ([`span`], [`value`]) by the field numbers of opentelemetry-proto; a schema and a generated decoder (`prost`) would
//! build a tree first and weigh more than these few functions. [`probe`] tells such bytes from others.

pub(super) mod probe;
mod record;
mod span;
mod value;
pub(super) mod walk;
mod wire;
