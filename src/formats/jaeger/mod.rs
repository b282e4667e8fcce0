//! Jaeger JSON: `{"data": [trace …]}`, `{"data": trace}`, a bare array or a single trace; also one after another.
//!
//! [`document`] names the outer levels, which are walked and can stop at any byte. A span and a process are each read
//! in one go ([`span`], [`tag`]).

pub mod document;
mod reference;
mod span;
mod tag;
