use proptest::prelude::*;
use spanscope::base::edges::Edges;

#[test]
fn even_bins_hold_both_ends() {
    assert_eq!(Edges::even(10, 19, 5).values(), [10, 12, 14, 16, 18, 20]);
    assert_eq!(Edges::even(10, 12, 5).values(), [10, 11, 12, 13], "no bin is narrower than a nanosecond");
    assert_eq!(Edges::even(7, 7, 5).values(), [7, 8]);
}

#[test]
fn steps_read_well() {
    assert_eq!(Edges::steps(930, 5).values(), [0, 200, 400, 600, 800, 1_000]);
    assert_eq!(Edges::steps(1_000, 5).values(), [0, 500, 1_000, 1_500], "the last value lies inside");
    assert_eq!(Edges::steps(0, 5).values(), [0, 1]);
}

#[test]
fn log_linear_bins_are_merged_until_they_are_few_enough() {
    assert_eq!(Edges::log_linear(1_000, 2_000, 40, false).bins(), 33);
    assert_eq!(Edges::log_linear(1_000, 4_000, 3, false).values(), [512, 1_024, 2_048, 4_096]);
    assert_eq!(Edges::log_linear(1_000, 4_000, 3, true).values(), [0, 1_024, 2_048, 4_096]);
}

#[test]
fn a_place_is_linear_within_a_bin_and_ends_at_the_ends() {
    let edges = Edges::new(vec![0, 10, 100]);
    assert_eq!(
        [-5, 0, 5, 10, 55, 100, 500].map(|value| edges.place(value)),
        [0.0, 0.0, 0.5, 1.0, 1.5, 2.0, 2.0]
    );
    assert_eq!([-1.0, 0.0, 0.9, 1.0, 7.0].map(|place| edges.bin_at(place)), [0, 0, 0, 1, 1]);
    assert_eq!((edges.span(0, 0), edges.span(1, 0)), ((0, 10), (0, 100)));
}

proptest! {
    #[test]
    fn every_value_is_in_the_bin_that_it_stands_in(
        values in prop::collection::vec(0_i64..10_000_000, 1..30),
        most in 1_usize..80,
    ) {
        let (first, last) = (*values.iter().min().expect("some"), *values.iter().max().expect("some"));
        for edges in [
            Edges::even(first, last, most),
            Edges::steps(last, most),
            Edges::log_linear(first, last, most, false),
        ] {
            prop_assert!(edges.bins() >= 1 && edges.bins() <= most);
            for &value in &values {
                let bin = edges.bin_of(value);
                let (from, to) = edges.span(bin, bin);
                prop_assert!((from..to).contains(&value), "{value} in {from}..{to}");
                prop_assert_eq!(edges.bin_at(edges.place(value)), bin);
            }
        }
    }
}
