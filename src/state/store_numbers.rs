//! The numbers that a Tempo works out over everything that it holds, a press away; and how such numbers are told.

use crate::{
    base::{time, words},
    protocol::measured::Unit,
    query::{
        literal::write_duration,
        measure::{Measure, spans_of, with_function},
        tree::MetricsName,
    },
};

/// Numbers of the whole store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StoreNumbers {
    /// How many spans a second.
    Rate,
    /// How long they take.
    Durations,
    /// The same as a histogram.
    Histogram,
    /// What slow spans have that fast ones have not.
    Slow,
}

/// What is measured unless somebody says: what services are asked for, and whole traces.
const REQUESTS: &str = "{ kind = server }";
const ROOTS: &str = "{ nestedSetParent < 0 }";
/// What slow is when the store does not tell.
pub const USUAL_SLOW_NS: i64 = 500 * time::MS;

impl StoreNumbers {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Rate, Self::Durations, Self::Histogram, Self::Slow];

    /// Those that a text asks for.
    pub fn of(q: &str) -> Option<Self> {
        match Measure::read(q)?.metrics.name {
            MetricsName::Rate => Some(Self::Rate),
            MetricsName::QuantileOverTime => Some(Self::Durations),
            MetricsName::HistogramOverTime => Some(Self::Histogram),
            MetricsName::Compare => Some(Self::Slow),
            _ => None,
        }
    }

    /// What they are called.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Rate => "Rates",
            Self::Durations => "Durations",
            Self::Histogram => "Histogram",
            Self::Slow => "Slow against fast",
        }
    }

    /// What they are, in a sentence.
    pub const fn hint(self) -> &'static str {
        match self {
            Self::Rate => "How many spans a second, by service",
            Self::Durations => "p50, p95 and p99 by service",
            Self::Histogram => "How many spans took how long, by service",
            Self::Slow => "What slow traces have that fast ones have not",
        }
    }

    /// The search for them over the spans of another one; `slow_ns` is what slow begins with.
    pub fn search(self, q: &str, slow_ns: i64) -> String {
        let spans = without_numbers(q);
        match self {
            Self::Rate => with_function(&spans, REQUESTS, "rate() by (resource.service.name)"),
            Self::Durations => {
                let function = "quantile_over_time(duration, 0.5, 0.95, 0.99) by (resource.service.name)";
                with_function(&spans, REQUESTS, function)
            }
            Self::Histogram => {
                with_function(&spans, REQUESTS, "histogram_over_time(duration) by (resource.service.name)")
            }
            Self::Slow => {
                let mut function = "compare({ duration > ".to_owned();
                // Writing into a String cannot fail.
                let _ = write_duration(&mut function, slow_ns);
                function.push_str(" })");
                with_function(&spans, ROOTS, &function)
            }
        }
    }
}

/// The search for the duration that nine of ten spans do not exceed: what is beyond it is slow.
pub fn slow_search(q: &str) -> String {
    with_function(&without_numbers(q), ROOTS, "quantile_over_time(duration, 0.9)")
}

/// A value of the usual time: the middle of those steps that have any.
pub fn typical(values: &[f64]) -> Option<f64> {
    let mut some: Vec<f64> = values.iter().copied().filter(|value| *value > 0.0).collect();
    some.sort_by(f64::total_cmp);
    some.get(some.len().saturating_sub(1) / 2).copied()
}

/// A duration that people would say: two digits of it.
pub fn rounded(seconds: f64) -> i64 {
    let ns = (seconds * 1e9).max(1.0);
    let unit = 10f64.powf(ns.log10().floor() - 1.0).max(1.0);
    ((ns / unit).round() * unit) as i64
}

/// The search without its numbers: what it measures, unless that is only what is measured when nobody says.
pub fn without_numbers(q: &str) -> String {
    let spans = spans_of(q);
    if !asks_for_numbers(q) {
        return spans;
    }
    if [REQUESTS, ROOTS].contains(&spans.as_str()) { String::new() } else { spans }
}

/// Whether a text asks for numbers.
pub fn asks_for_numbers(q: &str) -> bool {
    Measure::read(q).is_some()
}

/// A number with its unit.
pub fn told(number: f64, unit: Unit) -> String {
    match unit {
        Unit::Seconds => time::duration((number * 1e9).round() as i64),
        Unit::Count => words::grouped(number.max(0.0).round() as usize),
        Unit::PerSecond => format!("{}/s", plain(number)),
        Unit::Plain => plain(number),
    }
}

/// Three digits that count.
fn plain(number: f64) -> String {
    match number.abs() {
        size if size >= 100.0 && number >= 0.0 => words::grouped(number.round() as usize),
        size if size >= 100.0 => format!("{number:.0}"),
        size if size >= 10.0 => format!("{number:.1}"),
        size if size >= 1.0 || size == 0.0 => format!("{}", (number * 100.0).round() / 100.0),
        size => {
            let unit = 10f64.powf(size.log10().floor() - 2.0);
            // Rounded again, since a tenth is none in binary.
            let digits = (-unit.log10().round()).max(0.0) as usize;
            format!("{:.digits$}", (number / unit).round() * unit)
        }
    }
}
