//! Tests of `src/engine`.
