//! The tools that build the page: found where they are, or installed into the user's cache, a folder a version.
//!
//! What lies on PATH in the right version is used. What lies in the cache is put before PATH only for the program
//! that needs it.

use crate::{
    cache,
    run::{command, on_path, output, run},
};
use std::{
    env,
    ffi::OsString,
    path::{Path, PathBuf},
};

const WASM: &str = "wasm32-unknown-unknown";
const TRUNK: &str = "0.21.14";
const WASM_BINDGEN: &str = "0.2.128";
const BINARYEN: &str = "132.0.0";
const ACTIONLINT: &str = "1.7.7";
const CARGO_FUZZ: &str = "0.13.2";

/// PATH with the tools that building the page needs, each installed when it is missing.
///
/// # Errors
/// A sentence when one cannot be installed.
pub fn path_for_build() -> Result<OsString, String> {
    wasm_target()?;
    let mut folders = Vec::new();
    folders.extend(cargo_tool("trunk", "trunk", TRUNK)?);
    folders.extend(cargo_tool("wasm-bindgen-cli", "wasm-bindgen", WASM_BINDGEN)?);
    folders.extend(binaryen()?);
    let path = env::var_os("PATH").unwrap_or_default();
    env::join_paths(folders.into_iter().chain(env::split_paths(&path))).map_err(|error| error.to_string())
}

/// PATH with cargo-fuzz, installed when it is missing.
///
/// # Errors
/// A sentence when it cannot be installed.
pub fn path_for_fuzz() -> Result<OsString, String> {
    let folder = cargo_tool("cargo-fuzz", "cargo-fuzz", CARGO_FUZZ)?;
    let path = env::var_os("PATH").unwrap_or_default();
    env::join_paths(folder.into_iter().chain(env::split_paths(&path))).map_err(|error| error.to_string())
}

/// The compiler's library for wasm.
///
/// # Errors
/// A sentence when it is missing and rustup is too, or fails.
pub fn wasm_target() -> Result<(), String> {
    let folder = output(&mut command("rustc", &["--print", "target-libdir", "--target", WASM]));
    if folder.is_some_and(|folder| Path::new(folder.trim()).exists()) {
        return Ok(());
    }
    if on_path("rustup").is_none() {
        return Err(format!("The compiler has no library for {WASM}, and there is no rustup to add it"));
    }
    eprintln!("The compiler's library for {WASM} is missing: rustup adds it");
    run(&mut command("rustup", &["target", "add", WASM]))
}

/// The folder of a tool that cargo installs; `None` when PATH has it.
fn cargo_tool(package: &str, program: &str, version: &str) -> Result<Option<PathBuf>, String> {
    if output(&mut command(program, &["--version"])).is_some_and(|said| names_version(&said, version)) {
        return Ok(None);
    }
    let root = cache::folder(&format!("{package}-{version}"), |root| {
        eprintln!("{program} {version} is missing: cargo builds it for the user's cache (minutes, once)");
        let root = root.to_string_lossy();
        let words = ["install", "--locked", package, "--version", version, "--root", &root];
        // A tool that is built once need not be fast: this takes a quarter of the time.
        run(command("cargo", &words)
            .env("CARGO_PROFILE_RELEASE_LTO", "off")
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0"))
    })?;
    Ok(Some(root.join("bin")))
}

/// The folder of `wasm-opt`, from npm: older ones accept the module and break it.
fn binaryen() -> Result<Option<PathBuf>, String> {
    let major = BINARYEN.split('.').next().unwrap_or(BINARYEN);
    if output(&mut command("wasm-opt", &["--version"])).is_some_and(|said| names_version(&said, major)) {
        return Ok(None);
    }
    let root = cache::folder(&format!("binaryen-{BINARYEN}"), |root| {
        eprintln!("wasm-opt {major} is missing: npm installs it for the user's cache");
        let package = format!("binaryen@{BINARYEN}");
        let root = root.to_string_lossy();
        run(&mut command("npm", &["install", "--no-audit", "--no-fund", "--prefix", &root, &package]))
    })?;
    Ok(Some(root.join("node_modules").join(".bin")))
}

/// What reads the workflows of continuous integration: a Go program. `None` without Go.
///
/// # Errors
/// A sentence when it cannot be installed.
pub fn actionlint() -> Result<Option<PathBuf>, String> {
    if let Some(found) = on_path("actionlint") {
        return Ok(Some(found));
    }
    if on_path("go").is_none() {
        return Ok(None);
    }
    let root = cache::folder(&format!("actionlint-{ACTIONLINT}"), |root| {
        eprintln!("actionlint is missing: Go installs it for the user's cache");
        let package = format!("github.com/rhysd/actionlint/cmd/actionlint@v{ACTIONLINT}");
        run(command("go", &["install", &package]).env("GOBIN", root))
    })?;
    Ok(Some(root.join("actionlint")))
}

/// Whether a program names this version as its own: as a word, so that 0.2.12 is not taken for 0.2.128.
fn names_version(said: &str, version: &str) -> bool {
    said.split_whitespace().any(|word| word == version)
}
