//! Bytes into the builder, one reader a format; the format is told by shape, never by name.
//!
//! [`reader`] takes a file's bytes in chunks; `archive` takes a zip apart; `one_file` unpacks a file, finds out what it
//! is and hands it to the reader of its format. The formats that are JSON share the walk over levels and the reading
//! of fields.

mod archive;
mod console;
mod encoding;
mod fields;
pub mod jaeger;
mod one_file;
mod origins;
pub mod otlp_json;
mod otlp_proto;
mod plain_value;
pub mod reader;
mod sniff;
mod span_list;
mod tag_parts;
mod unpack;
mod walk;
mod zipkin;
