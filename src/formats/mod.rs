//! Bytes into the builder, one reader a format.

pub mod reader;
