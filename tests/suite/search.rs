//! Tests of `src/search`. The tables are about one drawing, `reference/drawing.rs`.

mod bound;
mod census;
mod columns;
mod differential;
mod facets;
mod filter;
mod nested_set;
mod of_trace;
mod pipeline;
mod property;
mod reference;
mod spans;
mod structure;
mod text;
mod trace_groups;
mod traces;
mod value;
