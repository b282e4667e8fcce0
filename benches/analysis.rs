//! Shapes at the limit of what is legal, natively: `cargo bench -- analysis`. The critical path of each is to be
//! found within 50 ms.

use crate::data::SHOP;
use divan::Bencher;
use spanscope::{
    analysis::{critical_path, derived::Derived, people::People, root_cause, skew::Skew},
    base::intern::Symbol,
    model::{
        builder::Builder,
        ids::{SpanId, TraceIx},
        span::{Dropped, Kind, SpanHead, Status},
        store::Store,
    },
};
use std::sync::LazyLock;

const SPANS: u64 = 100_000;

/// Each span is the only child of the one before.
static CHAIN: LazyLock<Store> = LazyLock::new(|| store(|id| (id - 1, 1, SPANS * 2)));
/// All spans are children of the first, one after another.
static FAN: LazyLock<Store> =
    LazyLock::new(|| store(|id| if id == 1 { (0, 1, SPANS * 2) } else { (1, id * 2 - 2, id * 2) }));

/// One trace of failed spans, each with the parent, start and end that `shape` gives its id.
fn store(shape: impl Fn(u64) -> (u64, u64, u64)) -> Store {
    let mut builder = Builder::new();
    builder.begin_file("bench");
    let resource = builder.begin_resource();
    builder.end_resource(resource, Vec::new(), Symbol::EMPTY);
    let scope = builder.begin_scope();
    for id in 1..=SPANS {
        let (parent, start_ns, end_ns) = shape(id);
        let trace = Some(builder.trace_number(1));
        builder.end_span(&SpanHead {
            trace,
            span_id: SpanId(id),
            parent_id: SpanId(parent),
            start_ns,
            end_ns,
            name: Symbol::EMPTY,
            kind: Kind::Internal,
            status: Status::Error,
            status_message: Symbol::EMPTY,
            flags: 0,
            trace_state: Symbol::EMPTY,
            dropped: Dropped::default(),
            follows_from: false,
            resource,
            scope,
        });
    }
    builder.finish()
}

#[divan::bench]
fn critical_path_of_a_chain(bencher: Bencher<'_, '_>) {
    critical_path_of(bencher, &CHAIN);
}

#[divan::bench]
fn critical_path_of_a_fan(bencher: Bencher<'_, '_>) {
    critical_path_of(bencher, &FAN);
}

fn critical_path_of(bencher: Bencher<'_, '_>, store: &Store) {
    let derived = Derived::of_store(store);
    bencher.bench(|| critical_path::of_trace(store, &derived.asynchronous, TraceIx(0)));
}

#[divan::bench]
fn root_cause_of_a_chain(bencher: Bencher<'_, '_>) {
    let derived = Derived::of_store(&CHAIN);
    bencher.bench(|| root_cause::of_trace(&CHAIN, &derived, TraceIx(0)));
}

/// What is made for all traces at once when it is first asked for; `derive` is made on loading.
#[divan::bench(args = ["derive", "root_cause", "people", "skew"])]
fn of_a_shop(bencher: Bencher<'_, '_>, what: &str) {
    let derived = Derived::of_store(&SHOP);
    match what {
        "derive" => bencher.bench(|| Derived::of_store(&SHOP)),
        "root_cause" => bencher.bench(|| root_cause::of_store(&SHOP, &derived)),
        "people" => bencher.bench(|| People::of_store(&SHOP)),
        _ => bencher.bench(|| Skew::of_store(&SHOP, &derived.asynchronous)),
    }
}
