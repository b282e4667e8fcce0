//! Query endpoints: what is asked of them and what their answers say. No input or output of its own, so that all of it
//! is tested natively on recorded answers; `browser::endpoint` does the asking, in the worker.
//!
//! The traces themselves are not read here: an answer that holds traces goes through `formats` like a file.

pub mod ask;
pub mod backend;
pub mod cause;
pub mod dependencies;
pub mod probe;
pub mod reach;
pub mod remembered;
pub mod retry;
pub mod summaries;
pub mod tempo_metrics;
pub mod tempo_tags;
pub mod unanswered;
mod jaeger;
mod jaeger_v1;
mod jaeger_v3;
mod listing;
mod loose;
mod tempo;
mod tempo_compare;
mod zipkin;
