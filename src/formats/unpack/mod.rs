//! Compression around a file, told by its first bytes: [`gzip`] and [`zstd`]. Chunk by chunk.

mod gzip;
mod zstd;

use super::reader::Failure;
use crate::model::{builder::Builder, notes::NoteKind};
use gzip::Gzip;
use zstd::Zstd;

/// Unpacks the bytes of a file.
#[derive(Debug, Default)]
pub(super) struct Unpack {
    stage: Stage,
    /// The first bytes, as long as they are too few to tell.
    held: Vec<u8>,
    /// Some bytes came of what was compressed.
    has_bytes: bool,
    /// Why the rest cannot be unpacked.
    broken: Option<String>,
}

#[derive(Debug, Default)]
enum Stage {
    #[default]
    Unknown,
    Plain,
    Gzip(Box<Gzip>),
    Zstd(Box<Zstd>),
}

/// Takes unpacked bytes.
pub(super) type Give<'a> = dyn FnMut(&[u8]) -> Result<(), Failure> + 'a;

/// Why unpacking stopped.
pub(super) enum Stopped {
    /// The compressed bytes are not what they should be.
    Broken(String),
    /// Who takes the unpacked bytes wants no more.
    Refused(Failure),
}

impl From<Failure> for Stopped {
    fn from(failure: Failure) -> Self {
        Self::Refused(failure)
    }
}

impl Unpack {
    /// Hands the unpacked bytes of the next ones on, in any number of parts.
    ///
    /// # Errors
    /// When compressed bytes cannot be unpacked at all, and those of `take`.
    pub fn feed(
        &mut self,
        chunk: &[u8],
        last: bool,
        builder: &mut Builder,
        mut take: impl FnMut(&[u8], bool, &mut Builder) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        if !matches!(self.stage, Stage::Unknown) {
            return self.unpack(chunk, last, builder, &mut take);
        }
        self.held.extend_from_slice(chunk);
        if self.held.len() < 4 && !last {
            return Ok(());
        }
        let held = std::mem::take(&mut self.held);
        self.stage = match held[..] {
            [0x1f, 0x8b, ..] => Stage::Gzip(Box::default()),
            [0x28, 0xb5, 0x2f, 0xfd, ..] => Stage::Zstd(Box::default()),
            // A frame that zstd skips may stand first.
            [0x50..=0x5f, 0x2a, 0x4d, 0x18, ..] => Stage::Zstd(Box::default()),
            _ => Stage::Plain,
        };
        self.unpack(&held, last, builder, &mut take)
    }

    fn unpack(
        &mut self,
        chunk: &[u8],
        last: bool,
        builder: &mut Builder,
        take: &mut impl FnMut(&[u8], bool, &mut Builder) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let mut has_bytes = self.has_bytes;
        let mut give = |bytes: &[u8]| {
            has_bytes |= !bytes.is_empty();
            take(bytes, false, builder)
        };
        let (name, stopped) = match &mut self.stage {
            Stage::Unknown | Stage::Plain => return take(chunk, last, builder),
            Stage::Gzip(_) | Stage::Zstd(_) if self.broken.is_some() => ("", Ok(())),
            Stage::Gzip(gzip) => ("gzip", gzip.unpack(chunk, last, &mut give)),
            Stage::Zstd(zstd) => ("zstd", zstd.unpack(chunk, last, &mut give)),
        };
        self.has_bytes = has_bytes;
        match stopped {
            Ok(()) => {}
            Err(Stopped::Refused(failure)) => return Err(failure),
            Err(Stopped::Broken(error)) => self.broken = Some(format!("the {name} data: {error}")),
        }
        match &self.broken {
            // What could be unpacked before it broke is kept; only when there is nothing does the file fail.
            Some(error) if !self.has_bytes => Err(Failure(format!("This cannot be unpacked: {error}"))),
            broken if last => {
                if let Some(error) = broken {
                    builder.note(NoteKind::Truncated, || error.clone());
                }
                take(&[], true, builder)
            }
            _ => Ok(()),
        }
    }
}
