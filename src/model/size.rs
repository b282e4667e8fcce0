//! What a store holds in memory.

use super::{
    builder::Builder,
    store::{Store, Trace},
};

impl Builder {
    /// Bytes held for what was read so far, nearly all of them: a store has little beside it.
    pub fn bytes(&self) -> usize {
        let lists = self.attributes.bytes() + self.events.bytes() + self.links.bytes() + self.logs.bytes();
        let texts = self.strings.bytes() + self.keys.bytes() + self.trace_ids.bytes();
        self.staged.bytes() + self.sparse.bytes() + self.numbers.bytes() + lists + texts
    }
}

impl Store {
    /// Bytes of the distinct strings: texts, their lengths and places.
    pub fn string_bytes(&self) -> usize {
        self.strings.bytes() + self.keys.bytes()
    }

    /// Bytes held in all, strings included.
    pub fn bytes(&self) -> usize {
        let columns = self.parent.bytes()
            + self.subtree_end.bytes()
            + self.span_id.bytes()
            + self.start_ns.bytes()
            + self.duration_ns.bytes()
            + self.name.bytes()
            + self.bits.bytes()
            + self.resource.bytes()
            + self.scope.bytes()
            + self.arrival.bytes();
        let lists = self.attributes.bytes() + self.events.bytes() + self.links.bytes() + self.logs.bytes();
        let tables = self.trace_ids.bytes() + self.resources.bytes() + self.scopes.bytes();
        let small =
            self.traces.capacity() * size_of::<Trace>() + self.trace_by_key.capacity() * size_of::<u32>();
        columns + lists + tables + small + self.sparse.bytes() + self.numbers.bytes() + self.string_bytes()
    }
}
