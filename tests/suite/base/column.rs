use proptest::prelude::*;
use spanscope::base::column::Column;

proptest! {
    #[test]
    fn truncating_and_pushing_agree_with_a_vec(lengths in prop::collection::vec(0_usize..70_000, 1..5)) {
        let (mut column, mut list) = (Column::new(), Vec::new());
        for length in lengths {
            while list.len() < length {
                column.push(list.len() as u32 * 7);
                list.push(list.len() as u32 * 7);
            }
            column.truncate(length);
            list.truncate(length);
            prop_assert_eq!(column.len(), list.len());
            prop_assert!(column.iter().eq(list.iter().copied()));
        }
    }
}

#[test]
fn permuting_reads_in_the_given_order() {
    let column: Column<u32> = (0..40_000).collect();
    let order: Vec<u32> = (0..40_000).rev().collect();
    let turned = column.permuted(&order);
    assert_eq!((turned.get(0), turned.get(39_999), turned.len()), (39_999, 0, 40_000));
}

#[test]
fn a_small_column_is_small() {
    let column: Column<u64> = (0..10).collect();
    assert!(column.bytes() <= 16 * 8, "{} bytes for ten numbers", column.bytes());
}

#[test]
fn what_was_let_go_gives_its_memory_back_and_the_rest_stays() {
    let mut column: Column<u64> = (0..100_000).collect();
    let whole = column.bytes();
    for index in [10, 50_000, 50_001, 90_000, 200_000] {
        column.let_go(index);
        let left = column.len().saturating_sub(index);
        assert!(column.bytes() <= (left + 2 * 16_384) * 8, "{index}: {} of {whole} bytes", column.bytes());
        assert!((index.min(99_999)..100_000).all(|at| column.get(at) == at as u64));
    }
    column.push(7);
    assert_eq!((column.len(), column.get(100_000)), (100_001, 7));
}
