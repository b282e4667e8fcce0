//! What can be exported from here, and what it is called.

use super::{command::Command, palette::Entry, session::Session};
use crate::protocol::export::{ExportFormat, ExportQuery, ExportWhat};

/// Which traces are exported, each with all of its spans.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The traces that the list shows.
    Found,
    /// Everything that is open.
    All,
    /// The trace that is shown.
    Trace,
}

/// A file that is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Export {
    /// Which traces.
    pub part: Part,
    /// What it is written as.
    pub format: ExportFormat,
}

impl Part {
    const fn words(self) -> &'static str {
        match self {
            Self::Found => "The traces found",
            Self::All => "Everything open",
            Self::Trace => "This trace",
        }
    }
}

impl Export {
    /// Some parts in every format.
    pub fn all(parts: &[Part]) -> Vec<Self> {
        parts.iter().flat_map(|&part| ExportFormat::ALL.map(|format| Self { part, format })).collect()
    }

    /// What the menu calls it.
    pub fn words(self) -> String {
        format!("{} as {}", self.part.words(), self.format.words())
    }

    /// What the engine is asked, at this time of day; `None` when there is no such thing here.
    pub fn query(self, session: &Session, now_ns: i64) -> Option<ExportQuery> {
        let what = match self.part {
            Part::All => ExportWhat::All,
            Part::Found => ExportWhat::Found(session.selection(now_ns)),
            Part::Trace => ExportWhat::Trace(session.trace_id()?.to_owned()),
        };
        Some(ExportQuery { format: self.format, what })
    }

    /// The name of the file. An id that is opaque text may hold what no file's name can.
    pub fn file_name(self, session: &Session) -> String {
        let is_plain = |letter: &char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_' | '.');
        let id: String = session.trace_id().unwrap_or_default().chars().filter(is_plain).take(64).collect();
        let name = match self.part {
            Part::Found if session.is_narrowed() => "traces-found".to_owned(),
            Part::Found | Part::All => "traces".to_owned(),
            Part::Trace => format!("trace-{id}"),
        };
        format!("{name}.{}", self.format.extension())
    }
}

/// What the palette offers of it.
pub fn entries(parts: &[Part]) -> Vec<Entry> {
    let entry = |export: Export| Entry {
        words: format!("Export: {}", export.words()),
        hint: "Export".to_owned(),
        keys: Vec::new(),
        command: Command::Export(export),
    };
    Export::all(parts).into_iter().map(entry).collect()
}
