//! Opens files and answers one request on the command line, as JSON: for bug reports, scripts and tests.
//!
//! Exit 0: answered; 1: answered, but at least one file held no trace; 2: not answered.

use serde::Serialize;
use spanscope::{
    engine::Engine,
    protocol::{
        answers::QueryAnswer,
        request::{Failure, Reply, Request},
    },
};
use std::{
    ffi::OsString,
    fs::File,
    io::{ErrorKind, Read, Write, stdin, stdout},
    process::ExitCode,
    time::Instant,
};

const USAGE: &str = "inspect summary FILE… | inspect query QUERY FILE… | inspect spans QUERY [--limit N] FILE… | \
                     inspect traces QUERY [--limit N] FILE… | inspect findings FILE…   (- is standard input)";
/// Rows of `spans` and `traces` unless asked otherwise.
const LIMIT: usize = 1_000;
const CHUNK_BYTES: usize = 1 << 20;

fn main() -> ExitCode {
    match run(std::env::args_os().skip(1).collect()) {
        Ok((json, code)) => print(&json, code),
        Err(failure) => print(&to_json(&serde_json::json!({ "error": failure })), 2),
    }
}

/// The answer and the exit code.
fn run(mut words: Vec<OsString>) -> Result<(String, u8), Failure> {
    let command = words.first().map(|word| word.to_string_lossy().into_owned()).unwrap_or_default();
    let has_rows = matches!(command.as_str(), "spans" | "traces");
    let limit = if has_rows { take_option(&mut words, "--limit")?.unwrap_or(LIMIT) } else { LIMIT };
    if let Some(option) = words.iter().find(|word| word.to_string_lossy().starts_with("--")) {
        let option = option.to_string_lossy();
        return Err(failure("unknown", format!("There is no option “{option}” of {command}. {USAGE}")));
    }
    let mut words = words.into_iter().skip(1);
    let mut query = || {
        let q = words.next().map(|word| word.to_string_lossy().into_owned());
        q.ok_or_else(|| failure("unknown", format!("{command} needs a query. {USAGE}")))
    };
    let request = match command.as_str() {
        "summary" => Request::Summary,
        "query" => Request::Query { q: query()? },
        "spans" => Request::Spans { q: query()?, limit },
        "traces" => Request::TraceRows { q: query()?, limit },
        "findings" => Request::Findings { limit: usize::MAX },
        other => return Err(failure("unknown", format!("There is no command “{other}”. {USAGE}"))),
    };
    let names: Vec<OsString> = words.collect();
    if names.is_empty() {
        return Err(failure("no_file", format!("No file was named. {USAGE}")));
    }
    let mut engine = Engine::new();
    open(&mut engine, &names);
    let code = u8::from(engine.store().files().iter().any(|file| file.error.is_some()));
    #[expect(clippy::disallowed_methods, reason = "how long an answer takes is no part of an analysis")]
    let asked = Instant::now();
    let json = match engine.answer(request) {
        Reply::Summary(summary) => to_json(&summary),
        Reply::Spans(spans) => to_json(&spans),
        Reply::TraceRows(traces) => to_json(&traces),
        Reply::Matched(matched) => {
            to_json(&QueryAnswer { matched, elapsed_ms: asked.elapsed().as_secs_f64() * 1e3 })
        }
        Reply::Findings(findings) => to_json(&findings),
        Reply::Failed(failure) => return Err(failure),
        _ => return Err(failure("unknown", "The engine gave another answer than was asked for".to_owned())),
    };
    Ok((json, code))
}

/// Reads every file; one that cannot be read says so in the summary.
fn open(engine: &mut Engine, paths: &[OsString]) {
    let mut opening = engine.begin_opening();
    let mut buffer = vec![0; CHUNK_BYTES];
    for path in paths {
        let name = path.to_string_lossy();
        opening.begin_file(&name);
        let source: Result<Box<dyn Read>, _> = if name == "-" {
            Ok(Box::new(stdin()))
        } else {
            File::open(path).map(|file| Box::new(file) as _)
        };
        let read = source.and_then(|mut source| {
            loop {
                match source.read(&mut buffer) {
                    Ok(count) if count > 0 && opening.feed(&buffer[..count]) => {}
                    Err(error) if error.kind() == ErrorKind::Interrupted => {}
                    ended => return ended.map(|_| ()),
                }
            }
        });
        if let Err(error) = read {
            opening.break_off(&format!("{name} could not be read: {error}"));
        }
    }
    engine.finish_opening(opening);
}

/// Takes `--name N` out of the words.
fn take_option(words: &mut Vec<OsString>, name: &str) -> Result<Option<usize>, Failure> {
    let Some(at) = words.iter().position(|word| word == name) else { return Ok(None) };
    let value = words.get(at + 1).and_then(|value| value.to_str()?.parse().ok());
    words.drain(at..(at + 2).min(words.len()));
    value.map(Some).ok_or_else(|| failure("unknown", format!("{name} needs a whole number")))
}

fn failure(code: &str, message: String) -> Failure {
    Failure { code: code.to_owned(), message, at: None }
}

fn to_json(value: &impl Serialize) -> String {
    // Plain structs of text and numbers always serialise.
    serde_json::to_string_pretty(value).unwrap_or_default()
}

/// Writes the answer. A reader that went away is no failure of ours.
fn print(json: &str, code: u8) -> ExitCode {
    let _ = writeln!(stdout(), "{json}");
    ExitCode::from(code)
}
