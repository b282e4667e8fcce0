//! One file being read: bytes in chunks of any size, spans into the builder.

use super::{
    jaeger,
    otlp_json::document::OtlpJson,
    sniff::{Format, format_of},
    unpack::Unpack,
};
use crate::{
    base::hash::Running,
    model::{builder::Builder, notes::NoteKind},
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
    OtlpJson(Box<OtlpJson>),
    /// All of the text: this format is read at its end.
    Jaeger(Vec<u8>),
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
        let text = self.unpack.feed(chunk, false, builder).map_err(Failure)?;
        self.read(&text, false, builder)
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
        builder.file().bytes = self.bytes;
        let text = self.unpack.feed(&[], true, builder).map_err(Failure)?;
        self.read(&text, true, builder)?;
        let sum = self.sum.finish();
        builder.file().sum = sum;
        let earlier = builder.files().len() - 1;
        if builder.files()[..earlier].iter().any(|file| file.sum == sum && file.error.is_none()) {
            builder.discard_file();
            builder.note(NoteKind::AlreadyOpen, String::new);
            return Ok(());
        }
        let before = builder.file().first_arrival;
        match self.reader {
            Reader::OtlpJson(reader) => {
                "OTLP/JSON".clone_into(&mut builder.file().format);
                let (trouble, is_otlp) = reader.finish(builder);
                if builder.arrivals() > before {
                    return Ok(());
                }
                let notes = &builder.file().notes;
                Err(Failure(match trouble {
                    _ if notes.count(NoteKind::LogsSkipped) > 0 => {
                        "These are OTLP logs; there are no spans in them".to_owned()
                    }
                    _ if notes.count(NoteKind::MetricsSkipped) > 0 => {
                        "These are OTLP metrics; there are no spans in them".to_owned()
                    }
                    Some(trouble) => format!("Not JSON as OTLP has it: {trouble}"),
                    None if is_otlp => "This is OTLP/JSON, but there are no spans in it".to_owned(),
                    None => "This is JSON, but neither OTLP (resourceSpans) nor Jaeger (data)".to_owned(),
                }))
            }
            Reader::Jaeger(text) => {
                "Jaeger JSON".clone_into(&mut builder.file().format);
                jaeger::read(&text, builder).map_err(Failure)?;
                if builder.arrivals() > before {
                    Ok(())
                } else {
                    Err(Failure("This is Jaeger JSON, but there are no spans in it".to_owned()))
                }
            }
            Reader::Unknown(_) => Err(Failure("The file is empty".to_owned())),
        }
    }

    fn read(&mut self, text: &[u8], last: bool, builder: &mut Builder) -> Result<(), Failure> {
        match &mut self.reader {
            Reader::Unknown(held) => {
                held.extend_from_slice(text);
                let held = std::mem::take(held);
                self.reader = match format_of(&held, last) {
                    None => Reader::Unknown(held),
                    Some(Format::Other(sentence)) => return Err(Failure(sentence)),
                    Some(Format::Jaeger) => Reader::Jaeger(held),
                    Some(Format::OtlpJson) => {
                        let mut reader = Box::<OtlpJson>::default();
                        reader.feed(&held, builder);
                        Reader::OtlpJson(reader)
                    }
                };
            }
            Reader::OtlpJson(reader) => reader.feed(text, builder),
            Reader::Jaeger(held) => held.extend_from_slice(text),
        }
        Ok(())
    }
}
