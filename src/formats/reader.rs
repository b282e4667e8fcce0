//! A file being read: bytes in chunks of any size, spans into the builder.

use super::{archive::Archive, one_file::OneFile};
use crate::model::builder::Builder;
use core::fmt;

/// A file being read, which may hold several.
#[derive(Debug, Default)]
pub struct FileReader {
    bytes: u64,
    content: Content,
}

/// What is read.
#[derive(Debug)]
enum Content {
    /// The first bytes, as long as they are too few to tell.
    Unknown(Vec<u8>),
    One(Box<OneFile>),
    Archive(Box<Archive>),
}

impl Default for Content {
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
        self.read(chunk, false, builder)
    }

    fn read(&mut self, chunk: &[u8], last: bool, builder: &mut Builder) -> Result<(), Failure> {
        match &mut self.content {
            Content::One(file) => file.feed(chunk, builder),
            Content::Archive(archive) => archive.feed(chunk, builder),
            Content::Unknown(held) => {
                held.extend_from_slice(chunk);
                if held.len() < 4 && !last {
                    return Ok(());
                }
                let held = std::mem::take(held);
                self.content = match held[..] {
                    // An archive begins with a file; one without any with the end of its list.
                    [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] => {
                        Content::Archive(Box::new(Archive::new(&builder.file().name)))
                    }
                    _ => Content::One(Box::default()),
                };
                self.read(&held, last, builder)
            }
        }
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
        if let Content::Unknown(_) = self.content {
            self.read(&[], true, builder)?;
        }
        match self.content {
            Content::Unknown(_) => Ok(()),
            Content::One(file) => file.finish(builder),
            Content::Archive(archive) => archive.finish(builder),
        }
    }
}
