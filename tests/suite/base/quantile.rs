use spanscope::base::quantile::nearest_rank;

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
