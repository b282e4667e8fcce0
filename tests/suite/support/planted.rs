//! Traces with a planted cause: what makes the slow ones slow is known, and stands among decoys.
//!
//! A request goes through twelve services, each of which takes a log-normal time. In a slow trace everything takes
//! somewhat longer, and one thing much longer: the cause, 20 to 40 % of the gap. Sixty keys are said; one of them goes
//! together with the cause, another is its equivalent, one is correlated and innocent, the others mean nothing.

use super::{draw::ORIGIN_NS, generate::random::Random};
use spanscope::{
    base::intern::Symbol,
    model::{
        builder::Builder,
        ids::{Key, ResourceIx, ScopeIx, SpanId, TraceIx, TraceKey},
        span::{Dropped, Kind, SpanHead, Status},
        store::Store,
        value::Value,
    },
};

const SERVICES: usize = 12;
const KEYS: usize = 60;
/// The service that the cause is in.
const VICTIM: usize = 5;
/// Deviation of the logarithms of all times.
const SIGMA: f64 = 0.5;
/// How much longer everything takes in a slow trace.
const SLOWDOWN: f64 = 1.6;
const MS: f64 = 1e6;

/// What makes slow traces slow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// A cache does not have it: a query that fast traces do not make.
    MissedCache,
    /// One query an item.
    NPlusOne,
    /// A lock: the service itself takes longer.
    Lock,
    /// A large payload: the query takes longer, the larger the longer.
    Payload,
    /// Nothing but chance.
    Nothing,
}

impl Cause {
    pub const ALL: [Self; 4] = [Self::MissedCache, Self::NPlusOne, Self::Lock, Self::Payload];
}

/// What is made.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    pub slow: usize,
    pub fast: usize,
    pub cause: Cause,
    /// The share of slow and of fast traces that hold the cause.
    pub holding: (f64, f64),
    /// Everything takes longer in slow traces.
    pub slowdown: bool,
    /// How many times as long the cause takes.
    pub strength: f64,
    pub seed: u64,
}

/// The traces, and what is true of them.
pub struct Planted {
    pub store: Store,
    pub slow: Vec<TraceIx>,
    pub fast: Vec<TraceIx>,
}

/// Keys that are right answers.
pub const TRUE_KEY: &str = "service.version";
pub const EQUIVALENT_KEY: &str = "build.commit";
pub const PAYLOAD_KEY: &str = "payload.size";
/// What the label of the right group holds.
pub fn is_true_group(cause: Cause, label: &str) -> bool {
    match cause {
        Cause::Lock => label == "service-5: work-5",
        _ => label.starts_with("service-5 → postgres"),
    }
}

struct Maker {
    builder: Builder,
    random: Random,
    resources: Vec<ResourceIx>,
    new_resource: ResourceIx,
    scope: ScopeIx,
    names: Vec<Symbol>,
    query: Symbol,
    keys: Vec<Key>,
    db_system: Key,
    payload: Key,
    postgres: Value,
    /// Values that are said again and again.
    values: Vec<Value>,
    strength: f64,
}

/// Makes the traces of a plan.
pub fn planted(plan: Plan) -> Planted {
    let mut maker = Maker::new(plan.seed, plan.strength);
    let mut ids = Vec::new();
    // Slow and fast ones stand mixed.
    let mut order: Vec<bool> = (0..plan.slow + plan.fast).map(|at| at < plan.slow).collect();
    for at in (1..order.len()).rev() {
        let other = maker.random.below(at + 1);
        order.swap(at, other);
    }
    for (number, is_slow) in order.into_iter().enumerate() {
        let share = if is_slow { plan.holding.0 } else { plan.holding.1 };
        let holds = plan.cause != Cause::Nothing && maker.random.chance(share);
        maker.trace(number as u128 + 1, is_slow && plan.slowdown, is_slow, holds.then_some(plan.cause));
        ids.push((number, is_slow));
    }
    let store = maker.builder.finish();
    let find = |number: usize| store.find_trace(&format!("{:032x}", number + 1)).expect("it was made");
    let of =
        |wanted: bool| ids.iter().filter(|(_, is)| *is == wanted).map(|(number, _)| find(*number)).collect();
    Planted { slow: of(true), fast: of(false), store }
}

impl Maker {
    fn new(seed: u64, strength: f64) -> Self {
        let mut builder = Builder::new();
        builder.begin_file("planted");
        let resource = |builder: &mut Builder, service: usize, version: &str, commit: &str| {
            let made = builder.begin_resource();
            let said = [
                ("service.name", format!("service-{service}")),
                (TRUE_KEY, version.to_owned()),
                (EQUIVALENT_KEY, commit.to_owned()),
            ];
            // Only the victim tells its version: the others would be of several.
            let told = if service == VICTIM { 3 } else { 1 };
            let mut attributes = Vec::new();
            for (key, text) in &said[..told] {
                let value = Value::text(builder.strings.intern(text));
                attributes.push((builder.key(key.as_bytes()), value));
            }
            builder.end_resource(made, attributes, Symbol::EMPTY);
            made
        };
        let resources =
            (0..SERVICES).map(|service| resource(&mut builder, service, "2.13.1", "a1b2")).collect();
        let new_resource = resource(&mut builder, VICTIM, "2.14.0", "c3d4");
        let scope = builder.begin_scope();
        let names = (0..SERVICES).map(|service| builder.strings.intern(&format!("work-{service}"))).collect();
        let query = builder.strings.intern("SELECT stock");
        let keys = (0..KEYS).map(|key| builder.key(format!("key.{key}").as_bytes())).collect();
        let db_system = builder.key(b"db.system.name");
        let payload = builder.key(PAYLOAD_KEY.as_bytes());
        let texts = ["eu", "us", "rare", "usual", "v0", "v1", "v2", "v3", "v4", "v5"];
        let values = texts.map(|text| Value::text(builder.strings.intern(text))).to_vec();
        let postgres = Value::text(builder.strings.intern("postgres"));
        let random = Random::new(seed.wrapping_mul(0x9e37_79b9).wrapping_add(7));
        Self {
            builder,
            random,
            resources,
            new_resource,
            scope,
            names,
            query,
            keys,
            db_system,
            payload,
            postgres,
            values,
            strength,
        }
    }

    fn trace(&mut self, number: u128, slowed: bool, is_slow: bool, cause: Option<Cause>) {
        let trace = self.builder.trace_number(number);
        let factor = if slowed { SLOWDOWN } else { 1.0 };
        let start = ORIGIN_NS as f64 + number as f64 * 1e9;
        let payload =
            self.random.log_normal(2_000.0, SIGMA) * if cause == Some(Cause::Payload) { 12.0 } else { 1.0 };
        // Another mix of requests in the slow ones.
        let operation = usize::from(self.random.chance(if is_slow { 0.45 } else { 0.35 }));
        let mut at = start;
        let mut id = 1;
        for service in 1..SERVICES {
            let own = self.random.log_normal(4.0 + service as f64 % 4.0, SIGMA) * factor * MS;
            let mut end = at + own;
            let mut calls = Vec::new();
            if service == VICTIM {
                let each = self.random.log_normal(16.0, SIGMA) * self.strength * MS;
                match cause {
                    Some(Cause::Lock) => end += each,
                    Some(Cause::MissedCache) => calls.push(each),
                    Some(Cause::NPlusOne) => calls.extend((0..12).map(|_| each / 11.0)),
                    Some(Cause::Payload) => calls.push(each + 2.0 * MS),
                    None | Some(Cause::Nothing) => {}
                }
                // What the traces without the cause do in its place.
                if calls.is_empty() && self.has_query(cause) {
                    calls.push(self.random.log_normal(1.5, SIGMA) * MS);
                }
                end += calls.iter().sum::<f64>();
            }
            id += 1;
            let server = id;
            let is_new = cause.is_some() && cause != Some(Cause::Payload);
            let resource =
                if service == VICTIM && is_new { self.new_resource } else { self.resources[service] };
            if service == VICTIM {
                let value = self.builder.numbers.int(payload as i64);
                self.builder.span_attribute(self.payload, value);
            }
            self.span(trace, (server, 1), (at, end), (resource, self.names[service]), Kind::Server);
            let mut from = at + own / 2.0;
            for call in calls {
                id += 1;
                self.builder.span_attribute(self.db_system, self.postgres);
                self.span(trace, (id, server), (from, from + call), (resource, self.query), Kind::Client);
                from += call;
            }
            at = end;
        }
        self.say(is_slow, number);
        let own = self.random.log_normal(3.0, SIGMA) * factor * MS;
        self.span(trace, (1, 0), (start, at + own), (self.resources[0], self.names[operation]), Kind::Server);
    }

    /// Whether every trace makes a query, so that the cause is more of it.
    fn has_query(&mut self, cause: Option<Cause>) -> bool {
        cause != Some(Cause::MissedCache) && self.random.chance(0.1)
    }

    /// Sixty keys on the root: one correlated and innocent, three ids, one rare, the others by chance.
    fn say(&mut self, is_slow: bool, number: u128) {
        for key in 0..KEYS {
            let value = match key {
                0 => self.values[usize::from(!self.random.chance(if is_slow { 0.6 } else { 0.35 }))],
                1..=3 => {
                    let id = format!("{:x}", self.random.next());
                    Value::text(self.builder.strings.intern(&id))
                }
                4 => self.values[2 + usize::from(!number.is_multiple_of(97))],
                _ => self.values[4 + self.random.below(2 + key % 5)],
            };
            self.builder.span_attribute(self.keys[key], value);
        }
    }

    fn span(
        &mut self,
        trace: TraceKey,
        (id, parent): (u64, u64),
        (start, end): (f64, f64),
        (resource, name): (ResourceIx, Symbol),
        kind: Kind,
    ) {
        self.builder.end_span(&SpanHead {
            trace: Some(trace),
            span_id: SpanId(id),
            parent_id: SpanId(parent),
            start_ns: start as u64,
            end_ns: end as u64,
            name,
            kind,
            status: Status::Unset,
            status_message: Symbol::EMPTY,
            flags: 0,
            trace_state: Symbol::EMPTY,
            dropped: Dropped::default(),
            follows_from: false,
            resource,
            scope: self.scope,
        });
    }
}
