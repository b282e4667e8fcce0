//! Jaeger's older interface, which VictoriaTraces (below `/select/jaeger`), Quickwit (below `/{index}/jaeger`) and
//! every older Jaeger serve.

use super::{
    ask::Ask,
    backend::TraceAnswer,
    cause::Cause,
    jaeger,
    listing::{ListedSpan, Listing},
    loose,
};
use crate::{
    base::time::US,
    protocol::remote::{Place, RemoteQuery, RemoteTrace},
};
use serde::{Deserialize, de::IgnoredAny};
use std::collections::BTreeMap;

/// Asks for the services.
pub fn services(place: &Place) -> Ask {
    Ask::new(place, "/api/services", &[])
}

/// Asks for the operations of a service.
pub fn operations(place: &Place, service: &str) -> Ask {
    Ask::new(place, &format!("/api/services/{}/operations", Ask::part(service)), &[])
}

/// Asks for traces that match.
///
/// # Errors
/// When the search says more than Jaeger can be asked, or names no service.
pub fn search(query: &RemoteQuery) -> Result<Ask, Cause> {
    let terms = jaeger::terms(&query.q, true)?;
    let (least, most) = (terms.least_ns.map(jaeger::duration), terms.most_ns.map(jaeger::duration));
    let (from, to) = ((query.from_ns / US).to_string(), (query.to_ns / US).to_string());
    let (limit, tags) = (query.limit.to_string(), jaeger::tags(&terms));
    let mut pairs =
        vec![("service", terms.service.as_str()), ("start", &from), ("end", &to), ("limit", &limit)];
    if !terms.operation.is_empty() {
        pairs.push(("operation", &terms.operation));
    }
    pairs.extend(least.as_deref().map(|least| ("minDuration", least)));
    pairs.extend(most.as_deref().map(|most| ("maxDuration", most)));
    if !terms.tags.is_empty() {
        pairs.push(("tags", &tags));
    }
    Ok(Ask::new(&query.place, "/api/traces", &pairs))
}

/// Asks for a trace.
pub fn trace(place: &Place, trace_id: &str) -> Ask {
    Ask::new(place, &format!("/api/traces/{}", Ask::part(trace_id)), &[])
}

#[derive(Deserialize)]
#[serde(bound = "T: Deserialize<'de>")]
struct Answer<T> {
    #[serde(deserialize_with = "loose::list")]
    data: Vec<T>,
}

/// The services.
pub fn read_services(body: &str) -> Option<Vec<String>> {
    serde_json::from_str::<Answer<String>>(body).ok().map(|answer| answer.data)
}

/// The operations: names, or objects with a name.
pub fn read_operations(body: &str) -> Option<Vec<String>> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Operation {
        Plain(String),
        Named { name: String },
    }
    let answer: Answer<Operation> = serde_json::from_str(body).ok()?;
    let name = |operation| match operation {
        Operation::Plain(name) | Operation::Named { name } => name,
    };
    Some(answer.data.into_iter().map(name).collect())
}

#[derive(Deserialize)]
struct Trace {
    #[serde(default, deserialize_with = "loose::list")]
    spans: Vec<Span>,
    #[serde(default)]
    processes: BTreeMap<String, Process>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Process {
    #[serde(default)]
    service_name: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Span {
    #[serde(rename = "traceID")]
    trace_id: String,
    #[serde(default)]
    operation_name: String,
    #[serde(default, deserialize_with = "loose::list")]
    references: Vec<Reference>,
    #[serde(default, deserialize_with = "loose::whole")]
    start_time: i64,
    #[serde(default, deserialize_with = "loose::whole")]
    duration: i64,
    #[serde(default, deserialize_with = "loose::list")]
    tags: Vec<Tag>,
    #[serde(rename = "processID", default)]
    process_id: String,
}

#[derive(Deserialize)]
struct Reference {
    #[serde(rename = "traceID")]
    trace_id: String,
}

#[derive(Deserialize)]
struct Tag {
    key: String,
    #[serde(default)]
    value: serde_json::Value,
}

/// The traces of a search.
pub fn read_search(body: &str) -> Option<Vec<RemoteTrace>> {
    let answer: Answer<Trace> = serde_json::from_str(body).ok()?;
    let mut listing = Listing::default();
    for trace in &answer.data {
        for span in &trace.spans {
            listing.add(&ListedSpan {
                trace_id: &span.trace_id,
                service: trace.processes.get(&span.process_id).map_or("", |process| &process.service_name),
                name: &span.operation_name,
                start_ns: span.start_time.saturating_mul(US),
                duration_ns: span.duration.saturating_mul(US),
                // References into other traces are links.
                is_root: span.references.iter().all(|reference| reference.trace_id != span.trace_id),
                has_error: span
                    .tags
                    .iter()
                    .any(|tag| tag.key == "error" && (tag.value == true || tag.value == "true")),
            });
        }
    }
    Some(listing.rows())
}

/// What the answer about a trace is.
pub fn read_trace(body: &str) -> Option<TraceAnswer> {
    let answer: Answer<IgnoredAny> = serde_json::from_str(body).ok()?;
    Some(if answer.data.is_empty() { TraceAnswer::Missing } else { TraceAnswer::Whole { remark: None } })
}
