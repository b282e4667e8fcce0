//! The page as a part of another one: what its host says by message, what the page says back, and who may be told what
//! (docs: the public contract on messages, version 1).

pub mod message;
pub mod outline;
pub mod said;
pub mod trust;

/// Stands in every message, so that those of others are told apart.
pub const SOURCE: &str = "spanscope";
/// The version of the contract.
pub const VERSION: u32 = 1;
