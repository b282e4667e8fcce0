//! Bytes into the builder, one reader a format; the format is told by shape, never by name.
//!
//! [`reader`] takes a file's bytes in chunks, unpacks them and finds out what they are. The formats that are JSON
//! share the walk over levels and the reading of fields.

mod fields;
pub mod jaeger;
pub mod otlp_json;
pub mod reader;
mod sniff;
mod unpack;
mod walk;
