//! Tests of `src/analysis/compare`.

mod aligned;
mod attributes;
mod cohorts;
mod gap;
mod keys;
mod planted;
mod shapes;

use spanscope::{
    analysis::{
        compare::{Comparison, Index, cohorts::Cohorts, compare},
        derived::Derived,
    },
    model::store::Store,
};

/// The index of a store, and what two cohorts of it differ in.
pub fn compared(store: &Store, cohorts: &Cohorts) -> (Index, Option<Comparison>) {
    let index = Index::of_store(store, &Derived::of_store(store));
    let comparison = compare(store, &index, cohorts);
    (index, comparison)
}
