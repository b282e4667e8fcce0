//! Tests of `src/analysis`.

mod answer;
mod asynchronous;
mod compare;
mod critical_path;
mod derived;
mod distribution;
mod edge;
mod error;
mod error_groups;
mod error_words;
mod fingerprint;
mod heatmap;
mod latencies;
mod latency;
mod people;
mod linked;
mod lint;
mod repeat_patterns;
pub mod repeats;
mod root_cause;
mod runs;
mod groups;
mod self_time;
mod service_graph;
mod services;
mod skew;
mod template;
