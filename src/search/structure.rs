//! Structural operators as passes over pre-order: what is below a span is the range behind it.

use crate::{
    base::bits::Bits,
    model::{ids::SpanIx, store::Store},
    query::tree::{Form, Relation},
};

/// The spans that an operator gives of two sets.
pub fn combine(store: &Store, left: &Bits, right: &Bits, relation: Relation, form: Form) -> Bits {
    let mut found = related(store, left, relation);
    match form {
        Form::Plain => found.and(right),
        Form::Not => {
            found.not();
            found.and(right);
        }
        Form::Union => {
            found.and(right);
            // Seen from the right side the relation runs the other way.
            let mut partners = related(store, right, turned(relation));
            partners.and(left);
            found.or(&partners);
        }
    }
    found
}

/// The same relation seen from the right side.
const fn turned(relation: Relation) -> Relation {
    match relation {
        Relation::Child => Relation::Parent,
        Relation::Parent => Relation::Child,
        Relation::Descendant => Relation::Ancestor,
        Relation::Ancestor => Relation::Descendant,
        Relation::Sibling => Relation::Sibling,
    }
}

/// Every span that stands so to one of `left`.
fn related(store: &Store, left: &Bits, relation: Relation) -> Bits {
    let mut found = Bits::none(store.span_count());
    match relation {
        Relation::Child => {
            for span in store.spans() {
                if store.parent(span).is_some_and(|parent| left.get(parent.0 as usize)) {
                    found.set(span.0 as usize);
                }
            }
        }
        Relation::Parent => {
            for at in left.ones() {
                if let Some(parent) = store.parent(SpanIx(at as u32)) {
                    found.set(parent.0 as usize);
                }
            }
        }
        Relation::Descendant => {
            let mut end = 0;
            for at in left.ones() {
                let subtree_end = store.subtree_end(SpanIx(at as u32)).0 as usize;
                // Subtrees of spans inside one that was taken lie within it.
                for below in (at + 1).max(end)..subtree_end {
                    found.set(below);
                }
                end = end.max(subtree_end);
            }
        }
        Relation::Ancestor => {
            for at in left.ones() {
                let above =
                    core::iter::successors(store.parent(SpanIx(at as u32)), |&span| store.parent(span));
                for span in above.map(|span| span.0 as usize) {
                    // What is above a span that was taken already was taken with it.
                    if found.get(span) {
                        break;
                    }
                    found.set(span);
                }
            }
        }
        Relation::Sibling => siblings(store, left, &mut found),
    }
    found
}

/// Spans with another of `left` under the same parent; spans without a parent have no siblings.
fn siblings(store: &Store, left: &Bits, found: &mut Bits) {
    let mut under = vec![0_u32; store.span_count()];
    for at in left.ones() {
        if let Some(parent) = store.parent(SpanIx(at as u32)) {
            under[parent.0 as usize] += 1;
        }
    }
    for span in store.spans() {
        let itself = u32::from(left.get(span.0 as usize));
        if store.parent(span).is_some_and(|parent| under[parent.0 as usize] > itself) {
            found.set(span.0 as usize);
        }
    }
}
