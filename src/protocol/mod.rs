//! What crosses the thread boundary between the page and its engine: plain serde structs.
//!
//! They travel as JSON text, which both sides already speak, and which is small since no reply is larger than the
//! screen it fills. `answers` holds the shapes of the public contract (messages and `inspect`); there every `*_ns`
//! is a decimal string. Everything else is between page and worker of one build, and times are numbers.

pub mod answers;
pub mod range;
pub mod log;
pub mod measured;
pub mod remote;
pub mod request;
pub mod traces;
pub mod trace_groups;
pub mod compare;
pub mod completion;
pub mod waterfall;
pub mod flame;
pub mod groups;
pub mod latency;
pub mod detail;
pub mod findings;
pub mod export;
pub mod facets;
pub mod services;
