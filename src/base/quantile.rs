//! Exact quantiles.

/// The smallest value that at least `percent` of all values do not exceed (nearest rank); `sorted` ascends. 0 when there
/// is none.
pub fn nearest_rank(sorted: &[i64], percent: usize) -> i64 {
    sorted.get(place(sorted.len(), percent)).copied().unwrap_or(0)
}

/// The same for several percentages, ascending, of values in any order, which are moved about: less than sorting them.
pub fn nearest_ranks<const N: usize>(values: &mut [i64], percents: [usize; N]) -> [i64; N] {
    let mut ranked = [0; N];
    if values.is_empty() {
        return ranked;
    }
    // What was found parts the values: the next one stands behind it.
    let mut from = 0;
    for (rank, percent) in ranked.iter_mut().zip(percents) {
        let at = place(values.len(), percent).max(from);
        *rank = *values[from..].select_nth_unstable(at - from).1;
        from = at;
    }
    ranked
}

/// Where the value of a rank stands among so many.
pub fn place(values: usize, percent: usize) -> usize {
    (values * percent).div_ceil(100).clamp(1, values.max(1)) - 1
}
