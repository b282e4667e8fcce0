//! Tests of `src/endpoints`, on real answers.

mod ask;
mod backend;
mod probe;
mod reach;
mod retry;
mod unanswered;
