//! Bytes into the builder, one reader a format; the format is told by shape, never by name.

pub mod jaeger;
pub mod otlp_json;
pub mod reader;
mod sniff;
mod unpack;
