//! Files being read into a builder, one after another, chunk by chunk.

use crate::{
    formats::reader::FileReader,
    model::{builder::Builder, notes::NoteKind},
};

/// Reads files. A file that fails loses nothing of the others.
#[derive(Debug)]
pub struct Opening {
    builder: Builder,
    reader: Option<FileReader>,
}

impl Opening {
    pub(super) const fn new(builder: Builder) -> Self {
        Self { builder, reader: None }
    }

    /// Starts a file.
    pub fn begin_file(&mut self, name: &str) {
        self.end_file();
        self.reader = Some(FileReader::new(name, &mut self.builder));
    }

    /// Takes the next bytes of the file. `false`: it cannot be traces, the rest need not be read.
    pub fn feed(&mut self, chunk: &[u8]) -> bool {
        let Some(reader) = &mut self.reader else { return false };
        match reader.feed(chunk, &mut self.builder) {
            Ok(()) => true,
            Err(failure) => {
                self.builder.file().bytes = reader.bytes_read();
                self.reader = None;
                self.builder.fail_file(failure.to_string());
                false
            }
        }
    }

    /// Ends the file that is being read.
    pub fn end_file(&mut self) {
        if let Some(reader) = self.reader.take()
            && let Err(failure) = reader.finish(&mut self.builder)
        {
            self.builder.fail_file(failure.to_string());
        }
    }

    /// The file could not be read to its end: `sentence` says why. What was read of it is kept.
    pub fn break_off(&mut self, sentence: &str) {
        self.end_file();
        let spans_before = self.builder.file().first_arrival;
        if self.builder.arrivals() == spans_before {
            self.builder.fail_file(sentence.to_owned());
        } else {
            self.builder.note(NoteKind::Truncated, || sentence.to_owned());
        }
    }

    /// Spans read so far, those that were open before included.
    pub const fn span_count(&self) -> usize {
        self.builder.span_count()
    }

    pub(super) fn into_builder(mut self) -> Builder {
        self.end_file();
        self.builder
    }
}
