//! Tests of `src/layout`.

mod flame;
mod gaps;
mod overview;
mod service_graph;
mod shape;
