//! Tempo: TraceQL as it is typed, search, services and operations, a trace by its id.
//!
//! Facts: Tempo's `docs/sources/tempo/api_docs`, and real answers of its main branch.

use super::{ask::Ask, backend::TraceAnswer, cause::Cause, listing::latest_first, loose};
use crate::{
    base::time::{MS, S},
    protocol::remote::{Place, RemoteQuery, RemoteTrace},
    query::{literal, reading},
};
use serde::{Deserialize, de::IgnoredAny};
use std::collections::BTreeMap;

/// Spans of a spanset that are answered; the list shows none, and Tempo takes no less.
const SPANS_PER_SET: &str = "1";

/// Asks for the services; only Tempo answers it so.
pub fn services(place: &Place) -> Ask {
    Ask::new(place, "/api/v2/search/tag/resource.service.name/values", &[])
}

/// Asks for the operations of a service.
pub fn operations(place: &Place, service: &str) -> Ask {
    let mut q = "{ resource.service.name = ".to_owned();
    // Writing into a String cannot fail.
    let _ = literal::write_text(&mut q, service);
    q.push_str(" }");
    Ask::new(place, "/api/v2/search/tag/name/values", &[("q", &q)])
}

/// Asks for traces that match.
///
/// # Errors
/// When the search is none that Tempo understands: plain words.
pub fn search(query: &RemoteQuery) -> Result<Ask, Cause> {
    let q = query.q.trim();
    if !q.is_empty() && !reading::is_traceql(q) {
        let sentence = "Tempo searches by TraceQL, such as { status = error }, and not by plain words";
        return Err(Cause::Query(sentence.to_owned()));
    }
    // A second begun counts whole at both ends.
    let end_ns = query.to_ns.saturating_add(S - 1);
    let pairs = [
        ("q", if q.is_empty() { "{}" } else { q }),
        ("limit", &query.limit.to_string()),
        ("spss", SPANS_PER_SET),
        ("start", &query.from_ns.div_euclid(S).to_string()),
        ("end", &end_ns.div_euclid(S).to_string()),
    ];
    Ok(Ask::new(&query.place, "/api/search", &pairs))
}

/// Asks for a trace: by the newer way, and by the one that older servers have.
pub fn trace(place: &Place, trace_id: &str) -> Vec<Ask> {
    let id = Ask::part(trace_id);
    ["/api/v2/traces/", "/api/traces/"].map(|path| Ask::new(place, &format!("{path}{id}"), &[])).into()
}

/// The values of a tag.
pub fn read_values(body: &str) -> Option<Vec<String>> {
    #[derive(Deserialize)]
    struct Answer {
        #[serde(rename = "tagValues", deserialize_with = "loose::list")]
        values: Vec<TagValue>,
    }
    #[derive(Deserialize)]
    struct TagValue {
        value: String,
    }
    let answer: Answer = serde_json::from_str(body).ok()?;
    Some(answer.values.into_iter().map(|value| value.value).collect())
}

/// The traces of a search.
pub fn read_search(body: &str) -> Option<Vec<RemoteTrace>> {
    #[derive(Deserialize)]
    struct Answer {
        // Left out when there are none, as `metrics` never is.
        #[serde(default, deserialize_with = "loose::list")]
        traces: Vec<Found>,
        #[serde(rename = "metrics")]
        _metrics: IgnoredAny,
    }
    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Found {
        #[serde(rename = "traceID")]
        trace_id: String,
        #[serde(default)]
        root_service_name: String,
        #[serde(default)]
        root_trace_name: String,
        #[serde(default, deserialize_with = "loose::whole")]
        start_time_unix_nano: i64,
        #[serde(default, deserialize_with = "loose::whole")]
        duration_ms: i64,
        #[serde(default, deserialize_with = "loose::list")]
        span_sets: Vec<SpanSet>,
        #[serde(default)]
        service_stats: BTreeMap<String, ServiceStats>,
    }
    #[derive(Deserialize)]
    struct SpanSet {
        #[serde(default)]
        matched: usize,
    }
    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct ServiceStats {
        #[serde(default)]
        span_count: usize,
        #[serde(default)]
        error_count: usize,
    }
    let answer: Answer = serde_json::from_str(body).ok()?;
    let row = |found: Found| {
        let stats = (!found.service_stats.is_empty()).then_some(&found.service_stats);
        let sum = |of: fn(&ServiceStats) -> usize| stats.map(|stats| stats.values().map(of).sum());
        let is_counted = !found.span_sets.is_empty();
        RemoteTrace {
            trace_id: loose::trace_id(&found.trace_id),
            service: found.root_service_name,
            name: found.root_trace_name,
            start_ns: found.start_time_unix_nano,
            duration_ns: found.duration_ms.saturating_mul(MS),
            spans: sum(|stats| stats.span_count),
            services: stats.map(BTreeMap::len),
            errors: sum(|stats| stats.error_count),
            matched: is_counted.then(|| found.span_sets.iter().map(|set| set.matched).sum()),
        }
    };
    let mut rows: Vec<RemoteTrace> = answer.traces.into_iter().map(row).collect();
    latest_first(&mut rows);
    Some(rows)
}

/// What the answer about a trace is. A trace that is not there is answered with an empty one.
pub fn read_trace(body: &str) -> Option<TraceAnswer> {
    #[derive(Deserialize)]
    struct Answer {
        trace: Option<Trace>,
        batches: Option<Vec<IgnoredAny>>,
        #[serde(default)]
        status: String,
        #[serde(default)]
        message: String,
    }
    #[derive(Deserialize)]
    struct Trace {
        #[serde(rename = "resourceSpans", default, deserialize_with = "loose::list")]
        resource_spans: Vec<IgnoredAny>,
    }
    let answer: Answer = serde_json::from_str(body).ok()?;
    let resources = match (&answer.trace, &answer.batches) {
        (Some(trace), _) => trace.resource_spans.len(),
        (None, Some(batches)) => batches.len(),
        (None, None) => return None,
    };
    if resources == 0 {
        return Some(TraceAnswer::Missing);
    }
    let is_partial = answer.status == "PARTIAL";
    let why = if answer.message.is_empty() { "it does not say why" } else { &answer.message };
    Some(TraceAnswer::Whole {
        remark: is_partial.then(|| format!("Tempo gave only a part of a trace: {why}")),
    })
}
