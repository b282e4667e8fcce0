//! What the spans mean: one question a file, each a deterministic function of the store.
//!
//! Results for every span stand in [`derived::Derived`], columns beside the store. Nothing here recurses or asks
//! the time.

pub mod asynchronous;
pub mod critical_path;
pub mod derived;
pub mod error;
pub mod names;
pub mod self_time;
pub mod services;
