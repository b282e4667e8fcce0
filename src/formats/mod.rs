//! formats
pub mod reader;
