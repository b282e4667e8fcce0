//! What the page asks of a query endpoint through its worker, and what comes back. Times are nanoseconds since 1970.

use serde::{Deserialize, Serialize};

/// The kinds of back end that links name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Grafana Tempo.
    Tempo,
    /// Jaeger, and what serves its API: VictoriaTraces, Quickwit.
    Jaeger,
    /// Zipkin.
    Zipkin,
}

impl Kind {
    /// All of them, in the order they are tried.
    pub const ALL: [Self; 3] = [Self::Tempo, Self::Jaeger, Self::Zipkin];

    /// The word in links.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Tempo => "tempo",
            Self::Jaeger => "jaeger",
            Self::Zipkin => "zipkin",
        }
    }

    /// The kind of a word.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }

    /// Its name.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Tempo => "Tempo",
            Self::Jaeger => "Jaeger",
            Self::Zipkin => "Zipkin",
        }
    }
}

/// The interface that a back end turned out to have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Api {
    /// Tempo's.
    Tempo,
    /// Jaeger's stable one.
    JaegerV3,
    /// Jaeger's older one, which others serve too.
    JaegerV1,
    /// Zipkin's v2.
    Zipkin,
}

impl Api {
    /// Whose it is.
    pub const fn kind(self) -> Kind {
        match self {
            Self::Tempo => Kind::Tempo,
            Self::JaegerV3 | Self::JaegerV1 => Kind::Jaeger,
            Self::Zipkin => Kind::Zipkin,
        }
    }

    /// Its name.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Tempo => "Tempo",
            Self::JaegerV3 => "Jaeger, API v3",
            Self::JaegerV1 => "Jaeger, API v1",
            Self::Zipkin => "Zipkin, API v2",
        }
    }
}

/// Where to ask, and as whom.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The absolute address below which the API lies, without a slash at the end.
    pub address: String,
    /// Sent as `X-Scope-OrgID`, unless it is empty.
    pub tenant: String,
    /// Further headers, as the person gave them for this session.
    pub headers: Vec<(String, String)>,
}

/// What is asked about an endpoint.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProbeQuery {
    /// Where.
    pub place: Place,
    /// Only this kind is tried; otherwise all, the likeliest first.
    pub kind: Option<Kind>,
}

/// What an endpoint turned out to be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Probed {
    /// Its interface.
    pub api: Api,
    /// The services it knows, sorted.
    pub services: Vec<String>,
}

/// A search of the whole store.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemoteQuery {
    /// Where.
    pub place: Place,
    /// By which interface.
    pub api: Api,
    /// TraceQL; empty: everything.
    pub q: String,
    /// Traces that run at or after this time.
    pub from_ns: i64,
    /// And before this one.
    pub to_ns: i64,
    /// At most so many.
    pub limit: usize,
}

/// What the store tells of the traces that it found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemotePage {
    /// The traces, the latest first.
    pub rows: Vec<RemoteTrace>,
}

/// A trace as the store tells of it before it is fetched.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemoteTrace {
    /// Its id, 32 digits where it is one of hex digits.
    pub trace_id: String,
    /// The root's service; empty when it is not known.
    pub service: String,
    /// The root's operation; empty when it is not known.
    pub name: String,
    /// The first start.
    pub start_ns: i64,
    /// Its duration; Tempo rounds it to milliseconds.
    pub duration_ns: i64,
    /// Number of spans, where it is told.
    pub spans: Option<usize>,
    /// Number of services, where it is told.
    pub services: Option<usize>,
    /// Spans with an error, where it is told.
    pub errors: Option<usize>,
    /// Spans that match the search, where it is told.
    pub matched: Option<usize>,
}

/// Traces to fetch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FetchQuery {
    /// Where.
    pub place: Place,
    /// By which interface.
    pub api: Api,
    /// Which.
    pub trace_ids: Vec<String>,
}

/// What was fetched; the bytes travel beside it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fetched {
    /// How many traces.
    pub traces: usize,
    /// Those that the store does not have.
    pub missing: Vec<String>,
    /// What the store says of traces that it gave only in part, each sentence once.
    pub remarks: Vec<String>,
    /// How many could not be fetched, and why the first of them could not.
    pub failed: usize,
    /// See `failed`.
    pub why: Option<Unanswered>,
    /// Several failed one after another, so the rest was not asked for.
    pub gave_up: bool,
}

/// How far the fetching is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FetchProgress {
    /// Traces that came or failed.
    pub done: usize,
    /// All of them.
    pub all: usize,
}

/// Why an endpoint gave no answer, and what to do.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unanswered {
    /// What happened.
    pub sentence: String,
    /// What to do about it, in one or more sentences.
    pub advice: Vec<String>,
    /// A setting to copy into the server's configuration, where there is one.
    pub setting: String,
    /// A command that fetches the same answer into a file, to be dropped on the page.
    pub curl: String,
}
