//! What is decided value by value is what is decided span by span.

use super::reference::random;
use crate::support::plain;
use proptest::prelude::*;
use spanscope::search::{bound::bind, columns::Columns, filter::matching, nested_set::NestedSet};

proptest! {
    #[test]
    fn every_span_is_decided_as_by_itself(spans in plain::random::spans(16), field in random::field()) {
        let store = plain::store(&spans);
        let bound = bind(&store, &field).expect("an expression");
        let numbers = NestedSet::of_store(&store);
        let rows = 0..store.span_count() as u32;
        let found = matching(&store, &mut Columns::default(), &field, &rows).expect("an answer");
        for span in store.spans() {
            let expected = bound.value(&store, &numbers, span).is_true();
            prop_assert_eq!(found.get(span.0 as usize), expected, "{} of {}", field, span.0);
        }
    }
}
