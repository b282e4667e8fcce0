//! Jaeger's stable interface: OTLP/JSON in a `result`. Its answers come as `text/plain`, and what it does not know as
//! the HTML of its page, so only the shape of a body tells what it is.

use super::{
    ask::Ask,
    backend::TraceAnswer,
    cause::Cause,
    jaeger,
    listing::{ListedSpan, Listing},
    loose,
};
use crate::{
    base::time,
    protocol::remote::{Place, RemoteQuery, RemoteTrace},
};
use serde::{Deserialize, de::IgnoredAny};

/// Asks for the services.
pub fn services(place: &Place) -> Ask {
    Ask::new(place, "/api/v3/services", &[])
}

/// Asks for the operations of a service.
pub fn operations(place: &Place, service: &str) -> Ask {
    Ask::new(place, "/api/v3/operations", &[("service", service)])
}

/// Asks for traces that match.
///
/// # Errors
/// When the search says more than Jaeger can be asked.
pub fn search(query: &RemoteQuery) -> Result<Ask, Cause> {
    search_at("/api/v3/traces", query)
}

/// The same of another path that takes the same words.
///
/// # Errors
/// As `search`.
pub fn search_at(path: &str, query: &RemoteQuery) -> Result<Ask, Cause> {
    let terms = jaeger::terms(&query.q, true)?;
    let (least, most) = (terms.least_ns.map(jaeger::duration), terms.most_ns.map(jaeger::duration));
    let (from, to) = (time::rfc3339(query.from_ns), time::rfc3339(query.to_ns));
    let (limit, tags) = (query.limit.to_string(), jaeger::tags(&terms));
    let mut pairs = vec![
        ("query.service_name", terms.service.as_str()),
        ("query.start_time_min", &from),
        ("query.start_time_max", &to),
        // `search_depth` is refused.
        ("query.num_traces", &limit),
    ];
    if !terms.operation.is_empty() {
        pairs.push(("query.operation_name", &terms.operation));
    }
    pairs.extend(least.as_deref().map(|least| ("query.duration_min", least)));
    pairs.extend(most.as_deref().map(|most| ("query.duration_max", most)));
    if !terms.tags.is_empty() {
        pairs.push(("query.attributes", &tags));
    }
    Ok(Ask::new(&query.place, path, &pairs))
}

/// Asks for a trace.
pub fn trace(place: &Place, trace_id: &str) -> Ask {
    Ask::new(place, &format!("/api/v3/traces/{}", Ask::part(trace_id)), &[])
}

/// The services.
pub fn read_services(body: &str) -> Option<Vec<String>> {
    #[derive(Deserialize)]
    struct Answer {
        #[serde(deserialize_with = "loose::list")]
        services: Vec<String>,
    }
    serde_json::from_str::<Answer>(body).ok().map(|answer| answer.services)
}

/// The operations.
pub fn read_operations(body: &str) -> Option<Vec<String>> {
    #[derive(Deserialize)]
    struct Answer {
        #[serde(deserialize_with = "loose::list")]
        operations: Vec<Operation>,
    }
    #[derive(Deserialize)]
    struct Operation {
        name: String,
    }
    let answer: Answer = serde_json::from_str(body).ok()?;
    Some(answer.operations.into_iter().map(|operation| operation.name).collect())
}

#[derive(Deserialize)]
#[serde(bound = "T: Deserialize<'de>")]
struct Answer<T> {
    result: Data<T>,
}

#[derive(Deserialize)]
#[serde(bound = "T: Deserialize<'de>")]
struct Data<T> {
    #[serde(rename = "resourceSpans", default = "Vec::new", deserialize_with = "loose::list")]
    resources: Vec<T>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ResourceSpans {
    #[serde(default)]
    resource: Resource,
    #[serde(default, deserialize_with = "loose::list")]
    scope_spans: Vec<ScopeSpans>,
}

#[derive(Default, Deserialize)]
struct Resource {
    #[serde(default, deserialize_with = "loose::list")]
    attributes: Vec<Attribute>,
}

#[derive(Deserialize)]
struct Attribute {
    key: String,
    #[serde(default)]
    value: Value,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Value {
    string_value: Option<String>,
}

#[derive(Deserialize)]
struct ScopeSpans {
    #[serde(default, deserialize_with = "loose::list")]
    spans: Vec<Span>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Span {
    trace_id: String,
    #[serde(default)]
    parent_span_id: String,
    #[serde(default)]
    name: String,
    #[serde(default, deserialize_with = "loose::whole")]
    start_time_unix_nano: i64,
    #[serde(default, deserialize_with = "loose::whole")]
    end_time_unix_nano: i64,
    #[serde(default)]
    status: Status,
}

#[derive(Default, Deserialize)]
struct Status {
    #[serde(default)]
    code: serde_json::Value,
}

/// The traces of a search: their spans mixed, in one document or several.
pub fn read_search(body: &str) -> Option<Vec<RemoteTrace>> {
    let mut listing = Listing::default();
    let mut is_one = false;
    for document in serde_json::Deserializer::from_str(body).into_iter::<Answer<ResourceSpans>>() {
        is_one = true;
        for ResourceSpans { resource, scope_spans } in document.ok()?.result.resources {
            let named = resource.attributes.into_iter().find(|attribute| attribute.key == "service.name");
            let service = named.and_then(|attribute| attribute.value.string_value).unwrap_or_default();
            for span in scope_spans.iter().flat_map(|scope| &scope.spans) {
                listing.add(&ListedSpan {
                    trace_id: &span.trace_id,
                    service: &service,
                    name: &span.name,
                    start_ns: span.start_time_unix_nano,
                    duration_ns: span.end_time_unix_nano.saturating_sub(span.start_time_unix_nano).max(0),
                    is_root: span.parent_span_id.is_empty(),
                    has_error: span.status.code == 2 || span.status.code == "STATUS_CODE_ERROR",
                });
            }
        }
    }
    is_one.then(|| listing.rows())
}

/// What the answer about a trace is.
pub fn read_trace(body: &str) -> Option<TraceAnswer> {
    let mut resources = None;
    for document in serde_json::Deserializer::from_str(body).into_iter::<Answer<IgnoredAny>>() {
        *resources.get_or_insert(0) += document.ok()?.result.resources.len();
    }
    Some(if resources? == 0 { TraceAnswer::Missing } else { TraceAnswer::Whole { remark: None } })
}
