//! What stands around the text: gzip, a byte order mark, UTF-16. Chunk by chunk.

use crate::model::{builder::Builder, notes::NoteKind};
use flate2::write::MultiGzDecoder;
use std::io::Write;

/// Turns the bytes of a file into the bytes of its text.
#[derive(Debug, Default)]
pub struct Unpack {
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
    Gzip(Box<MultiGzDecoder<Vec<u8>>>),
    /// UTF-16, little-endian or not.
    Utf16(bool),
}

impl Unpack {
    /// The text of the next bytes.
    ///
    /// # Errors
    /// When compressed bytes cannot be unpacked: a sentence.
    pub fn feed(&mut self, chunk: &[u8], last: bool, builder: &mut Builder) -> Result<Vec<u8>, String> {
        if matches!(self.stage, Stage::Unknown) {
            self.held.extend_from_slice(chunk);
            if self.held.len() < 4 && !last {
                return Ok(Vec::new());
            }
            let held = std::mem::take(&mut self.held);
            self.stage = stage_of(&held);
            if let Stage::Utf16(_) = self.stage {
                builder.note(NoteKind::Utf16, || "byte 0".to_owned());
            }
            let mark = match self.stage {
                Stage::Utf16(_) => 2,
                Stage::Plain if held.starts_with(b"\xef\xbb\xbf") => 3,
                _ => 0,
            };
            return self.take(&held[mark..], last);
        }
        self.take(chunk, last)
    }

    fn take(&mut self, chunk: &[u8], last: bool) -> Result<Vec<u8>, String> {
        match &mut self.stage {
            Stage::Unknown | Stage::Plain => Ok(chunk.to_vec()),
            Stage::Gzip(decoder) => {
                let written = decoder.write_all(chunk);
                let ended = if last { decoder.try_finish() } else { Ok(()) };
                let text = std::mem::take(decoder.get_mut());
                match written.and(ended) {
                    // What could be unpacked is read; that the rest is missing shows in the text.
                    Err(error) if text.is_empty() => {
                        Err(format!("The gzip data cannot be unpacked: {error}"))
                    }
                    _ => Ok(text),
                }
            }
            Stage::Utf16(little_endian) => {
                self.held.extend_from_slice(chunk);
                let (pairs, _) = self.held.as_chunks::<2>();
                let mut units: Vec<u16> =
                    pairs
                        .iter()
                        .map(|pair| {
                            if *little_endian { u16::from_le_bytes(*pair) } else { u16::from_be_bytes(*pair) }
                        })
                        .collect();
                if !last && units.last().is_some_and(|unit| (0xd800..0xdc00).contains(unit)) {
                    units.pop();
                }
                self.held.drain(..units.len() * 2);
                Ok(String::from_utf16_lossy(&units).into_bytes())
            }
        }
    }
}

fn stage_of(start: &[u8]) -> Stage {
    match start {
        [0x1f, 0x8b, ..] => Stage::Gzip(Box::new(MultiGzDecoder::new(Vec::new()))),
        [0xff, 0xfe, ..] => Stage::Utf16(true),
        [0xfe, 0xff, ..] => Stage::Utf16(false),
        _ => Stage::Plain,
    }
}
