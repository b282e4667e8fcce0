//! Serving the page while it is worked on.

use crate::{
    run::{command, root, run},
    tools::path_for_build,
};

/// Serves the page and builds it again after every change.
///
/// # Errors
/// A sentence when a tool is missing and cannot be had, or trunk fails.
pub fn serve(port: &str) -> Result<(), String> {
    let path = path_for_build()?;
    // Trunk's `--offline`, which keeps it from downloading tools, also holds for cargo.
    run(&mut command("cargo", &["fetch", "--locked"]))?;
    // A folder of its own: `dist/` always holds the build that can be put on a host.
    let folder = root().join("target").join("serve").to_string_lossy().into_owned();
    run(command("trunk", &["serve", "--offline", "--port", port, "--dist", &folder]).env("PATH", path))
}
