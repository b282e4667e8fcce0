//! Tests of `support/generate.rs`: the made-up data is what it says it is, as spanscope's own reader sees it.

mod answers;
mod conventions;
mod load;
mod shop;
mod stories;

use crate::{
    formats::read,
    support::generate::{SAMPLE, shop as generate_shop, truth::Place, truth::Truth},
};
use spanscope::model::{
    ids::{SpanId, SpanIx, TraceIx},
    store::Store,
    value::ValueRef,
};
use std::sync::LazyLock;

/// The sample, as it was made and as it is read.
pub struct Sample {
    pub json: Vec<u8>,
    pub truth: Truth,
    pub store: Store,
}

static READ_SAMPLE: LazyLock<Sample> = LazyLock::new(|| sample(SAMPLE.0, SAMPLE.1));

pub fn sample(traces: usize, seed: u64) -> Sample {
    let shop = generate_shop(traces, seed);
    let mut json = Vec::new();
    let bytes = shop.write_otlp(&mut json).expect("a Vec takes all");
    assert_eq!(bytes, json.len() as u64);
    let (store, failure) = read(&json, 1 << 20);
    assert_eq!(failure, None);
    Sample { json, truth: shop.truth, store }
}

fn find_trace(store: &Store, id: u128) -> TraceIx {
    store.find_trace(&format!("{id:032x}")).expect("the trace is there")
}

pub fn find(store: &Store, place: Place) -> SpanIx {
    store.find_span_id(find_trace(store, place.trace_id), SpanId(place.span_id)).expect("the span is there")
}

/// The service and the name of a span.
fn operation(store: &Store, span: SpanIx) -> (&str, &str) {
    (store.text(store.service(span)), store.text(store.name(span)))
}

fn attribute<'a>(store: &'a Store, span: SpanIx, key: &str) -> Option<ValueRef<'a>> {
    store.attribute(span, store.find_key(key)?)
}

fn resource_attribute<'a>(store: &'a Store, span: SpanIx, key: &str) -> Option<ValueRef<'a>> {
    let key = store.find_key(key)?;
    let attributes = &store.resources()[store.resource(span).0 as usize].attributes;
    attributes.iter().find(|(name, _)| *name == key).map(|&(_, value)| store.value(value))
}
