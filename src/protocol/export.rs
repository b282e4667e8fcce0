//! Files to be written from what is open.

use super::traces::Selection;
use serde::{Deserialize, Serialize};

/// A file that is wanted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExportQuery {
    /// What it is written as.
    pub format: ExportFormat,
    /// What is in it.
    pub what: ExportWhat,
}

/// What a file is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExportFormat {
    /// One OTLP/JSON document: what was read, not what was mended.
    OtlpJson,
    /// A row a span.
    Csv,
}

impl ExportFormat {
    /// Every format.
    pub const ALL: [Self; 2] = [Self::OtlpJson, Self::Csv];

    /// What people call it.
    pub const fn words(self) -> &'static str {
        match self {
            Self::OtlpJson => "OTLP/JSON",
            Self::Csv => "CSV",
        }
    }

    /// What its files end in.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::OtlpJson => "json",
            Self::Csv => "csv",
        }
    }

    /// What browsers know it by.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::OtlpJson => "application/json",
            Self::Csv => "text/csv",
        }
    }
}

/// Which traces, each with all of its spans.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExportWhat {
    /// Everything that is open.
    All,
    /// What was found.
    Found(Selection),
    /// The trace with this id.
    Trace(String),
}

/// How far the writing is; at its end, what was written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExportProgress {
    /// Spans written.
    pub spans: usize,
    /// Spans in all.
    pub spans_total: usize,
    /// Bytes written.
    pub bytes: u64,
}
