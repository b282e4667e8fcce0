//! Real files that lie beside the project.

use std::{io::Write, path::PathBuf};

/// The folder of real trace files, or `None` after saying that the test is skipped.
pub fn traces(test: &str) -> Option<PathBuf> {
    folder(test, "traces", "SOURCES.md")
}

/// The folder of real answers of endpoints, or `None` after saying that the test is skipped.
pub fn endpoints(test: &str) -> Option<PathBuf> {
    folder(test, "endpoints", "README.md")
}

/// A folder that holds a file by which it is known.
fn folder(test: &str, name: &str, mark: &str) -> Option<PathBuf> {
    let beside = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared"));
    let folder = std::env::var_os("SPANSCOPE_SHARED").map_or(beside, PathBuf::from).join(name);
    if folder.join(mark).exists() {
        return Some(folder);
    }
    // Straight to standard error, which the test harness does not hold back.
    let sentence = format!("skipped: {test}: no real files in {}\n", folder.display());
    std::io::stderr().write_all(sentence.as_bytes()).expect("standard error is open");
    None
}

/// A row of SOURCES.md: path, traces, spans, what is interesting.
pub struct Source {
    pub path: PathBuf,
    pub traces: usize,
    pub spans: usize,
}

/// The files of a folder with the counts SOURCES.md tells.
pub fn sources(root: &std::path::Path, folder: &str) -> Vec<Source> {
    let table = std::fs::read_to_string(root.join("SOURCES.md")).expect("readable");
    table
        .lines()
        .filter_map(|line| {
            let cells: Vec<&str> = line.split('|').map(str::trim).collect();
            let path = cells.get(1).filter(|path| path.starts_with(folder))?;
            Some(Source {
                path: root.join(path),
                traces: cells.get(6)?.parse().ok()?,
                spans: cells.get(7)?.parse().ok()?,
            })
        })
        .collect()
}
