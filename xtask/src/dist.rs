//! The page as files for any static host: relative addresses, names that tell the content, no script inside the page,
//! every file also compressed, a service worker, the licences of what it is built from.

mod compress;
mod names;
mod notices;
mod offline;

use crate::{
    run::{command, root, run},
    tools::path_for_build,
};
use compress::Sizes;
use std::{
    fs::{self, File},
    io,
    path::Path,
    time::SystemTime,
};

/// What the page is built from.
const INPUTS: [&str; 10] = [
    "src",
    "style",
    "public",
    "index.html",
    "Cargo.toml",
    "Cargo.lock",
    "Trunk.toml",
    "rust-toolchain.toml",
    "xtask/src/dist.rs",
    "xtask/src/dist",
];

/// The mark of a finished build. Hosts do not serve such files.
const FINISHED: &str = ".finished";

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
    let dist = root().join("dist");
    let page = dist.join("index.html");
    let html = fs::read_to_string(&page).map_err(|error| format!("{}: {error}", page.display()))?;
    let (html, script) = without_inline_script(&html)?;
    let notices = notices::notices()?;
    let sizes =
        finish(&dist, &html, &script, &notices).map_err(|error| format!("{}: {error}", dist.display()))?;
    tell(&sizes);
    mark_finished(&dist, begun).map_err(|error| error.to_string())
}

/// Makes what trunk has built ready for a host. Gives the sizes of the files.
fn finish(dist: &Path, html: &str, script: &str, notices: &str) -> io::Result<Vec<Sizes>> {
    fs::write(dist.join("index.html"), names::name_worker(dist, html)?)?;
    fs::write(dist.join("start.js"), offline::with_registration(script))?;
    fs::write(dist.join("licences.txt"), notices)?;
    offline::write_service_worker(dist)?;
    compress::compress(dist, &offline::files(dist)?)
}

/// Prints the sizes of the largest files and of all.
fn tell(sizes: &[Sizes]) {
    const SHOWN: usize = 6;
    eprintln!("{:>9} {:>9} {:>9}  KB as it is, gzip, brotli", "", "", "");
    let line = |name: &str, of: [usize; 3]| {
        let [plain, gzip, brotli] = of.map(|bytes| bytes as f64 / 1e3);
        eprintln!("{plain:>9.1} {gzip:>9.1} {brotli:>9.1}  {name}");
    };
    for file in sizes.iter().take(SHOWN) {
        line(&file.file, [file.plain, file.gzip, file.brotli]);
    }
    let sum = |of: fn(&Sizes) -> usize| sizes.iter().map(of).sum();
    line("all files", [sum(|file| file.plain), sum(|file| file.gzip), sum(|file| file.brotli)]);
}

/// As `dist`, unless what lies there was built from the same files.
///
/// # Errors
/// As `dist`.
pub fn dist_when_stale() -> Result<(), String> {
    let built = fs::metadata(root().join("dist").join(FINISHED)).and_then(|file| file.modified());
    let changed = INPUTS.iter().filter_map(|input| newest(&root().join(input)).ok()).max();
    match (built, changed) {
        (Ok(built), Some(changed)) if changed < built => {
            eprintln!("dist/ is up to date");
            Ok(())
        }
        _ => dist(),
    }
}

/// The mark of a finished build is written last; its time is the build's beginning, which tells how old the build is.
fn mark_finished(dist: &Path, begun: SystemTime) -> io::Result<()> {
    File::create(dist.join(FINISHED))?.set_modified(begun)
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
