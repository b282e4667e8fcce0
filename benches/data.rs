//! What several measurements are taken of.

use crate::generate;
use spanscope::{
    formats::reader::FileReader,
    model::{builder::Builder, store::Store},
};
use std::sync::LazyLock;

/// A shop of many traces.
pub static SHOP: LazyLock<Store> = LazyLock::new(|| {
    let mut bytes = Vec::new();
    generate::shop(3_000, 1).write_otlp(&mut bytes).expect("a Vec takes all");
    let mut builder = Builder::new();
    let mut reader = FileReader::new("bench", &mut builder);
    reader.feed(&bytes, &mut builder).expect("OTLP/JSON");
    reader.finish(&mut builder).expect("spans");
    builder.finish()
});
