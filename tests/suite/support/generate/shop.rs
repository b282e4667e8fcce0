//! The shop: everything that was planned, recorded and written.

use super::{
    cart, checkout,
    fleet::{CANARY_VERSION, Fleet, Region, SKEW_NS, SKEWED_HOST},
    list,
    otlp::Document,
    plan::{Loss, Planned, What, mails, plan},
    product,
    random::Random,
    record::{Caller, Recorded, Recorder, World},
    search,
    services::Service,
    truth::{Orphan, Place, SlowCohort, Tail, Truth},
    warehouse,
};
use std::io::{self, Write};

/// The sample that comes with the page: its traces and seed.
pub const SAMPLE: (usize, u64) = (400, 7);
/// How long the last order of a mail trace waits for it.
const MAIL_WAIT_MS: f64 = 3_500.0;

/// An online shop, watched for half an hour.
pub struct Shop {
    /// What its traces hold.
    pub truth: Truth,
    fleet: Fleet,
    traces: Vec<Vec<Recorded>>,
}

/// A shop of so many traces (40 at least, so that every story is told), the same for the same seed.
pub fn shop(traces: usize, seed: u64) -> Shop {
    let mut random = Random::new(seed);
    let fleet = Fleet::new(&mut random.fork());
    let truth = Truth {
        slow_cohort: SlowCohort {
            operation: cart::OPERATION,
            cause: (Service::Cart.name(), CANARY_VERSION),
            innocent: vec![("cloud.region", Region::Dublin.name()), ("app.user.plan", "gold")],
            traces: Vec::new(),
        },
        tail: Tail { operation: search::OPERATION, traces: Vec::new() },
        skew: (SKEWED_HOST, SKEW_NS),
        badly_named_service: Service::Warehouse.name(),
        context_dropping_service: Service::Reviews.name(),
        ..Truth::default()
    };
    let mut world = World { fleet, truth, traces: Vec::new() };
    let mut orders = Vec::new();
    for planned in plan(traces, &mut random.fork()) {
        orders.extend(record(&mut world, random.fork(), planned));
    }
    send_mails(&mut world, random, &orders);
    let World { fleet, mut truth, mut traces } = world;
    traces.sort_by_key(|spans| spans.iter().map(|recorded| recorded.span.start_ns).min());
    truth.traces = traces.len();
    truth.spans = traces.iter().map(Vec::len).sum();
    Shop { truth, fleet, traces }
}

impl Shop {
    /// Writes OTLP/JSON: trace after trace, in each the spans of an instance together.
    ///
    /// # Errors
    /// The first that writing gave.
    pub fn write_otlp(&self, out: impl Write) -> io::Result<u64> {
        let mut document = Document::new(out);
        for trace in &self.traces {
            let mut order: Vec<&Recorded> = trace.iter().collect();
            order.sort_by_key(|recorded| (recorded.instance, recorded.scope));
            for block in order.chunk_by(|a, b| a.instance == b.instance) {
                let instance = self.fleet.instance(block[0].instance);
                let spans = block.iter().map(|recorded| (recorded.scope, &recorded.span));
                document.resource(&instance.resource, instance.schema_url, spans);
            }
        }
        document.finish()
    }
}

/// An order that was announced: when, and what its trace knows of the shopper.
struct Order {
    announced_ns: u64,
    producer: Place,
    caller: Caller,
}

fn record(world: &mut World, random: Random, planned: Planned) -> Option<Order> {
    let Planned { start_ns, caller, what } = planned;
    let mut r = Recorder::new(world, random, caller.clone(), start_ns);
    let mut lost = Loss::Nothing;
    let mut order = None;
    match what {
        What::Cart(found) => cart::view(&mut r, found),
        What::Product(visit, loss) => {
            lost = loss;
            product::view(&mut r, visit);
        }
        What::PageLoad { resources } => product::page_load(&mut r, resources),
        What::Search { stalls, loss } => {
            lost = loss;
            search::search(&mut r, stalls);
        }
        What::Checkout(course) => {
            let producer = checkout::place_order(&mut r, course);
            let announced_ns = r.now_ns();
            order = producer.map(|producer| Order { announced_ns, producer, caller });
        }
        What::List { items } => list::view(&mut r, items),
        What::WarehouseSync { orders } => warehouse::sync(&mut r, orders),
    }
    r.finish();
    lose(world, lost);
    order
}

/// Takes the lost spans out of the trace that was recorded last, and notes whose parent they were.
fn lose(world: &mut World, loss: Loss) {
    let Some(trace) = world.traces.last_mut() else { return };
    let service = |recorded: &Recorded| world.fleet.instance(recorded.instance).service;
    let lost: Vec<u64> = trace
        .iter()
        .filter(|recorded| loss.takes(service(recorded), recorded))
        .map(|recorded| recorded.span.span_id)
        .collect();
    trace.retain(|recorded| !lost.contains(&recorded.span.span_id));
    for Recorded { span, .. } in trace.iter().filter(|recorded| lost.contains(&recorded.span.parent_id)) {
        world.truth.orphans.push(Orphan {
            span: Place { trace_id: span.trace_id, span_id: span.span_id },
            parent_is_remote: span.parent_is_remote(),
        });
    }
}

/// The mails on all orders, as many together as come.
fn send_mails(world: &mut World, mut random: Random, orders: &[Order]) {
    let mut left = orders;
    for count in mails(orders.len()) {
        let (together, rest) = left.split_at(count);
        left = rest;
        let Some(last) = together.last() else { return };
        let producers: Vec<Place> = together.iter().map(|order| order.producer).collect();
        let start_ns = together.iter().map(|order| order.announced_ns).max().unwrap_or(last.announced_ns);
        let mut r = Recorder::new(world, random.fork(), last.caller.clone(), start_ns);
        r.work(MAIL_WAIT_MS);
        checkout::send_mails(&mut r, &producers);
        r.finish();
    }
}
