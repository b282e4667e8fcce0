//! What several tests use.

pub mod draw;
pub mod random;
