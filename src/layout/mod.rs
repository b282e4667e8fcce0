//! Where things go, in numbers only.

pub mod overview;
pub mod shape;
