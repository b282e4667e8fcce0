//! The search language over a store: which spans match, which traces, in which order.
//!
//! An expression is bound to the store once ([`bound`]), decided value by value where it can be ([`filter`]), put
//! together along the tree ([`structure`]) and sent through the stages ([`pipeline`]); words are looked for in the
//! dictionary of texts ([`text`]).

pub mod refusal;
pub mod value;
pub mod nested_set;
pub mod columns;
pub mod property;
pub mod bound;
pub mod filter;
pub mod groups;
pub mod structure;
pub mod pipeline;
pub mod text;
pub mod census;
pub mod spans;
pub mod traces;
