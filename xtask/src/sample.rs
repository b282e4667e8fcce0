//! Writes made-up traces: the sample that the page opens with one click, and data for benchmarks.

#[path = "../../tests/suite/support/generate.rs"]
mod generate;

use crate::run::root;
use flate2::{Compression, GzBuilder};
use generate::{Counts, SAMPLE, TRACE, bench, huge, shop};
use std::{
    fs::{self, File},
    io,
    path::{Path, PathBuf},
};

/// One seed for all data of benchmarks, so that everyone measures the same bytes.
const BENCH_SEED: u64 = 11;

/// Writes `public/samples/shop.json.gz` of so many traces, and the truth about them to `target/sample/truth.json`.
///
/// # Errors
/// A sentence when the number is none or a file cannot be written.
pub fn sample(traces: Option<&str>) -> Result<(), String> {
    let traces = match traces {
        Some(text) => text.parse().map_err(|_| format!("“{text}” is no number of traces"))?,
        None => SAMPLE.0,
    };
    let shop = shop(traces, SAMPLE.1);
    let path = root().join("public").join("samples").join("shop.json.gz");
    // Neither name nor time goes into the head, so that the same traces are the same bytes.
    let mut gzip = GzBuilder::new().mtime(0).write(create(&path)?, Compression::best());
    let written =
        shop.write_otlp(&mut gzip).and_then(|json_bytes| Ok((json_bytes, gzip.finish()?.metadata()?.len())));
    let (json_bytes, gzip_bytes) = written.map_err(|error| said(&path, &error))?;
    let truth = root().join("target").join("sample").join("truth.json");
    shop.truth.write_json(create(&truth)?).map_err(|error| said(&truth, &error))?;
    eprintln!(
        "{}: {} traces, {} spans, {json_bytes} bytes of JSON, {gzip_bytes} bytes in gzip",
        path.display(),
        shop.truth.traces,
        shop.truth.spans
    );
    eprintln!("{}: what they hold", truth.display());
    Ok(())
}

/// Writes a document of about so many bytes (`100000000`, `100M`, `1G`), many traces.
///
/// # Errors
/// A sentence when the size is none or the file cannot be written.
pub fn sample_bench(bytes: &str, path: &str) -> Result<(), String> {
    sample_bench_of(bytes, TRACE, path)
}

/// The same with so many spans a trace, at least and at most.
///
/// # Errors
/// As `sample_bench`.
pub fn sample_bench_of(bytes: &str, trace: (usize, usize), path: &str) -> Result<(), String> {
    let bytes = size(bytes).ok_or_else(|| format!("“{bytes}” is no size: 100000000 and 100M are"))?;
    let path = PathBuf::from(path);
    let counts = bench(bytes, trace, BENCH_SEED, create(&path)?).map_err(|error| said(&path, &error))?;
    report(&path, counts);
    Ok(())
}

/// Writes one trace of so many spans.
///
/// # Errors
/// A sentence when the number is none or the file cannot be written.
pub fn sample_huge(spans: &str, path: &str) -> Result<(), String> {
    let spans = size(spans).ok_or_else(|| format!("“{spans}” is no number of spans"))?;
    let path = PathBuf::from(path);
    let counts = huge(spans as usize, BENCH_SEED, create(&path)?).map_err(|error| said(&path, &error))?;
    report(&path, counts);
    Ok(())
}

/// A number, also of thousands (`K`), millions (`M`) or billions (`G`).
fn size(text: &str) -> Option<u64> {
    let (digits, unit) = match text.as_bytes().last()? {
        b'K' | b'k' => (&text[..text.len() - 1], 1_000),
        b'M' | b'm' => (&text[..text.len() - 1], 1_000_000),
        b'G' | b'g' => (&text[..text.len() - 1], 1_000_000_000),
        _ => (text, 1),
    };
    digits.parse::<u64>().ok()?.checked_mul(unit)
}

fn create(path: &Path) -> Result<File, String> {
    let folder = path.parent().map_or(Ok(()), fs::create_dir_all);
    folder.and_then(|()| File::create(path)).map_err(|error| said(path, &error))
}

fn said(path: &Path, error: &io::Error) -> String {
    format!("{} could not be written: {error}", path.display())
}

fn report(path: &Path, counts: Counts) {
    let Counts { bytes, spans, traces, events, values, distinct } = counts;
    eprintln!(
        "{}: {bytes} bytes, {traces} traces, {spans} spans of {} bytes, {events} events, {values} values, {distinct} \
         distinct ({} %)",
        path.display(),
        bytes / spans.max(1) as u64,
        distinct * 100 / values.max(1)
    );
}
