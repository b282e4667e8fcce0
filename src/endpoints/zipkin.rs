//! Zipkin's v2 interface. Durations are microseconds, times of a search milliseconds. Names come back in lower case.

use super::{
    ask::Ask,
    backend::TraceAnswer,
    cause::Cause,
    listing::{ListedSpan, Listing},
    loose,
};
use crate::{
    base::time::{MS, US},
    protocol::remote::{Place, RemoteQuery, RemoteTrace},
    query::terms::Terms,
};
use serde::{Deserialize, de::IgnoredAny};
use std::collections::BTreeMap;

/// Asks for the services.
pub fn services(place: &Place) -> Ask {
    Ask::new(place, "/api/v2/services", &[])
}

/// Asks for the operations of a service.
pub fn operations(place: &Place, service: &str) -> Ask {
    Ask::new(place, "/api/v2/spans", &[("serviceName", service)])
}

/// Asks for traces that match.
///
/// # Errors
/// When the search says more than Zipkin can be asked.
pub fn search(query: &RemoteQuery) -> Result<Ask, Cause> {
    let terms = Terms::read(&query.q).map_err(|wrong| Cause::Query(format!("Zipkin {wrong}")))?;
    let micros = |ns: i64| (ns / US).max(1).to_string();
    let (least, most) = (terms.least_ns.map(micros), terms.most_ns.map(micros));
    if most.is_some() && least.is_none() {
        let sentence = "Zipkin takes a longest duration only together with a shortest one";
        return Err(Cause::Query(sentence.to_owned()));
    }
    // A millisecond begun counts whole.
    let end_ms = query.to_ns.saturating_add(MS - 1).div_euclid(MS);
    let lookback_ms = end_ms.saturating_sub(query.from_ns.div_euclid(MS)).max(1);
    let (end, lookback, limit) = (end_ms.to_string(), lookback_ms.to_string(), query.limit.to_string());
    // The tag `error` stands for an error by being there.
    let tag = |(name, value): &(String, String)| match (name.as_str(), value.as_str()) {
        ("error", "true") => "error".to_owned(),
        _ => format!("{name}={value}"),
    };
    let annotations = terms.tags.iter().map(tag).collect::<Vec<_>>().join(" and ");
    let mut pairs = vec![("endTs", end.as_str()), ("lookback", &lookback), ("limit", &limit)];
    for (key, value) in
        [("serviceName", &terms.service), ("spanName", &terms.operation), ("annotationQuery", &annotations)]
    {
        if !value.is_empty() {
            pairs.push((key, value));
        }
    }
    pairs.extend(least.as_deref().map(|least| ("minDuration", least)));
    pairs.extend(most.as_deref().map(|most| ("maxDuration", most)));
    Ok(Ask::new(&query.place, "/api/v2/traces", &pairs))
}

/// Asks for a trace. Ids that are filled up with zeros are of 64 bits.
pub fn trace(place: &Place, trace_id: &str) -> Ask {
    let short = trace_id.strip_prefix("0000000000000000").filter(|rest| rest.len() == 16);
    Ask::new(place, &format!("/api/v2/trace/{}", Ask::part(short.unwrap_or(trace_id))), &[])
}

/// The services or operations: a bare list of names.
pub fn read_names(body: &str) -> Option<Vec<String>> {
    serde_json::from_str(body).ok()
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Span {
    trace_id: String,
    #[serde(default)]
    parent_id: Option<String>,
    #[serde(default)]
    name: Option<String>,
    #[serde(default, deserialize_with = "loose::whole")]
    timestamp: i64,
    #[serde(default, deserialize_with = "loose::whole")]
    duration: i64,
    #[serde(default)]
    local_endpoint: Option<Endpoint>,
    #[serde(default)]
    tags: BTreeMap<String, IgnoredAny>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Endpoint {
    #[serde(default)]
    service_name: Option<String>,
}

/// The traces of a search.
pub fn read_search(body: &str) -> Option<Vec<RemoteTrace>> {
    let traces: Vec<Vec<Span>> = serde_json::from_str(body).ok()?;
    let mut listing = Listing::default();
    for span in traces.iter().flatten() {
        let service = span.local_endpoint.as_ref().and_then(|endpoint| endpoint.service_name.as_deref());
        listing.add(&ListedSpan {
            trace_id: &span.trace_id,
            service: service.unwrap_or_default(),
            name: span.name.as_deref().unwrap_or_default(),
            start_ns: span.timestamp.saturating_mul(US),
            duration_ns: span.duration.saturating_mul(US),
            is_root: span.parent_id.is_none(),
            // The tag is an error even when it is empty.
            has_error: span.tags.contains_key("error"),
        });
    }
    Some(listing.rows())
}

/// What the answer about a trace is.
pub fn read_trace(body: &str) -> Option<TraceAnswer> {
    let spans: Vec<IgnoredAny> = serde_json::from_str(body).ok()?;
    Some(if spans.is_empty() { TraceAnswer::Missing } else { TraceAnswer::Whole { remark: None } })
}
