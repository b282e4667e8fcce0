//! A fixed set of slots that show a moving window of rows: those that leave the window take the rows that enter it.
//! What is drawn stays drawn, so that scrolling by three rows costs three rows.

/// Which row each slot shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Slots {
    rows: Vec<Option<usize>>,
}

impl Slots {
    /// No slot at all.
    pub const EMPTY: Self = Self { rows: Vec::new() };

    /// Slots without rows.
    pub fn new(count: usize) -> Self {
        Self { rows: vec![None; count] }
    }

    /// How many slots there are.
    pub const fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is no slot.
    pub const fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The row each slot shows.
    pub fn rows(&self) -> &[Option<usize>] {
        &self.rows
    }

    /// The slot that shows a row.
    pub fn slot_of(&self, row: usize) -> Option<usize> {
        self.rows.iter().position(|&shown| shown == Some(row))
    }

    /// Moves the window to `from..to`, cut to the number of slots.
    pub fn show(&mut self, from: usize, to: usize) {
        let to = to.min(from.saturating_add(self.rows.len()));
        for shown in &mut self.rows {
            if shown.is_some_and(|row| !(from..to).contains(&row)) {
                *shown = None;
            }
        }
        let mut taken = vec![false; to.saturating_sub(from)];
        for row in self.rows.iter().flatten().filter(|row| (from..to).contains(row)) {
            taken[row - from] = true;
        }
        let mut missing = (from..to).filter(|row| !taken[row - from]);
        for shown in self.rows.iter_mut().filter(|shown| shown.is_none()) {
            *shown = missing.next();
        }
    }
}
