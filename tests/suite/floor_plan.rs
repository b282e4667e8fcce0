//! The floors import only downward: the table of `src/README.md` as data, held against every `use` and path in src/.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// A floor and the floors it may name, the lowest floor first.
const FLOORS: &[(&str, &[&str])] = &[
    ("base", &[]),
    ("query", &["base"]),
    ("model", &["base"]),
    ("protocol", &["base"]),
    ("formats", &["base", "model"]),
    ("search", &["base", "model", "query"]),
    ("analysis", &["base", "model"]),
    ("layout", &["base", "model", "analysis"]),
    ("export", &["base", "model", "analysis"]),
    ("endpoints", &["base", "query", "protocol"]),
    (
        "engine",
        &[
            "base",
            "query",
            "model",
            "protocol",
            "formats",
            "search",
            "analysis",
            "layout",
            "export",
            "endpoints",
        ],
    ),
    ("state", &["base", "query", "protocol"]),
    ("charts", &["base", "protocol", "state"]),
    ("browser", &["base", "endpoints"]),
    ("worker", &["base", "protocol", "endpoints", "engine", "browser"]),
    ("ui", &["base", "query", "protocol", "state", "charts", "browser"]),
];

/// Floors that may name web crates.
const WEB_FLOORS: &[&str] = &["browser", "worker", "ui"];
const WEB_CRATES: &[&str] = &["leptos", "web_sys", "js_sys", "wasm_bindgen", "gloo_net", "gloo_timers"];

fn src() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// The source files below a folder, sorted.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in
            fs::read_dir(&folder).expect("the folder is there").map(|entry| entry.expect("readable").path())
        {
            if entry.is_dir() {
                folders.push(entry);
            } else if entry.extension().is_some_and(|extension| extension == "rs") {
                files.push(entry);
            }
        }
    }
    files.sort();
    files
}

/// The names that follow `crate::` in a text, those inside braces as well; comments are passed over.
fn named_floors(text: &str) -> Vec<String> {
    let code: String =
        text.lines().map(|line| line.split("//").next().unwrap_or_default()).collect::<Vec<_>>().join("\n");
    let word = |text: &str| text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let mut names = Vec::new();
    for (at, found) in code.match_indices("crate::") {
        let rest = code[at + found.len()..].trim_start();
        match rest.strip_prefix('{') {
            None => names.push(word(rest)),
            Some(list) => {
                let mut depth = 0;
                let mut start = true;
                for (at, c) in list.char_indices() {
                    match c {
                        '{' => depth += 1,
                        '}' if depth == 0 => break,
                        '}' => depth -= 1,
                        ',' if depth == 0 => start = true,
                        c if start && c.is_alphabetic() => {
                            names.push(word(&list[at..]));
                            start = false;
                        }
                        _ => {}
                    }
                }
            }
        }
    }
    names
}

#[test]
fn floors_import_only_downward() {
    let mut wrong = Vec::new();
    for (floor, below) in FLOORS {
        let folder = src().join(floor);
        if !folder.exists() {
            continue;
        }
        for file in sources(&folder) {
            for name in named_floors(&fs::read_to_string(&file).expect("readable")) {
                if name != *floor && !below.contains(&name.as_str()) {
                    wrong.push(format!("{} names {name}", file.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "imports that do not run downward:\n{}", wrong.join("\n"));
}

#[test]
fn only_the_web_floors_name_web_crates() {
    let mut wrong = Vec::new();
    for (floor, _) in FLOORS.iter().filter(|(floor, _)| !WEB_FLOORS.contains(floor)) {
        let folder = src().join(floor);
        if !folder.exists() {
            continue;
        }
        for file in sources(&folder) {
            let text = fs::read_to_string(&file).expect("readable");
            for name in WEB_CRATES.iter().filter(|name| text.contains(&format!("{name}::"))) {
                wrong.push(format!("{} names {name}", file.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "web crates below the web floors:\n{}", wrong.join("\n"));
}

#[test]
fn every_folder_of_src_is_a_floor_and_lib_names_them_in_order() {
    let lib = fs::read_to_string(src().join("lib.rs")).expect("readable");
    let named: Vec<&str> =
        lib.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    let expected: Vec<&str> =
        FLOORS.iter().map(|(floor, _)| *floor).filter(|floor| src().join(floor).exists()).collect();
    assert_eq!(named, expected);
    for entry in fs::read_dir(src()).expect("readable").map(|entry| entry.expect("readable").path()) {
        let name = entry.file_name().expect("named").to_string_lossy().into_owned();
        let known = FLOORS.iter().any(|(floor, _)| *floor == name);
        assert!(!entry.is_dir() || known || name == "bin", "src/{name} is no floor");
    }
}

#[test]
fn files_hold_one_idea() {
    let long: Vec<String> = sources(&src())
        .into_iter()
        .chain(sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")))
        .filter_map(|file| {
            let lines = fs::read_to_string(&file).expect("readable").lines().count();
            (lines > 400).then(|| format!("{} has {lines} lines", file.display()))
        })
        .collect();
    assert!(long.is_empty(), "{}", long.join("\n"));
}

#[test]
fn the_reader_of_imports_sees_what_is_imported() {
    let text =
        "use crate::{base::{bits, time}, model::store::Store};\nlet x = crate::search::f(); // crate::ui";
    assert_eq!(named_floors(text), ["base", "model", "search"]);
}
