//! Tests of `src/bin/inspect.rs`.
