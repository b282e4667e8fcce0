//! Tests of whether two samples differ, for counts and for numbers. The special functions are those of `statrs`, which
//! are kept, light and the same natively and in wasm; what is built of them stands here. No answer is ever NaN.

use statrs::function::{erf::erfc, factorial::ln_factorial, gamma::gamma_ur};

/// How many of so many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// How many.
    pub of: usize,
    /// Of how many.
    pub all: usize,
}

impl Part {
    /// The share, from 0 to 1; of nothing 0.
    pub fn share(self) -> f64 {
        if self.all == 0 { 0.0 } else { self.of as f64 / self.all as f64 }
    }
}

/// The probability that a standard normal number is at least as far from 0.
pub fn normal_two_sided(z: f64) -> f64 {
    if z.is_nan() { 1.0 } else { erfc(z.abs() / core::f64::consts::SQRT_2).clamp(0.0, 1.0) }
}

/// The probability that two shares of one population differ as much: Fisher's exact test where an expected count is
/// below 5, else the two-proportion z-test.
pub fn shares_p(one: Part, other: Part) -> f64 {
    /// Below this the normal approximation is none.
    const FEW: f64 = 5.0;
    let all = (one.all + other.all) as f64;
    let having = (one.of + other.of) as f64;
    if one.all == 0 || other.all == 0 || having == 0.0 || having == all {
        return 1.0;
    }
    let smallest = having.min(all - having) * one.all.min(other.all) as f64 / all;
    if smallest < FEW { fisher_p(one, other) } else { two_proportion_p(one, other) }
}

/// The two-proportion z-test with a pooled share, two-sided.
fn two_proportion_p(one: Part, other: Part) -> f64 {
    let pooled = (one.of + other.of) as f64 / (one.all + other.all) as f64;
    let variance = pooled * (1.0 - pooled) * (1.0 / one.all as f64 + 1.0 / other.all as f64);
    normal_two_sided((one.share() - other.share()) / variance.sqrt())
}

/// Fisher's exact test, two-sided: the probability of all tables with the same margins that are no more likely.
pub fn fisher_p(one: Part, other: Part) -> f64 {
    let having = one.of + other.of;
    let ln_choose =
        |n: usize, k: usize| ln_factorial(n as u64) - ln_factorial(k as u64) - ln_factorial((n - k) as u64);
    let whole = ln_choose(one.all + other.all, having);
    let likelihood = |of: usize| (ln_choose(one.all, of) + ln_choose(other.all, having - of) - whole).exp();
    // Tables that are equally likely may differ in the last bits.
    let limit = likelihood(one.of) * (1.0 + 1e-7);
    let possible = having.saturating_sub(other.all)..=having.min(one.all);
    possible.map(likelihood).filter(|&likelihood| likelihood <= limit).sum::<f64>().min(1.0)
}

/// The G-test of independence: the probability that two samples of one population spread as differently over
/// categories, each given as (one, other).
pub fn g_test_p(pairs: impl Iterator<Item = (u32, u32)> + Clone) -> f64 {
    let sum = |side: fn((u32, u32)) -> u32| pairs.clone().map(side).map(f64::from).sum::<f64>();
    let (one, other) = (sum(|pair| pair.0), sum(|pair| pair.1));
    let categories = pairs.clone().filter(|&pair| pair != (0, 0)).count();
    if one == 0.0 || other == 0.0 || categories < 2 {
        return 1.0;
    }
    let part = |seen: f64, expected: f64| if seen == 0.0 { 0.0 } else { seen * (seen / expected).ln() };
    let g: f64 = pairs
        .map(|(first, second)| (f64::from(first), f64::from(second)))
        .map(|(first, second)| {
            let both = (first + second) / (one + other);
            2.0 * (part(first, both * one) + part(second, both * other))
        })
        .sum();
    if g <= 0.0 { 1.0 } else { gamma_ur((categories - 1) as f64 / 2.0, g / 2.0).clamp(0.0, 1.0) }
}

/// The 95 % interval of the difference of two shares, one − other: Newcombe's hybrid of Wilson's score intervals
/// ("Interval estimation for the difference between independent proportions", 1998, method 10).
pub fn difference_interval(one: Part, other: Part) -> (f64, f64) {
    let (p, q) = (one.share(), other.share());
    let ((low_p, high_p), (low_q, high_q)) = (wilson(one), wilson(other));
    let low = p - q - ((p - low_p).powi(2) + (high_q - q).powi(2)).sqrt();
    let high = p - q + ((high_p - p).powi(2) + (q - low_q).powi(2)).sqrt();
    (low.max(-1.0), high.min(1.0))
}

/// Wilson's score interval of a share; of nothing everything is possible.
fn wilson(part: Part) -> (f64, f64) {
    const Z: f64 = 1.959_963_984_540_054;
    if part.all == 0 {
        return (0.0, 1.0);
    }
    let (n, p) = (part.all as f64, part.share());
    let middle = p + Z * Z / (2.0 * n);
    let width = Z * (p * (1.0 - p) / n + Z * Z / (4.0 * n * n)).sqrt();
    let scale = 1.0 + Z * Z / n;
    ((middle - width) / scale, (middle + width) / scale)
}

/// The smallest share of false discoveries at which each is one (Benjamini and Hochberg, 1995), in the same order.
pub fn benjamini_hochberg(p: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..p.len()).collect();
    order.sort_by(|&a, &b| p[a].total_cmp(&p[b]));
    let mut q = vec![1.0_f64; p.len()];
    let mut least = 1.0_f64;
    for (rank, &at) in order.iter().enumerate().rev() {
        least = least.min(p[at] * p.len() as f64 / (rank + 1) as f64);
        q[at] = least;
    }
    q
}

/// How two samples of numbers differ.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Order {
    /// The probability that a number of the first is larger than one of the second, ties counting half.
    pub auc: f64,
    /// The largest difference of the two distribution functions (Kolmogorov and Smirnov).
    pub distance: f64,
    /// The largest number up to which that difference lies: above it the two differ most.
    pub at: f64,
    /// The probability of such a distance in two samples of one population.
    pub p: f64,
}

/// Compares two samples, both ascending; `None` when one is empty.
pub fn compare_samples(one: &[f64], other: &[f64]) -> Option<Order> {
    if one.is_empty() || other.is_empty() {
        return None;
    }
    let (n, m) = (one.len() as f64, other.len() as f64);
    let (mut i, mut j) = (0, 0);
    let (mut wins, mut distance, mut at) = (0.0, 0.0_f64, one[0].min(other[0]));
    while i < one.len() || j < other.len() {
        let value = match (one.get(i), other.get(j)) {
            (Some(a), Some(b)) => a.min(*b),
            (Some(value), None) | (None, Some(value)) => *value,
            (None, None) => break,
        };
        let equal = |sample: &[f64], from: usize| sample[from..].partition_point(|number| *number <= value);
        let (of_one, of_other) = (equal(one, i), equal(other, j));
        wins += of_one as f64 * (j as f64 + of_other as f64 / 2.0);
        i += of_one;
        j += of_other;
        let apart = (i as f64 / n - j as f64 / m).abs();
        if apart > distance {
            (distance, at) = (apart, value);
        }
    }
    let size = (n * m / (n + m)).sqrt();
    let p = kolmogorov_p((size + 0.12 + 0.11 / size) * distance);
    Some(Order { auc: wins / (n * m), distance, at, p })
}

/// The tail of Kolmogorov's distribution, with the correction for small samples made by the caller (Stephens, 1970).
fn kolmogorov_p(lambda: f64) -> f64 {
    // Below this the series does not converge, and the probability is 1 to nine places.
    if lambda < 0.25 {
        return 1.0;
    }
    let term = |k: i32| {
        let sign = if k % 2 == 1 { 1.0 } else { -1.0 };
        sign * (-2.0 * f64::from(k * k) * lambda * lambda).exp()
    };
    (2.0 * (1..=100).map(term).sum::<f64>()).clamp(0.0, 1.0)
}
