//! Where things go, in numbers only.

pub mod flame;
pub mod overview;
pub mod shape;
