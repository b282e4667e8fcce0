//! Columns that are kept between searches.

use super::reference::drawing;
use crate::support::plain;
use spanscope::{
    model::{ids::Key, value::Value},
    search::columns::Columns,
};
use std::rc::Rc;

#[test]
fn a_column_has_the_first_value_of_every_span() {
    let store = plain::store(&drawing::spans());
    let mut columns = Columns::default();
    for (key, _) in store.keys().iter() {
        let key = Key(key.0);
        let column = columns.of_key(&store, key);
        for (span, &value) in store.spans().zip(&*column) {
            let own = store.attributes(span).find(|&(other, value)| other == key && value != Value::NULL);
            assert_eq!(value, own.map_or(Value::NULL, |(_, value)| value), "{}", store.key_name(key));
        }
    }
}

#[test]
fn columns_are_made_once_and_not_kept_without_end() {
    let store = plain::store(&drawing::spans());
    let mut columns = Columns::default();
    let first = columns.of_key(&store, Key(0));
    assert!(Rc::ptr_eq(&first, &columns.of_key(&store, Key(0))));
    (1..100).for_each(|key| assert_eq!(columns.of_key(&store, Key(key)).len(), store.span_count()));
    assert!(Rc::weak_count(&first) == 0 && Rc::strong_count(&first) == 1, "it was given up for others");
    assert!(Rc::ptr_eq(&columns.nested_set(&store), &columns.nested_set(&store)));
}
