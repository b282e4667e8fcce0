//! What several tests use.

pub mod common;
pub mod draw;
pub mod dump;
pub mod generate;
pub mod plain;
pub mod proto;
pub mod planted;
pub mod random;
pub mod shared;
