//! Tempo's metrics functions over everything that it holds: rates, numbers over time, quantiles and histograms. The
//! answer is a number for each step of time and group; here they become a row a group.
//!
//! Samples without a value are zero. The end of the time is cut to about half a minute ago and then to a whole step.

use super::{ask::Ask, cause::Cause, loose, tempo_compare};
use crate::{
    base::time::S,
    protocol::{
        measured::{Exemplar, Measured, Numbers, NumbersColumn, NumbersRow, NumbersTable, Unit},
        remote::{Api, RemoteQuery},
    },
    query::{
        measure::Measure,
        tree::{Field, Intrinsic, Metrics, MetricsName},
    },
};
use serde::Deserialize;
use std::collections::BTreeMap;

/// About so many steps of time, and of a comparison, whose steps are only added up.
const STEPS: i64 = 60;
const COMPARED_STEPS: i64 = 12;
/// Lengths of a step, in seconds: those that people think in.
const STEP_LENGTHS_S: [i64; 14] =
    [1, 5, 10, 15, 30, 60, 300, 900, 1_800, 3_600, 7_200, 21_600, 43_200, 86_400];
/// Exemplars that are asked for.
const EXEMPLARS: &str = "20";
/// Labels of Tempo's own: a bucket's upper end, a quantile.
const BUCKET: &str = "__bucket";
const QUANTILE: &str = "p";
/// The label of an exemplar that names its trace.
const TRACE_ID: &str = "trace:id";

/// Asks for the numbers of a search that ends in a metrics function.
///
/// # Errors
/// When it has none, or another kind of server is asked.
pub fn ask(query: &RemoteQuery) -> Result<Ask, Cause> {
    let measure = Measure::read(&query.q).filter(|_| query.api == Api::Tempo);
    let Some(measure) = measure else {
        let sentence = "Numbers of the whole store are Tempo’s, by a function such as { } | rate()";
        return Err(Cause::Query(sentence.to_owned()));
    };
    let end_s = query.to_ns.saturating_add(S - 1).div_euclid(S);
    let start_s = query.from_ns.div_euclid(S).min(end_s - 1);
    let step_s = step_s(end_s - start_s, measure.metrics.name == MetricsName::Compare);
    let pairs = [
        ("q", query.q.trim()),
        ("start", &start_s.to_string()),
        ("end", &end_s.to_string()),
        ("step", &format!("{step_s}s")),
        ("exemplars", EXEMPLARS),
    ];
    Ok(Ask::new(&query.place, "/api/metrics/query_range", &pairs))
}

/// The searches for traces of the two sides of a comparison, each with what it is called; none of another function.
pub fn sides(q: &str) -> Vec<(&'static str, String)> {
    let Some(measure) = Measure::read(q) else { return Vec::new() };
    let side = |(is_selection, name)| Some((name, measure.side(is_selection)?));
    [(true, "slow"), (false, "fast")].into_iter().filter_map(side).collect()
}

/// The length of a step for so many seconds.
fn step_s(range_s: i64, is_compared: bool) -> i64 {
    let steps = if is_compared { COMPARED_STEPS } else { STEPS };
    let least = range_s / steps;
    STEP_LENGTHS_S.into_iter().find(|length| *length >= least).unwrap_or(86_400)
}

/// An answer as it comes.
#[derive(Deserialize)]
pub(super) struct Answer {
    // Left out when there are none, as `metrics` never is.
    #[serde(default, deserialize_with = "loose::list")]
    pub(super) series: Vec<Series>,
    #[serde(default)]
    metrics: Option<serde::de::IgnoredAny>,
}

/// A line over time.
#[derive(Deserialize)]
pub(super) struct Series {
    #[serde(default, deserialize_with = "loose::list")]
    pub(super) labels: Vec<Label>,
    #[serde(default, deserialize_with = "loose::list")]
    pub(super) samples: Vec<Sample>,
    #[serde(default, deserialize_with = "loose::list")]
    exemplars: Vec<Named>,
}

#[derive(Deserialize)]
pub(super) struct Label {
    pub(super) key: String,
    #[serde(default)]
    pub(super) value: loose::AnyValue,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Sample {
    #[serde(default, deserialize_with = "loose::whole")]
    timestamp_ms: i64,
    #[serde(default, deserialize_with = "loose::number")]
    pub(super) value: f64,
}

#[derive(Deserialize)]
struct Named {
    #[serde(default, deserialize_with = "loose::list")]
    labels: Vec<Label>,
}

impl Series {
    /// The value of a label.
    pub(super) fn label(&self, key: &str) -> Option<&loose::AnyValue> {
        self.labels.iter().find(|label| label.key == key).map(|label| &label.value)
    }

    /// What it is told by: its labels without Tempo's own.
    fn group(&self) -> String {
        let named = self.labels.iter().filter(|label| ![BUCKET, QUANTILE, "__name__"].contains(&&*label.key));
        named.map(|label| label.value.to_string()).collect::<Vec<_>>().join(" · ")
    }
}

/// The numbers; `None`: this is no such answer.
pub fn read(q: &str, body: &str) -> Option<Measured> {
    let metrics = Measure::read(q)?.metrics;
    let answer: Answer = serde_json::from_str(body).ok()?;
    if answer.series.is_empty() && answer.metrics.is_none() {
        return None;
    }
    let exemplars = exemplars(&answer);
    let numbers = match metrics.name {
        MetricsName::Compare => Numbers::Compared(tempo_compare::compared(&answer)),
        _ => Numbers::Table(table(&metrics, &answer)),
    };
    Some(Measured { numbers, exemplars })
}

/// The traces that are named, each once.
fn exemplars(answer: &Answer) -> Vec<Exemplar> {
    let mut exemplars: Vec<Exemplar> = Vec::new();
    for series in &answer.series {
        for named in &series.exemplars {
            let Some(id) = named.labels.iter().find(|label| label.key == TRACE_ID) else { continue };
            let trace_id = loose::trace_id(&id.value.to_string());
            if exemplars.iter().all(|other| other.trace_id != trace_id) {
                exemplars.push(Exemplar { trace_id, group: series.group() });
            }
        }
    }
    exemplars
}

fn table(metrics: &Metrics, answer: &Answer) -> NumbersTable {
    let by = metrics.by.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    let mut groups: BTreeMap<String, Vec<&Series>> = BTreeMap::new();
    for series in &answer.series {
        groups.entry(series.group()).or_default().push(series);
    }
    let times = times(answer);
    let is_time =
        matches!(metrics.field, Some(Field::Intrinsic(Intrinsic::Duration | Intrinsic::TraceDuration)));
    let unit = if is_time { Unit::Seconds } else { Unit::Plain };
    let (columns, bars, row): (_, _, RowOf<'_>) = match metrics.name {
        MetricsName::QuantileOverTime => quantiles(answer, unit, &times),
        MetricsName::HistogramOverTime => histogram(answer, unit),
        name => over_time(name, unit, &times),
    };
    let mut rows: Vec<NumbersRow> = groups
        .into_iter()
        .map(|(name, series)| {
            let (numbers, bars) = row(&series);
            NumbersRow { name, numbers, bars }
        })
        .collect();
    // The sort is stable: equal ones stand by name.
    rows.sort_by(|one, other| largest(other).total_cmp(&largest(one)));
    NumbersTable { by, columns, bars, rows }
}

fn largest(row: &NumbersRow) -> f64 {
    row.numbers.first().copied().flatten().unwrap_or(f64::NEG_INFINITY)
}

/// Makes the numbers and bars of a group.
type RowOf<'a> = Box<dyn Fn(&[&Series]) -> (Vec<Option<f64>>, Vec<f64>) + 'a>;

fn column(name: &str, about: &str, unit: Unit) -> NumbersColumn {
    NumbersColumn { name: name.to_owned(), about: about.to_owned(), unit }
}

/// The steps, in their order.
fn times(answer: &Answer) -> Vec<i64> {
    let samples = answer.series.iter().flat_map(|series| &series.samples);
    let mut times: Vec<i64> = samples.map(|sample| sample.timestamp_ms).collect();
    times.sort_unstable();
    times.dedup();
    times
}

/// A line's values, one a step.
fn values(series: &Series, times: &[i64]) -> Vec<f64> {
    let mut values = vec![0.0; times.len()];
    for sample in &series.samples {
        if let Ok(at) = times.binary_search(&sample.timestamp_ms) {
            values[at] = sample.value;
        }
    }
    values
}

/// One line a group.
fn over_time<'a>(name: MetricsName, unit: Unit, times: &'a [i64]) -> (Vec<NumbersColumn>, String, RowOf<'a>) {
    let sum = |values: &[f64]| Some(values.iter().sum::<f64>());
    let mean = |values: &[f64]| Some(values.iter().sum::<f64>() / values.len().max(1) as f64);
    let highest = |values: &[f64]| values.iter().copied().reduce(f64::max);
    // A step in which nothing was measured is none of the lowest.
    let lowest = |values: &[f64]| values.iter().copied().filter(|value| *value != 0.0).reduce(f64::min);
    type Of = fn(&[f64]) -> Option<f64>;
    let most = "The highest of any step of time";
    let (columns, of): (Vec<NumbersColumn>, Vec<Of>) = match name {
        MetricsName::Rate => (
            vec![
                column("A second", "Mean over the whole time", Unit::PerSecond),
                column("Highest", most, Unit::PerSecond),
            ],
            vec![mean, highest],
        ),
        MetricsName::CountOverTime => (
            vec![
                column("Spans", "All of them in this time", Unit::Count),
                column("Highest", most, Unit::Count),
            ],
            vec![sum, highest],
        ),
        MetricsName::SumOverTime => (
            vec![column("Sum", "Over the whole time", unit), column("Highest", most, unit)],
            vec![sum, highest],
        ),
        _ => (
            vec![
                column("Highest", most, unit),
                column("Lowest", "The lowest of any step of time that has one", unit),
            ],
            vec![highest, lowest],
        ),
    };
    let row: RowOf<'a> = Box::new(move |series| {
        let values = series.first().map(|series| values(series, times)).unwrap_or_default();
        (of.iter().map(|of| of(&values)).collect(), values)
    });
    (columns, "Over time".to_owned(), row)
}

/// A column a quantile: those of different steps cannot be put together, so the last one that has any is shown, and
/// the highest quantile over time.
fn quantiles<'a>(answer: &Answer, unit: Unit, times: &'a [i64]) -> (Vec<NumbersColumn>, String, RowOf<'a>) {
    let quantile = |series: &Series| series.label(QUANTILE).and_then(loose::AnyValue::number);
    let mut all: Vec<f64> = answer.series.iter().filter_map(quantile).collect();
    all.sort_by(f64::total_cmp);
    all.dedup();
    let words = |quantile: f64| format!("p{}", (quantile * 1e4).round() / 100.0);
    let mut columns: Vec<NumbersColumn> = all
        .iter()
        .map(|&quantile| {
            let about = format!("{} in the latest step that has any", words(quantile));
            column(&words(quantile), &about, unit)
        })
        .collect();
    let last = all.last().copied().map(words).unwrap_or_default();
    columns.push(column(&format!("Highest {last}"), "The highest of any step of time", unit));
    let row: RowOf<'a> = Box::new(move |series| {
        let line = |wanted: f64| series.iter().find(|series| quantile(series) == Some(wanted));
        let latest = |values: &[f64]| values.iter().rev().copied().find(|value| *value != 0.0);
        let mut numbers: Vec<Option<f64>> =
            all.iter().map(|&wanted| latest(&values(line(wanted)?, times))).collect();
        let bars = all.last().and_then(|&last| line(last)).map(|line| values(line, times));
        let bars = bars.unwrap_or_default();
        numbers.push(bars.iter().copied().reduce(f64::max));
        (numbers, bars)
    });
    (columns, format!("{last} over time"), row)
}

/// A bar a bucket, summed over the whole time, and quantiles to the accuracy of the buckets, which double.
fn histogram<'a>(answer: &Answer, unit: Unit) -> (Vec<NumbersColumn>, String, RowOf<'a>) {
    let bucket = |series: &Series| series.label(BUCKET).and_then(loose::AnyValue::number);
    let mut ends: Vec<f64> = answer.series.iter().filter_map(bucket).collect();
    ends.sort_by(f64::total_cmp);
    ends.dedup();
    let mut columns = vec![column("Spans", "All of them in this time", Unit::Count)];
    columns.extend([("p50 ≤", 50), ("p95 ≤", 95), ("p99 ≤", 99)].map(|(name, percent)| {
        column(name, &format!("{percent} of 100 take no longer than this end of a bucket"), unit)
    }));
    let row: RowOf<'a> = Box::new(move |series| {
        let mut bars = vec![0.0; ends.len()];
        for line in series {
            let at = bucket(line).and_then(|end| ends.iter().position(|other| *other == end));
            if let Some(at) = at {
                bars[at] += line.samples.iter().map(|sample| sample.value).sum::<f64>();
            }
        }
        let all: f64 = bars.iter().sum();
        let mut numbers = vec![Some(all)];
        numbers.extend([0.5, 0.95, 0.99].map(|share| {
            let mut below = 0.0;
            let at = bars.iter().position(|n| {
                below += n;
                below > 0.0 && below >= share * all
            });
            at.map(|at| ends[at])
        }));
        (numbers, bars)
    });
    (columns, "From short to long".to_owned(), row)
}
