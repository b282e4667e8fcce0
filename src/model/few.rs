//! What only few spans have: a list by order of arrival instead of a column.

use crate::base::column::Column;

/// Values by the arrival of their span, ascending; a span may have several.
#[derive(Clone, Debug)]
pub(super) struct Few<T>(Column<(u32, T)>);

impl<T> Default for Few<T> {
    fn default() -> Self {
        Self(Column::default())
    }
}

impl<T: Copy> Few<T> {
    /// Adds a value of the span that arrived last.
    pub fn push(&mut self, arrival: u32, value: T) {
        self.0.push((arrival, value));
    }

    /// The first value of a span.
    pub fn get(&self, arrival: u32) -> Option<T> {
        self.all(arrival).next()
    }

    /// The values of a span.
    pub fn all(&self, arrival: u32) -> impl Iterator<Item = T> + '_ {
        (self.behind(arrival)..self.0.len())
            .map(|at| self.0.get(at))
            .take_while(move |entry| entry.0 == arrival)
            .map(|entry| entry.1)
    }

    /// Whether there is no value.
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All values with the arrivals of their spans.
    pub fn iter(&self) -> impl Iterator<Item = (u32, T)> + '_ {
        self.0.iter()
    }

    /// Forgets the values of spans from `arrivals` on.
    pub fn truncate(&mut self, arrivals: u32) {
        self.0.truncate(self.behind(arrivals));
    }

    /// Bytes held.
    pub fn bytes(&self) -> usize {
        self.0.bytes()
    }

    /// The place behind everything that arrived before.
    fn behind(&self, arrival: u32) -> usize {
        let (mut low, mut high) = (0, self.0.len());
        while low < high {
            let middle = low + (high - low) / 2;
            if self.0.get(middle).0 < arrival { low = middle + 1 } else { high = middle }
        }
        low
    }
}

impl<T: Copy> FromIterator<(u32, T)> for Few<T> {
    /// From values in any order; those of one span keep theirs.
    fn from_iter<I: IntoIterator<Item = (u32, T)>>(values: I) -> Self {
        let mut values: Vec<(u32, T)> = values.into_iter().collect();
        values.sort_by_key(|entry| entry.0);
        Self(values.into_iter().collect())
    }
}
