//! Two cohorts compared: the answer to `compare` of the public contract, with what the page shows besides. Times are
//! decimal strings of nanoseconds; pairs are (fast, slow), as the contract has them.

use super::answers::decimal;
use serde::{Deserialize, Serialize};

/// What is compared.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CompareQuery {
    /// The slow cohort as text (`query::cohort`); empty: the default, or all that the other one is not.
    pub slow: String,
    /// The fast cohort; empty in the same sense.
    pub fast: String,
}

/// What two cohorts differ in. Of an empty one only the sentence says why.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct CompareAnswer {
    /// Traces in the slow cohort.
    pub slow: usize,
    /// Traces in the fast cohort.
    pub fast: usize,
    /// The slow cohort as text, also when it was the default.
    pub slow_cohort: String,
    /// The fast cohort as text.
    pub fast_cohort: String,
    /// Traces that were in both and stayed with the fast ones.
    pub in_both: usize,
    /// Traces without a true root, which are left out.
    pub partial: usize,
    /// The cohorts are told apart by how long they took.
    pub by_duration: bool,
    /// So few traces that findings are told as counts, and none is significant.
    pub tentative: bool,
    /// What is to be said, in a few sentences.
    pub sentence: String,
    /// The root's service and name when all traces have the same one.
    pub operation: Option<String>,
    /// The mean latency of the slow cohort.
    #[serde(with = "decimal")]
    pub mean_slow_ns: i64,
    /// The mean latency of the fast cohort.
    #[serde(with = "decimal")]
    pub mean_fast_ns: i64,
    /// The difference of the means: the mix, all groups and the others together.
    #[serde(with = "decimal")]
    pub gap_ns: i64,
    /// The standard error of the gap.
    #[serde(with = "decimal")]
    pub gap_se_ns: i64,
    /// What comes of another mix of operations.
    #[serde(with = "decimal")]
    pub mix_ns: i64,
    /// All groups too small to be told.
    #[serde(with = "decimal")]
    pub other_ns: i64,
    /// The groups, the largest difference first.
    pub groups: Vec<GroupRow>,
    /// The attributes, those that tell most first.
    pub attributes: Vec<AttributeRow>,
    /// What has another shape.
    pub structure: Vec<ShapeRow>,
    /// Whom it was slow for.
    pub people: Vec<PeopleRow>,
    /// Traces to look at; none when a cohort is empty.
    pub exemplars: Exemplars,
}

/// A group's part of the gap.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct GroupRow {
    /// What it is called.
    pub label: String,
    /// `self`: a service's own time; `call`: between two services; `service`: a service without spans of its own;
    /// `peer`: a database, a broker or another one without spans.
    pub kind: String,
    /// Whose time it is, or who waited.
    pub from: String,
    /// Who was waited for.
    pub to: Option<String>,
    /// The difference.
    #[serde(with = "decimal")]
    pub delta_ns: i64,
    /// Its standard error.
    #[serde(with = "decimal")]
    pub se_ns: i64,
    /// Its part of the gap, when that is larger than its standard error.
    pub share: Option<f64>,
    /// The share of false discoveries; none where the cohorts differ by construction.
    pub q: Option<f64>,
    /// The shares of traces with a call.
    pub p: [f64; 2],
    /// Calls in such a trace.
    pub n: [f64; 2],
    /// Time of a call.
    #[serde(with = "decimals")]
    pub t_ns: [i64; 2],
    /// What the three contribute.
    pub parts_ns: PartsRow,
    /// The difference is no chance.
    pub significant: bool,
    /// The search that finds its spans.
    pub filter: String,
}

/// What presence, count and time of a call contribute to a difference.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartsRow {
    /// It appears more often.
    #[serde(with = "decimal")]
    pub presence: i64,
    /// It is called more times.
    #[serde(with = "decimal")]
    pub count: i64,
    /// Each call takes longer.
    #[serde(with = "decimal")]
    pub each: i64,
}

/// A value that one cohort has more often.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct AttributeRow {
    /// The key, or the flag's name.
    pub key: String,
    /// The value as people read it; `> 4096` for numbers above one.
    pub value: String,
    /// `span`, `resource`, `event` or `flag`.
    pub scope: String,
    /// The share of slow traces that have it.
    pub slow_share: f64,
    /// The share of fast traces that have it.
    pub fast_share: f64,
    /// How many slow traces have it.
    pub slow_n: usize,
    /// How many fast traces have it.
    pub fast_n: usize,
    /// The share of false discoveries; of few traces Fisher's exact probability.
    pub q: f64,
    /// The 95 % interval of the difference of the shares.
    pub interval: [f64; 2],
    /// What the key tells, in bits.
    pub bits: f64,
    /// Other keys and values that the same traces have.
    pub equivalent: Vec<KeyValue>,
    /// The value was folded: numbers and ids are taken out.
    pub folded: bool,
    /// For numbers: how they are spread.
    pub numbers: Option<NumbersRow>,
    /// The search that finds its traces, if there are words for it.
    pub filter: Option<String>,
}

/// A key and a value.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyValue {
    /// The key.
    pub key: String,
    /// The value.
    pub value: String,
}

/// The numbers of a key as two distributions.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct NumbersRow {
    /// The probability that a slow trace has a larger one.
    pub auc: f64,
    /// The smallest and the largest number.
    pub bounds: [f64; 2],
    /// The medians.
    pub median: [f64; 2],
    /// Slow traces in equally wide bins between the bounds.
    pub slow: Vec<u32>,
    /// Fast traces in the same bins.
    pub fast: Vec<u32>,
}

/// An operation by call path that appears, vanishes or repeats.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ShapeRow {
    /// The operations from the root on, `service name` each, parted by ` › `.
    pub path: String,
    /// `appears`, `vanishes` or `repeats`.
    pub change: String,
    /// The share of slow traces that have it.
    pub slow_share: f64,
    /// The share of fast traces that have it.
    pub fast_share: f64,
    /// How often a slow trace that has it has it.
    pub slow_mean: f64,
    /// How often a fast trace that has it has it.
    pub fast_mean: f64,
    /// The share of false discoveries; of few traces Fisher's exact probability.
    pub q: f64,
    /// The search that finds its spans.
    pub filter: String,
}

/// Whom the traces name under one key.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeopleRow {
    /// The key.
    pub key: String,
    /// Slow traces that name any.
    pub slow_traces: usize,
    /// Distinct ones in slow traces.
    pub slow: usize,
    /// Distinct ones in fast traces.
    pub fast: usize,
    /// Those that most slow traces name, with how many.
    pub most: Vec<(String, usize)>,
    /// Slow traces that name one of those.
    pub with_most: usize,
}

/// Traces to look at.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exemplars {
    /// The slow one.
    pub slow: Option<String>,
    /// The fast one beside it.
    pub fast: Option<String>,
    /// Slow ones, those that show the cause best first.
    pub more_slow: Vec<String>,
    /// Fast ones, the most typical first.
    pub more_fast: Vec<String>,
}

/// Two traces beside each other, aligned by call path.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PairAnswer {
    /// The latencies of both, (slow, fast).
    pub latency_ns: [i64; 2],
    /// The paths, each above those below it.
    pub rows: Vec<PairRow>,
    /// Paths that were left out.
    pub left_out: usize,
}

/// An operation by call path in two traces.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PairRow {
    /// Operations above it.
    pub depth: u32,
    /// The place of its service in the summary.
    pub service: u32,
    /// The span's name.
    pub name: String,
    /// What each of the two did there, (slow, fast).
    pub done: [Option<PairDone>; 2],
}

/// What one of two traces did on a path.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PairDone {
    /// Its first span.
    pub span_id: String,
    /// How many spans.
    pub count: u32,
    /// The first start, from the start of the root.
    pub start_ns: i64,
    /// The last end, from the start of the root.
    pub end_ns: i64,
    /// The sum of their durations.
    pub total_ns: i64,
    /// Their own time on the critical path.
    pub critical_ns: i64,
    /// Spans with an error.
    pub errors: u32,
}

/// Pairs of whole numbers as decimal text.
mod decimals {
    use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

    pub fn serialize<S: Serializer>(pair: &[i64; 2], serializer: S) -> Result<S::Ok, S::Error> {
        pair.map(|ns| ns.to_string()).serialize(serializer)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<[i64; 2], D::Error> {
        let [one, other] = <[String; 2]>::deserialize(deserializer)?;
        Ok([one.parse().map_err(D::Error::custom)?, other.parse().map_err(D::Error::custom)?])
    }
}
