//! Tests of `src/analysis`.

mod asynchronous;
mod critical_path;
mod derived;
mod error;
mod self_time;
mod services;
