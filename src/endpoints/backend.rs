//! The back ends side by side: the same questions, put to each in its own way.

use super::{ask::Ask, cause::Cause, jaeger_v1, jaeger_v3, tempo, zipkin};
use crate::protocol::remote::{Api, Place, RemoteQuery, RemoteTrace};

/// What an answer about a trace is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TraceAnswer {
    /// It has spans.
    Whole {
        /// What the server says when it gave only a part.
        remark: Option<String>,
    },
    /// There is no such trace.
    Missing,
}

/// Asks for the services.
pub fn services(api: Api, place: &Place) -> Ask {
    match api {
        Api::Tempo => tempo::services(place),
        Api::JaegerV3 => jaeger_v3::services(place),
        Api::JaegerV1 => jaeger_v1::services(place),
        Api::Zipkin => zipkin::services(place),
    }
}

/// The services, sorted; `None`: this is no such answer.
pub fn read_services(api: Api, body: &str) -> Option<Vec<String>> {
    sorted(match api {
        Api::Tempo => tempo::read_values(body),
        Api::JaegerV3 => jaeger_v3::read_services(body),
        Api::JaegerV1 => jaeger_v1::read_services(body),
        Api::Zipkin => zipkin::read_names(body),
    })
}

/// Asks for the operations of a service.
pub fn operations(api: Api, place: &Place, service: &str) -> Ask {
    match api {
        Api::Tempo => tempo::operations(place, service),
        Api::JaegerV3 => jaeger_v3::operations(place, service),
        Api::JaegerV1 => jaeger_v1::operations(place, service),
        Api::Zipkin => zipkin::operations(place, service),
    }
}

/// The operations, sorted; `None`: this is no such answer.
pub fn read_operations(api: Api, body: &str) -> Option<Vec<String>> {
    sorted(match api {
        Api::Tempo => tempo::read_values(body),
        Api::JaegerV3 => jaeger_v3::read_operations(body),
        Api::JaegerV1 => jaeger_v1::read_operations(body),
        Api::Zipkin => zipkin::read_names(body),
    })
}

/// Asks for traces that match.
///
/// # Errors
/// When this kind of back end cannot be asked so.
pub fn search(query: &RemoteQuery) -> Result<Ask, Cause> {
    match query.api {
        Api::Tempo => tempo::search(query),
        Api::JaegerV3 => jaeger_v3::search(query),
        Api::JaegerV1 => jaeger_v1::search(query),
        Api::Zipkin => zipkin::search(query),
    }
}

/// The traces that were found, the latest first.
///
/// # Errors
/// Why this is no such answer.
pub fn read_search(api: Api, answer: Result<&str, &Cause>) -> Result<Vec<RemoteTrace>, Cause> {
    let body = match answer {
        Ok(body) => body,
        // Nothing found.
        Err(Cause::Status { status: 404, says }) if api == Api::JaegerV3 && !says.is_empty() => {
            return Ok(Vec::new());
        }
        Err(cause) => return Err(cause.clone()),
    };
    let rows = match api {
        Api::Tempo => tempo::read_search(body),
        Api::JaegerV3 => jaeger_v3::read_search(body),
        Api::JaegerV1 => jaeger_v1::read_search(body),
        Api::Zipkin => zipkin::read_search(body),
    };
    rows.ok_or_else(|| Cause::of_body(body))
}

/// Asks for a trace; where there are several ways, the next is tried when one leads nowhere.
pub fn trace(api: Api, place: &Place, trace_id: &str) -> Vec<Ask> {
    match api {
        Api::Tempo => tempo::trace(place, trace_id),
        Api::JaegerV3 => vec![jaeger_v3::trace(place, trace_id)],
        Api::JaegerV1 => vec![jaeger_v1::trace(place, trace_id)],
        Api::Zipkin => vec![zipkin::trace(place, trace_id)],
    }
}

/// What the answer about a trace is; its spans are read from the same bytes by `formats`.
///
/// # Errors
/// Why this is no such answer.
pub fn read_trace(api: Api, answer: Result<&str, &Cause>) -> Result<TraceAnswer, Cause> {
    let body = match answer {
        Ok(body) => body,
        Err(Cause::Status { status: 404, .. }) => return Ok(TraceAnswer::Missing),
        Err(cause) => return Err(cause.clone()),
    };
    let read = match api {
        Api::Tempo => tempo::read_trace(body),
        Api::JaegerV3 => jaeger_v3::read_trace(body),
        Api::JaegerV1 => jaeger_v1::read_trace(body),
        Api::Zipkin => zipkin::read_trace(body),
    };
    read.ok_or_else(|| Cause::of_body(body))
}

/// What stands before, between and behind answers about several traces, so that they are one document or one a line, as
/// `formats` reads them.
pub const fn around(api: Api) -> [&'static str; 3] {
    match api {
        // A list of traces, each a list of spans.
        Api::Zipkin => ["[", ",\n", "]"],
        Api::Tempo | Api::JaegerV3 | Api::JaegerV1 => ["", "\n", ""],
    }
}

fn sorted(names: Option<Vec<String>>) -> Option<Vec<String>> {
    let mut names = names?;
    names.retain(|name| !name.is_empty());
    names.sort();
    names.dedup();
    Some(names)
}
