//! Distinct strings, kept once each: text in large segments, a `Symbol` to name it.
//!
//! `hashbrown`'s table is used because it takes the hash and the comparison from us, so that an
//! entry is twelve bytes and no string is held twice.

use super::{bits::Bits, caseless::Word, column::Column, hash};
use hashbrown::HashTable;

/// Names a string of one `Strings`. `Symbol::EMPTY` is always the empty string.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Symbol(pub u32);

impl Symbol {
    /// The empty string.
    pub const EMPTY: Self = Self(0);
}

/// Bytes in one text segment; longer strings get a segment of their own.
const SEGMENT_BYTES: usize = 1 << 20;
/// Texts below this are copied word by word.
const SHORT_BYTES: usize = 64;
/// Positions are counted in units of four bytes, so that 32 bits reach 16 GiB.
const UNIT: usize = 4;
const SEGMENT_UNITS: usize = SEGMENT_BYTES / UNIT;

/// An interner: text to `Symbol` and back.
#[derive(Clone, Debug)]
pub struct Strings {
    /// Zero-filled; how far the last one is written says `filled`.
    segments: Vec<Box<[u8]>>,
    filled: usize,
    /// Where each string starts, in units: segment × `SEGMENT_UNITS` + offset. Its length stands before it.
    places: Column<u32>,
    /// Where each string is found by its text; empty after `seal`.
    index: HashTable<Entry>,
    text_bytes: usize,
}

/// A string in the index. It is placed by half of its hash alone, so that growing needs no text, and knows its text's
/// place itself, which saves a look into `places`.
#[derive(Clone, Copy, Debug)]
struct Entry {
    half: u32,
    symbol: u32,
    place: u32,
}

impl Default for Strings {
    fn default() -> Self {
        let mut strings = Self {
            segments: Vec::new(),
            filled: 0,
            places: Column::new(),
            index: HashTable::new(),
            text_bytes: 0,
        };
        strings.intern("");
        strings
    }
}

impl Strings {
    /// The number of distinct strings, the empty one included.
    pub const fn len(&self) -> usize {
        self.places.len()
    }

    /// Never true: the empty string is always there.
    pub const fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// The symbol of `text`, which is added when it is new.
    pub fn intern(&mut self, text: &str) -> Symbol {
        let half = half_hash(text.as_bytes());
        self.lookup(half, text.as_bytes()).unwrap_or_else(|| self.insert(half, text.as_bytes()))
    }

    /// The same for bytes that should be UTF-8. They are only checked when they are new; wrong ones are
    /// replaced by U+FFFD, and the flag says so.
    #[inline]
    pub fn intern_bytes(&mut self, bytes: &[u8]) -> (Symbol, bool) {
        let half = half_hash(bytes);
        if let Some(symbol) = self.lookup(half, bytes) {
            return (symbol, false);
        }
        match core::str::from_utf8(bytes) {
            Ok(_) => (self.insert(half, bytes), false),
            Err(_) => (self.intern(&String::from_utf8_lossy(bytes)), true),
        }
    }

    /// The symbol of `text` if it is known; between `seal` and `unseal` none is.
    pub fn find(&self, text: &str) -> Option<Symbol> {
        self.lookup(half_hash(text.as_bytes()), text.as_bytes())
    }

    /// The text of a symbol of this interner.
    #[inline]
    pub fn get(&self, symbol: Symbol) -> &str {
        // Only checked UTF-8 is ever stored, so the fallback is never taken.
        core::str::from_utf8(self.bytes_of(symbol.0)).unwrap_or_default()
    }

    /// Every symbol with its text, in the order of interning.
    pub fn iter(&self) -> impl Iterator<Item = (Symbol, &str)> {
        (0..self.len() as u32).map(|index| (Symbol(index), self.get(Symbol(index))))
    }

    /// The texts in which a word stands, whatever its case. All are looked through as one.
    pub fn with(&self, word: Word<'_>) -> Bits {
        let mut found = Bits::none(self.len());
        let mut symbol = 0;
        for (number, segment) in self.segments.iter().enumerate() {
            let mut from = 0;
            while let Some(at) = word.find(segment, from) {
                // A text that is longer than a segment has one to itself.
                let unit = (at / UNIT).min(SEGMENT_UNITS - 1);
                symbol = self.last_before(symbol, (number * SEGMENT_UNITS + unit) as u32);
                let offset = self.places.get(symbol) as usize % SEGMENT_UNITS * UNIT;
                let start = offset + LENGTH_BYTES;
                let end = start + length_at(segment, offset);
                let is_inside = start <= at && at + word.len() <= end;
                if is_inside {
                    found.set(symbol);
                }
                from = if is_inside { end } else { at + 1 };
            }
        }
        found
    }

    /// The last symbol, from a given one on, whose text is placed at or before a place; steps grow and shrink again.
    fn last_before(&self, from: usize, place: u32) -> usize {
        let is_before = |symbol| symbol < self.len() && self.places.get(symbol) <= place;
        let (mut symbol, mut step) = (from, 1);
        // Where a word stands in most texts, the next is the one.
        if is_before(symbol + 1) {
            symbol += 1;
            if !is_before(symbol + 1) {
                return symbol;
            }
        }
        while is_before(symbol + step) {
            symbol += step;
            step *= 2;
        }
        while step > 0 {
            if is_before(symbol + step) {
                symbol += step;
            }
            step /= 2;
        }
        symbol
    }

    /// Gives the index back. Nothing may be interned until `unseal`.
    pub fn seal(&mut self) {
        self.index = HashTable::new();
    }

    /// Bytes of the distinct texts themselves.
    pub const fn text_bytes(&self) -> usize {
        self.text_bytes
    }

    /// Bytes held for texts, places and index.
    pub fn bytes(&self) -> usize {
        self.segments.iter().map(|segment| segment.len()).sum::<usize>()
            + self.places.bytes()
            + self.index.allocation_size()
    }

    #[inline]
    fn lookup(&self, half: u32, bytes: &[u8]) -> Option<Symbol> {
        let is_it = |entry: &Entry| entry.half == half && same(bytes_at(&self.segments, entry.place), bytes);
        self.index.find(spread(half), is_it).map(|entry| Symbol(entry.symbol))
    }

    /// Adds bytes that are valid UTF-8 and not there yet. A full interner (16 GiB) answers the empty symbol.
    #[inline(never)]
    fn insert(&mut self, half: u32, bytes: &[u8]) -> Symbol {
        let Some(place) = self.append(bytes) else { return Symbol::EMPTY };
        let symbol = self.places.len() as u32;
        self.places.push(place);
        self.text_bytes += bytes.len();
        self.index.insert_unique(spread(half), Entry { half, symbol, place }, |entry| spread(entry.half));
        Symbol(symbol)
    }

    /// Writes length and text, aligned to a unit, and gives the place.
    fn append(&mut self, bytes: &[u8]) -> Option<u32> {
        let needed = LENGTH_BYTES + bytes.len();
        let start = self.filled.next_multiple_of(UNIT);
        let fits = self.segments.last().is_some_and(|last| start + needed <= last.len());
        let (segment, offset) =
            if fits { (self.segments.len() - 1, start) } else { (self.segments.len(), 0) };
        let place = u32::try_from(segment * SEGMENT_UNITS + offset / UNIT).ok()?;
        if !fits {
            // The first segment starts small: most files people open are.
            let room = if segment == 0 { SEGMENT_BYTES / 16 } else { SEGMENT_BYTES };
            self.segments.push(vec![0; room.max(needed)].into_boxed_slice());
        }
        let target = &mut self.segments.last_mut()?[offset..offset + needed];
        let (length, text) = target.split_at_mut(LENGTH_BYTES);
        length.copy_from_slice(&(bytes.len() as u32).to_le_bytes());
        copy(bytes, text);
        self.filled = offset + needed;
        Some(place)
    }

    #[inline]
    fn bytes_of(&self, symbol: u32) -> &[u8] {
        bytes_at(&self.segments, self.places.get(symbol as usize))
    }

    /// Makes the index again after `seal`.
    pub fn unseal(&mut self) {
        let mut index = HashTable::with_capacity(self.len());
        for symbol in 0..self.len() as u32 {
            let place = self.places.get(symbol as usize);
            let half = half_hash(bytes_at(&self.segments, place));
            index.insert_unique(spread(half), Entry { half, symbol, place }, |entry| spread(entry.half));
        }
        self.index = index;
    }
}

/// The bytes that stand before each text to say how long it is.
const LENGTH_BYTES: usize = 4;

#[inline]
fn half_hash(bytes: &[u8]) -> u32 {
    (hash::of_bytes(bytes) >> 32) as u32
}

/// A hash made of half of one: the table takes some bits from the top and some from the bottom.
#[inline]
const fn spread(half: u32) -> u64 {
    (half as u64) << 32 | half as u64
}

#[inline]
fn bytes_at(segments: &[Box<[u8]>], place: u32) -> &[u8] {
    let segment = &segments[place as usize / SEGMENT_UNITS];
    let offset = place as usize % SEGMENT_UNITS * UNIT;
    &segment[offset + LENGTH_BYTES..][..length_at(segment, offset)]
}

/// The length that stands at a place.
#[inline]
fn length_at(segment: &[u8], offset: usize) -> usize {
    let length = &segment[offset..offset + LENGTH_BYTES];
    u32::from_le_bytes([length[0], length[1], length[2], length[3]]) as usize
}

// Most texts are short, and in wasm a call that compares or copies memory costs more than they do.

/// Whether two texts are the same, eight bytes at a time.
#[inline]
fn same(a: &[u8], b: &[u8]) -> bool {
    if a.len() != b.len() {
        return false;
    }
    let ((a_words, a_rest), (b_words, b_rest)) = (a.as_chunks::<8>(), b.as_chunks::<8>());
    a_words.iter().zip(b_words).all(|(a, b)| u64::from_le_bytes(*a) == u64::from_le_bytes(*b))
        && a_rest.iter().zip(b_rest).all(|(a, b)| a == b)
}

/// Copies a text to a place of its length, eight bytes at a time unless it is long.
#[inline]
fn copy(from: &[u8], to: &mut [u8]) {
    if from.len() >= SHORT_BYTES {
        return to.copy_from_slice(from);
    }
    let ((from_words, from_rest), (to_words, to_rest)) = (from.as_chunks::<8>(), to.as_chunks_mut::<8>());
    for (to, from) in to_words.iter_mut().zip(from_words) {
        *to = *from;
    }
    for (to, from) in to_rest.iter_mut().zip(from_rest) {
        *to = *from;
    }
}
