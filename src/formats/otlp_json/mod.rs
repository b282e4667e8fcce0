//! OTLP/JSON straight into the columns: a document, a bare array of them, JSON Lines, or objects one after another;
//! also what Tempo and Jaeger v3 answer, which is the same inside.
//!
//! [`document`] names the outer levels, which are walked and can stop at any byte. A span, a resource and a scope are
//! each read in one go ([`span`], [`scope`], [`value`]); when the bytes end inside one, it is read again from its
//! beginning once more have come.

pub mod document;
mod log;
mod scope;
mod span;
mod value;
