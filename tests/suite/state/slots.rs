use proptest::prelude::*;
use spanscope::state::slots::Slots;
use std::collections::BTreeSet;

#[test]
fn rows_that_stay_keep_their_slots() {
    let mut slots = Slots::new(5);
    slots.show(0, 5);
    assert_eq!(slots.rows(), [Some(0), Some(1), Some(2), Some(3), Some(4)]);
    slots.show(2, 7);
    assert_eq!(slots.rows(), [Some(5), Some(6), Some(2), Some(3), Some(4)]);
}

#[test]
fn a_window_larger_than_the_slots_is_cut() {
    let mut slots = Slots::new(2);
    slots.show(10, 99);
    assert_eq!(slots.rows(), [Some(10), Some(11)]);
}

proptest! {
    #[test]
    fn every_row_of_the_window_has_one_slot(
        windows in prop::collection::vec((0..500_usize, 0..40_usize), 1..30),
    ) {
        let mut slots = Slots::new(41);
        for (from, len) in windows {
            slots.show(from, from + len);
            let shown: Vec<usize> = slots.rows().iter().flatten().copied().collect();
            let distinct: BTreeSet<usize> = shown.iter().copied().collect();
            prop_assert_eq!(shown.len(), distinct.len());
            prop_assert!((from..from + len).all(|row| distinct.contains(&row)));
            prop_assert!(distinct.iter().all(|row| (from..from + len).contains(row)));
        }
    }
}
