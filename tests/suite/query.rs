//! Tests of `src/query`.

mod canonical;
mod cohort;
mod complete;
mod edit;
mod errors;
mod highlight;
mod ids;
mod limits;
mod literals;
mod naming;
mod precedence;
mod printing;
mod reading;
mod trees;
mod words;
mod terms;
mod measure;
