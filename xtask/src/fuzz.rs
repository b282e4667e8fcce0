//! Feeds every reader with changed files for a while (libFuzzer), beginning with the small files of `tests/data`.

use crate::{
    run::{command, root, run},
    tools,
};
use std::{
    collections::VecDeque,
    ffi::OsStr,
    fs,
    path::{Path, PathBuf},
    process::Command,
    sync::Mutex,
    thread,
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

/// Lines that are told of a target that found something.
const TOLD_LINES: usize = 60;

/// Runs targets, all without names, each for so many seconds, as many at once as there are processors. Says that it
/// skips where cargo-fuzz cannot be had.
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
    run(&mut fuzz_command(&path, &["build", "--sanitizer", "none"]))?;
    let wanted = TARGETS.into_iter().filter(|(target, _)| names.is_empty() || names.contains(target));
    let waiting = Mutex::new(wanted.collect::<VecDeque<_>>());
    let next = || waiting.lock().ok().and_then(|mut waiting| waiting.pop_front());
    // What one target finds is no reason not to run the others.
    let work = || {
        let mut failed = Vec::new();
        while let Some((target, folders)) = next() {
            failed.extend(run_target(&path, target, folders, seconds).err());
        }
        failed
    };
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let failed: Vec<String> = thread::scope(|scope| {
        let started: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
        started
            .into_iter()
            .flat_map(|worker| worker.join().unwrap_or_else(|_| vec!["a worker ended".into()]))
            .collect()
    });
    if failed.is_empty() { Ok(()) } else { Err(failed.join("\n")) }
}

/// Runs a target. Of all that libFuzzer prints, the last line says enough where nothing was found.
fn run_target(path: &OsStr, target: &str, folders: &[&str], seconds: &str) -> Result<(), String> {
    let corpus = corpus(target, folders).map_err(|error| format!("the seeds of {target}: {error}"))?;
    let corpus = corpus.to_string_lossy();
    let limit = format!("-max_total_time={seconds}");
    let words =
        ["run", target, &corpus, "--sanitizer", "none", "--", &limit, "-timeout=20", "-rss_limit_mb=4096"];
    let ran = fuzz_command(path, &words).output().map_err(|error| format!("{target}: {error}"))?;
    let printed = String::from_utf8_lossy(&ran.stderr);
    let lines: Vec<&str> = printed.lines().filter(|line| !line.trim().is_empty()).collect();
    if ran.status.success() {
        eprintln!("{target}: {}", lines.last().copied().unwrap_or_default());
        return Ok(());
    }
    Err(format!("{target}: {}\n{}", ran.status, lines[lines.len().saturating_sub(TOLD_LINES)..].join("\n")))
}

/// Safe Rust needs no sanitizer; and so the pinned compiler does, with what it keeps for nightly ones.
fn fuzz_command(path: &OsStr, words: &[&str]) -> Command {
    let mut command = command("cargo", &[&["fuzz"], words].concat());
    command.env("PATH", path).env("RUSTC_BOOTSTRAP", "1");
    command
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
