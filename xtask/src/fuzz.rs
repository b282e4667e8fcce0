//! Feeds every reader with changed files for a while (libFuzzer), beginning with the small files of `tests/data`.

use crate::{
    run::{command, root, run},
    tools,
};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// The targets, and the folders of `tests/data` they begin with.
const TARGETS: [(&str, &[&str]); 8] = [
    ("otlp_json", &["otlp-json"]),
    ("otlp_proto", &["otlp-proto"]),
    ("jaeger", &["jaeger-json"]),
    ("zipkin", &["zipkin-json"]),
    ("console", &["python-console", "go-console"]),
    ("packed", &["zip", "zstd"]),
    ("scanner", &["otlp-json"]),
    ("query", &[]),
];
/// Targets whose input does not begin with the size of the chunks.
const WITHOUT_SIZE: [&str; 2] = ["scanner", "query"];

/// Runs targets, all without names, each for so many seconds. Says that it skips where cargo-fuzz cannot be had.
///
/// # Errors
/// A sentence when something was found; libFuzzer writes what to `fuzz/artifacts`.
pub fn fuzz(seconds: &str, names: &[&str]) -> Result<(), String> {
    seconds.parse::<u32>().map_err(|_| format!("“{seconds}” is no number of seconds"))?;
    if let Some(unknown) = names.iter().find(|name| TARGETS.iter().all(|target| target.0 != **name)) {
        let known = TARGETS.map(|target| target.0).join(", ");
        return Err(format!("“{unknown}” is no target: there are {known}"));
    }
    let path = match tools::path_for_fuzz() {
        Ok(path) => path,
        Err(sentence) => {
            eprintln!("fuzz: skipped, cargo-fuzz cannot be had: {sentence}");
            return Ok(());
        }
    };
    let mut failed = Vec::new();
    for (target, folders) in TARGETS {
        if !names.is_empty() && !names.contains(&target) {
            continue;
        }
        let corpus = corpus(target, folders).map_err(|error| format!("the seeds of {target}: {error}"))?;
        let corpus = corpus.to_string_lossy();
        let limit = format!("-max_total_time={seconds}");
        // Safe Rust needs no sanitizer; and so the pinned compiler does, with what it keeps for nightly ones.
        let words = [
            "fuzz",
            "run",
            target,
            &corpus,
            "--sanitizer",
            "none",
            "--",
            &limit,
            "-timeout=20",
            "-rss_limit_mb=4096",
        ];
        // What one target finds is no reason not to run the others.
        failed.extend(run(command("cargo", &words).env("PATH", &path).env("RUSTC_BOOTSTRAP", "1")).err());
    }
    if failed.is_empty() { Ok(()) } else { Err(failed.join("\n")) }
}

/// The folder of seeds of a target; what earlier runs have found stays in it.
fn corpus(target: &str, folders: &[&str]) -> std::io::Result<PathBuf> {
    let corpus = root().join("fuzz").join("corpus").join(target);
    fs::create_dir_all(&corpus)?;
    let mut pending: Vec<PathBuf> =
        folders.iter().map(|folder| root().join("tests").join("data").join(folder)).collect();
    while let Some(path) = pending.pop() {
        if path.is_dir() {
            for entry in fs::read_dir(&path)? {
                pending.push(entry?.path());
            }
            continue;
        }
        let file = fs::read(&path)?;
        let size: &[u8] = if WITHOUT_SIZE.contains(&target) { b"" } else { &[0xff] };
        fs::write(corpus.join(seed_name(&path)), [size, &file].concat())?;
    }
    Ok(corpus)
}

/// A name no other seed has: that of the file with its folder.
fn seed_name(path: &Path) -> String {
    let parts: Vec<_> = path.iter().rev().take(2).map(|part| part.to_string_lossy()).collect();
    parts.join("-in-")
}
