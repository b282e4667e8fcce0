//! Lists, one for each trace or whatever else has a place, in one piece of memory.

/// See the module.
#[derive(Clone, Debug)]
pub struct Lists<T> {
    items: Vec<T>,
    /// For each place the one behind its last.
    ends: Vec<u32>,
}

impl<T> Default for Lists<T> {
    fn default() -> Self {
        Self { items: Vec::new(), ends: Vec::new() }
    }
}

impl<T> Lists<T> {
    /// Adds to the list that is being read.
    pub fn push(&mut self, item: T) {
        self.items.push(item);
    }

    /// Closes the list that is being read.
    pub fn close(&mut self) {
        self.ends.push(self.items.len() as u32);
    }

    /// So many lists of items with the places of their lists, in the order in which those come.
    pub fn of_pairs(places: usize, pairs: &[(u32, T)]) -> Self
    where
        T: Copy,
    {
        let mut next = vec![0_u32; places];
        pairs.iter().for_each(|&(place, _)| next[place as usize] += 1);
        let mut sum = 0;
        for next in &mut next {
            sum += core::mem::replace(next, sum);
        }
        let mut items: Vec<T> = pairs.iter().map(|&(_, item)| item).collect();
        for &(place, item) in pairs {
            let at = &mut next[place as usize];
            items[*at as usize] = item;
            *at += 1;
        }
        // Each is now behind the last of its own.
        Self { items, ends: next }
    }

    /// The items, list after list.
    pub fn into_items(self) -> Vec<T> {
        self.items
    }

    /// How many lists there are.
    pub fn count(&self) -> usize {
        self.ends.len()
    }

    /// A list.
    pub fn of(&self, at: u32) -> &[T] {
        let at = at as usize;
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before)).map_or(0, |&end| end as usize);
        &self.items[start..self.ends.get(at).map_or(start, |&end| end as usize)]
    }

    /// All lists, in their order.
    pub fn iter(&self) -> impl Iterator<Item = &[T]> {
        (0..self.ends.len() as u32).map(|at| self.of(at))
    }

    /// Puts each list into the order of a key.
    pub fn sort_each_by_key<K: Ord>(&mut self, key: impl Fn(&T) -> K) {
        let mut start = 0;
        for &end in &self.ends {
            self.items[start..end as usize].sort_unstable_by_key(&key);
            start = end as usize;
        }
    }

    /// The list that is being read.
    pub fn open(&mut self) -> &mut [T] {
        let start = self.ends.last().map_or(0, |&end| end as usize);
        &mut self.items[start..]
    }
}
