//! Which spans run on without holding their parent up (analysis.md, "Asynchronous children").

use crate::{
    base::bits::Bits,
    model::{
        ids::SpanIx,
        span::{Kind, Mark},
        store::Store,
    },
};

/// The asynchronous spans: a CONSUMER child of a PRODUCER, a child that starts at or after its parent's end, a child
/// whose only reference is FOLLOWS_FROM.
pub fn asynchronous(store: &Store) -> Bits {
    let mut bits = Bits::none(store.span_count());
    for span in store.spans() {
        if store.parent(span).is_some_and(|parent| is_asynchronous(store, parent, span)) {
            bits.set(span.0 as usize);
        }
    }
    bits
}

fn is_asynchronous(store: &Store, parent: SpanIx, child: SpanIx) -> bool {
    (store.kind(child) == Kind::Consumer && store.kind(parent) == Kind::Producer)
        || store.start_ns(child) >= store.end_ns(parent)
        || store.has(child, Mark::FOLLOWS)
}
