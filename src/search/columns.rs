//! What searches keep between them: the values of an attribute as one column, span by span, made when a filter first
//! asks for it. A `Store` never changes, so it holds as long as the store does.

use super::nested_set::NestedSet;
use crate::model::{ids::Key, store::Store, value::Value};
use std::{collections::BTreeMap, rc::Rc};

/// So many columns are kept; at four bytes a span they must not outgrow the store.
const KEPT: usize = 24;

/// See the module.
#[derive(Clone, Debug, Default)]
pub struct Columns {
    spans: BTreeMap<Key, Rc<[Value]>>,
    nested_set: Option<Rc<NestedSet>>,
}

impl Columns {
    /// The first value of a key for each span; `Value::NULL` where there is none.
    pub fn of_key(&mut self, store: &Store, key: Key) -> Rc<[Value]> {
        if let Some(column) = self.spans.get(&key) {
            return Rc::clone(column);
        }
        if self.spans.len() >= KEPT {
            self.spans.clear();
        }
        let column: Rc<[Value]> = store.values_of(key).into();
        self.spans.insert(key, Rc::clone(&column));
        column
    }

    /// The nested-set numbers.
    pub fn nested_set(&mut self, store: &Store) -> Rc<NestedSet> {
        Rc::clone(self.nested_set.get_or_insert_with(|| Rc::new(NestedSet::of_store(store))))
    }
}
