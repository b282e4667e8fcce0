//! Tests of `src/search`. The tables are about one drawing, `reference/drawing.rs`.

mod bound;
mod census;
mod columns;
mod differential;
mod filter;
mod nested_set;
mod pipeline;
mod property;
mod reference;
mod spans;
mod structure;
mod text;
mod traces;
mod value;
