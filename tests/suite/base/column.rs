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
