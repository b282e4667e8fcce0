//! The service worker: the page opens without a network after the first visit, always all of one version.

use super::names::version_of;
use std::{
    fs, io,
    path::{Path, PathBuf},
};

const SCRIPT: &str = include_str!("service-worker.js");
const NAME: &str = "service-worker.js";
/// Belongs to whoever runs the page, who may change it at any time: it is neither of a version nor compressed.
const SETTINGS: &str = "config.json";
/// Registers it: not where the page is part of another or was opened by one, which want no traces of it kept.
const REGISTER: &str = "
if (window.top === window.self && !window.opener) {
  try {
    navigator.serviceWorker?.register('./service-worker.js').catch(() => {});
  } catch {
    // A sandboxed page has none.
  }
}
";

/// The start script with the service worker's registration.
pub fn with_registration(start: &str) -> String {
    format!("{start}{REGISTER}")
}

/// Writes the service worker over all files there are.
///
/// # Errors
/// When the files cannot be read or it cannot be written.
pub fn write_service_worker(dist: &Path) -> io::Result<()> {
    let files = files(dist)?;
    let version = version_of(files.iter().map(|file| dist.join(file)))?;
    fs::write(dist.join(NAME), filled(&files, &version))
}

/// The script for these files.
fn filled(files: &[String], version: &str) -> String {
    let list: Vec<String> = files.iter().map(|file| format!("{file:?}")).collect();
    SCRIPT
        .replace("\"VERSION\"", &format!("{version:?}"))
        .replace("[\"FILES\"]", &format!("[{}]", list.join(", ")))
}

/// Every file of a build, by its path from the folder, sorted.
///
/// # Errors
/// When a folder cannot be read.
pub fn files(dist: &Path) -> io::Result<Vec<String>> {
    let mut folders = vec![PathBuf::new()];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(dist.join(&folder))? {
            let entry = entry?;
            let path = folder.join(entry.file_name());
            if entry.file_type()?.is_dir() {
                folders.push(path);
            } else {
                files.push(path.to_string_lossy().replace('\\', "/"));
            }
        }
    }
    files.retain(|file| file != SETTINGS);
    files.sort();
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::filled;

    #[test]
    fn the_script_knows_its_version_and_files() {
        let script = filled(&["index.html".to_owned(), "samples/a.gz".to_owned()], "00ff");
        assert!(script.contains("const VERSION = \"00ff\";"));
        assert!(script.contains("const FILES = [\"index.html\", \"samples/a.gz\"];"));
    }
}
