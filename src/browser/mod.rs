//! Thin wrappers around the browser's APIs, without Leptos.

pub mod worker_host;
