//! Random traces for property tests.

use proptest::prelude::*;
use spanscope::{
    base::intern::Symbol,
    model::{
        builder::Builder,
        ids::SpanId,
        span::{Dropped, Kind, SpanHead, Status},
        store::Store,
    },
};

/// A span of a random trace; times in nanoseconds from 1,000.
#[derive(Clone, Debug)]
pub struct RandomSpan {
    pub id: u64,
    pub parent: u64,
    pub start: u64,
    pub length: u64,
    pub kind: u64,
}

/// Trees with overlaps, children that stick out, touching siblings, several roots.
pub fn trees(largest: usize) -> impl Strategy<Value = Vec<RandomSpan>> {
    prop::collection::vec((any::<u32>(), 0_u64..400, 0_u64..300, 0_u64..6), 1..largest).prop_map(|spans| {
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
    })
}

/// Any references at all: loops, lost parents, ids that are used twice.
pub fn graphs(largest: usize) -> impl Strategy<Value = Vec<RandomSpan>> {
    prop::collection::vec((0_u64..12, 0_u64..14, 0_u64..50, 0_u64..30, 0_u64..6), 1..largest).prop_map(
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

/// Adds random spans to trace 1.
pub fn add(builder: &mut Builder, spans: &[RandomSpan]) {
    let resource = builder.begin_resource();
    builder.end_resource(resource, Vec::new(), Symbol::EMPTY);
    let scope = builder.begin_scope();
    for span in spans {
        let trace = Some(builder.trace_number(1));
        builder.end_span(&SpanHead {
            trace,
            span_id: SpanId(span.id),
            parent_id: SpanId(span.parent),
            start_ns: 1_000 + span.start,
            end_ns: 1_000 + span.start + span.length,
            name: Symbol::EMPTY,
            kind: Kind::from_number(span.kind).expect("0 to 5"),
            status: Status::Unset,
            status_message: Symbol::EMPTY,
            flags: 0,
            trace_state: Symbol::EMPTY,
            dropped: Dropped::default(),
            follows_from: false,
            resource,
            scope,
        });
    }
}
