//! Zipkin JSON: spans in an array, or in an array of traces; version 2, and what version 1 said in annotations.
//!
//! The walk over arrays is `span_list`; a span is read in one go ([`span`], [`endpoint`]).

mod endpoint;
pub mod span;
