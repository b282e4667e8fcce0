//! What several tests use.

pub mod draw;
pub mod dump;
pub mod random;
pub mod shared;
