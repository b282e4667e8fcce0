//! One hash function for the whole program, seeded alike everywhere so that results repeat.

use core::hash::{BuildHasher, Hash, Hasher};
use foldhash::fast::FixedState;

/// A map by this hash. Its order is none to show anything in.
pub type Map<K, V> = hashbrown::HashMap<K, V, FixedState>;

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

/// Four sums run side by side, each over every fourth word: a single one would wait for its own multiplications.
const LANES: usize = 4;
const BLOCK_BYTES: usize = LANES * 8;

/// A running hash over chunks: the same bytes give the same sum however they were cut.
/// It tells whether a file is already open; it is no defence against forgery.
#[derive(Clone, Debug)]
pub struct Running {
    sums: [u64; LANES],
    pending: [u8; BLOCK_BYTES],
    filled: usize,
    len: u64,
}

impl Default for Running {
    fn default() -> Self {
        let sums =
            [0x9e37_79b9_7f4a_7c15, 0xbf58_476d_1ce4_e5b9, 0x94d0_49bb_1331_11eb, 0x2545_f491_4f6c_dd1d];
        Self { sums, pending: [0; BLOCK_BYTES], filled: 0, len: 0 }
    }
}

impl Running {
    /// Takes the next bytes of the file.
    pub fn write(&mut self, mut bytes: &[u8]) {
        self.len += bytes.len() as u64;
        if self.filled > 0 {
            let take = bytes.len().min(BLOCK_BYTES - self.filled);
            self.pending[self.filled..self.filled + take].copy_from_slice(&bytes[..take]);
            self.filled += take;
            bytes = &bytes[take..];
            if self.filled < BLOCK_BYTES {
                return;
            }
            mix_block(&mut self.sums, &self.pending);
        }
        let (blocks, rest) = bytes.as_chunks::<BLOCK_BYTES>();
        let mut sums = self.sums;
        for block in blocks {
            mix_block(&mut sums, block);
        }
        self.sums = sums;
        self.pending[..rest.len()].copy_from_slice(rest);
        self.filled = rest.len();
    }

    /// The sum of everything written.
    pub fn finish(&self) -> u64 {
        let (mut sums, mut last) = (self.sums, self.pending);
        last[self.filled..].fill(0);
        mix_block(&mut sums, &last);
        sums.into_iter().fold(self.len, mix)
    }
}

#[inline]
fn mix_block(sums: &mut [u64; LANES], block: &[u8; BLOCK_BYTES]) {
    let (words, _) = block.as_chunks::<8>();
    let word = |lane: usize| u64::from_le_bytes(words[lane]);
    let [a, b, c, d] = *sums;
    *sums = [mix(a, word(0)), mix(b, word(1)), mix(c, word(2)), mix(d, word(3))];
}

#[inline]
const fn mix(sum: u64, word: u64) -> u64 {
    (sum.rotate_left(5) ^ word).wrapping_mul(0xf135_7aea_2e62_a9c5)
}
