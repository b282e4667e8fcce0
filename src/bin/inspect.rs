//! Opens files and answers one request on the command line, as JSON: for bug reports, scripts and tests.
//!
//! Exit 0: answered; 1: answered, but at least one file held no trace; 2: not answered.

use serde::Serialize;
use spanscope::{
    engine::Engine,
    protocol::{
        answers::{QueryAnswer, TraceAnswer},
        compare::CompareQuery,
        export::{ExportFormat, ExportQuery, ExportWhat},
        latency::LatencyBy,
        request::{Failure, Reply, Request},
        traces::Selection,
    },
};
use std::{
    ffi::OsString,
    fs::File,
    io::{self, ErrorKind, Read, Write, stdin, stdout},
    process::ExitCode,
    time::Instant,
};

const USAGE: &str = "inspect summary FILE… | inspect query QUERY FILE… | inspect spans QUERY [--limit N] FILE… | \
                     inspect traces QUERY [--limit N] FILE… | inspect answer [--trace ID] FILE… | \
                     inspect services [--query QUERY] FILE… | \
                     inspect latency [--query QUERY] [--by root|operation|service] FILE… | \
                     inspect findings FILE… | inspect export otlp|csv [--query QUERY] FILE… | \
                     inspect compare [--slow COHORT] [--fast COHORT] FILE…   (- is standard input)";
/// Rows of `spans` and `traces` unless asked otherwise.
const LIMIT: usize = 1_000;
const CHUNK_BYTES: usize = 1 << 20;

fn main() -> ExitCode {
    match run(std::env::args_os().skip(1).collect()) {
        Ok(code) => ExitCode::from(code),
        Err(failure) => {
            print(&to_json(&serde_json::json!({ "error": failure })));
            ExitCode::from(2)
        }
    }
}

/// Writes the answer and gives the exit code.
fn run(mut words: Vec<OsString>) -> Result<u8, Failure> {
    let command = words.first().map(|word| word.to_string_lossy().into_owned()).unwrap_or_default();
    let has_rows = matches!(command.as_str(), "spans" | "traces");
    let limit = if has_rows { take_number(&mut words, "--limit")?.unwrap_or(LIMIT) } else { LIMIT };
    let has_query = matches!(command.as_str(), "services" | "latency" | "export");
    let q = if has_query { take_option(&mut words, "--query")?.unwrap_or_default() } else { String::new() };
    let mut cohort = |name| match command.as_str() {
        "compare" => take_option(&mut words, name).map(Option::unwrap_or_default),
        _ => Ok(String::new()),
    };
    let cohorts = CompareQuery { slow: cohort("--slow")?, fast: cohort("--fast")? };
    let trace = if command == "answer" { take_option(&mut words, "--trace")? } else { None };
    let by = if command == "latency" { take_by(&mut words)? } else { LatencyBy::default() };
    if let Some(option) = words.iter().find(|word| word.to_string_lossy().starts_with("--")) {
        let option = option.to_string_lossy();
        return Err(failure("unknown", format!("There is no option “{option}” of {command}. {USAGE}")));
    }
    let mut words = words.into_iter().skip(1);
    let mut query = || {
        let q = words.next().map(|word| word.to_string_lossy().into_owned());
        let missing = if command == "export" { "a format" } else { "a query" };
        q.ok_or_else(|| failure("unknown", format!("{command} needs {missing}. {USAGE}")))
    };
    let ask = match command.as_str() {
        "summary" => Ask::One(Request::Summary),
        "query" => Ask::One(Request::Query { q: query()? }),
        "spans" => Ask::One(Request::Spans { q: query()?, limit }),
        "traces" => Ask::One(Request::TraceRows { q: query()?, limit }),
        "answer" => trace.map_or(Ask::EveryTrace, |trace_id| Ask::One(Request::Answer { trace_id })),
        "services" => Ask::One(Request::Services { q }),
        "latency" => Ask::One(Request::Latency { q, by }),
        "export" => Ask::Export(export_query(&query()?, q)?),
        "compare" => Ask::One(Request::Compare(cohorts)),
        "findings" => Ask::One(Request::Findings { limit: usize::MAX }),
        other => return Err(failure("unknown", format!("There is no command “{other}”. {USAGE}"))),
    };
    let names: Vec<OsString> = words.collect();
    if names.is_empty() {
        return Err(failure("no_file", format!("No file was named. {USAGE}")));
    }
    let mut engine = Engine::new();
    open(&mut engine, &names);
    let code = u8::from(engine.store().files().iter().any(|file| file.error.is_some()));
    let json = match ask {
        Ask::One(request) => answer(&mut engine, request)?,
        Ask::EveryTrace => to_json(&answers(&mut engine)?),
        Ask::Export(query) => return export(&mut engine, &query).map(|()| code),
    };
    print(&json);
    Ok(code)
}

/// What to ask the engine.
enum Ask {
    One(Request),
    /// The answer of every trace.
    EveryTrace,
    /// A file.
    Export(ExportQuery),
}

/// What `export` asks for: everything, or the traces that a query finds.
fn export_query(format: &str, q: String) -> Result<ExportQuery, Failure> {
    let format = match format {
        "otlp" => ExportFormat::OtlpJson,
        "csv" => ExportFormat::Csv,
        other => return Err(failure("unknown", format!("Nothing is exported as “{other}”. {USAGE}"))),
    };
    let what = match q.trim() {
        "" => ExportWhat::All,
        _ => ExportWhat::Found(Selection { q, ..Selection::default() }),
    };
    Ok(ExportQuery { format, what })
}

/// Writes a file. A reader that went away is no failure of ours.
fn export(engine: &mut Engine, query: &ExportQuery) -> Result<(), Failure> {
    let mut export = engine.begin_export(query)?;
    let (mut piece, mut goes_on) = (Vec::new(), true);
    while goes_on {
        goes_on = engine.write_export(&mut export, &mut piece);
        if !written(stdout().write_all(&piece))? {
            return Ok(());
        }
    }
    written(stdout().flush()).map(drop)
}

/// Whether there is still a reader.
fn written(result: io::Result<()>) -> Result<bool, Failure> {
    match result {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(false),
        Err(error) => Err(failure("unknown", format!("The file could not be written: {error}"))),
    }
}

/// The reply to a request as JSON.
fn answer(engine: &mut Engine, request: Request) -> Result<String, Failure> {
    #[expect(clippy::disallowed_methods, reason = "how long an answer takes is no part of an analysis")]
    let asked = Instant::now();
    match engine.answer(request) {
        Reply::Summary(summary) => Ok(to_json(&summary)),
        Reply::Spans(spans) => Ok(to_json(&spans)),
        Reply::TraceRows(traces) => Ok(to_json(&traces)),
        Reply::Matched(matched) => {
            Ok(to_json(&QueryAnswer { matched, elapsed_ms: asked.elapsed().as_secs_f64() * 1e3 }))
        }
        Reply::Answer(answer) => Ok(to_json(&answer)),
        Reply::Findings(findings) => Ok(to_json(&findings)),
        Reply::Compared(compared) => Ok(to_json(&compared)),
        Reply::Services(services) => Ok(to_json(&services)),
        Reply::Latency(latency) => Ok(to_json(&latency)),
        reply => Err(refusal(reply)),
    }
}

fn answers(engine: &mut Engine) -> Result<Vec<TraceAnswer>, Failure> {
    let store = engine.store();
    let ids: Vec<String> = store.traces().map(|trace| store.trace_id_text(store.trace_key(trace))).collect();
    let answer = |trace_id| match engine.answer(Request::Answer { trace_id }) {
        Reply::Answer(answer) => Ok(answer),
        reply => Err(refusal(reply)),
    };
    ids.into_iter().map(answer).collect()
}

fn refusal(reply: Reply) -> Failure {
    match reply {
        Reply::Failed(failure) => failure,
        _ => failure("unknown", "The engine gave another answer than was asked for".to_owned()),
    }
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

/// Takes `--name VALUE` out of the words.
fn take_option(words: &mut Vec<OsString>, name: &str) -> Result<Option<String>, Failure> {
    let Some(at) = words.iter().position(|word| word == name) else { return Ok(None) };
    let value = words.get(at + 1).map(|value| value.to_string_lossy().into_owned());
    words.drain(at..(at + 2).min(words.len()));
    value.map(Some).ok_or_else(|| failure("unknown", format!("{name} needs a value")))
}

/// Takes the way to measure out of the words.
fn take_by(words: &mut Vec<OsString>) -> Result<LatencyBy, Failure> {
    let Some(by) = take_option(words, "--by")? else { return Ok(LatencyBy::default()) };
    LatencyBy::from_key(&by).ok_or_else(|| {
        let known = LatencyBy::WORDS.map(|(word, _)| word).join(", ");
        failure("unknown", format!("Latency is measured by {known}, not by “{by}”"))
    })
}

/// Takes `--name N` out of the words.
fn take_number(words: &mut Vec<OsString>, name: &str) -> Result<Option<usize>, Failure> {
    let number =
        |value: String| value.parse().map_err(|_| failure("unknown", format!("{name} needs a whole number")));
    take_option(words, name)?.map(number).transpose()
}

fn failure(code: &str, message: String) -> Failure {
    Failure { code: code.to_owned(), message, at: None }
}

fn to_json(value: &impl Serialize) -> String {
    // Plain structs of text and numbers always serialise.
    serde_json::to_string_pretty(value).unwrap_or_default()
}

/// Writes the answer. A reader that went away is no failure of ours.
fn print(json: &str) {
    let _ = writeln!(stdout(), "{json}");
}
