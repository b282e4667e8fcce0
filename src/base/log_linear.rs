//! Bins of whole numbers that widen with them: 32 to each power of two, found from the bits alone (analysis.md,
//! "Latency"; the shape is that of HdrHistogram). Below 64 every number has a bin of its own.

/// log2 of the bins to a power of two.
const BITS: u32 = 5;
const PER_OCTAVE: u64 = 1 << BITS;

/// The bin of a number; negative ones are in the first.
#[inline]
pub fn bin_of(value: i64) -> u32 {
    let value = value.max(0) as u64;
    if value < PER_OCTAVE {
        return value as u32;
    }
    let octave = value.ilog2() - BITS;
    octave * PER_OCTAVE as u32 + (value >> octave) as u32
}

/// The smallest number of a bin; beyond the last bin the largest number there is.
pub fn first_of(bin: u32) -> i64 {
    let (octave, within) = ((bin >> BITS).saturating_sub(1), u64::from(bin) % PER_OCTAVE);
    if u64::from(bin) < PER_OCTAVE {
        return i64::from(bin);
    }
    let first = u128::from(PER_OCTAVE + within) << octave.min(64);
    i64::try_from(first).unwrap_or(i64::MAX)
}
