//! Tests of `src/analysis`.

mod asynchronous;
mod critical_path;
mod derived;
mod edge;
mod error;
mod latency;
mod repeat_patterns;
pub mod repeats;
mod runs;
mod self_time;
mod services;
mod skew;
mod template;
