//! The browsers that tests drive: named by the environment, found on PATH, or Debian's, which root may install.

use crate::run::{command, on_path, output, run};
use std::{
    env, fs,
    path::{Path, PathBuf},
};

/// A browser and how it is had.
struct Browser {
    name: &'static str,
    /// The environment's variable that names one.
    variable: &'static str,
    /// What its program is called, first choice first.
    programs: &'static [&'static str],
    /// Debian's package.
    package: &'static str,
}

const CHROMIUM: Browser = Browser {
    name: "Chromium",
    variable: "CHROMIUM",
    programs: &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"],
    package: "chromium",
};

const FIREFOX: Browser = Browser {
    name: "Firefox",
    variable: "FIREFOX",
    programs: &["firefox-esr", "firefox"],
    package: "firefox-esr",
};

/// What WebKitGTK is driven with, and its packages.
const WEBKIT_PROGRAMS: [&str; 2] = ["WebKitWebDriver", "xvfb-run"];
const WEBKIT_PACKAGES: [&str; 4] = ["webkit2gtk-driver", "libwebkit2gtk-4.1-0", "xvfb", "xauth"];

/// The Chromium to test with.
///
/// # Errors
/// A sentence when there is none and none can be had.
pub fn chromium() -> Result<PathBuf, String> {
    browser(&CHROMIUM)
}

/// The Firefox to test with.
///
/// # Errors
/// A sentence when there is none and none can be had.
pub fn firefox() -> Result<PathBuf, String> {
    browser(&FIREFOX)
}

/// WebKitGTK's small browser, with what drives it; `None` where it cannot be had.
///
/// # Errors
/// A sentence when its installation fails.
pub fn webkit() -> Result<Option<PathBuf>, String> {
    let find = || mini_browser().filter(|_| WEBKIT_PROGRAMS.iter().all(|program| on_path(program).is_some()));
    if let Some(found) = find() {
        return Ok(Some(found));
    }
    if can_install() {
        eprintln!("WebKitGTK is missing: apt-get installs it");
        install(&WEBKIT_PACKAGES)?;
    }
    Ok(find())
}

fn browser(browser: &Browser) -> Result<PathBuf, String> {
    let Browser { name, variable, programs, package } = browser;
    if let Some(named) = env::var_os(variable).map(PathBuf::from) {
        return if named.is_file() {
            Ok(named)
        } else {
            Err(format!("${variable} is {}, no file", named.display()))
        };
    }
    let find = || programs.iter().find_map(|program| on_path(program));
    if let Some(found) = find() {
        return Ok(found);
    }
    if can_install() {
        eprintln!("{name} is missing: apt-get installs it");
        install(&[package])?;
    }
    find().ok_or_else(|| {
        format!(
            "{name} is missing: install it (on Debian `apt-get install {package}`), or name it in ${variable}"
        )
    })
}

/// Whether this is Debian, and we are root there.
fn can_install() -> bool {
    let is_root = || output(&mut command("id", &["-u"])).is_some_and(|id| id.trim() == "0");
    Path::new("/etc/debian_version").exists() && is_root()
}

fn install(packages: &[&str]) -> Result<(), String> {
    let apt = |words: &[&str]| run(command("apt-get", words).env("DEBIAN_FRONTEND", "noninteractive"));
    apt(&["update"])?;
    apt(&[&["install", "-y", "--no-install-recommends"], packages].concat())
}

/// The browser that comes with the library, in a folder named after the machine's architecture.
fn mini_browser() -> Option<PathBuf> {
    let folders = fs::read_dir("/usr/lib").ok()?.flatten().map(|entry| entry.path());
    folders.map(|folder| folder.join("webkit2gtk-4.1").join("MiniBrowser")).find(|file| file.is_file())
}
