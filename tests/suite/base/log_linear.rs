use proptest::prelude::*;
use spanscope::base::log_linear::{bin_of, first_of};

#[test]
fn an_octave_has_32_bins() {
    assert_eq!([-1, 0, 1, 31, 32, 63].map(bin_of), [0, 0, 1, 31, 32, 63]);
    assert_eq!([64, 65, 66, 127, 128, 131, 132].map(bin_of), [64, 64, 65, 95, 96, 96, 97]);
    assert_eq!((bin_of(i64::MAX), first_of(u32::MAX)), (1_887, i64::MAX));
}

proptest! {
    /// Every number is in its bin, none is wider than a 32nd of what it holds, and numbers stand in order.
    #[test]
    fn a_bin_holds_its_numbers(value in prop_oneof![0_i64..5_000, any::<i64>().prop_map(i64::saturating_abs)]) {
        let bin = bin_of(value);
        let (first, behind) = (first_of(bin), first_of(bin + 1));
        prop_assert!(first <= value && (value < behind || behind == i64::MAX), "{first} {value} {behind}");
        prop_assert!(behind - first <= (value / 32).max(1));
        prop_assert_eq!((bin_of(first), bin_of(behind - 1)), (bin, bin));
    }
}
