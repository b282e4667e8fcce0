//! The figures that measurements leave in `target/bench/`, with their goals.

use crate::run::root;
use serde_json::{Value, json};
use std::{
    fmt, fs,
    path::{Path, PathBuf},
};

/// A figure and the largest value that is good enough.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// What was measured.
    pub what: String,
    /// The value.
    pub value: f64,
    /// Its unit with a space before it; none for ratios.
    pub unit: String,
    /// The goal.
    pub limit: f64,
}

impl Figure {
    /// Whether the goal is met.
    pub fn is_met(&self) -> bool {
        self.value <= self.limit
    }

    /// Whether it is no worse than the goal and half of it.
    pub fn is_nearly_met(&self) -> bool {
        self.value <= self.limit * 1.5
    }

    /// Whether it compares two things of the same run.
    pub fn is_ratio(&self) -> bool {
        self.unit.is_empty()
    }
}

impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { what, value, unit, limit } = self;
        let verdict = if self.is_met() { "met" } else { "MISSED" };
        write!(f, "{what}: {value:.2}{unit}, goal at most {limit}{unit}: {verdict}")
    }
}

fn path(name: &str) -> PathBuf {
    root().join("target").join("bench").join(format!("{name}.json"))
}

/// Removes what an earlier measurement has left.
///
/// # Errors
/// A sentence when it is there and cannot be removed.
pub fn forget(name: &str) -> Result<(), String> {
    let path = path(name);
    if !path.exists() {
        return Ok(());
    }
    fs::remove_file(&path).map_err(|error| format!("{}: {error}", path.display()))
}

/// What a measurement has left; nothing when it did not come to its end.
pub fn of(name: &str) -> Vec<Figure> {
    let kept = fs::read_to_string(path(name)).unwrap_or_default();
    let kept: Value = serde_json::from_str(&kept).unwrap_or_default();
    let figure = |goal: &Value| {
        let text = |name: &str| goal[name].as_str().map(str::to_owned);
        Some(Figure {
            what: text("what")?,
            value: goal["value"].as_f64()?,
            unit: text("unit")?,
            limit: goal["limit"].as_f64()?,
        })
    };
    kept["goals"].as_array().into_iter().flatten().filter_map(figure).collect()
}

/// Leaves figures as the measurements in a browser do.
///
/// # Errors
/// A sentence when the file cannot be written, or a goal is missed.
pub fn keep(name: &str, figures: &[Figure]) -> Result<(), String> {
    let goal = |Figure { what, value, unit, limit }: &Figure| json!({ "what": what, "value": value, "unit": unit, "limit": limit });
    let goals: Vec<Value> = figures.iter().map(goal).collect();
    let path = path(name);
    let write = || {
        path.parent().map_or(Ok(()), fs::create_dir_all)?;
        fs::write(&path, json!({ "goals": goals }).to_string())
    };
    write().map_err(|error| format!("{}: {error}", path.display()))?;
    figures.iter().for_each(|figure| eprintln!("{figure}"));
    if figures.iter().all(Figure::is_met) { Ok(()) } else { Err("a goal is missed".to_owned()) }
}

/// Bytes of the compressed wasm of a name in a folder.
///
/// # Errors
/// A sentence when it is not there.
pub fn size_of(dist: &Path, name: &str) -> Result<u64, String> {
    let missing = || format!("{} holds no wasm of the {name}", dist.display());
    let files = fs::read_dir(dist).map_err(|error| format!("{}: {error}", dist.display()))?;
    let is_it = |file: &str| file.starts_with(&format!("{name}-")) && file.ends_with("_bg.wasm.br");
    let found = files.flatten().find(|file| is_it(&file.file_name().to_string_lossy()));
    Ok(found.ok_or_else(missing)?.metadata().map_err(|error| error.to_string())?.len())
}

#[cfg(test)]
mod tests {
    use super::Figure;

    #[test]
    fn a_figure_is_met_nearly_met_or_missed() {
        let figure = |value| Figure { what: "time".to_owned(), value, unit: String::new(), limit: 0.4 };
        let judged = |value| (figure(value).is_met(), figure(value).is_nearly_met());
        assert_eq!([0.4, 0.5, 0.7].map(judged), [(true, true), (false, true), (false, false)]);
        assert_eq!(figure(0.7).to_string(), "time: 0.70, goal at most 0.4: MISSED");
        assert!(figure(0.7).is_ratio() && !Figure { unit: " ms".to_owned(), ..figure(1.0) }.is_ratio());
    }
}
