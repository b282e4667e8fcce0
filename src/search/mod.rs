//! The search language over a store: which spans match, which traces, in which order.

pub mod spans;
pub mod traces;
