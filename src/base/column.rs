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
    /// Full ones.
    segments: Vec<Vec<T>>,
    /// The one that is being filled.
    open: Vec<T>,
    /// How many that one holds before more room must be made.
    room: usize,
}

impl<T> Default for Column<T> {
    fn default() -> Self {
        Self { segments: Vec::new(), open: Vec::new(), room: 0 }
    }
}

impl<T: Copy> Column<T> {
    /// An empty column.
    pub const fn new() -> Self {
        Self { segments: Vec::new(), open: Vec::new(), room: 0 }
    }

    /// The number of values.
    pub const fn len(&self) -> usize {
        (self.segments.len() << SEGMENT_BITS) + self.open.len()
    }

    /// Whether there is no value.
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Appends a value.
    #[inline]
    pub fn push(&mut self, value: T) {
        if self.open.len() == self.room {
            self.make_room();
        }
        self.open.push(value);
    }

    /// The first segment grows as a `Vec` does, so that small files stay small; later ones are made whole.
    #[cold]
    #[inline(never)]
    fn make_room(&mut self) {
        let filled = self.open.len();
        if filled < SEGMENT_LEN {
            self.open.reserve_exact(filled.max(4).min(SEGMENT_LEN - filled));
        } else {
            let full = std::mem::replace(&mut self.open, Vec::with_capacity(SEGMENT_LEN));
            self.segments.push(full);
        }
        self.room = self.open.capacity().min(SEGMENT_LEN);
    }

    /// The value at `index`, which must be below `len()`.
    #[inline]
    pub fn get(&self, index: usize) -> T {
        self.segment(index)[index & SEGMENT_MASK]
    }

    #[inline]
    fn segment(&self, index: usize) -> &[T] {
        self.segments.get(index >> SEGMENT_BITS).unwrap_or(&self.open)
    }

    /// Overwrites the value at `index`, which must be below `len()`.
    #[inline]
    pub fn set(&mut self, index: usize, value: T) {
        self.segments.get_mut(index >> SEGMENT_BITS).unwrap_or(&mut self.open)[index & SEGMENT_MASK] = value;
    }

    /// Drops everything from `len` on.
    pub fn truncate(&mut self, len: usize) {
        let full = len >> SEGMENT_BITS;
        if full < self.segments.len() {
            self.open = self.segments.swap_remove(full);
            self.room = SEGMENT_LEN;
            self.segments.truncate(full);
            self.open.truncate(len & SEGMENT_MASK);
        } else {
            self.open.truncate(len.saturating_sub(self.segments.len() << SEGMENT_BITS));
        }
    }

    /// Gives back the memory of what stands before `index`, whole segments of it: that must not be asked for any more.
    pub fn let_go(&mut self, index: usize) {
        let passed = (index >> SEGMENT_BITS).min(self.segments.len());
        for segment in self.segments[..passed].iter_mut().rev().take_while(|segment| !segment.is_empty()) {
            *segment = Vec::new();
        }
    }

    /// The values in order.
    pub fn iter(&self) -> impl Iterator<Item = T> + '_ {
        self.segments().flat_map(|segment| segment.iter().copied())
    }

    /// The values in order, in slices that end at the same places in all columns of one length.
    pub fn segments(&self) -> impl Iterator<Item = &[T]> {
        self.segments.iter().chain([&self.open]).map(Vec::as_slice)
    }

    /// The column whose value `i` is this one's value `order[i]`; this one is given up.
    pub fn permuted(self, order: &[u32]) -> Self {
        order.iter().map(|&from| self.get(from as usize)).collect()
    }

    /// Bytes held, spare capacity included.
    pub fn bytes(&self) -> usize {
        let held = |segment: &Vec<T>| segment.capacity() * size_of::<T>();
        self.segments.iter().map(held).sum::<usize>() + held(&self.open)
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
