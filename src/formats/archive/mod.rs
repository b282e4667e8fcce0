//! Zip archives: each file in them is read as a file of its own, named `archive.zip/file`.
//!
//! The archive is walked front to back by the headers before its files, so that it is never held as a whole; the
//! `zip` crate begins with the list at the end and would need all of it. `flate2` unpacks.

mod entry;
mod header;

use super::reader::Failure;
use crate::model::{builder::Builder, notes::NoteKind};
use entry::{Entry, Taken};

/// An archive being read.
#[derive(Debug)]
pub(super) struct Archive {
    name: String,
    stage: Stage,
    /// Bytes that are not taken yet.
    pending: Vec<u8>,
    /// Bytes taken before those.
    taken: u64,
    /// Some file of it has begun.
    has_files: bool,
    /// The file that came last, wanted or not.
    last: String,
}

#[derive(Debug, Default)]
enum Stage {
    /// Before a header.
    #[default]
    Header,
    /// In a file.
    Entry(Box<Entry>),
    /// Behind a file whose sizes follow it.
    Descriptor(Box<Entry>),
    /// Behind the last file.
    End,
}

impl Archive {
    /// An archive that begins.
    pub fn new(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            stage: Stage::Header,
            pending: Vec::new(),
            taken: 0,
            has_files: false,
            last: String::new(),
        }
    }

    /// Takes the next bytes. Files that fail tell so themselves.
    ///
    /// # Errors
    /// None; the others give some.
    pub fn feed(&mut self, chunk: &[u8], builder: &mut Builder) -> Result<(), Failure> {
        self.run(chunk, false, builder);
        Ok(())
    }

    /// Ends the archive.
    ///
    /// # Errors
    /// When there is no file in it.
    pub fn finish(mut self, builder: &mut Builder) -> Result<(), Failure> {
        self.run(&[], true, builder);
        match self.stage {
            Stage::Entry(entry) => entry.finish(None, false, builder),
            Stage::Descriptor(entry) => entry.finish(None, true, builder),
            Stage::Header if self.has_files => {
                builder.note(NoteKind::Truncated, || self.behind());
            }
            _ => {}
        }
        if self.has_files {
            Ok(())
        } else {
            Err(Failure("This is a zip archive without a file in it".to_owned()))
        }
    }

    fn run(&mut self, chunk: &[u8], last: bool, builder: &mut Builder) {
        let mut pending = std::mem::take(&mut self.pending);
        pending.extend_from_slice(chunk);
        let mut at = 0;
        while let Some(taken) = self.step(&pending[at..], last, builder) {
            at += taken;
            self.taken += taken as u64;
        }
        pending.drain(..at);
        self.pending = pending;
    }

    /// Takes what stands first in `rest` and tells how much that is; `None` when more bytes are needed.
    fn step(&mut self, rest: &[u8], last: bool, builder: &mut Builder) -> Option<usize> {
        match std::mem::take(&mut self.stage) {
            Stage::Header => self.header(rest, builder),
            Stage::Entry(mut entry) => {
                let (taken, is_all) = match entry.feed(rest, builder) {
                    Taken::Some(taken) => (taken, false),
                    Taken::All(taken) => (taken, true),
                };
                match is_all {
                    true if entry.has_descriptor() => self.stage = Stage::Descriptor(entry),
                    true => entry.finish(None, true, builder),
                    false => self.stage = Stage::Entry(entry),
                }
                (is_all || taken > 0).then_some(taken)
            }
            Stage::Descriptor(entry) => {
                let Some((bytes, sum)) = descriptor(rest, last) else {
                    self.stage = Stage::Descriptor(entry);
                    return None;
                };
                entry.finish(Some(sum), true, builder);
                Some(bytes)
            }
            Stage::End => {
                self.stage = Stage::End;
                (!rest.is_empty()).then_some(rest.len())
            }
        }
    }

    fn header(&mut self, rest: &[u8], builder: &mut Builder) -> Option<usize> {
        let magic = rest.first_chunk::<4>()?;
        if magic != b"PK\x03\x04" {
            // The list of files, which says nothing new.
            let is_list = matches!(magic, [b'P', b'K', 1, 2] | [b'P', b'K', 5 | 6, 6] | [b'P', b'K', 6, 8]);
            if !is_list {
                builder.note(NoteKind::BadPart, || format!("{}: expected a file", self.behind()));
            }
            self.stage = Stage::End;
            return Some(0);
        }
        let header = header::read(rest)?;
        let is_wanted = is_wanted(&header.name);
        if is_wanted {
            self.begin_file(&header.name, builder);
        }
        let (entry, refused) = Entry::new(&header, is_wanted);
        if let Err(Failure(sentence)) = refused
            && is_wanted
        {
            builder.fail_file(sentence);
        } else if entry.is_none() {
            let (byte, name) = (self.taken, &header.name);
            builder.note(NoteKind::BadPart, || format!("{name}, byte {byte} of the archive: it has no size"));
        }
        self.last = header.name;
        self.stage = entry.map_or(Stage::End, |entry| Stage::Entry(Box::new(entry)));
        Some(header.bytes)
    }

    /// Where the archive stands, as notes tell it.
    fn behind(&self) -> String {
        format!("byte {} of the archive, behind {}", self.taken, self.last)
    }

    /// The first file stands in the place of the archive.
    fn begin_file(&mut self, name: &str, builder: &mut Builder) {
        let name = format!("{}/{name}", self.name);
        if std::mem::replace(&mut self.has_files, true) {
            builder.begin_file(&name);
        } else {
            builder.file().name = name;
        }
    }
}

/// Folders hold nothing, and some systems put files of their own beside those of people.
fn is_wanted(name: &str) -> bool {
    let last = name.rsplit('/').next().unwrap_or_default();
    !last.is_empty() && !last.starts_with('.') && !name.starts_with("__MACOSX/")
}

/// The length of what stands behind a file whose size was not known, and the checksum in it (APPNOTE.TXT 4.3.9): with
/// a mark or without, with sizes of four bytes or eight.
fn descriptor(rest: &[u8], last: bool) -> Option<(usize, u32)> {
    let mark = if rest.starts_with(b"PK\x07\x08") { 4 } else { 0 };
    let (short, long) = (mark + 12, mark + 20);
    if rest.len() < long + 2 && !last {
        return None;
    }
    let is_next = |at: usize| rest.get(at..).is_some_and(|next| next.starts_with(b"PK"));
    let bytes = if !is_next(short) && is_next(long) { long } else { short };
    (rest.len() >= bytes).then(|| (bytes, header::word(rest, mark)))
}
