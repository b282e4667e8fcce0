//! What can be given to others from here: a link, ids, texts for the clipboard, pictures.

use super::{
    command::Command,
    markdown::{cell, code},
    palette::Entry,
    session::{Session, View},
};
use crate::{
    base::{time, words},
    protocol::{answers::TraceAnswer, traces::TraceHead},
};

/// Names of files that a sentence tells; the others are counted.
const NAMED: usize = 2;

/// Something to give to others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Share {
    /// The address of what is shown.
    Link,
    /// The id of the trace.
    TraceId,
    /// The id of the span that is selected.
    SpanId,
    /// The trace as OTLP/JSON.
    OtlpJson,
    /// The trace in a few lines for a ticket.
    Markdown,
    /// A picture of a part of the page by its name, or of the whole view.
    Picture(Option<String>),
    /// Paper, or a PDF.
    Print,
}

impl Share {
    /// What can be shared in a trace, or elsewhere; pictures of parts of the page come beside it.
    pub fn all(in_trace: bool, has_span: bool) -> Vec<Self> {
        let of_trace = [Self::Markdown, Self::OtlpJson, Self::TraceId];
        let mut all = vec![Self::Link];
        all.extend(of_trace.into_iter().filter(|_| in_trace));
        all.extend(has_span.then_some(Self::SpanId));
        all.extend([Self::Picture(None), Self::Print]);
        all
    }

    /// What it is called.
    pub fn words(&self) -> String {
        match self {
            Self::Link => "Copy a link to this view".to_owned(),
            Self::TraceId => "Copy the trace id".to_owned(),
            Self::SpanId => "Copy the span id".to_owned(),
            Self::OtlpJson => "Copy the trace as OTLP/JSON".to_owned(),
            Self::Markdown => "Copy a summary as Markdown".to_owned(),
            Self::Picture(None) => "Picture of this view".to_owned(),
            Self::Picture(Some(part)) => format!("Picture of the {part}"),
            Self::Print => "Print…".to_owned(),
        }
    }
}

/// What the palette offers of it.
pub fn entries(in_trace: bool) -> Vec<Entry> {
    let entry = |share: Share| Entry {
        words: share.words(),
        hint: "Share".to_owned(),
        keys: Vec::new(),
        command: Command::Share(share),
    };
    Share::all(in_trace, false).into_iter().map(entry).collect()
}

/// What is said when a link was copied; `missing` are the names of files that it cannot bring back, `fetched` says
/// whether a list of traces is shown that were fetched from a store.
pub fn link_sentence(missing: &[String], fetched: bool) -> String {
    let fetched = if fetched {
        ". Traces that were fetched from the store are not in it: whoever follows the link loads them again"
    } else {
        ""
    };
    if missing.is_empty() {
        let brings = if fetched.is_empty() { "; it brings this view back" } else { "" };
        return format!("The link was copied{brings}{fetched}");
    }
    let named = missing.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
    let names = match missing.len().saturating_sub(NAMED) {
        0 => named,
        more => format!("{named} and {}", words::count(more, "other file", "other files")),
    };
    let they = if missing.len() == 1 { "it" } else { "them" };
    format!(
        "The link was copied. The data of {names} is not in it: whoever follows the link has to open {they} as well{fetched}"
    )
}

/// The name of a picture's file, without its ending.
pub fn picture_name(session: &Session, part: Option<&str>) -> String {
    let view = match &session.view {
        View::Open => "spanscope",
        View::Traces => "traces",
        View::Store => "store",
        View::Trace(_) => "trace",
        View::Services => "services",
        View::Latency => "latency",
        View::Findings => "findings",
        View::Compare => "compare",
    };
    let of_trace =
        session.trace_id().map(|id| id.chars().filter(char::is_ascii_alphanumeric).take(8).collect());
    let parts = [Some(view.to_owned()), of_trace, part.map(|part| part.replace(' ', "-"))];
    parts.into_iter().flatten().collect::<Vec<String>>().join("-")
}

/// A trace in a few lines of Markdown.
pub fn markdown(head: &TraceHead, service: &str, answer: &TraceAnswer, address: &str) -> String {
    let row = &head.row;
    let name = if row.name.is_empty() { "(no name)" } else { &row.name };
    let mut text = format!("**{} {}: {}**\n", cell(service), cell(name), time::duration(row.latency_ns));
    if !answer.sentence.is_empty() {
        text.push_str(&format!("\n{}\n", cell(&answer.sentence)));
    }
    if !answer.parts.is_empty() {
        text.push_str("\n| What | Time |\n| --- | ---: |\n");
        for part in &answer.parts {
            let took = if part.ns > 0 { time::duration(part.ns) } else { String::new() };
            text.push_str(&format!("| {} | {took} |\n", cell(&part.text)));
        }
    }
    text.push_str(&format!(
        "\n{}, {}, {}; started {}. Trace {}\n\n{address}\n",
        words::count(row.spans, "span", "spans"),
        words::count(row.service_count, "service", "services"),
        words::count(row.errors, "error", "errors"),
        time::rfc3339(row.start_ns),
        code(&row.trace_id),
    ));
    text
}
