//! Tests of `src/endpoints`, on real answers.

mod ask;
mod backend;
mod probe;
mod reach;
mod remembered;
mod retry;
mod unanswered;
mod tempo_metrics;
mod tempo_tags;
mod dependencies;
mod summaries;
