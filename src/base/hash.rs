//! One hash function for the whole program, seeded alike everywhere so that results repeat.

use core::hash::{BuildHasher, Hash, Hasher};
use foldhash::fast::FixedState;

/// The hash of some bytes.
#[inline]
pub fn of_bytes(bytes: &[u8]) -> u64 {
    let mut hasher = FixedState::default().build_hasher();
    hasher.write(bytes);
    hasher.finish()
}

/// The hash of a value.
#[inline]
pub fn of<T: Hash>(value: &T) -> u64 {
    FixedState::default().hash_one(value)
}

/// A running hash over chunks: the same bytes give the same sum however they were cut.
/// It tells whether a file is already open; it is no defence against forgery.
#[derive(Clone, Debug)]
pub struct Running {
    sum: u64,
    pending: [u8; 8],
    filled: usize,
    len: u64,
}

impl Default for Running {
    fn default() -> Self {
        Self { sum: 0x9e37_79b9_7f4a_7c15, pending: [0; 8], filled: 0, len: 0 }
    }
}

impl Running {
    /// Takes the next bytes of the file.
    pub fn write(&mut self, mut bytes: &[u8]) {
        self.len += bytes.len() as u64;
        if self.filled > 0 {
            let take = bytes.len().min(8 - self.filled);
            self.pending[self.filled..self.filled + take].copy_from_slice(&bytes[..take]);
            self.filled += take;
            bytes = &bytes[take..];
            if self.filled < 8 {
                return;
            }
            self.mix(u64::from_le_bytes(self.pending));
            self.filled = 0;
        }
        let (words, rest) = bytes.as_chunks::<8>();
        for word in words {
            self.mix(u64::from_le_bytes(*word));
        }
        self.pending[..rest.len()].copy_from_slice(rest);
        self.filled = rest.len();
    }

    /// The sum of everything written.
    pub fn finish(&self) -> u64 {
        let mut end = self.clone();
        end.pending[end.filled..].fill(0);
        end.mix(u64::from_le_bytes(end.pending));
        end.mix(end.len);
        end.sum
    }

    #[inline]
    fn mix(&mut self, word: u64) {
        self.sum = (self.sum.rotate_left(5) ^ word).wrapping_mul(0xf135_7aea_2e62_a9c5);
    }
}
