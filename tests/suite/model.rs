//! Tests of `src/model`.

mod builder;
mod content;
mod ids;
mod notes;
mod reopen;
mod scan;
mod span;
mod store;
mod tree;
mod value;
