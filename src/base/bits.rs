//! Sets of small numbers: one bit each.

use core::ops::Range;

/// A set over `0..len`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bits {
    words: Vec<u64>,
    len: usize,
}

impl Bits {
    /// The empty set over `0..len`.
    pub fn none(len: usize) -> Self {
        Self { words: vec![0; len.div_ceil(64)], len }
    }

    /// The full set over `0..len`.
    pub fn all(len: usize) -> Self {
        let mut bits = Self { words: vec![u64::MAX; len.div_ceil(64)], len };
        bits.trim();
        bits
    }

    /// The set over `0..len` of those numbers in a part of it for which something holds; each is asked once, in order.
    #[inline]
    pub fn of(len: usize, part: Range<usize>, mut holds: impl FnMut(usize) -> bool) -> Self {
        let mut bits = Self::none(len);
        let (mut from, end) = (part.start, part.end.min(len));
        // A word at a time: it stays in a register while it is put together.
        while from < end {
            let to = (from / 64 * 64 + 64).min(end);
            let mut word = 0;
            for index in from..to {
                word |= u64::from(holds(index)) << (index % 64);
            }
            bits.words[from / 64] = word;
            from = to;
        }
        bits
    }

    /// The size of the range the set is over.
    pub const fn len(&self) -> usize {
        self.len
    }

    /// Whether no bit is set.
    pub fn is_empty(&self) -> bool {
        self.words.iter().all(|&word| word == 0)
    }

    /// Whether `index` is in the set; beyond the range it is not.
    #[inline]
    pub fn get(&self, index: usize) -> bool {
        self.words.get(index / 64).is_some_and(|word| word >> (index % 64) & 1 == 1)
    }

    /// Puts `index` into the set; beyond the range nothing happens.
    #[inline]
    pub fn set(&mut self, index: usize) {
        if index < self.len {
            self.words[index / 64] |= 1 << (index % 64);
        }
    }

    /// How many are in the set.
    pub fn count(&self) -> usize {
        self.words.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// How many of `from..to` are in the set.
    pub fn count_in(&self, from: usize, to: usize) -> usize {
        let to = to.min(self.len);
        if from >= to {
            return 0;
        }
        let words = &self.words[from / 64..=(to - 1) / 64];
        let count: usize = words.iter().map(|word| word.count_ones() as usize).sum();
        let before = words[0] & !(u64::MAX << (from % 64));
        let behind = words[words.len() - 1] & !(u64::MAX >> (63 - (to - 1) % 64));
        count - before.count_ones() as usize - behind.count_ones() as usize
    }

    /// The smallest range that holds all members.
    pub fn bounds(&self) -> Range<usize> {
        let first = self.words.iter().position(|&word| word != 0);
        let last = self.words.iter().rposition(|&word| word != 0);
        first.zip(last).map_or(0..0, |(first, last)| {
            let from = first * 64 + self.words[first].trailing_zeros() as usize;
            from..last * 64 + 64 - self.words[last].leading_zeros() as usize
        })
    }

    /// The members in ascending order.
    pub fn ones(&self) -> impl Iterator<Item = usize> + '_ {
        self.ones_from(0)
    }

    /// The members from `from` on, in ascending order.
    pub fn ones_from(&self, from: usize) -> impl Iterator<Item = usize> + '_ {
        let first = (from / 64).min(self.words.len());
        self.words[first..].iter().enumerate().flat_map(move |(offset, &word)| {
            let base = (first + offset) * 64;
            let mut rest = if base < from { word & (u64::MAX << (from - base)) } else { word };
            core::iter::from_fn(move || {
                let bit = (rest != 0).then(|| rest.trailing_zeros() as usize)?;
                rest &= rest - 1;
                Some(base + bit)
            })
        })
    }

    /// Keeps what is in `from..to`.
    pub fn keep(&mut self, from: usize, to: usize) {
        for (index, word) in self.words.iter_mut().enumerate() {
            let bit = |at: usize| at.saturating_sub(index * 64).min(64) as u32;
            let below = |at: usize| u64::MAX.checked_shr(64 - bit(at)).unwrap_or(0);
            *word &= below(to) & !below(from);
        }
    }

    /// Puts `from..to` into the set; what lies beyond the range is left out.
    pub fn set_range(&mut self, from: usize, to: usize) {
        let to = to.min(self.len);
        if from >= to {
            return;
        }
        let (first, last) = (from / 64, (to - 1) / 64);
        for (index, word) in self.words[first..=last].iter_mut().enumerate() {
            let behind_from = if index == 0 { u64::MAX << (from % 64) } else { u64::MAX };
            let before_to = if first + index == last { u64::MAX >> (63 - (to - 1) % 64) } else { u64::MAX };
            *word |= behind_from & before_to;
        }
    }

    /// Keeps what is in both sets.
    pub fn and(&mut self, other: &Self) {
        for (word, &theirs) in self.words.iter_mut().zip(&other.words) {
            *word &= theirs;
        }
    }

    /// Adds what is in the other set.
    pub fn or(&mut self, other: &Self) {
        for (word, &theirs) in self.words.iter_mut().zip(&other.words) {
            *word |= theirs;
        }
        self.trim();
    }

    /// Turns the set into its complement.
    pub fn not(&mut self) {
        for word in &mut self.words {
            *word = !*word;
        }
        self.trim();
    }

    fn trim(&mut self) {
        if !self.len.is_multiple_of(64)
            && let Some(last) = self.words.last_mut()
        {
            *last &= (1 << (self.len % 64)) - 1;
        }
    }
}
