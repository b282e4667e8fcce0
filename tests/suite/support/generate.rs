//! Made-up traces, the same bytes for the same seed on every machine: the sample, the data of tests and benchmarks.
//!
//! - [`shop`]: an online shop whose traces tell stories; its `truth` says where each of them is.
//! - [`bench`]: many traces, about as many bytes as asked, with values that repeat as little as real ones.
//! - [`huge`]: one trace of as many spans as asked.
//!
//! Uses std only and spanscope not at all: tests, benches and xtask take this file by `#[path]`, and what the readers
//! are tested with is not written by their own code. A file taken so looks for its modules beside itself, one declared
//! plainly looks in a folder of its name; so each of them says where it is.

#[path = "generate/calls.rs"]
mod calls;
#[path = "generate/cart.rs"]
mod cart;
#[path = "generate/checkout.rs"]
mod checkout;
#[path = "generate/fleet.rs"]
mod fleet;
#[path = "generate/growth.rs"]
mod growth;
#[path = "generate/json.rs"]
mod json;
#[path = "generate/list.rs"]
mod list;
#[path = "generate/load.rs"]
mod load;
#[path = "generate/otlp.rs"]
mod otlp;
#[path = "generate/plan.rs"]
mod plan;
#[path = "generate/product.rs"]
mod product;
#[path = "generate/random.rs"]
pub mod random;
#[path = "generate/record.rs"]
mod record;
#[path = "generate/search.rs"]
mod search;
#[path = "generate/services.rs"]
mod services;
#[path = "generate/shop.rs"]
mod shop;
#[path = "generate/truth.rs"]
pub mod truth;
#[path = "generate/warehouse.rs"]
mod warehouse;
#[path = "generate/wild.rs"]
mod wild;

pub use load::{Counts, TRACE, bench, huge};
pub use shop::{SAMPLE, shop};
