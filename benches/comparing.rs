//! A new brush over many traces, natively: `cargo bench -- comparing`.

use crate::generate;
use divan::Bencher;
use spanscope::{
    engine::Engine,
    formats::reader::FileReader,
    model::{builder::Builder, store::Store},
    protocol::{
        compare::CompareQuery,
        request::{Reply, Request},
    },
};
use std::sync::LazyLock;

/// As untame as the data of `cargo xtask bench`: about 300,000 spans.
static MANY: LazyLock<Store> = LazyLock::new(|| {
    let mut bytes = Vec::new();
    generate::bench(380_000_000, generate::TRACE, 1, &mut bytes).expect("a Vec takes all");
    let mut builder = Builder::new();
    let mut reader = FileReader::new("bench", &mut builder);
    reader.feed(&bytes, &mut builder).expect("OTLP/JSON");
    reader.finish(&mut builder).expect("spans");
    builder.finish()
});

#[divan::bench]
fn brush(bencher: Bencher<'_, '_>) {
    let mut engine = Engine::of_store(MANY.clone());
    let mut percent = 70;
    let mut compare = move || {
        percent = if percent == 94 { 70 } else { percent + 1 };
        let query = CompareQuery { slow: format!("p{percent}.."), fast: format!("p{}..p60", percent - 65) };
        let reply = engine.answer(Request::Compare(query));
        assert!(!matches!(reply, Reply::Failed(_)));
        reply
    };
    // What is known of every trace is made by the first.
    compare();
    bencher.bench_local(compare);
}
