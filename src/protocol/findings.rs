//! The answer to `findings` of the public contract: errors, repeated calls, the score and the lints of all that is
//! open. Times are decimal strings of nanoseconds.

use super::answers::decimal;
use serde::{Deserialize, Serialize};

/// See the module.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FindingsAnswer {
    /// Where errors began, trace by trace: the first of `errors_total`.
    pub errors: Vec<ErrorFinding>,
    /// How many there are.
    pub errors_total: usize,
    /// The same errors by what they are, the worst first.
    pub fingerprints: Vec<ErrorFingerprint>,
    /// Repeated calls, the dearest first: the first of `repeats_total`.
    pub repeats: Vec<RepeatFinding>,
    /// How many there are.
    pub repeats_total: usize,
    /// The same repetitions by what they are, the dearest of all traces together first.
    pub repeat_patterns: Vec<RepeatPatternFinding>,
    /// The Instrumentation Score of every service, most spans first.
    pub score: Vec<ServiceScore>,
    /// What fails which rule, rule by rule; those of the score first, then those of the house.
    pub lints: Vec<LintFinding>,
    /// The rules.
    pub rules: Vec<RuleInfo>,
}

/// An error that came of no other.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ErrorFinding {
    /// The trace.
    pub trace_id: String,
    /// The span it began in.
    pub span_id: String,
    /// Its service.
    pub service: String,
    /// Its operation.
    pub name: String,
    /// The same for errors that are the same but for numbers, ids and quoted text.
    pub fingerprint: String,
    /// What it says.
    pub message: String,
    /// What became of it.
    pub verdict: Verdict,
    /// The spans it went up through, from the first to the last; of a long chain only both ends.
    pub chain: Vec<String>,
    /// How many spans it went up through.
    pub chain_total: usize,
    /// The span that handled it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub handled_at: Option<String>,
}

/// What became of an error.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// It caused the failure of its request.
    #[default]
    Caused,
    /// It came up to the root, but the request went on after it.
    Also,
    /// It failed in the background.
    Background,
    /// The span above did not fail of it.
    Handled,
}

/// Errors of one fingerprint.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ErrorFingerprint {
    /// The fingerprint.
    pub fingerprint: String,
    /// The service they began in.
    pub service: String,
    /// The operation.
    pub name: String,
    /// What the first of them says.
    pub message: String,
    /// How many there are.
    pub n: usize,
    /// How many of them caused a failure.
    pub caused: usize,
    /// Traces they are in.
    pub traces: usize,
    /// Distinct users those traces name.
    pub users: usize,
    /// Distinct sessions those traces name.
    pub sessions: usize,
    /// Some of them, those that caused a failure first.
    pub exemplars: Vec<SpanPlace>,
}

/// A span of a trace.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpanPlace {
    /// The trace.
    pub trace_id: String,
    /// The span.
    pub span_id: String,
}

/// Calls that are made again and again.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RepeatFinding {
    /// The span whose children they are.
    pub parent_span_id: String,
    /// The trace.
    pub trace_id: String,
    /// `n_plus_one`, `burst`, `loop` or `redundant`.
    pub kind: String,
    /// How many calls.
    pub n: usize,
    /// Their durations summed.
    #[serde(with = "decimal")]
    pub total_ns: i64,
    /// What a single call would have saved.
    #[serde(with = "decimal")]
    pub cost_ns: i64,
    /// What they have in common.
    pub template: String,
    /// What differs between them; empty when nothing that is told does.
    pub varies: String,
}

/// The same calls that are made again and again below the same operation, in all traces.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RepeatPatternFinding {
    /// `n_plus_one`, `burst`, `loop` or `redundant`.
    pub kind: String,
    /// The service of the spans above them.
    pub service: String,
    /// The operation of the spans above them.
    pub name: String,
    /// Whom they go to; of a loop the first.
    pub peer: String,
    /// What the calls have in common.
    pub template: String,
    /// What differs between those of the dearest; empty when nothing that is told does.
    pub varies: String,
    /// Traces it is met in.
    pub traces: usize,
    /// Traces that have the operation.
    pub traces_of_operation: usize,
    /// The median of the numbers of calls.
    pub median_n: usize,
    /// The largest number of calls.
    pub largest_n: usize,
    /// The median of what a single call would have saved.
    #[serde(with = "decimal")]
    pub median_cost_ns: i64,
    /// What single calls would have saved in all.
    #[serde(with = "decimal")]
    pub cost_ns: i64,
    /// Distinct users its traces name.
    pub users: usize,
    /// Distinct sessions its traces name.
    pub sessions: usize,
    /// The spans above the calls, the dearest first, some of them.
    pub exemplars: Vec<SpanPlace>,
}

/// How well a service is instrumented.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServiceScore {
    /// The service.
    pub service: String,
    /// From 0 to 100.
    pub score: u32,
    /// The rules it fails.
    pub failed: Vec<String>,
}

/// Something that instrumentation could do better.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LintFinding {
    /// The rule.
    pub rule: String,
    /// The service.
    pub service: String,
    /// What was found.
    pub sentence: String,
    /// How often.
    pub n: usize,
    /// The first place.
    pub first: SpanPlace,
    /// Some of the spans it is about, the first among them.
    pub spans: Vec<SpanPlace>,
}

/// A rule of the score or of the house.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleInfo {
    /// Its name.
    pub rule: String,
    /// What it asks for.
    pub summary: String,
    /// Its weight in the score; none for a rule of the house.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weight: Option<u32>,
}
