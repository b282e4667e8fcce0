//! Measurements in a browser. They write what they found into `target/bench/`.

mod figures;

use crate::{
    dist::dist_when_stale,
    node,
    run::{root, run},
    sample,
};
use std::fs;

/// Megabytes of OTLP/JSON whose spans every other format is measured with too.
const EACH_FORMAT: &str = "20M";

/// Spans of a trace where a million of them are to be 20,000 traces.
const SHORT_TRACE: (usize, usize) = (25, 75);

/// A measurement.
type Part = fn() -> Result<(), String>;

/// Every measurement, and then all figures with their goals.
///
/// # Errors
/// A sentence when something cannot be measured or a goal is missed.
pub fn all() -> Result<(), String> {
    let parts: [(&str, Part); 8] = [
        ("load", || document("100")),
        ("formats", formats),
        ("page", page),
        ("trace", trace),
        ("search", search),
        ("views", views),
        ("compare", compare),
        ("size", size),
    ];
    measure(&parts, |figure| figure.is_met())
}

/// What takes less than three minutes: the ratios, which count on any machine; each may be worse than its goal by half.
///
/// # Errors
/// As `all`.
pub fn quick() -> Result<(), String> {
    let parts: [(&str, Part); 2] = [("load", || document("20")), ("page", page)];
    measure(&parts, |figure| !figure.is_ratio() || figure.is_nearly_met())
}

/// Measures, a missed goal being no reason not to go on; `is_good` judges what was found.
fn measure(parts: &[(&str, Part)], is_good: fn(&figures::Figure) -> bool) -> Result<(), String> {
    // What an earlier run has left says nothing of this one.
    parts.iter().try_for_each(|(name, _)| figures::forget(name))?;
    let ran: Vec<_> = parts.iter().map(|(name, part)| (*name, part())).collect();
    let mut failed = Vec::new();
    for (name, result) in ran {
        let figures = figures::of(name);
        figures.iter().for_each(|figure| eprintln!("{name:>8}  {figure}"));
        match result {
            // Also when one of its figures is no number.
            Err(sentence) if figures.iter().all(figures::Figure::is_met) => {
                failed.push(format!("{name} was not measured: {sentence}"))
            }
            _ => {
                failed.extend(figures.into_iter().filter(|figure| !is_good(figure)).map(|figure| figure.what))
            }
        }
    }
    if failed.is_empty() { Ok(()) } else { Err(format!("not reached: {}", failed.join("; "))) }
}

/// The sizes of what a browser fetches first.
///
/// # Errors
/// As `load`.
pub fn size() -> Result<(), String> {
    dist_when_stale()?;
    let figures = [("page", 350.0), ("worker", 450.0)].map(|(name, limit)| {
        let bytes = figures::size_of(&root().join("dist"), name)?;
        Ok(figures::Figure {
            what: format!("{name}'s wasm, brotli"),
            value: bytes as f64 / 1e3,
            unit: " KB".to_owned(),
            limit,
        })
    });
    figures::keep("size", &figures.into_iter().collect::<Result<Vec<_>, String>>()?)
}

/// Reading OTLP/JSON of so many megabytes against `JSON.parse` of the same text, and the same spans in every format.
///
/// # Errors
/// A sentence when it cannot be measured or a goal is missed.
pub fn load(megabytes: &str) -> Result<(), String> {
    let document = document(megabytes);
    // A missed goal is no reason not to measure the others.
    formats().and(document)
}

fn document(megabytes: &str) -> Result<(), String> {
    dist_when_stale()?;
    let file = data("load.json", |path| sample::sample_bench(&format!("{megabytes}M"), path))?;
    run(&mut node::script("bench/load", &[&file])?)
}

fn formats() -> Result<(), String> {
    dist_when_stale()?;
    let file = data("formats.json", |path| sample::sample_bench(EACH_FORMAT, path))?;
    run(&mut node::script("bench/formats", &[&file])?)
}

/// Freezes from drop to list, and frames while a long trace scrolls.
///
/// # Errors
/// As `load`.
pub fn page() -> Result<(), String> {
    dist_when_stale()?;
    // 100,000 spans, once in many traces and once in one.
    let many = data("many-traces.json", |path| sample::sample_bench("127M", path))?;
    let one = data("one-trace.json", |path| sample::sample_huge("100000", path))?;
    run(&mut node::script("bench/page", &[&many, &one])?)
}

/// Opening, scrolling and zooming a trace of 100,000 spans.
///
/// # Errors
/// As `load`.
pub fn trace() -> Result<(), String> {
    dist_when_stale()?;
    let one = data("one-trace.json", |path| sample::sample_huge("100000", path))?;
    let short = data("short-traces.json", |path| sample::sample_bench("100K", path))?;
    run(&mut node::script("bench/waterfall", &[&one, &short])?)
}

/// Searches over a million spans in a browser worker, and the first key in the page.
///
/// # Errors
/// As `load`.
pub fn search() -> Result<(), String> {
    dist_when_stale()?;
    let million = data("million-spans.json", |path| sample::sample_bench("1270M", path))?;
    run(&mut node::script("bench/search", &[&million])?)
}

/// The views of all traces from a million spans in a browser worker.
///
/// # Errors
/// As `load`.
pub fn views() -> Result<(), String> {
    dist_when_stale()?;
    let million = data("short-million.json", |path| sample::sample_bench_of("1270M", SHORT_TRACE, path))?;
    run(&mut node::script("bench/views", &[&million])?)
}

/// New brushes over a million spans, from the address to the repainted comparison.
///
/// # Errors
/// As `load`.
pub fn compare() -> Result<(), String> {
    dist_when_stale()?;
    let million = data("short-million.json", |path| sample::sample_bench_of("1270M", SHORT_TRACE, path))?;
    run(&mut node::script("bench/compare", &[&million])?)
}

/// A file of `target/bench/data/`, made anew, so that it always fits the generator.
fn data(name: &str, write: impl FnOnce(&str) -> Result<(), String>) -> Result<String, String> {
    let folder = root().join("target").join("bench").join("data");
    fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let path = folder.join(name).to_string_lossy().into_owned();
    write(&path)?;
    Ok(path)
}
