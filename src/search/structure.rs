//! Structural operators over spans of one trace in pre-order, where what is below a span is the range behind it.
//!
//! As in Tempo a span is no relative of itself, and the roots of a trace are siblings. Unlike there, orphans have the
//! relatives that are known.

use crate::{
    model::{ids::SpanIx, span::Mark, store::Store},
    query::tree::{Form, Relation},
};

/// The spans that an operator gives of two sets, each by row.
pub fn combine(
    store: &Store,
    left: &[SpanIx],
    right: &[SpanIx],
    relation: Relation,
    form: Form,
) -> Vec<SpanIx> {
    match form {
        Form::Plain => related(store, left, right, relation, true),
        Form::Not => related(store, left, right, relation, false),
        Form::Union => {
            // Seen from the right side the relation runs the other way.
            let partners = related(store, right, left, turned(relation), true);
            union(&partners, &related(store, left, right, relation, true))
        }
    }
}

/// The spans of both sets, each once and by row.
pub fn union(left: &[SpanIx], right: &[SpanIx]) -> Vec<SpanIx> {
    let mut both = [left, right].concat();
    both.sort_unstable();
    both.dedup();
    both
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

/// The right spans that stand so to one of the left, or to none of them.
fn related(
    store: &Store,
    left: &[SpanIx],
    right: &[SpanIx],
    relation: Relation,
    wanted: bool,
) -> Vec<SpanIx> {
    match relation {
        Relation::Child => {
            let is_child =
                |span: SpanIx| store.parent(span).is_some_and(|parent| left.binary_search(&parent).is_ok());
            keep(right, wanted, is_child)
        }
        Relation::Parent => {
            let mut parents: Vec<SpanIx> = left.iter().filter_map(|&span| store.parent(span)).collect();
            parents.sort_unstable();
            keep(right, wanted, |span| parents.binary_search(&span).is_ok())
        }
        Relation::Descendant => {
            // Of the subtrees that begin before a span, the one that reaches farthest holds it if any does.
            let (mut begun, mut reach) = (0, SpanIx(0));
            keep(right, wanted, |span| {
                while begun < left.len() && left[begun] < span {
                    reach = reach.max(store.subtree_end(left[begun]));
                    begun += 1;
                }
                span < reach
            })
        }
        Relation::Ancestor => {
            let mut next = 0;
            keep(right, wanted, |span| {
                while next < left.len() && left[next] <= span {
                    next += 1;
                }
                left.get(next).is_some_and(|&below| below < store.subtree_end(span))
            })
        }
        Relation::Sibling => {
            let mut parents: Vec<Option<SpanIx>> =
                left.iter().filter_map(|&span| family(store, span)).collect();
            parents.sort_unstable();
            keep(right, wanted, |span| {
                let Some(parent) = family(store, span) else { return false };
                let of_parent = parents.partition_point(|&other| other <= parent)
                    - parents.partition_point(|&other| other < parent);
                of_parent > usize::from(left.binary_search(&span).is_ok())
            })
        }
    }
}

fn keep(spans: &[SpanIx], wanted: bool, mut holds: impl FnMut(SpanIx) -> bool) -> Vec<SpanIx> {
    spans.iter().copied().filter(|&span| holds(span) == wanted).collect()
}

/// What siblings have in common: a parent, or to be roots. An orphan's parent is not known.
fn family(store: &Store, span: SpanIx) -> Option<Option<SpanIx>> {
    let parent = store.parent(span);
    (parent.is_some() || !store.has(span, Mark::ORPHAN)).then_some(parent)
}
