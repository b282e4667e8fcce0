//! Random traces for property tests.

use super::draw::ORIGIN_NS;
use proptest::prelude::*;
use spanscope::{
    base::intern::Symbol,
    model::{
        builder::Builder,
        ids::SpanId,
        span::{Dropped, Kind, SpanHead, Status},
        store::Store,
        value::Value,
    },
};

/// A span of a random trace; times in nanoseconds from the origin of drawings.
#[derive(Clone, Debug)]
pub struct RandomSpan {
    pub id: u64,
    pub parent: u64,
    /// `NO_START`: the file says none.
    pub start: u64,
    pub length: u64,
    /// As OTLP numbers kinds; `FOLLOWER`: an internal span that only follows from its parent.
    pub kind: u64,
}

/// The start of a span that has none.
pub const NO_START: u64 = u64::MAX;
/// The kind of a span that only follows from its parent.
pub const FOLLOWER: u64 = 6;

/// Trees with overlaps, children that stick out, touching siblings, several roots, followers.
pub fn trees(largest: usize) -> impl Strategy<Value = Vec<RandomSpan>> {
    prop::collection::vec((any::<u32>(), 0_u64..400, 0_u64..300, 0..=FOLLOWER), 1..largest).prop_map(
        |spans| {
            spans
                .into_iter()
                .enumerate()
                .map(|(at, (parent, start, length, kind))| RandomSpan {
                    id: at as u64 + 1,
                    // An earlier span, or 0: a root.
                    parent: u64::from(parent) % (at as u64 + 1),
                    start,
                    length,
                    kind,
                })
                .collect()
        },
    )
}

/// Any references at all: loops, lost parents, ids that are used twice, spans without a start.
pub fn graphs(largest: usize) -> impl Strategy<Value = Vec<RandomSpan>> {
    let start = prop_oneof![4 => 0_u64..50, 1 => Just(NO_START)];
    prop::collection::vec((0_u64..12, 0_u64..14, start, 0_u64..30, 0..=FOLLOWER), 1..largest).prop_map(
        |spans| {
            spans
                .into_iter()
                .map(|(id, parent, start, length, kind)| RandomSpan { id, parent, start, length, kind })
                .collect()
        },
    )
}

/// The store of random spans, all of one trace.
pub fn store(spans: &[RandomSpan]) -> Store {
    let mut builder = Builder::new();
    builder.begin_file("random");
    add(&mut builder, spans);
    builder.finish()
}

/// Adds random spans to trace 1, without a service.
pub fn add(builder: &mut Builder, spans: &[RandomSpan]) {
    add_of_services(builder, spans, 0);
}

/// Adds random spans to trace 1; by their id they are of one of so many services.
pub fn add_of_services(builder: &mut Builder, spans: &[RandomSpan], services: u64) {
    add_to_trace(builder, spans, services, 1);
}

/// The same in another trace.
pub fn add_to_trace(builder: &mut Builder, spans: &[RandomSpan], services: u64, trace_id: u128) {
    let key = builder.key(b"service.name");
    let mut resource_of = |name: Option<String>| {
        let resource = builder.begin_resource();
        let value = name.map(|name| (key, Value::text(builder.strings.intern(&name))));
        builder.end_resource(resource, value.into_iter().collect(), Symbol::EMPTY);
        resource
    };
    let nameless = resource_of(None);
    let resources: Vec<_> =
        (0..services).map(|number| resource_of(Some(format!("service {number}")))).collect();
    let scope = builder.begin_scope();
    for span in spans {
        let trace = Some(builder.trace_number(trace_id));
        let start_ns = if span.start == NO_START { 0 } else { ORIGIN_NS as u64 + span.start };
        builder.end_span(&SpanHead {
            trace,
            span_id: SpanId(span.id),
            parent_id: SpanId(span.parent),
            start_ns,
            end_ns: start_ns + span.length,
            name: Symbol::EMPTY,
            kind: Kind::from_number(span.kind).unwrap_or(Kind::Internal),
            status: if span.id % 7 == 5 { Status::Error } else { Status::Unset },
            status_message: Symbol::EMPTY,
            flags: 0,
            trace_state: Symbol::EMPTY,
            dropped: Dropped::default(),
            follows_from: span.kind == FOLLOWER,
            resource: if services > 0 { resources[(span.id % services) as usize] } else { nameless },
            scope,
        });
    }
}

/// The items in another order, the same for the same seed.
pub fn shuffled<T: Copy>(items: &[T], seed: u64) -> Vec<T> {
    let mut keyed: Vec<(u64, T)> =
        items.iter().zip(0_u64..).map(|(&item, at)| (spanscope::base::hash::of(&(seed, at)), item)).collect();
    keyed.sort_by_key(|&(key, _)| key);
    keyed.into_iter().map(|(_, item)| item).collect()
}
