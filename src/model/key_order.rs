//! Which attribute key follows which: spans of one kind have theirs in one order, so that mostly none is searched for.

use super::ids::Key;

/// See the module. It keeps the names itself, side by side, where comparing them is quick.
#[derive(Clone, Debug)]
pub(super) struct KeyOrder {
    last: Key,
    /// For each key the one that came after it the last time, and where its name stands.
    next: Vec<(Key, Place)>,
    names: Vec<u8>,
    /// For each key where its name stands, once it was learned.
    places: Vec<Place>,
}

/// Start and end of a name.
type Place = (u32, u32);

impl Default for KeyOrder {
    fn default() -> Self {
        let nothing = (0, 0);
        Self { last: Key(0), next: vec![(Key(0), nothing)], names: Vec::new(), places: vec![nothing] }
    }
}

impl KeyOrder {
    /// The key with this name, if it is the one that came after the last one the last time.
    #[inline]
    pub fn go_on(&mut self, name: &[u8]) -> Option<Key> {
        let (likely, (from, to)) = self.next[self.last.0 as usize];
        let is_it = &self.names[from as usize..to as usize] == name;
        is_it.then(|| {
            self.last = likely;
            likely
        })
    }

    /// It was this one.
    #[cold]
    pub fn learn(&mut self, key: Key, name: &[u8]) {
        let index = key.0 as usize;
        if index >= self.next.len() {
            self.next.resize(index + 1, (Key(0), (0, 0)));
            self.places.resize(index + 1, (0, 0));
        }
        if self.places[index] == (0, 0) {
            let from = self.names.len() as u32;
            self.names.extend_from_slice(name);
            self.places[index] = (from, self.names.len() as u32);
        }
        self.next[self.last.0 as usize] = (key, self.places[index]);
        self.last = key;
    }
}
