//! The programs of `tests/browser`, their packages, and the browser they drive.

use crate::run::{command, on_path, output, root, run};
use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
    time::SystemTime,
};

/// What Chromium is called, first choice first.
const CHROMIUM: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// Playwright's test runner with these words.
///
/// # Errors
/// A sentence when packages or browser are missing and cannot be had, or the tests have wrong types.
pub fn playwright(words: &[&str]) -> Result<Command, String> {
    // Playwright reads the tests as they are; what they put into pages must be compiled.
    run(&mut package_program("tsc", &[])?)?;
    let mut command = package_program("playwright", &[&["test"], words].concat())?;
    command.env("CHROMIUM", chromium()?);
    Ok(command)
}

/// A script of `tests/browser`, such as `shots/main`, with these words.
///
/// # Errors
/// As `playwright`.
pub fn script(name: &str, words: &[&str]) -> Result<Command, String> {
    run(&mut package_program("tsc", &[])?)?;
    let mut command = Command::new("node");
    command.arg(format!("build/{name}.js")).args(words).current_dir(folder()).env("CHROMIUM", chromium()?);
    Ok(command)
}

/// Checks the types of everything in `tests/browser`.
///
/// # Errors
/// A sentence when one is wrong, or the packages are missing and cannot be had.
pub fn check_types() -> Result<(), String> {
    run(&mut package_program("tsc", &["--noEmit"])?)
}

fn package_program(program: &str, words: &[&str]) -> Result<Command, String> {
    let folder = folder();
    packages(&folder)?;
    let mut command = Command::new(folder.join("node_modules").join(".bin").join(program));
    command.args(words).current_dir(folder);
    Ok(command)
}

fn folder() -> PathBuf {
    root().join("tests").join("browser")
}

/// Installs the packages of the lock file, unless what is there is younger than it.
fn packages(folder: &Path) -> Result<(), String> {
    // npm writes this file last.
    let installed = modified(&folder.join("node_modules").join(".package-lock.json"));
    if installed.is_some() && installed >= modified(&folder.join("package-lock.json")) {
        return Ok(());
    }
    if on_path("npm").is_none() {
        return Err("npm is missing; it comes with Node.js, version 20 or newer".to_owned());
    }
    eprintln!("Playwright is missing or old: npm installs what tests/browser/package-lock.json names");
    run(command("npm", &["ci", "--no-audit", "--no-fund"]).current_dir(folder))
}

fn modified(path: &Path) -> Option<SystemTime> {
    fs::metadata(path).ok()?.modified().ok()
}

/// The Chromium to test with: `$CHROMIUM`, one on PATH, or Debian's, which root may install.
fn chromium() -> Result<PathBuf, String> {
    if let Some(named) = env::var_os("CHROMIUM").map(PathBuf::from) {
        return if named.is_file() {
            Ok(named)
        } else {
            Err(format!("$CHROMIUM is {}, no file", named.display()))
        };
    }
    let find = || CHROMIUM.iter().find_map(|name| on_path(name));
    if let Some(found) = find() {
        return Ok(found);
    }
    let is_root = output(&mut command("id", &["-u"])).is_some_and(|id| id.trim() == "0");
    if is_root && Path::new("/etc/debian_version").exists() {
        eprintln!("Chromium is missing: apt-get installs it");
        let apt = |words: &[&str]| run(command("apt-get", words).env("DEBIAN_FRONTEND", "noninteractive"));
        apt(&["update"])?;
        apt(&["install", "-y", "--no-install-recommends", "chromium"])?;
    }
    find().ok_or_else(|| {
        "Chromium is missing: install it or Chrome (on Debian `apt-get install chromium`), or name it in $CHROMIUM".to_owned()
    })
}
