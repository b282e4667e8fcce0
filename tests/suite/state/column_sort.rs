use spanscope::{
    protocol::{groups::GroupColumn, latency::LatencyColumn, trace_groups::TraceGroupColumn},
    state::{
        column_sort::{ColumnSort, SortColumn, compare_shares},
        dependencies::CallColumn,
        service_view::ServiceColumn,
    },
};
use std::cmp::Ordering;

fn check<C: SortColumn + std::fmt::Debug>() {
    for &(word, column) in C::WORDS {
        let sort = ColumnSort { column, descending: true };
        assert_eq!((sort.text(), ColumnSort::read(&format!("-{word}"))), (format!("-{word}"), Some(sort)));
        let pressed = ColumnSort { column: C::FIRST, descending: true }.pressed(column);
        assert_eq!(pressed.column, column);
        assert_eq!(pressed.descending, column != C::FIRST && !C::NAMES.contains(&column), "{word}");
        assert_eq!(pressed.pressed(column).descending, !pressed.descending, "{word} is turned round");
        assert_eq!(sort.way_of(column), Some(true));
    }
    let others = C::WORDS.iter().filter(|(_, column)| *column != C::FIRST);
    assert!(others.clone().count() > 1);
    others.for_each(|(_, column)| assert_eq!(ColumnSort::<C>::default().way_of(*column), None));
    assert_eq!(ColumnSort::<C>::read("sideways"), None);
}

#[test]
fn every_table_is_sorted_alike_and_each_order_comes_back_from_its_text() {
    check::<ServiceColumn>();
    check::<LatencyColumn>();
    check::<GroupColumn>();
    check::<TraceGroupColumn>();
    check::<CallColumn>();
}

#[test]
fn shares_are_compared_however_large_the_counts() {
    assert_eq!(compare_shares(1, 2, 2, 4), Ordering::Equal);
    assert_eq!(compare_shares(1, 3, 1, 2), Ordering::Less);
    assert_eq!(compare_shares(usize::MAX, usize::MAX, usize::MAX - 1, usize::MAX), Ordering::Greater);
    assert_eq!(compare_shares(0, 0, 0, 7), Ordering::Equal);
}
