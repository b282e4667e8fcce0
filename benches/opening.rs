//! What opening a trace of 100,000 spans asks of the engine, natively: `cargo bench -- opening`.

use crate::generate;
use divan::Bencher;
use spanscope::{
    engine::Engine,
    formats::reader::FileReader,
    model::{builder::Builder, store::Store},
    protocol::{
        request::{Reply, Request},
        waterfall::{Fold, OverviewQuery, RowsQuery},
    },
};
use std::sync::LazyLock;

const SPANS: usize = 100_000;

pub static HUGE: LazyLock<Store> = LazyLock::new(|| {
    let mut bytes = Vec::new();
    generate::huge(SPANS, 1, &mut bytes).expect("a Vec takes all");
    let mut builder = Builder::new();
    let mut reader = FileReader::new("bench", &mut builder);
    reader.feed(&bytes, &mut builder).expect("OTLP/JSON");
    reader.finish(&mut builder).expect("spans");
    builder.finish()
});

/// The requests of an opening, in their order; each is measured behind those before it.
#[divan::bench(args = ["head", "rows", "overview"])]
fn requests(bencher: Bencher<'_, '_>, measured: &str) {
    let trace_id = HUGE.trace_id_text(HUGE.trace(HUGE.traces().next().expect("one trace")).key);
    let requests = || {
        [
            ("head", Request::Trace { trace_id: trace_id.clone(), skew: false }),
            (
                "rows",
                Request::Rows(RowsQuery {
                    trace_id: trace_id.clone(),
                    fold: Fold::default(),
                    focus: None,
                    find: String::new(),
                    skew: false,
                    offset: 0,
                    limit: 100,
                }),
            ),
            (
                "overview",
                Request::Overview(OverviewQuery {
                    trace_id: trace_id.clone(),
                    width_px: 1_400,
                    lines: 32,
                    folds_gaps: true,
                    skew: false,
                }),
            ),
        ]
    };
    let ready = || {
        let mut engine = Engine::of_store(HUGE.clone());
        for (name, request) in requests() {
            if name == measured {
                return (engine, request);
            }
            assert!(!matches!(engine.answer(request), Reply::Failed(_)));
        }
        unreachable!("{measured} is one of the requests")
    };
    bencher.with_inputs(ready).bench_local_values(|(mut engine, request)| {
        let reply = engine.answer(request);
        (engine, reply)
    });
}
