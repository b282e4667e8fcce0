//! The page as files for any static host.

use crate::{
    run::{command, root, run},
    tools::path_for_build,
};
use std::{
    fs::{self, File},
    io,
    path::Path,
    time::SystemTime,
};

/// What the page is built from.
const INPUTS: [&str; 9] = [
    "src",
    "style",
    "public",
    "index.html",
    "Cargo.toml",
    "Cargo.lock",
    "Trunk.toml",
    "rust-toolchain.toml",
    "xtask/src/dist.rs",
];

/// Builds the page into `dist/`, ready for any static host: relative addresses, no script inside the page.
///
/// # Errors
/// A sentence when a tool is missing and cannot be had, trunk fails or `dist/` cannot be written.
#[expect(clippy::disallowed_methods, reason = "the age of a build is no part of an analysis")]
pub fn dist() -> Result<(), String> {
    let begun = SystemTime::now();
    let path = path_for_build()?;
    // Trunk's `--offline`, which keeps it from downloading tools, also holds for cargo.
    run(&mut command("cargo", &["fetch", "--locked"]))?;
    run(command("trunk", &["build", "--release", "--offline"]).env("PATH", path))?;
    let page = root().join("dist").join("index.html");
    let html = fs::read_to_string(&page).map_err(|error| format!("{}: {error}", page.display()))?;
    let (html, script) = without_inline_script(&html)?;
    fs::write(&page, html).map_err(|error| error.to_string())?;
    write_start(&script, begun).map_err(|error| error.to_string())
}

/// As `dist`, unless what lies there was built from the same files.
///
/// # Errors
/// As `dist`.
pub fn dist_when_stale() -> Result<(), String> {
    let built = fs::metadata(root().join("dist").join("start.js")).and_then(|file| file.modified());
    let changed = INPUTS.iter().filter_map(|input| newest(&root().join(input)).ok()).max();
    match (built, changed) {
        (Ok(built), Some(changed)) if changed < built => {
            eprintln!("dist/ is up to date");
            Ok(())
        }
        _ => dist(),
    }
}

/// The start script is the last file to be written, and only this build has it: its time, the build's beginning, tells
/// whether `dist/` is finished and how old it is.
fn write_start(script: &str, begun: SystemTime) -> io::Result<()> {
    let path = root().join("dist").join("start.js");
    fs::write(&path, script)?;
    File::options().write(true).open(&path)?.set_modified(begun)
}

/// Takes trunk's start script out of the page: its content security policy allows files only.
fn without_inline_script(html: &str) -> Result<(String, String), String> {
    const OPEN: &str = "<script type=\"module\">";
    const CLOSE: &str = "</script>";
    let (before, rest) = html.split_once(OPEN).ok_or("The built page has no start script")?;
    let (script, after) = rest.split_once(CLOSE).ok_or("The start script of the built page does not end")?;
    let tag = "<script type=\"module\" src=\"./start.js\"></script>";
    Ok((format!("{before}{tag}{after}"), format!("{}\n", script.trim())))
}

/// When a file, or anything in a folder, was last changed. A folder's own time tells of files that are gone.
fn newest(path: &Path) -> io::Result<SystemTime> {
    let metadata = fs::metadata(path)?;
    let mut time = metadata.modified()?;
    if metadata.is_dir() {
        for entry in fs::read_dir(path)? {
            time = time.max(newest(&entry?.path())?);
        }
    }
    Ok(time)
}

#[cfg(test)]
mod tests {
    use super::without_inline_script;

    #[test]
    fn the_start_script_becomes_a_file() {
        let html = "<head><script type=\"module\">\nimport a from './a.js';\n</script></head>";
        let (html, script) = without_inline_script(html).unwrap();
        assert_eq!(html, "<head><script type=\"module\" src=\"./start.js\"></script></head>");
        assert_eq!(script, "import a from './a.js';\n");
    }

    #[test]
    fn a_page_without_a_start_script_is_refused() {
        assert!(without_inline_script("<head></head>").is_err());
    }
}
