//! What a generated shop holds: the answers that analyses of it must come to.

use super::json::Json;
use std::io::{self, Write};

/// A span by its ids.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    pub trace_id: u128,
    pub span_id: u64,
}

/// One query an item where one for all would do.
#[derive(Clone, Debug)]
pub struct Repeat {
    /// The span whose children repeat.
    pub parent: Place,
    /// The name of each of them.
    pub name: &'static str,
    /// How many there are.
    pub calls: usize,
}

/// A request that failed, or an error it survived.
#[derive(Clone, Debug)]
pub struct Failure {
    /// The span the error began in.
    pub origin: Place,
    /// What happened, in a word.
    pub story: &'static str,
}

/// A message and the work on it.
#[derive(Clone, Debug)]
pub struct Job {
    pub producer: Place,
    /// In the producer's trace, or in one of its own that links back.
    pub consumer: Place,
}

/// A call that lost its context: the halves stand in two traces.
#[derive(Clone, Debug)]
pub struct BrokenCall {
    pub client: Place,
    pub server: Place,
}

/// A span whose parent is not in the file.
#[derive(Clone, Debug)]
pub struct Orphan {
    pub span: Place,
    /// The parent was in another process; `None`: the span's library does not say.
    pub parent_is_remote: Option<bool>,
}

/// The slow traces of one operation, and what they have in common.
#[derive(Clone, Debug, Default)]
pub struct SlowCohort {
    /// The root's service and name.
    pub operation: (&'static str, &'static str),
    /// The service and the build that is the cause.
    pub cause: (&'static str, &'static str),
    /// What goes together with it but causes nothing: key and value.
    pub innocent: Vec<(&'static str, &'static str)>,
    pub traces: Vec<u128>,
}

/// An operation whose typical request is fast and whose slowest are terrible.
#[derive(Clone, Debug, Default)]
pub struct Tail {
    /// The root's service and name.
    pub operation: (&'static str, &'static str),
    pub traces: Vec<u128>,
}

/// See the module.
#[derive(Clone, Debug, Default)]
pub struct Truth {
    pub traces: usize,
    pub spans: usize,
    pub slow_cohort: SlowCohort,
    pub tail: Tail,
    pub repeats: Vec<Repeat>,
    /// Requests that failed.
    pub failures: Vec<Failure>,
    /// Errors that a request survived.
    pub handled: Vec<Failure>,
    pub jobs: Vec<Job>,
    /// The host whose clock is ahead, and by how many nanoseconds.
    pub skew: (&'static str, u64),
    pub orphans: Vec<Orphan>,
    /// Its spans have ids in their names, or names that say nothing.
    pub badly_named_service: &'static str,
    /// Its calls start traces of their own.
    pub context_dropping_service: &'static str,
    pub broken_calls: Vec<BrokenCall>,
}

impl Truth {
    /// Writes it all as JSON.
    ///
    /// # Errors
    /// The first that writing gave.
    pub fn write_json(&self, out: impl Write) -> io::Result<u64> {
        let mut json = Json::new(out);
        json.open('{');
        json.plain_member("traces", format_args!("{}", self.traces));
        json.plain_member("spans", format_args!("{}", self.spans));
        json.name("slow_cohort");
        json.open('{');
        operation(&mut json, self.slow_cohort.operation);
        json.text_member("cause_service", self.slow_cohort.cause.0);
        json.text_member("cause_version", self.slow_cohort.cause.1);
        json.list("innocent", &self.slow_cohort.innocent, |json, (key, value)| {
            json.open('{');
            json.text_member("key", key);
            json.text_member("value", value);
            json.close('}');
        });
        json.list("traces", &self.slow_cohort.traces, trace);
        json.close('}');
        json.name("tail");
        json.open('{');
        operation(&mut json, self.tail.operation);
        json.list("traces", &self.tail.traces, trace);
        json.close('}');
        json.list("repeats", &self.repeats, |json, repeat| {
            json.open('{');
            place(json, "parent", repeat.parent);
            json.text_member("name", repeat.name);
            json.plain_member("calls", format_args!("{}", repeat.calls));
            json.close('}');
        });
        json.list("failures", &self.failures, failure);
        json.list("handled", &self.handled, failure);
        json.list("jobs", &self.jobs, |json, job| {
            pair(json, ("producer", job.producer), ("consumer", job.consumer));
        });
        json.name("skew");
        json.open('{');
        json.text_member("host", self.skew.0);
        json.plain_member("ahead_ns", format_args!("\"{}\"", self.skew.1));
        json.close('}');
        json.list("orphans", &self.orphans, |json, orphan| {
            json.open('{');
            place(json, "span", orphan.span);
            match orphan.parent_is_remote {
                Some(remote) => json.plain_member("parent_is_remote", format_args!("{remote}")),
                None => json.plain_member("parent_is_remote", format_args!("null")),
            }
            json.close('}');
        });
        json.text_member("badly_named_service", self.badly_named_service);
        json.text_member("context_dropping_service", self.context_dropping_service);
        json.list("broken_calls", &self.broken_calls, |json, call| {
            pair(json, ("client", call.client), ("server", call.server));
        });
        json.close('}');
        json.finish()
    }
}

fn operation<W: Write>(json: &mut Json<W>, (service, name): (&str, &str)) {
    json.text_member("service", service);
    json.text_member("operation", name);
}

fn trace<W: Write>(json: &mut Json<W>, id: &u128) {
    json.plain(format_args!("\"{id:032x}\""));
}

fn place<W: Write>(json: &mut Json<W>, name: &str, place: Place) {
    json.name(name);
    json.open('{');
    json.plain_member("trace_id", format_args!("\"{:032x}\"", place.trace_id));
    json.plain_member("span_id", format_args!("\"{:016x}\"", place.span_id));
    json.close('}');
}

fn pair<W: Write>(json: &mut Json<W>, one: (&str, Place), other: (&str, Place)) {
    json.open('{');
    place(json, one.0, one.1);
    place(json, other.0, other.1);
    json.close('}');
}

fn failure<W: Write>(json: &mut Json<W>, failure: &Failure) {
    json.open('{');
    place(json, "origin", failure.origin);
    json.text_member("story", failure.story);
    json.close('}');
}
