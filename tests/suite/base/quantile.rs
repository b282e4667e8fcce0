use proptest::prelude::*;
use spanscope::base::quantile::{nearest_rank, nearest_ranks};

#[test]
fn the_smallest_value_that_so_many_do_not_exceed() {
    let ten: Vec<i64> = (1..=10).collect();
    assert_eq!(
        [0, 1, 10, 50, 51, 95, 100].map(|percent| nearest_rank(&ten, percent)),
        [1, 1, 1, 5, 6, 10, 10]
    );
    assert_eq!([50, 95].map(|percent| nearest_rank(&[7], percent)), [7, 7]);
    assert_eq!(nearest_rank(&[], 50), 0);
}

proptest! {
    #[test]
    fn of_values_in_any_order_it_is_the_same(mut values in prop::collection::vec(-9_i64..9, 0..40)) {
        let percents = [1, 50, 50, 95, 99, 100];
        let ranked = nearest_ranks(&mut values, percents);
        values.sort_unstable();
        prop_assert_eq!(ranked, percents.map(|percent| nearest_rank(&values, percent)));
    }
}
