//! One file being read: bytes in chunks of any size, spans into the builder.

use super::{
    jaeger::document::Jaeger,
    otlp_json::document::OtlpJson,
    sniff::{Format, format_of},
    unpack::Unpack,
    walk::Walk,
};
use crate::{
    base::hash::Running,
    model::{
        builder::Builder,
        logs::LOGS_ALONE,
        notes::{NoteKind, Notes},
        origin::FileInfo,
    },
};
use core::fmt;

/// A file being read.
#[derive(Debug, Default)]
pub struct FileReader {
    bytes: u64,
    sum: Running,
    unpack: Unpack,
    reader: Reader,
}

/// What reads the text.
#[derive(Debug)]
enum Reader {
    /// Text that waits until it is clear what it is.
    Unknown(Vec<u8>),
    OtlpJson(Box<Walk<OtlpJson>>),
    Jaeger(Box<Walk<Jaeger>>),
}

impl Default for Reader {
    fn default() -> Self {
        Self::Unknown(Vec::new())
    }
}

/// Why nothing of a file could be read: what was found and what was expected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure(pub String);

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FileReader {
    /// Begins a file.
    pub fn new(name: &str, builder: &mut Builder) -> Self {
        builder.begin_file(name);
        Self::default()
    }

    /// Takes the next bytes.
    ///
    /// # Errors
    /// When the file cannot be traces; the rest need not be read.
    pub fn feed(&mut self, chunk: &[u8], builder: &mut Builder) -> Result<(), Failure> {
        self.bytes += chunk.len() as u64;
        self.sum.write(chunk);
        self.read(chunk, false, builder)
    }

    fn read(&mut self, chunk: &[u8], last: bool, builder: &mut Builder) -> Result<(), Failure> {
        let Self { unpack, reader, .. } = self;
        unpack.feed(chunk, last, builder, |text, builder| reader.feed(text, false, builder))
    }

    /// Bytes taken so far.
    pub const fn bytes_read(&self) -> u64 {
        self.bytes
    }

    /// Ends the file.
    ///
    /// # Errors
    /// When nothing in it is a trace.
    pub fn finish(mut self, builder: &mut Builder) -> Result<(), Failure> {
        let file = builder.file();
        (file.bytes, file.sum) = (self.bytes, self.sum.finish());
        self.read(&[], true, builder)?;
        self.reader.feed(&[], true, builder)?;
        let result = self.reader.finish(builder);
        if result.is_ok() {
            discard_if_open(builder);
        }
        result
    }
}

/// Whether what a file holds is there, if only until its traces come.
fn has_given(file: &FileInfo) -> bool {
    file.error.as_deref().is_none_or(|error| error == LOGS_ALONE)
}

/// A file whose bytes are already open gives nothing.
fn discard_if_open(builder: &mut Builder) {
    let Some((file, earlier)) = builder.files().split_last() else { return };
    let is_same = |other: &&FileInfo| other.sum == file.sum && other.bytes == file.bytes && has_given(other);
    let Some(same) = earlier.iter().find(is_same).map(|other| other.name.clone()) else { return };
    builder.discard_file();
    builder.file().notes = Notes::default();
    builder.note(NoteKind::AlreadyOpen, || same);
}

impl Reader {
    fn feed(&mut self, text: &[u8], last: bool, builder: &mut Builder) -> Result<(), Failure> {
        match self {
            Self::OtlpJson(walk) => walk.feed(text, builder),
            Self::Jaeger(walk) => walk.feed(text, builder),
            Self::Unknown(held) => {
                held.extend_from_slice(text);
                let Some(format) = format_of(held, last) else { return Ok(()) };
                let held = std::mem::take(held);
                *self = match format {
                    Format::OtlpJson => Self::OtlpJson(Box::new(Walk::new())),
                    Format::Jaeger => Self::Jaeger(Box::new(Walk::new())),
                    Format::Other(sentence) => return Err(Failure(sentence)),
                };
                return self.feed(&held, last, builder);
            }
        }
        Ok(())
    }

    /// Takes what is left and names the format.
    fn finish(self, builder: &mut Builder) -> Result<(), Failure> {
        let mut logs = false;
        let (format, is_this, trouble) = match self {
            Self::OtlpJson(walk) => {
                let (otlp, trouble) = walk.finish(builder);
                logs = otlp.has_logs;
                ("OTLP/JSON", otlp.is_otlp, trouble)
            }
            Self::Jaeger(walk) => {
                let (jaeger, trouble) = walk.finish(builder);
                ("Jaeger JSON", jaeger.is_jaeger, trouble)
            }
            Self::Unknown(_) => return Err(Failure("The file is empty".to_owned())),
        };
        let file = builder.file();
        let is_skipped = |kind| file.notes.count(kind) > 0;
        let metrics = is_skipped(NoteKind::MetricsSkipped);
        if is_this || logs || metrics {
            format.clone_into(&mut file.format);
        }
        let (first, first_log) = (file.first_arrival, file.first_log);
        // Whose logs these are is known when every file is read.
        if builder.arrivals() > first || builder.log_count() > first_log {
            return Ok(());
        }
        Err(Failure(match trouble {
            _ if logs => "These are OTLP logs; there are no spans in them".to_owned(),
            _ if metrics => "These are OTLP metrics; there are no spans in them".to_owned(),
            Some(trouble) if is_this => format!("This begins as {format}, but is not JSON: {trouble}"),
            Some(trouble) => format!("Not JSON: {trouble}"),
            None if is_this => format!("This is {format}, but there are no spans in it"),
            None => "This is JSON, but neither OTLP (resourceSpans) nor Jaeger (data)".to_owned(),
        }))
    }
}
