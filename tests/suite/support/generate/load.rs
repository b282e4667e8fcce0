//! Data for benchmarks: as much as asked, and not tame.

use super::{
    growth::{Node, grow},
    otlp::{Attribute, Document, Event, Scope, Span},
    random::Random,
    wild::Wild,
};
use std::{
    io::{self, Write},
    ops::AddAssign,
};

/// 2026-10-05T14:00:00Z, nanoseconds since 1970.
const START_NS: u64 = 1_791_208_800_000_000_000;
const SCHEMA_URL: &str = "https://opentelemetry.io/schemas/1.44.0";
/// Spans of a trace, at least and at most.
pub const TRACE: (usize, usize) = (50, 200);
/// One span in so many has an event.
const EVENT_EVERY: usize = 5;
const SERVICES: usize = 24;
const INSTANCES: usize = 3;
/// What a span takes before any is written.
const LIKELY_SPAN_BYTES: u64 = 1_200;

/// What was written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub bytes: u64,
    pub spans: usize,
    pub traces: usize,
    pub events: usize,
    /// Attribute values of spans and events.
    pub values: usize,
    /// Those that differ, in key or value.
    pub distinct: usize,
}

impl AddAssign<&Wild> for Counts {
    fn add_assign(&mut self, wild: &Wild) {
        self.values += wild.values;
        self.distinct += wild.distinct;
    }
}

/// Writes an OTLP/JSON document of about so many bytes: many traces, each of so many spans at least and at most.
///
/// # Errors
/// The first that writing gave.
pub fn bench(bytes: u64, trace: (usize, usize), seed: u64, out: impl Write) -> io::Result<Counts> {
    let mut random = Random::new(seed);
    let mut load = Load::new(&mut random, out);
    let mut start_ns = START_NS;
    while load.document.written() < bytes {
        let left = bytes - load.document.written();
        let span_bytes = match load.counts.spans as u64 {
            0 => LIKELY_SPAN_BYTES,
            spans => load.document.written() / spans,
        };
        let room = (left / span_bytes) as usize;
        if room == 0 {
            break;
        }
        let spans = random.between(trace.0, trace.1).min(room);
        let length_ns = (random.log_normal(180.0, 0.9) * 1e6) as u64;
        let nodes = grow(&mut random, spans, SERVICES, start_ns, length_ns);
        load.trace(&mut random, &nodes);
        start_ns += random.between(1, 20_000_000) as u64;
    }
    load.finish()
}

/// Writes an OTLP/JSON document of one trace of so many spans, 1 at least.
///
/// # Errors
/// The first that writing gave.
pub fn huge(spans: usize, seed: u64, out: impl Write) -> io::Result<Counts> {
    let mut random = Random::new(seed);
    let mut load = Load::new(&mut random, out);
    let spans = spans.max(1);
    // A millisecond a span, since hardly any run side by side.
    let nodes = grow(&mut random, spans, SERVICES, START_NS, spans as u64 * 1_000_000);
    load.trace(&mut random, &nodes);
    load.finish()
}

/// A document on its way.
struct Load<W> {
    document: Document<W>,
    wild: Wild,
    counts: Counts,
    /// Of each instance of each service.
    resources: Vec<Vec<Attribute>>,
}

impl<W: Write> Load<W> {
    fn new(random: &mut Random, out: W) -> Self {
        let resources = (0..SERVICES * INSTANCES).map(|number| resource(random, number)).collect();
        Self { document: Document::new(out), wild: Wild::default(), counts: Counts::default(), resources }
    }

    /// Writes a trace, the spans of an instance together.
    fn trace(&mut self, random: &mut Random, nodes: &[Node]) {
        let trace_id = random.trace_id();
        let ids: Vec<u64> = nodes.iter().map(|_| random.span_id()).collect();
        let instance = random.below(INSTANCES);
        let mut order: Vec<usize> = (0..nodes.len()).collect();
        order.sort_by_key(|&place| (nodes[place].service, place));
        for block in order.chunk_by(|&a, &b| nodes[a].service == nodes[b].service) {
            let mut spans = Vec::with_capacity(block.len());
            for &place in block {
                let node = &nodes[place];
                let mut span = self.span(random, node);
                span.trace_id = trace_id;
                span.span_id = ids[place];
                span.parent_id = if place == 0 { 0 } else { ids[node.parent] };
                spans.push(span);
            }
            let service = nodes[block[0]].service;
            let scope = Scope("shop.instrumentation", "1.4.2");
            let resource = &self.resources[service * INSTANCES + instance];
            self.document.resource(resource, SCHEMA_URL, spans.iter().map(|span| (scope, span)));
        }
        self.counts.traces += 1;
    }

    fn span(&mut self, random: &mut Random, node: &Node) -> Span {
        let mut span = Span::new(node.kind, NAMES[(node.service * 5 + node.depth) % NAMES.len()]);
        span.start_ns = node.start_ns;
        span.end_ns = node.end_ns;
        span.attributes.reserve_exact(15);
        self.wild.attributes(random, node, &mut span.attributes);
        self.counts.spans += 1;
        if self.counts.spans.is_multiple_of(EVENT_EVERY) {
            self.counts.events += 1;
            span.events.push(Event {
                time_ns: node.start_ns + (node.end_ns - node.start_ns) / 2,
                name: if node.error { "exception" } else { "log" },
                attributes: self.wild.event(random),
            });
        }
        if node.error {
            span.error = Some("upstream connect error".into());
        }
        span
    }

    fn finish(mut self) -> io::Result<Counts> {
        self.counts += &self.wild;
        self.counts.bytes = self.document.finish()?;
        Ok(self.counts)
    }
}

const NAMES: [&str; 16] = [
    "GET /v2/items/{id}",
    "POST /v2/items",
    "SELECT item",
    "load item",
    "GET /v2/carts/{id}",
    "INSERT order",
    "render",
    "validate",
    "GET",
    "authorize",
    "UPDATE stock",
    "price.Prices/Quote",
    "cache.get",
    "serialize",
    "PUT /v2/carts/{id}",
    "SELECT user",
];

fn resource(random: &mut Random, number: usize) -> Vec<Attribute> {
    let (service, instance) = (number / INSTANCES, number % INSTANCES);
    vec![
        ("service.name", format!("svc-{service:02}").into()),
        ("service.namespace", "bench".into()),
        ("service.version", format!("1.{service}.{instance}").into()),
        ("service.instance.id", random.uuid().into()),
        ("host.name", format!("host-{}", number % 17).into()),
        ("cloud.region", random.pick(&["eu-west-1", "us-east-1"]).into()),
        ("telemetry.sdk.language", random.pick(&["go", "java", "nodejs", "python"]).into()),
        ("telemetry.sdk.name", "opentelemetry".into()),
    ]
}
