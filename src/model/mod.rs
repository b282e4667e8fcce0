//! The columnar span store: ids, values, the builder that takes spans in any order, the tree mending
//! and the `Store` that comes of it.
//!
//! A reader pushes spans into a [`builder::Builder`]; [`builder::Builder::finish`] mends the trees, brings
//! each trace into pre-order and gives a [`store::Store`], which never changes.

pub mod ids;
pub mod value;
pub mod value_text;
pub mod notes;
pub mod span;
pub mod origin;
pub mod attributes;
mod few;
mod key_order;
pub mod logs;
mod logged;
mod extras;
mod staged;
pub mod tables;
pub mod builder;
mod content;
mod tree;
mod finish;
pub mod store;
mod scan;
mod lookup;
mod reopen;
mod short_ids;
mod size;
