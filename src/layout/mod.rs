//! Where things go, in numbers only.

pub mod flame;
pub mod gaps;
pub mod overview;
pub mod service_graph;
pub mod shape;
