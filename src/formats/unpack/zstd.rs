//! Zstandard of one frame or several, by `ruzstd`: the decoder in safe Rust, which builds for wasm as it is.
//!
//! The decoder is given one whole block at a time (RFC 8878, "Blocks"), so that a chunk may end anywhere and no chunk
//! unpacks to more than a block at once.

use super::{Give, Stopped};
use core::fmt;
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};

/// See the module.
#[derive(Default)]
pub(super) struct Zstd {
    decoder: FrameDecoder,
    pending: Vec<u8>,
    stage: Stage,
    /// Bytes that are to be skipped.
    skip: usize,
    has_checksum: bool,
}

#[derive(Clone, Copy, Debug, Default)]
enum Stage {
    /// Before a frame.
    #[default]
    Frame,
    /// Before a block.
    Block,
}

/// What the next bytes are.
enum Next {
    Skip { head_bytes: usize, body_bytes: usize },
    Frame(usize),
    Block { bytes: usize, is_last: bool },
}

impl fmt::Debug for Zstd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Zstd").field("stage", &self.stage).finish_non_exhaustive()
    }
}

impl Zstd {
    /// Unpacks the next bytes.
    pub fn unpack(&mut self, chunk: &[u8], last: bool, give: &mut Give<'_>) -> Result<(), Stopped> {
        let mut pending = std::mem::take(&mut self.pending);
        pending.extend_from_slice(chunk);
        let mut rest = &pending[..];
        loop {
            let skipped = self.skip.min(rest.len());
            self.skip -= skipped;
            rest = &rest[skipped..];
            if self.skip > 0 || rest.is_empty() {
                break;
            }
            let Some(next) = self.next(rest)? else { break };
            match next {
                Next::Skip { head_bytes, body_bytes } => {
                    self.skip = body_bytes;
                    rest = &rest[head_bytes..];
                }
                Next::Frame(bytes) => {
                    self.decoder.init(&rest[..bytes]).map_err(broken)?;
                    self.stage = Stage::Block;
                    rest = &rest[bytes..];
                }
                Next::Block { bytes, is_last } => {
                    self.decoder
                        .decode_blocks(&rest[..bytes], BlockDecodingStrategy::UptoBlocks(1))
                        .map_err(broken)?;
                    rest = &rest[bytes..];
                    give(&self.decoder.collect().unwrap_or_default())?;
                    if is_last {
                        self.end_frame()?;
                    }
                }
            }
        }
        let is_inside = !rest.is_empty() || self.skip > 0 || matches!(self.stage, Stage::Block);
        self.pending = rest.to_vec();
        if last && is_inside {
            return Err(Stopped::Broken("it ends in the middle".to_owned()));
        }
        Ok(())
    }

    /// What stands at the beginning of `rest`, once all of it is there.
    fn next(&mut self, rest: &[u8]) -> Result<Option<Next>, Stopped> {
        let next = match self.stage {
            Stage::Frame => {
                let Some((magic, behind)) = rest.split_first_chunk::<4>() else { return Ok(None) };
                if matches!(magic, [0x50..=0x5f, 0x2a, 0x4d, 0x18]) {
                    let Some(size) = behind.first_chunk() else { return Ok(None) };
                    return Ok(Some(Next::Skip {
                        head_bytes: 8,
                        body_bytes: u32::from_le_bytes(*size) as usize,
                    }));
                }
                if magic != &[0x28, 0xb5, 0x2f, 0xfd] {
                    return Err(Stopped::Broken("something else follows".to_owned()));
                }
                let Some(&descriptor) = behind.first() else { return Ok(None) };
                self.has_checksum = descriptor & 4 != 0;
                Next::Frame(5 + frame_header_bytes(descriptor))
            }
            Stage::Block => {
                let &[low, middle, high, ..] = rest else { return Ok(None) };
                let head = u32::from_le_bytes([low, middle, high, 0]);
                let is_last = head & 1 == 1;
                // A run of one byte is that byte.
                let body_bytes = if head >> 1 & 3 == 1 { 1 } else { (head >> 3) as usize };
                let sum_bytes = if is_last && self.has_checksum { 4 } else { 0 };
                Next::Block { bytes: 3 + body_bytes + sum_bytes, is_last }
            }
        };
        let (Next::Frame(bytes) | Next::Block { bytes, .. }) = next else { return Ok(Some(next)) };
        Ok((rest.len() >= bytes).then_some(next))
    }

    fn end_frame(&mut self) -> Result<(), Stopped> {
        self.stage = Stage::Frame;
        let written = self.decoder.get_checksum_from_data();
        if written.is_some() && written != self.decoder.get_calculated_checksum() {
            return Err(Stopped::Broken("the checksum is not that of its content".to_owned()));
        }
        Ok(())
    }
}

/// How long the fields of a frame's header are that its descriptor announces: window, dictionary, content size.
const fn frame_header_bytes(descriptor: u8) -> usize {
    let is_single_segment = descriptor & 0x20 != 0;
    let dictionary = [0, 1, 2, 4][(descriptor & 3) as usize];
    let content_size = match descriptor >> 6 {
        0 => is_single_segment as usize,
        1 => 2,
        2 => 4,
        _ => 8,
    };
    !is_single_segment as usize + dictionary + content_size
}

fn broken(error: impl fmt::Display) -> Stopped {
    Stopped::Broken(error.to_string())
}
