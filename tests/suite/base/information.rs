//! Entropy and divergence against values worked out by hand.

use spanscope::base::information::{divergence_bits, entropy_bits};

fn near(one: f64, other: f64) {
    assert!((one - other).abs() < 1e-9, "{one} is not {other}");
}

#[test]
fn entropy_is_in_bits() {
    near(entropy_bits([1, 1].into_iter()), 1.0);
    near(entropy_bits([5, 5, 5, 5].into_iter()), 2.0);
    near(entropy_bits([7].into_iter()), 0.0);
    near(entropy_bits([2, 1, 1, 0].into_iter()), 1.5);
    near(entropy_bits(core::iter::empty()), 0.0);
    near(entropy_bits([0, 0].into_iter()), 0.0);
}

#[test]
fn divergence_goes_from_none_to_one_bit() {
    near(divergence_bits([(1, 10), (3, 30)].into_iter()), 0.0);
    near(divergence_bits([(4, 0), (0, 9)].into_iter()), 1.0);
    // Halves against a whole: entropy of (3/4, 1/4) less the mean of one bit and none.
    near(divergence_bits([(1, 2), (1, 0)].into_iter()), 0.811_278_124_459_132_8 - 0.5);
    near(divergence_bits([(0, 3)].into_iter()), 0.0);
}
