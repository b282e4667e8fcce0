//! The search language over a store: which spans match, which traces, in which order.
//!
//! An expression is bound to the store once ([`bound`]), decided value by value where it can be ([`filter`]), put
//! together along the tree ([`structure`]) and sent through the stages ([`pipeline`]); words are looked for in the
//! dictionary of texts ([`text`]). A list of traces asks a field for its value in each
//! ([`reader`], [`of_trace`]), and is parted by it ([`trace_groups`]).
//! What the spans found have in common is counted beside the list ([`facets`]).

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
pub mod facets;
pub mod spans;
pub mod traces;
pub mod reader;
pub mod of_trace;
pub mod trace_groups;
