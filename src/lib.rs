//! Spanscope: a distributed-trace viewer that runs wholly in the browser.
//!
//! The floors stand in order, the lowest first; each imports only from those
//! below it (`tests/suite/floor_plan.rs` holds the table). `src/README.md` is the map.

pub mod base;
pub mod query;
pub mod model;
pub mod protocol;
pub mod formats;
pub mod search;
pub mod analysis;
pub mod layout;
pub mod export;
pub mod endpoints;
pub mod engine;
pub mod state;
pub mod charts;
#[cfg(target_arch = "wasm32")]
pub mod browser;
#[cfg(target_arch = "wasm32")]
pub mod worker;
#[cfg(target_arch = "wasm32")]
pub mod ui;
