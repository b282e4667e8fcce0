//! How much a distribution tells, in bits. Distributions are given as counts; those of nothing tell nothing.

/// The entropy of a distribution.
pub fn entropy_bits(counts: impl Iterator<Item = u32> + Clone) -> f64 {
    let total: f64 = counts.clone().map(f64::from).sum();
    counts.map(|count| surprise(f64::from(count) / total)).sum()
}

/// The Jensen–Shannon divergence of two distributions over the same categories, each given as (one, other): from 0,
/// they are alike, to 1, they share no category.
pub fn divergence_bits(pairs: impl Iterator<Item = (u32, u32)> + Clone) -> f64 {
    let (one, other) = pairs.clone().fold((0.0, 0.0), |(one, other), (first, second)| {
        (one + f64::from(first), other + f64::from(second))
    });
    if one == 0.0 || other == 0.0 {
        return 0.0;
    }
    let parts = pairs.map(|(first, second)| {
        let (first, second) = (f64::from(first) / one, f64::from(second) / other);
        surprise(f64::midpoint(first, second)) - f64::midpoint(surprise(first), surprise(second))
    });
    parts.sum::<f64>().max(0.0)
}

/// What a category adds to the entropy.
fn surprise(share: f64) -> f64 {
    if share > 0.0 { -share * share.log2() } else { 0.0 }
}
