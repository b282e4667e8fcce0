//! Records one trace: a clock that runs as work is done, and the spans that are open.

use super::{
    fleet::{Fleet, Region},
    otlp::{Attribute, Event, Scope, Span, Value},
    random::Random,
    services::{Service, Work},
    truth::{Place, Truth},
};

/// The trace is sampled (W3C), the parent is known to be here or elsewhere (OTLP).
const SAMPLED: u32 = 1;
const REMOTE_KNOWN: u32 = 1 << 8;
const REMOTE: u32 = 1 << 9;
const NS_A_MS: f64 = 1e6;

/// A span that is recorded, with the library and the instance it comes from.
pub struct Recorded {
    pub span: Span,
    pub scope: Scope,
    pub instance: usize,
}

impl Span {
    /// Whether its parent is in another process, when it says so.
    pub const fn parent_is_remote(&self) -> Option<bool> {
        if self.flags & REMOTE_KNOWN == 0 { None } else { Some(self.flags & REMOTE != 0) }
    }
}

/// All that is recorded, and what is known of it.
pub struct World {
    pub fleet: Fleet,
    pub truth: Truth,
    pub traces: Vec<Vec<Recorded>>,
}

/// Who causes a trace, and where it goes.
#[derive(Clone)]
pub struct Caller {
    pub user: String,
    pub plan: &'static str,
    pub session: String,
    pub region: Region,
    /// Served by the new build of cart.
    pub canary: bool,
}

/// A trace that is being recorded.
pub struct Recorder<'a> {
    pub world: &'a mut World,
    pub random: Random,
    pub caller: Caller,
    trace_id: u128,
    now_ns: u64,
    spans: Vec<Recorded>,
    /// Places of the open spans, the innermost last.
    open: Vec<usize>,
    /// Instances that are at work, the innermost last.
    inside: Vec<usize>,
}

impl<'a> Recorder<'a> {
    /// A new trace.
    pub fn new(world: &'a mut World, mut random: Random, caller: Caller, start_ns: u64) -> Self {
        let trace_id = random.trace_id();
        Self {
            world,
            random,
            caller,
            trace_id,
            now_ns: start_ns,
            spans: Vec::new(),
            open: Vec::new(),
            inside: Vec::new(),
        }
    }

    /// The id of the trace.
    pub const fn trace_id(&self) -> u128 {
        self.trace_id
    }

    /// What its clock says.
    pub const fn now_ns(&self) -> u64 {
        self.now_ns
    }

    /// Sets the clock, not before what it says.
    pub fn wait_until(&mut self, ns: u64) {
        self.now_ns = self.now_ns.max(ns);
    }

    /// Time passes, about as long as said.
    pub fn work(&mut self, median_ms: f64) {
        self.now_ns += (self.random.log_normal(median_ms, 0.35) * NS_A_MS) as u64;
    }

    /// Time passes, so long exactly.
    pub const fn pass_ns(&mut self, ns: u64) {
        self.now_ns += ns;
    }

    /// The service that is at work.
    pub fn service(&self) -> Option<Service> {
        self.inside.last().map(|&instance| self.world.fleet.instance(instance).service)
    }

    /// The resource that is at work.
    pub fn resource(&self) -> &[Attribute] {
        self.inside.last().map_or(&[], |&instance| &self.world.fleet.instance(instance).resource)
    }

    /// `body` runs on an instance of a service.
    pub fn enter<T>(&mut self, service: Service, body: impl FnOnce(&mut Self) -> T) -> T {
        let (region, canary) = (self.caller.region, self.caller.canary);
        let instance = self.world.fleet.pick(&mut self.random, service, region, canary);
        self.inside.push(instance);
        let result = body(self);
        self.inside.pop();
        result
    }

    /// `body` runs inside a span of the service that is at work.
    pub fn span<T>(&mut self, mut span: Span, work: Work, body: impl FnOnce(&mut Self) -> T) -> T {
        let instance = self.inside.last().copied().unwrap_or_default();
        let service = self.world.fleet.instance(instance).service;
        let parent = self.open.last().map(|&place| &self.spans[place]);
        span.trace_id = self.trace_id;
        span.span_id = self.random.span_id();
        span.parent_id = parent.map_or(0, |parent| parent.span.span_id);
        span.flags = SAMPLED;
        if service.language().tells_remote() {
            let remote = parent.is_some_and(|parent| parent.instance != instance);
            span.flags |= REMOTE_KNOWN | if remote { REMOTE } else { 0 };
        }
        span.start_ns = self.now_ns;
        let place = self.spans.len();
        self.spans.push(Recorded { span, scope: service.scope(work), instance });
        self.open.push(place);
        let result = body(self);
        self.open.pop();
        self.spans[place].span.end_ns = self.now_ns;
        result
    }

    /// Branches that run at the same time; the clock goes on from the end of the last.
    pub fn fan_out(&mut self, branches: impl FnOnce(&mut Fan<'_, 'a>)) {
        let mut fan = Fan { start_ns: self.now_ns, end_ns: self.now_ns, recorder: self };
        branches(&mut fan);
        let end_ns = fan.end_ns;
        self.now_ns = end_ns;
    }

    /// Work that a span caused and that begins at a time of its own.
    pub fn later(&mut self, cause: Place, start_ns: u64, body: impl FnOnce(&mut Self)) {
        let place = self.spans.iter().position(|recorded| recorded.span.span_id == cause.span_id);
        let open = std::mem::replace(&mut self.open, place.into_iter().collect());
        let inside = std::mem::take(&mut self.inside);
        let now_ns = std::mem::replace(&mut self.now_ns, start_ns);
        body(self);
        self.open = open;
        self.inside = inside;
        self.now_ns = now_ns;
    }

    /// The innermost open span.
    pub fn here(&self) -> Place {
        let span_id = self.open.last().map_or(0, |&place| self.spans[place].span.span_id);
        Place { trace_id: self.trace_id, span_id }
    }

    /// Gives the innermost open span an attribute.
    pub fn set(&mut self, key: &'static str, value: impl Into<Value>) {
        let value = value.into();
        self.change(|span, _| span.attributes.push((key, value)));
    }

    /// Gives the innermost open span an event.
    pub fn event(&mut self, name: &'static str, attributes: Vec<Attribute>) {
        self.change(|span, time_ns| span.events.push(Event { time_ns, name, attributes }));
    }

    /// The innermost open span fails.
    pub fn fail(&mut self, message: &'static str) {
        self.change(|span, _| span.error = Some(message.into()));
    }

    /// The innermost open span fails by an exception.
    pub fn throw(&mut self, kind: &'static str, message: &'static str, stack: &'static str) {
        self.event(
            "exception",
            vec![
                ("exception.type", kind.into()),
                ("exception.message", message.into()),
                ("exception.stacktrace", stack.into()),
            ],
        );
        self.set("error.type", kind);
        self.fail(message);
    }

    /// Ends the trace.
    pub fn finish(self) {
        let fleet = &self.world.fleet;
        let mut spans = self.spans;
        for Recorded { span, instance, .. } in &mut spans {
            let instance = fleet.instance(*instance);
            let step_ns = instance.service.language().clock_step_ns();
            let told = |ns: u64| (ns + instance.skew_ns) / step_ns * step_ns;
            span.start_ns = told(span.start_ns);
            span.end_ns = told(span.end_ns);
            for event in &mut span.events {
                event.time_ns = told(event.time_ns);
            }
        }
        self.world.traces.push(spans);
    }

    fn change(&mut self, how: impl FnOnce(&mut Span, u64)) {
        if let Some(&place) = self.open.last() {
            how(&mut self.spans[place].span, self.now_ns);
        }
    }
}

/// Branches that run at the same time.
pub struct Fan<'f, 'a> {
    recorder: &'f mut Recorder<'a>,
    start_ns: u64,
    end_ns: u64,
}

impl<'a> Fan<'_, 'a> {
    /// One branch more.
    pub fn branch(&mut self, body: impl FnOnce(&mut Recorder<'a>)) {
        self.recorder.now_ns = self.start_ns;
        body(self.recorder);
        self.end_ns = self.end_ns.max(self.recorder.now_ns);
    }
}
