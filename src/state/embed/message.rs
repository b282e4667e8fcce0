//! What a host page says.

use super::{SOURCE, VERSION};
use crate::{
    protocol::{
        compare::CompareQuery,
        latency::LatencyBy,
        remote::Kind,
        request::{Failure, Request},
    },
    state::{
        endpoint::{Endpoint, is_header},
        link_template::LinkTemplate,
        theme::Theme,
    },
};
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;

/// Rows of an answer unless the host asks for another number.
const LIMIT: usize = 1_000;

/// A message of a host.
#[derive(Clone, Debug, PartialEq)]
pub struct Envelope {
    /// What the host knows the answer by; without one none is sent.
    pub id: Option<Value>,
    /// What it says, or why that is not understood.
    pub message: Result<HostMessage, Failure>,
}

/// What a host can say. The bytes of `load` travel beside it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(tag = "type", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum HostMessage {
    /// Is anybody there?
    Ping,
    /// Opens what comes with it.
    Load {
        /// The name people are to know it by.
        name: Option<String>,
        /// Beside what is open, not instead of it.
        #[serde(default)]
        append: bool,
    },
    /// Connects a query endpoint.
    Endpoint {
        /// Its address.
        url: String,
        /// `tempo`, `jaeger` or `zipkin`; without one it is found out.
        kind: Option<Kind>,
        /// The tenant that is asked for.
        #[serde(default)]
        tenant: String,
        /// Further headers, by their names.
        #[serde(default)]
        headers: BTreeMap<String, String>,
    },
    /// Closes everything.
    Clear,
    /// Shows what a link says.
    View {
        /// The fragment of the link.
        hash: String,
    },
    /// Sets the search, and asks how much it finds.
    Query {
        /// TraceQL or words.
        q: String,
    },
    /// Shows a trace, at one of its spans.
    Focus {
        /// The trace.
        trace_id: String,
        /// The span in it.
        span_id: Option<String>,
    },
    /// Sets the theme, for this visit only.
    Theme {
        /// `light`, `dark` or `system`.
        theme: String,
    },
    /// Gives attributes links, in place of those that the same page gave before.
    Links {
        /// The links.
        links: Vec<LinkTemplate>,
    },
    /// What is shown.
    State,
    /// What is open.
    Summary,
    /// The one-line answer of a trace.
    Answer {
        /// The trace.
        trace_id: String,
    },
    /// Services and the calls between them, of the traces that match.
    Services {
        /// TraceQL or words; empty: everything.
        #[serde(default)]
        q: String,
    },
    /// How long requests take, of the traces that match.
    Latency {
        /// TraceQL or words; empty: everything.
        #[serde(default)]
        q: String,
        /// What is told apart.
        #[serde(default)]
        by: LatencyBy,
    },
    /// What the slow traces have in common.
    Compare {
        /// The slow cohort as text; empty: the default, or all that the other one is not.
        #[serde(default)]
        slow: String,
        /// The fast one.
        #[serde(default)]
        fast: String,
    },
    /// What was found in everything that is open.
    Findings,
    /// Spans that match.
    Spans {
        /// TraceQL or words.
        q: String,
        /// At most so many rows.
        limit: Option<usize>,
    },
    /// Traces that match.
    Traces {
        /// TraceQL or words.
        q: String,
        /// At most so many rows.
        limit: Option<usize>,
    },
}

impl HostMessage {
    /// What the engine is asked for it, where the answer is the engine's.
    pub fn request(&self) -> Option<Request> {
        Some(match self {
            Self::Query { q } => Request::Query { q: q.clone() },
            Self::Summary => Request::Summary,
            Self::Answer { trace_id } => Request::Answer { trace_id: trace_id.clone() },
            Self::Services { q } => Request::Services { q: q.clone() },
            Self::Latency { q, by } => Request::Latency { q: q.clone(), by: *by },
            Self::Compare { slow, fast } => {
                Request::Compare(CompareQuery { slow: slow.clone(), fast: fast.clone() })
            }
            Self::Findings => Request::Findings { limit: usize::MAX },
            Self::Spans { q, limit } => Request::Spans { q: q.clone(), limit: limit.unwrap_or(LIMIT) },
            Self::Traces { q, limit } => Request::TraceRows { q: q.clone(), limit: limit.unwrap_or(LIMIT) },
            Self::Ping
            | Self::Load { .. }
            | Self::Endpoint { .. }
            | Self::Clear
            | Self::View { .. }
            | Self::Focus { .. }
            | Self::Theme { .. }
            | Self::Links { .. }
            | Self::State => return None,
        })
    }
}

/// Reads a message, without the bytes that came with it; `None` when it is not meant for this page.
pub fn read(mut message: Value) -> Option<Envelope> {
    if message.get("source").and_then(Value::as_str) != Some(SOURCE) {
        return None;
    }
    let id = message.get_mut("id").map(Value::take).filter(|id| !id.is_null());
    Some(Envelope { id, message: understood(message) })
}

fn understood(message: Value) -> Result<HostMessage, Failure> {
    let version = message.get("v").cloned().unwrap_or_default();
    if version != VERSION {
        return Err(failure(format!("The message has v = {version}; this page understands v = {VERSION}")));
    }
    let Some(kind) = message.get("type").and_then(Value::as_str).map(str::to_owned) else {
        return Err(failure("The message has no type".to_owned()));
    };
    let read = HostMessage::deserialize(message)
        .map_err(|error| failure(format!("The message “{kind}” is not understood: {error}")))?;
    match &read {
        HostMessage::Theme { theme } if Theme::from_key(theme).is_none() => {
            Err(failure(format!("There is no theme “{theme}”; there are light, dark and system")))
        }
        HostMessage::Endpoint { url, kind, tenant, headers } => {
            Endpoint::typed(url, *kind, tenant).map_err(failure)?;
            match headers.iter().find(|(name, value)| !is_header(name, value)) {
                Some((name, _)) => Err(failure(format!("The header “{name}” cannot be sent"))),
                None => Ok(read),
            }
        }
        _ => Ok(read),
    }
}

fn failure(message: String) -> Failure {
    Failure { code: "message".to_owned(), message, at: None }
}
