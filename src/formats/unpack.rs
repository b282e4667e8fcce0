//! What stands around the text: gzip, a byte order mark, UTF-16. Chunk by chunk.

use super::reader::Failure;
use crate::model::{builder::Builder, notes::NoteKind};
use flate2::write::MultiGzDecoder;
use std::io::Write;

/// Turns the bytes of a file into the bytes of its text.
#[derive(Debug, Default)]
pub(super) struct Unpack {
    stage: Stage,
    /// Bytes that wait for their other half.
    held: Vec<u8>,
}

#[derive(Debug, Default)]
enum Stage {
    /// Too few bytes to tell.
    #[default]
    Unknown,
    Plain,
    Gzip(Box<Gzip>),
    /// UTF-16, little-endian or not.
    Utf16(bool),
}

/// Compressed bytes are unpacked so many at a time: deflate makes at most a thousand of one.
const GZIP_BYTES: usize = 1 << 14;

impl Unpack {
    /// Hands the text of the next bytes on, in any number of parts.
    ///
    /// # Errors
    /// When compressed bytes cannot be unpacked at all, and those of `take`.
    pub fn feed(
        &mut self,
        chunk: &[u8],
        last: bool,
        builder: &mut Builder,
        mut take: impl FnMut(&[u8], &mut Builder) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        if !matches!(self.stage, Stage::Unknown) {
            return self.unpack(chunk, last, builder, &mut take);
        }
        self.held.extend_from_slice(chunk);
        if self.held.len() < 4 && !last {
            return Ok(());
        }
        let held = std::mem::take(&mut self.held);
        let (stage, mark) = stage_of(&held);
        if let Stage::Utf16(_) = stage {
            builder.note(NoteKind::Utf16, || "byte 0".to_owned());
        }
        self.stage = stage;
        self.unpack(&held[mark..], last, builder, &mut take)
    }

    fn unpack(
        &mut self,
        chunk: &[u8],
        last: bool,
        builder: &mut Builder,
        take: &mut impl FnMut(&[u8], &mut Builder) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        match &mut self.stage {
            Stage::Unknown | Stage::Plain => take(chunk, builder),
            Stage::Gzip(gzip) => {
                for part in chunk.chunks(GZIP_BYTES) {
                    take(&gzip.unpack(part), builder)?;
                }
                if last {
                    take(&gzip.finish(), builder)?;
                }
                gzip.check(last, builder)
            }
            Stage::Utf16(little_endian) => {
                self.held.extend_from_slice(chunk);
                let text = utf8(&mut self.held, *little_endian, last);
                take(text.as_bytes(), builder)
            }
        }
    }
}

/// What the first bytes say, and how many of them are only a mark.
fn stage_of(start: &[u8]) -> (Stage, usize) {
    match start {
        [0x1f, 0x8b, ..] => (Stage::Gzip(Box::default()), 0),
        [0xff, 0xfe, ..] => (Stage::Utf16(true), 2),
        [0xfe, 0xff, ..] => (Stage::Utf16(false), 2),
        [0xef, 0xbb, 0xbf, ..] => (Stage::Plain, 3),
        _ => (Stage::Plain, 0),
    }
}

/// The whole letters of UTF-16 as UTF-8; what waits for its other half stays.
fn utf8(held: &mut Vec<u8>, little_endian: bool, last: bool) -> String {
    let unit = |pair: &[u8; 2]| {
        if little_endian { u16::from_le_bytes(*pair) } else { u16::from_be_bytes(*pair) }
    };
    let mut units: Vec<u16> = held.as_chunks::<2>().0.iter().map(unit).collect();
    if !last && units.last().is_some_and(|unit| (0xd800..0xdc00).contains(unit)) {
        units.pop();
    }
    held.drain(..units.len() * 2);
    String::from_utf16_lossy(&units)
}

/// Gzip of one member or several.
#[derive(Debug)]
struct Gzip {
    decoder: MultiGzDecoder<Vec<u8>>,
    /// Some text came of it.
    has_text: bool,
    /// Why the rest cannot be unpacked.
    broken: Option<String>,
}

impl Default for Gzip {
    fn default() -> Self {
        Self { decoder: MultiGzDecoder::new(Vec::new()), has_text: false, broken: None }
    }
}

impl Gzip {
    fn unpack(&mut self, part: &[u8]) -> Vec<u8> {
        if self.broken.is_none()
            && let Err(error) = self.decoder.write_all(part)
        {
            self.broken = Some(error.to_string());
            return self.finish();
        }
        self.text()
    }

    /// What is still inside the decoder.
    fn finish(&mut self) -> Vec<u8> {
        if let Err(error) = self.decoder.try_finish() {
            self.broken.get_or_insert_with(|| error.to_string());
        }
        self.text()
    }

    fn text(&mut self) -> Vec<u8> {
        let text = std::mem::take(self.decoder.get_mut());
        self.has_text |= !text.is_empty();
        text
    }

    /// What could be unpacked before it broke is kept; only when there is nothing does the file fail.
    fn check(&self, last: bool, builder: &mut Builder) -> Result<(), Failure> {
        match &self.broken {
            Some(error) if !self.has_text => {
                Err(Failure(format!("The gzip data cannot be unpacked: {error}")))
            }
            Some(error) if last => {
                builder.note(NoteKind::Truncated, || format!("the gzip data: {error}"));
                Ok(())
            }
            _ => Ok(()),
        }
    }
}
