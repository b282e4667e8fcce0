//! Gzip of one member or several, by `flate2`.

use super::{Give, Stopped};
use flate2::write::MultiGzDecoder;
use std::io::Write;

/// See the module.
#[derive(Debug)]
pub(super) struct Gzip(MultiGzDecoder<Vec<u8>>);

/// Compressed bytes are unpacked so many at a time: deflate makes at most a thousand of one.
const PART_BYTES: usize = 1 << 14;

impl Default for Gzip {
    fn default() -> Self {
        Self(MultiGzDecoder::new(Vec::new()))
    }
}

impl Gzip {
    /// Unpacks the next bytes.
    pub fn unpack(&mut self, chunk: &[u8], last: bool, give: &mut Give<'_>) -> Result<(), Stopped> {
        for part in chunk.chunks(PART_BYTES) {
            let written = self.0.write_all(part);
            if written.is_err() {
                // What is still inside; the error that counts is the first.
                self.0.try_finish().ok();
            }
            give(&std::mem::take(self.0.get_mut()))?;
            written.map_err(|error| Stopped::Broken(error.to_string()))?;
        }
        if last {
            let finished = self.0.try_finish();
            give(&std::mem::take(self.0.get_mut()))?;
            finished.map_err(|error| Stopped::Broken(error.to_string()))?;
        }
        Ok(())
    }
}
