//! Jaeger's list of traces without their spans (from 2.19 on): the same search as for traces, a fraction of the bytes.

use super::{ask::Ask, cause::Cause, jaeger_v3, listing::latest_first, loose};
use crate::protocol::remote::{Api, RemoteQuery, RemoteTrace};
use serde::Deserialize;

/// Asks for the summaries of traces that match; `None`: this kind of server has none.
///
/// # Errors
/// When the search says more than Jaeger can be asked.
pub fn ask(query: &RemoteQuery) -> Option<Result<Ask, Cause>> {
    (query.api == Api::JaegerV3).then(|| jaeger_v3::search_at("/api/v3/trace-summaries", query))
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Summary {
    trace_id: String,
    #[serde(default)]
    root_service_name: String,
    #[serde(default)]
    root_operation_name: String,
    #[serde(default, deserialize_with = "loose::whole")]
    min_start_time_unix_nano: i64,
    #[serde(default, deserialize_with = "loose::whole")]
    max_end_time_unix_nano: i64,
    #[serde(default)]
    span_count: usize,
    #[serde(default)]
    error_span_count: usize,
    #[serde(default, deserialize_with = "loose::list")]
    services: Vec<serde::de::IgnoredAny>,
}

/// The traces, the latest first; `None`: this server knows no summaries, as those before 2.19, which answer the page of
/// their own with success.
pub fn read(body: &str) -> Option<Vec<RemoteTrace>> {
    #[derive(Deserialize)]
    struct Answer {
        #[serde(deserialize_with = "loose::list")]
        summaries: Vec<Summary>,
    }
    // Jaeger leaves an empty list out.
    if body.trim() == "{}" {
        return Some(Vec::new());
    }
    let mut rows = Vec::new();
    let mut is_one = false;
    for document in serde_json::Deserializer::from_str(body).into_iter::<Answer>() {
        is_one = true;
        rows.extend(document.ok()?.summaries.into_iter().map(|summary| {
            let extent_ns = summary.max_end_time_unix_nano.saturating_sub(summary.min_start_time_unix_nano);
            RemoteTrace {
                trace_id: loose::trace_id(&summary.trace_id),
                service: summary.root_service_name,
                name: summary.root_operation_name,
                start_ns: summary.min_start_time_unix_nano,
                duration_ns: extent_ns.max(0),
                spans: Some(summary.span_count),
                services: Some(summary.services.len()),
                errors: Some(summary.error_span_count),
                matched: None,
            }
        }));
    }
    latest_first(&mut rows);
    is_one.then_some(rows)
}
