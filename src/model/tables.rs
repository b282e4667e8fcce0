//! Whole things kept once each: trace ids, resources, scopes.

use crate::base::hash;
use core::hash::Hash;
use hashbrown::HashTable;

/// Distinct items by number, and the number by item.
#[derive(Clone, Debug)]
pub struct Table<T> {
    items: Vec<T>,
    index: HashTable<u32>,
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self { items: Vec::new(), index: HashTable::new() }
    }
}

impl<T: Eq + Hash> Table<T> {
    /// The number of an item, which is added when it is new.
    pub fn intern(&mut self, item: T) -> u32 {
        let hash = hash::of(&item);
        let items = &self.items;
        if let Some(&number) = self.index.find(hash, |&number| items[number as usize] == item) {
            return number;
        }
        let number = self.items.len() as u32;
        self.items.push(item);
        let items = &self.items;
        self.index.insert_unique(hash, number, |&number| hash::of(&items[number as usize]));
        number
    }

    /// The number of an item that is there.
    pub fn find(&self, item: &T) -> Option<u32> {
        self.index.find(hash::of(item), |&number| self.items[number as usize] == *item).copied()
    }

    /// The items by number.
    pub fn items(&self) -> &[T] {
        &self.items
    }

    /// Bytes held, what the items own themselves not counted.
    pub fn bytes(&self) -> usize {
        self.items.capacity() * size_of::<T>() + self.index.allocation_size()
    }
}

/// A table whose items may be named before they are described.
#[derive(Clone, Debug, Default)]
pub struct Slots<T> {
    /// The items.
    pub table: Table<T>,
    /// For each slot the item's number.
    numbers: Vec<u32>,
}

impl<T: Eq + Hash + Default> Slots<T> {
    /// Opens a slot; until it is described it stands for an empty item.
    pub fn begin(&mut self) -> u32 {
        self.numbers.push(u32::MAX);
        self.numbers.len() as u32 - 1
    }

    /// Describes a slot.
    pub fn end(&mut self, slot: u32, item: T) {
        let number = self.table.intern(item);
        if let Some(place) = self.numbers.get_mut(slot as usize) {
            *place = number;
        }
    }

    /// The item's number; `None` for an empty one, and while it is not described, which comes to the same.
    pub fn number(&self, slot: u32) -> Option<u32> {
        let number = self.numbers.get(slot as usize).copied().filter(|&number| number != u32::MAX);
        number.filter(|&number| self.table.items[number as usize] != T::default())
    }

    /// Gives the table and, for each slot, the item's number.
    pub fn resolve(mut self) -> (Table<T>, Vec<u32>) {
        if self.numbers.contains(&u32::MAX) {
            let empty = self.table.intern(T::default());
            for number in self.numbers.iter_mut().filter(|number| **number == u32::MAX) {
                *number = empty;
            }
        }
        (self.table, self.numbers)
    }

    /// Slots that stand for the items of a table, number by number.
    pub fn reopen(table: Table<T>) -> Self {
        let numbers = (0..table.items.len() as u32).collect();
        Self { table, numbers }
    }
}
