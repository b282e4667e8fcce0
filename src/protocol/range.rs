//! What ran in a part of a trace's time.

use serde::{Deserialize, Serialize};

/// Which part of which trace.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RangeQuery {
    /// The trace.
    pub trace_id: String,
    /// From the trace's origin.
    pub from_ns: i64,
    /// From the trace's origin.
    pub to_ns: i64,
    /// With the clocks set right.
    pub skew: bool,
}

/// What ran in it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RangeReply {
    /// Spans that ran in it, at least in part.
    pub spans: usize,
    /// Those of them that began in it.
    pub began: usize,
    /// Those of them with an error.
    pub errors: usize,
    /// How many services they are of.
    pub service_count: usize,
    /// The services, most own time first, at most sixteen.
    pub services: Vec<RangeService>,
}

/// A service's part of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RangeService {
    /// A place in `Summary::service_names`.
    pub service: u32,
    /// Its spans.
    pub spans: usize,
    /// Those with an error.
    pub errors: usize,
    /// Their own time in the range.
    pub self_ns: i64,
    /// Their own time on the critical path in the range.
    pub critical_ns: i64,
}
