//! Tests of `src/export`.

mod canonical;
mod csv;
mod otlp_json;

use spanscope::{
    analysis::derived::Derived,
    export::{Document, Format},
    model::store::Store,
};

/// All of a store as a file.
pub fn written(store: &Store, format: Format) -> String {
    let derived = Derived::of_store(store);
    let mut document = Document::new(format, store, store.traces());
    let mut out = Vec::new();
    while document.write(store, &derived, &mut out) {}
    String::from_utf8(out).expect("UTF-8")
}
