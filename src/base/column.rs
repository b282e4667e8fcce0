//! A column that grows without copying: fixed segments instead of one doubling `Vec`.
//!
//! Doubling keeps up to half of the memory empty and, while it copies, needs three halves;
//! in a wasm memory, which never shrinks, that is what decides how large a file fits.

/// log2 of the number of values in a segment.
const SEGMENT_BITS: u32 = 14;
const SEGMENT_LEN: usize = 1 << SEGMENT_BITS;
const SEGMENT_MASK: usize = SEGMENT_LEN - 1;

/// A growable list of plain values in segments of 16,384.
#[derive(Clone, Debug)]
pub struct Column<T> {
    segments: Vec<Vec<T>>,
    len: usize,
}

impl<T> Default for Column<T> {
    fn default() -> Self {
        Self { segments: Vec::new(), len: 0 }
    }
}

impl<T: Copy> Column<T> {
    /// An empty column.
    pub const fn new() -> Self {
        Self { segments: Vec::new(), len: 0 }
    }

    /// The number of values.
    pub const fn len(&self) -> usize {
        self.len
    }

    /// Whether there is no value.
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Appends a value.
    #[inline]
    pub fn push(&mut self, value: T) {
        if let Some(last) = self.segments.last_mut()
            && last.len() < SEGMENT_LEN
        {
            last.push(value);
        } else {
            self.open_segment(value);
        }
        self.len += 1;
    }

    /// The first segment grows as a `Vec` does, so that small files stay small; later ones are made whole.
    #[cold]
    fn open_segment(&mut self, value: T) {
        let mut segment = if self.segments.is_empty() { Vec::new() } else { Vec::with_capacity(SEGMENT_LEN) };
        segment.push(value);
        self.segments.push(segment);
    }

    /// The value at `index`, which must be below `len()`.
    #[inline]
    pub fn get(&self, index: usize) -> T {
        self.segments[index >> SEGMENT_BITS][index & SEGMENT_MASK]
    }

    /// Overwrites the value at `index`, which must be below `len()`.
    #[inline]
    pub fn set(&mut self, index: usize, value: T) {
        self.segments[index >> SEGMENT_BITS][index & SEGMENT_MASK] = value;
    }

    /// Drops everything from `len` on.
    pub fn truncate(&mut self, len: usize) {
        if len >= self.len {
            return;
        }
        self.segments.truncate(len.div_ceil(SEGMENT_LEN));
        if let Some(last) = self.segments.last_mut() {
            last.truncate(len - (len.div_ceil(SEGMENT_LEN) - 1) * SEGMENT_LEN);
        }
        self.len = len;
    }

    /// The values in order.
    pub fn iter(&self) -> impl Iterator<Item = T> + '_ {
        self.segments.iter().flat_map(|segment| segment.iter().copied())
    }

    /// The column whose value `i` is this one's value `order[i]`; this one is given up.
    pub fn permuted(self, order: &[u32]) -> Self {
        order.iter().map(|&from| self.get(from as usize)).collect()
    }

    /// Bytes held, spare capacity included.
    pub fn bytes(&self) -> usize {
        self.segments.iter().map(|segment| segment.capacity() * size_of::<T>()).sum()
    }
}

impl<T: Copy> FromIterator<T> for Column<T> {
    fn from_iter<I: IntoIterator<Item = T>>(values: I) -> Self {
        let mut column = Self::new();
        for value in values {
            column.push(value);
        }
        column
    }
}
