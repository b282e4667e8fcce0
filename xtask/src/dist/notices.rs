//! The licences of what the page is built from, as one text beside it.

use crate::run::{command, output};
use std::{collections::BTreeMap, fs, path::Path};

/// Names under which packages keep their licences and notices.
const TEXTS: [&str; 4] = ["licen", "copying", "notice", "unlicense"];

/// Name, licence and texts of every package that is in the page, as one text.
///
/// # Errors
/// A sentence when cargo does not tell the packages.
pub fn notices() -> Result<String, String> {
    let words = [
        "tree",
        "--package",
        "spanscope",
        "--edges",
        "normal",
        "--target",
        "wasm32-unknown-unknown",
        "--prefix",
        "none",
        "--format",
        "{p}\t{l}",
    ];
    let tree = output(&mut command("cargo", &words)).ok_or("cargo tree failed")?;
    let packages: BTreeMap<&str, &str> =
        tree.lines().filter_map(|line| line.trim_end_matches(" (*)").split_once('\t')).collect();
    let folders = folders()?;
    let mut text = "Spanscope is built from these packages.\n".to_owned();
    // A package of this repository names its folder after the version; it has the licence of the page.
    for (package, licence) in packages.into_iter().filter(|(package, _)| !package.ends_with(')')) {
        text.push_str(&format!("\n{package}: {licence}\n"));
        let folder = folders.get(&package.replacen(" v", "-", 1));
        folder.into_iter().flat_map(|folder| texts(Path::new(folder))).for_each(|licence| {
            text.push('\n');
            text.push_str(licence.trim());
            text.push('\n');
        });
    }
    Ok(text)
}

/// The folder of every package, by name and version.
fn folders() -> Result<BTreeMap<String, String>, String> {
    let words = ["metadata", "--format-version", "1", "--filter-platform", "wasm32-unknown-unknown"];
    let metadata = output(&mut command("cargo", &words)).ok_or("cargo metadata failed")?;
    let metadata: serde_json::Value = serde_json::from_str(&metadata).map_err(|error| error.to_string())?;
    let packages = metadata["packages"].as_array().into_iter().flatten();
    let folder = |package: &serde_json::Value| {
        let [name, version, manifest] = ["name", "version", "manifest_path"].map(|key| package[key].as_str());
        Some((format!("{}-{}", name?, version?), manifest?.strip_suffix("/Cargo.toml")?.to_owned()))
    };
    Ok(packages.filter_map(folder).collect())
}

/// The texts of a package, by the names of their files.
fn texts(folder: &Path) -> Vec<String> {
    let mut paths: Vec<_> =
        fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    paths.retain(|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
        path.is_file() && TEXTS.iter().any(|text| name.starts_with(text))
    });
    paths.sort();
    paths.iter().filter_map(|path| fs::read_to_string(path).ok()).collect()
}
