//! Measurements in a browser. They write what they found into `target/bench/`.

use crate::{
    dist::dist_when_stale,
    node,
    run::{root, run},
    sample,
};
use std::fs;

/// Megabytes of OTLP/JSON whose spans every other format is measured with too.
const EACH_FORMAT: &str = "20M";

/// Reading OTLP/JSON of so many megabytes against `JSON.parse` of the same text, and the same spans in every format.
///
/// # Errors
/// A sentence when it cannot be measured or a goal is missed.
pub fn load(megabytes: &str) -> Result<(), String> {
    dist_when_stale()?;
    let file = data("load.json", |path| sample::sample_bench(&format!("{megabytes}M"), path))?;
    run(&mut node::script("bench/load", &[&file])?)?;
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
    let million = data("million-spans.json", |path| sample::sample_bench("1270M", path))?;
    run(&mut node::script("bench/views", &[&million])?)
}

/// New brushes over a million spans, from the address to the repainted comparison.
///
/// # Errors
/// As `load`.
pub fn compare() -> Result<(), String> {
    dist_when_stale()?;
    let million = data("million-spans.json", |path| sample::sample_bench("1270M", path))?;
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
