//! The programs of `tests/browser` and their packages.

use crate::{
    browsers::{chromium, firefox, webkit},
    run::{command, on_path, root, run},
};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    time::SystemTime,
};

/// Playwright's test runner with these words.
///
/// # Errors
/// A sentence when packages or browser are missing and cannot be had, or the tests have wrong types.
pub fn playwright(words: &[&str]) -> Result<Command, String> {
    let mut command = playwright_tests(words)?;
    // The tests take the browser that is named.
    command.env("CHROMIUM", chromium()?).env_remove("FIREFOX");
    Ok(command)
}

/// Playwright's test runner with these words, in Firefox.
///
/// # Errors
/// As `playwright`.
pub fn playwright_in_firefox(words: &[&str]) -> Result<Command, String> {
    let mut command = playwright_tests(words)?;
    command.env("FIREFOX", firefox()?);
    Ok(command)
}

fn playwright_tests(words: &[&str]) -> Result<Command, String> {
    // Playwright reads the tests as they are; what they put into pages must be compiled.
    run(&mut package_program("tsc", &[])?)?;
    package_program("playwright", &[&["test"], words].concat())
}

/// The smoke test in WebKitGTK; `None` where that cannot be had.
///
/// # Errors
/// A sentence when an installation fails or the test has wrong types.
pub fn webkit_smoke() -> Result<Option<Command>, String> {
    let Some(browser) = webkit()? else { return Ok(None) };
    let mut command = compiled("webkit/main", &[])?;
    command.env("MINIBROWSER", browser);
    Ok(Some(command))
}

/// A script of `tests/browser`, such as `shots/main`, with these words.
///
/// # Errors
/// As `playwright`.
pub fn script(name: &str, words: &[&str]) -> Result<Command, String> {
    let mut command = compiled(name, words)?;
    command.env("CHROMIUM", chromium()?);
    Ok(command)
}

fn compiled(name: &str, words: &[&str]) -> Result<Command, String> {
    run(&mut package_program("tsc", &[])?)?;
    let mut command = Command::new("node");
    command.arg(format!("build/{name}.js")).args(words).current_dir(folder());
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
