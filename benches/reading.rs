//! From bytes to answers, natively: `cargo bench -- reading`. What it takes in a browser is measured by `cargo xtask bench load`.

use crate::generate;
use divan::{Bencher, counter::BytesCount};
use spanscope::{
    analysis::{
        answer::Answerer,
        derived::Derived,
        facts::Facts,
        flow::Flows,
        lint::Data,
        repeats::{self, Reading},
        runs, score,
        siblings::Siblings,
    },
    base::{axis::Axis, bits::Bits},
    formats::reader::FileReader,
    layout::overview,
    model::{builder::Builder, ids::TraceIx, store::Store},
    search::facets::{
        known::Known,
        tally::{Tally, as_they_are},
    },
};
use std::sync::LazyLock;

const BYTES: u64 = 20_000_000;
const CHUNK_BYTES: usize = 1 << 20;

/// OTLP/JSON of many traces.
static MANY: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let mut bytes = Vec::new();
    generate::bench(BYTES, generate::TRACE, 1, &mut bytes).expect("a Vec takes all");
    bytes
});
/// One trace of 100,000 spans.
static HUGE: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let mut bytes = Vec::new();
    generate::huge(100_000, 1, &mut bytes).expect("a Vec takes all");
    bytes
});

fn read(bytes: &[u8]) -> Builder {
    let mut builder = Builder::new();
    let mut reader = FileReader::new("bench", &mut builder);
    for chunk in bytes.chunks(CHUNK_BYTES) {
        reader.feed(chunk, &mut builder).expect("OTLP/JSON");
    }
    reader.finish(&mut builder).expect("spans");
    builder
}

fn store(bytes: &[u8]) -> Store {
    read(bytes).finish()
}

#[divan::bench]
fn feed(bencher: Bencher<'_, '_>) {
    bencher.counter(BytesCount::new(MANY.len())).bench(|| read(&MANY));
}

#[divan::bench(args = [false, true])]
fn finish(bencher: Bencher<'_, '_>, huge: bool) {
    let bytes = if huge { &HUGE } else { &MANY };
    bencher.with_inputs(|| read(bytes)).bench_values(Builder::finish);
}

#[divan::bench(args = [false, true])]
fn derive(bencher: Bencher<'_, '_>, huge: bool) {
    let store = store(if huge { &HUGE } else { &MANY });
    bencher.bench(|| Derived::of_store(&store));
}

#[divan::bench]
fn paint_the_overview(bencher: Bencher<'_, '_>) {
    let store = store(&HUGE);
    let derived = Derived::of_store(&store);
    bencher.bench(|| overview::paint(&store, &derived, TraceIx(0), (1_400, 64), &Axis::default()));
}

/// The sentences of a page of 50 traces.
#[divan::bench]
fn answer_a_page(bencher: Bencher<'_, '_>) {
    let store = store(&MANY);
    let derived = Derived::of_store(&store);
    let answerer = Answerer::of_store(&store);
    bencher.with_inputs(|| answerer.clone()).bench_values(|mut answerer| {
        store.traces().take(50).map(|trace| answerer.of_trace(&store, &derived, trace)).collect::<Vec<_>>()
    });
}

/// The sentence of a trace of 100,000 spans.
#[divan::bench]
fn answer_the_huge_one(bencher: Bencher<'_, '_>) {
    let store = store(&HUGE);
    let derived = Derived::of_store(&store);
    let answerer = Answerer::of_store(&store);
    bencher
        .with_inputs(|| answerer.clone())
        .bench_values(|mut answerer| answerer.of_trace(&store, &derived, TraceIx(0)));
}

/// The runs of equal calls in a trace of 100,000 spans, which its waterfall waits for.
#[divan::bench]
fn find_the_runs_of_the_huge_one(bencher: Bencher<'_, '_>) {
    let store = store(&HUGE);
    let reading = Reading::find(&store);
    bencher.bench(|| runs::of_trace(&store, &Siblings::of_trace(&store, &reading.facts, TraceIx(0))));
}

/// The repetitions of all traces.
#[divan::bench]
fn find_repeats(bencher: Bencher<'_, '_>) {
    let store = store(&MANY);
    let (derived, reading) = (Derived::of_store(&store), Reading::find(&store));
    bencher.bench(|| {
        let of_trace = |trace| {
            let siblings = Siblings::of_trace(&store, &reading.facts, trace);
            let flows = Flows::of_trace(&store, &derived, trace);
            repeats::of_trace(&store, &derived, &reading, &flows, &siblings)
        };
        store.traces().flat_map(of_trace).collect::<Vec<_>>()
    });
}

/// The score and the lints.
#[divan::bench]
fn lint(bencher: Bencher<'_, '_>) {
    let store = store(&MANY);
    let (derived, facts) = (Derived::of_store(&store), Facts::find(&store));
    bencher.bench(|| score::check(&Data { store: &store, derived: &derived, facts: &facts }));
}

#[divan::bench]
fn know_the_facets(bencher: Bencher<'_, '_>) {
    let store = store(&MANY);
    bencher.bench(|| Known::of_store(&store));
}

/// Of every span: no search finds more.
#[divan::bench]
fn count_the_facets(bencher: Bencher<'_, '_>) {
    let store = store(&MANY);
    let known = Known::of_store(&store);
    let (folded, spans, traces) =
        (as_they_are(&known), Bits::all(store.span_count()), Bits::all(store.trace_count()));
    bencher.bench(|| Tally::of_found(&store, &known, &folded, &spans, &traces));
}
