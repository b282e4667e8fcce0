//! Every native test, one binary. A module of tests mirrors a module of source.
#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod analysis;
mod base;
mod charts;
mod endpoints;
mod engine;
mod export;
mod floor_plan;
mod formats;
mod generate;
mod inspect;
mod layout;
mod model;
mod query;
mod search;
mod state;
mod support;
