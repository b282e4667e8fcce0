//! Tests of `src/layout`.

mod flame;
mod overview;
mod shape;
