//! Tests of `src/layout`.

mod overview;
mod shape;
