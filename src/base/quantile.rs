//! Exact quantiles.

/// The smallest value that at least `percent` of all values do not exceed (nearest rank); `sorted` ascends. 0 when there
/// is none.
pub fn nearest_rank(sorted: &[i64], percent: usize) -> i64 {
    sorted.get(place(sorted.len(), percent)).copied().unwrap_or(0)
}

/// Where the value of a rank stands among so many.
pub fn place(values: usize, percent: usize) -> usize {
    (values * percent).div_ceil(100).clamp(1, values.max(1)) - 1
}
