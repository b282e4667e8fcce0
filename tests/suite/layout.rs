//! Tests of `src/layout`.

mod flame;
mod gaps;
mod overview;
mod shape;
