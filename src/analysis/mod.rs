//! What the spans mean: one question a file, each a deterministic function of the store.
//!
//! Results for every span stand in [`derived::Derived`], columns beside the store. Nothing here recurses or asks
//! the time.

pub mod answer;
pub mod asynchronous;
pub mod call;
pub mod compare;
pub mod critical_path;
pub mod derived;
pub mod distribution;
pub mod edge;
pub mod error;
pub mod error_groups;
pub mod error_words;
pub mod facts;
pub mod fingerprint;
pub mod flow;
pub mod heatmap;
pub mod latencies;
pub mod latency;
pub mod levels;
pub mod linked;
pub mod lint;
mod loops;
pub mod groups;
pub mod names;
mod parameters;
pub mod peer;
pub mod people;
pub mod ranking;
pub mod repeat_patterns;
pub mod repeats;
pub mod root_cause;
pub mod runs;
pub mod score;
pub mod self_time;
pub mod service_graph;
pub mod services;
pub mod siblings;
pub mod skew;
pub mod template;
pub mod times;
pub mod varying;
