//! What several tests use.

pub mod draw;
pub mod dump;
pub mod generate;
pub mod plain;
pub mod random;
pub mod shared;
