//! `inspect summary` on every real file: the traces and spans of SOURCES.md, or notes that tell of the difference.

use super::inspect;
use crate::support::shared;
use serde_json::Value;

/// Notes on spans that SOURCES.md counts and that are not open: copies that were merged, entries that were left out.
const NOT_OPEN: [&str; 2] = ["duplicate", "bad-span"];

fn number(of: &Value) -> usize {
    of.as_u64().expect("a number") as usize
}

#[test]
fn traces_and_spans_are_those_of_the_sources() {
    let Some(root) = shared::traces("inspect::real_files") else { return };
    let sources = shared::sources(&root, "");
    assert!(sources.len() > 50, "{} files are listed", sources.len());
    let (mut wrong, mut opened) = (Vec::new(), 0);
    for source in sources {
        let path = source.path.to_string_lossy();
        let (code, json) = inspect(&["summary", &path], "");
        let file = &json["files"][0];
        let notes = file["notes"].as_array().expect("a list");
        let is_not_open = |note: &&Value| NOT_OPEN.iter().any(|kind| note["kind"] == *kind);
        let not_open: usize = notes.iter().filter(is_not_open).map(|note| number(&note["count"])).sum();
        let told = (number(&json["traces"]), number(&json["spans"]) + not_open);
        let says_why = file["error"].as_str().is_some_and(|error| !error.is_empty());
        // Every note tells where it was first, and who holds no trace says why and fails.
        let has_places =
            notes.iter().all(|note| note["first"].as_str().is_some_and(|first| !first.is_empty()));
        let fails = source.spans == 0;
        if told != (source.traces, source.spans) || (code == 1, says_why) != (fails, fails) || !has_places {
            wrong.push(format!(
                "{path}: {told:?} traces and spans, not {:?}: {file:#}",
                (source.traces, source.spans)
            ));
        }
        opened += usize::from(!fails);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(opened > 45, "{opened} files hold traces");
}
