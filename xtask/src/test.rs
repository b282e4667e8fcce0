//! Runs tests and counts them.

use crate::{
    backends,
    dist::dist_when_stale,
    node::{playwright, playwright_in_firefox, webkit_smoke},
    run::{command, name},
};
use std::{
    fmt,
    io::{BufRead, BufReader},
    ops::Add,
    process::{Command, Stdio},
};

/// Runs every test. The last line says how many passed and failed.
///
/// # Errors
/// A sentence when one failed or tests could not be run.
pub fn all() -> Result<(), String> {
    conclude(run_native() + run_browser(&[]))
}

/// Runs the tests that need no browser.
///
/// # Errors
/// As `all`.
pub fn native() -> Result<(), String> {
    conclude(run_native())
}

/// Runs the tests in Chromium; the words go to Playwright.
///
/// # Errors
/// As `all`.
pub fn browser(words: &[&str]) -> Result<(), String> {
    conclude(run_browser(words))
}

/// Runs the same tests in Firefox; the words go to Playwright.
///
/// # Errors
/// As `all`.
pub fn firefox(words: &[&str]) -> Result<(), String> {
    conclude(run_firefox(words))
}

/// Runs the smoke test in WebKitGTK.
///
/// # Errors
/// As `all`.
pub fn webkit() -> Result<(), String> {
    conclude(run_webkit())
}

/// Runs what runs in a browser, in each of the three engines.
///
/// # Errors
/// As `all`.
pub fn engines() -> Result<(), String> {
    conclude(run_browser(&[]) + run_firefox(&[]) + run_webkit())
}

/// Runs the tests that ask real query back ends.
///
/// # Errors
/// As `all`.
pub fn backends(words: &[&str]) -> Result<(), String> {
    let backends = backends::start()?;
    conclude(in_browser(|| {
        let mut program = playwright(words)?;
        program.env("SPANSCOPE_BACKENDS", "1");
        for backend in &backends {
            program.env(backend.variable, &backend.address).envs(backend.more.iter().cloned());
        }
        Ok(Some(program))
    }))
}

fn conclude(counts: Counts) -> Result<(), String> {
    eprintln!("{counts}");
    if counts.failed == 0 { Ok(()) } else { Err(String::new()) }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Counts {
    passed: usize,
    failed: usize,
    skipped: usize,
}

impl Counts {
    /// Tests that could not be run are no success.
    const BROKEN: Self = Self { passed: 0, failed: 1, skipped: 0 };
}

impl Add for Counts {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            passed: self.passed + other.passed,
            failed: self.failed + other.failed,
            skipped: self.skipped + other.skipped,
        }
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)?;
        if self.skipped > 0 { write!(f, ", {} skipped", self.skipped) } else { Ok(()) }
    }
}

fn run_native() -> Counts {
    counted(command("cargo", &["test", "--workspace", "--no-fail-fast"]), |line| {
        let line = line.strip_prefix("test result: ")?;
        Some(Counts {
            passed: count(line, " passed"),
            failed: count(line, " failed"),
            skipped: count(line, " ignored"),
        })
    })
}

fn run_browser(words: &[&str]) -> Counts {
    in_browser(|| playwright(words).map(Some))
}

fn run_firefox(words: &[&str]) -> Counts {
    in_browser(|| playwright_in_firefox(words).map(Some))
}

fn run_webkit() -> Counts {
    in_browser(webkit_smoke)
}

/// Runs a program that opens the built page in a browser; `None`: that browser cannot be had.
fn in_browser(program: impl FnOnce() -> Result<Option<Command>, String>) -> Counts {
    let program = match dist_when_stale().and_then(|()| program()) {
        Ok(Some(program)) => program,
        Ok(None) => {
            eprintln!("WebKitGTK: skipped, it cannot be had here");
            return Counts { skipped: 1, ..Counts::default() };
        }
        Err(sentence) => {
            eprintln!("{sentence}");
            return Counts::BROKEN;
        }
    };
    // The line of `tests/browser/support/counts.ts`.
    counted(program, |line| {
        let line = line.strip_prefix("browser tests: ")?;
        Some(Counts {
            passed: count(line, " passed"),
            failed: count(line, " failed"),
            skipped: count(line, " skipped"),
        })
    })
}

/// Runs a program, passes on what it prints and adds up the lines that count.
fn counted(mut program: Command, of_line: impl Fn(&str) -> Option<Counts>) -> Counts {
    eprintln!("+ {}", name(&program));
    let mut child = match program.stdout(Stdio::piped()).spawn() {
        Ok(child) => child,
        Err(error) => {
            eprintln!("{} could not be started: {error}", name(&program));
            return Counts::BROKEN;
        }
    };
    let lines =
        child.stdout.take().map(BufReader::new).into_iter().flat_map(BufRead::lines).map_while(Result::ok);
    let mut counts = Counts::default();
    for line in lines {
        eprintln!("{line}");
        counts = counts + of_line(&line).unwrap_or_default();
    }
    let succeeded = child.wait().is_ok_and(|status| status.success());
    // A build that broke ran no test, and is no success.
    if succeeded || counts.failed > 0 { counts } else { counts + Counts::BROKEN }
}

/// The number that stands before a word.
fn count(line: &str, word: &str) -> usize {
    let before = line.split_once(word).map_or("", |(before, _)| before);
    before.rsplit(' ').next().and_then(|number| number.parse().ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::{Counts, count};

    #[test]
    fn numbers_stand_before_their_words() {
        let line = "ok. 65 passed; 2 failed; 1 ignored; 0 measured";
        assert_eq!([count(line, " passed"), count(line, " failed"), count(line, " ignored")], [65, 2, 1]);
        assert_eq!(count(line, " skipped"), 0);
    }

    #[test]
    fn skipped_tests_are_told_only_when_there_are_some() {
        let counts = Counts { passed: 3, failed: 0, skipped: 0 };
        assert_eq!(counts.to_string(), "3 passed, 0 failed");
        assert_eq!((counts + Counts { skipped: 2, ..counts }).to_string(), "6 passed, 0 failed, 2 skipped");
    }
}
