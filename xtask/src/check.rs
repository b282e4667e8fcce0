//! What can be told without running anything: format, lints, licences, workflows.

use crate::{
    node,
    run::{command, output, run},
    tools,
};
use spdx::{Expression, LicenseReq, ParseMode};
use std::collections::BTreeSet;

/// Licences of dependencies that go with ours.
const ALLOWED: [&str; 13] = [
    "MIT",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "ISC",
    "Zlib",
    "0BSD",
    "Unicode-3.0",
    "MPL-2.0",
    "CC0-1.0",
    "Unlicense",
    "Apache-2.0 WITH LLVM-exception",
];

/// Runs all checks, also behind one that fails.
///
/// # Errors
/// A sentence for each that fails.
pub fn check() -> Result<(), String> {
    tools::wasm_target()?;
    let wasm = ["clippy", "--target", "wasm32-unknown-unknown", "--lib", "--bins", "--", "-D", "warnings"];
    let checks = [
        run(&mut command("cargo", &["fmt", "--all", "--check"])),
        run(&mut command("cargo", &["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"])),
        run(&mut command("cargo", &wasm)),
        run(&mut command("cargo", &["test", "--quiet", "--test", "suite", "floor_plan"])),
        node::check_types(),
        licences(),
        workflows(),
    ];
    let failed: Vec<String> = checks.into_iter().filter_map(Result::err).collect();
    if failed.is_empty() { Ok(()) } else { Err(failed.join("\n")) }
}

/// The workflows of continuous integration, where Go is there to install what reads them.
fn workflows() -> Result<(), String> {
    let Some(program) = tools::actionlint()? else {
        eprintln!("workflows: skipped, neither actionlint nor Go is at hand");
        return Ok(());
    };
    run(&mut command(&program.to_string_lossy(), &[]))
}

/// Every dependency can be had under licences of the list.
fn licences() -> Result<(), String> {
    let words = ["tree", "--workspace", "--target", "all", "--prefix", "none", "--format", "{p}\t{l}"];
    let listed = output(&mut command("cargo", &words)).ok_or("cargo tree failed")?;
    // Lines without a package stand between the members of the workspace.
    let packages = listed.lines().filter(|line| !line.is_empty());
    let wrong: BTreeSet<&str> = packages.filter(|line| !is_allowed(line)).collect();
    if wrong.is_empty() {
        eprintln!("licences: all allowed; advisories: skipped, no database is at hand");
        return Ok(());
    }
    Err(format!("Licences that are not allowed:\n{}", wrong.into_iter().collect::<Vec<_>>().join("\n")))
}

/// Whether a line of `cargo tree`, package and licences, offers what we may take.
fn is_allowed(line: &str) -> bool {
    let licences = line.split('\t').nth(1).unwrap_or_default().trim_end_matches(" (*)");
    let is_listed = |wanted: &LicenseReq| ALLOWED.contains(&wanted.to_string().as_str());
    // The old way of writing a choice, `MIT/Apache-2.0`, is still found.
    Expression::parse_mode(licences, ParseMode::LAX).is_ok_and(|expression| expression.evaluate(is_listed))
}

#[cfg(test)]
mod tests {
    use super::is_allowed;

    #[test]
    fn all_that_is_asked_must_be_listed_and_one_of_a_choice() {
        assert!(is_allowed("a v1.0.0\tMIT"));
        assert!(is_allowed("a v1.0.0\tMIT/Apache-2.0"));
        assert!(is_allowed("a v1.0.0\tGPL-3.0-only OR MIT (*)"));
        assert!(is_allowed("a v1.0.0\t(MIT OR Apache-2.0) AND Unicode-3.0"));
        assert!(is_allowed("a v1.0.0\tApache-2.0 WITH LLVM-exception"));
        assert!(!is_allowed("a v1.0.0\t(MIT OR Apache-2.0) AND GPL-3.0-only"));
        assert!(!is_allowed("a v1.0.0\tApache-2.0 WITH Classpath-exception-2.0"));
        assert!(!is_allowed("a v1.0.0\t"));
    }
}
