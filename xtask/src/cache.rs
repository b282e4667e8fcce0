//! The user's cache folder for this project: what was installed once serves every clone on the machine.

use std::{
    env,
    fs::{self, File},
    io,
    path::{Path, PathBuf},
};

/// A folder of the cache that `install` fills, unless an earlier run has. It is filled under another name and renamed
/// at the end, so that an interrupted run leaves nothing that looks finished.
///
/// # Errors
/// That of `install`, or a sentence when the cache cannot be written.
pub fn folder(name: &str, install: impl FnOnce(&Path) -> Result<(), String>) -> Result<PathBuf, String> {
    let finished = base()?.join(name);
    if finished.exists() {
        return Ok(finished);
    }
    let unfinished = base()?.join(format!("{name}.unfinished"));
    let said = |error: io::Error| format!("{} could not be written: {error}", unfinished.display());
    fs::create_dir_all(base()?).map_err(said)?;
    // Of two runs at once the second waits here, and then finds what the first has installed.
    let lock = File::create(base()?.join("lock")).map_err(said)?;
    lock.lock().map_err(said)?;
    if finished.exists() {
        return Ok(finished);
    }
    if unfinished.exists() {
        fs::remove_dir_all(&unfinished).map_err(said)?;
    }
    fs::create_dir_all(&unfinished).map_err(said)?;
    install(&unfinished)?;
    fs::rename(&unfinished, &finished).map_err(said)?;
    Ok(finished)
}

fn base() -> Result<PathBuf, String> {
    let home = || Some(PathBuf::from(env::var_os("HOME")?).join(".cache"));
    let base = env::var_os("XDG_CACHE_HOME").map(PathBuf::from).or_else(home);
    base.map(|base| base.join("spanscope"))
        .ok_or_else(|| "There is no home folder to keep tools in".to_owned())
}
