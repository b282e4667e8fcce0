//! Files being read into a builder, one after another, chunk by chunk.

use crate::{
    base::words,
    formats::reader::FileReader,
    model::{builder::Builder, notes::NoteKind},
};

/// Bytes that what is open may take: an address space of 32 bits has 4 GiB, and putting a store in order, the analyses
/// and the answers need their share. Elsewhere it is more than any machine has.
#[cfg(target_pointer_width = "32")]
const ROOM_BYTES: usize = 2_500_000_000;
#[cfg(not(target_pointer_width = "32"))]
const ROOM_BYTES: usize = 1 << 44;

/// What is held is counted each time so many bytes have come.
const COUNT_EVERY_BYTES: usize = 8 << 20;

/// Reads files. A file that fails loses nothing of the others, and what there is no room for nothing of what was read.
#[derive(Debug)]
pub struct Opening {
    builder: Builder,
    reader: Option<FileReader>,
    room_bytes: usize,
    /// Bytes that may come before what is held is counted again.
    uncounted_bytes: usize,
}

impl Opening {
    pub(super) const fn new(builder: Builder) -> Self {
        Self { builder, reader: None, room_bytes: ROOM_BYTES, uncounted_bytes: 0 }
    }

    /// Lets what is open take no more than so many bytes.
    #[must_use]
    pub fn with_room(self, room_bytes: u64) -> Self {
        let room_bytes = usize::try_from(room_bytes).unwrap_or(usize::MAX);
        Self { room_bytes: room_bytes.min(ROOM_BYTES), ..self }
    }

    /// Starts a file.
    pub fn begin_file(&mut self, name: &str) {
        self.end_file();
        self.uncounted_bytes = 0;
        self.reader = Some(FileReader::new(name, &mut self.builder));
    }

    /// Takes the next bytes of the file. `false`: it cannot be traces, or there is no room: the rest need not be read.
    pub fn feed(&mut self, chunk: &[u8]) -> bool {
        if !self.has_room(chunk.len()) {
            let room = words::bytes(self.room_bytes as u64);
            self.stop(NoteKind::NoRoom, &format!("What is open fills the {room} of memory that it may take"));
            return false;
        }
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

    /// Whether more may be read. Many pieces are counted at once: counting walks over all there is.
    fn has_room(&mut self, chunk_bytes: usize) -> bool {
        if let Some(left) = self.uncounted_bytes.checked_sub(chunk_bytes) {
            self.uncounted_bytes = left;
            return true;
        }
        self.uncounted_bytes = COUNT_EVERY_BYTES;
        self.builder.bytes() < self.room_bytes
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
        self.stop(NoteKind::Truncated, sentence);
    }

    fn stop(&mut self, kind: NoteKind, sentence: &str) {
        let was_truncated = self.builder.file().notes.count(NoteKind::Truncated) > 0;
        self.end_file();
        if kind == NoteKind::NoRoom && !was_truncated {
            // It is the reading that ends in the middle, not the file.
            self.builder.file().notes.forget(&[NoteKind::Truncated]);
        }
        let spans_before = self.builder.file().first_arrival;
        if self.builder.arrivals() == spans_before {
            self.builder.fail_file(sentence.to_owned());
        } else {
            self.builder.note(kind, || sentence.to_owned());
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
