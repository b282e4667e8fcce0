//! Exact quantiles.

/// The smallest value that at least `percent` of all values do not exceed (nearest rank); `sorted` ascends. 0 when there
/// is none.
pub fn nearest_rank(sorted: &[i64], percent: usize) -> i64 {
    let rank = (sorted.len() * percent).div_ceil(100).clamp(1, sorted.len().max(1));
    sorted.get(rank - 1).copied().unwrap_or(0)
}
