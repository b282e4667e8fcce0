//! The arithmetic of the gap, written for any numbers with the four operations: floating-point ones for the page,
//! fractions for the tests that show its sums to be exact.

use core::ops::{Add, Div, Mul, Sub};

/// See the module.
pub trait Number:
    Clone + PartialEq + Add<Output = Self> + Sub<Output = Self> + Mul<Output = Self> + Div<Output = Self>
{
    /// A whole number.
    fn whole(number: i128) -> Self;
}

impl Number for f64 {
    fn whole(number: i128) -> Self {
        number as Self
    }
}

/// The mean of numbers with a sum; of none, 0.
pub(super) fn mean<N: Number>(sum: i128, count: usize) -> N {
    if count == 0 { N::whole(0) } else { N::whole(sum) / N::whole(count as i128) }
}

/// Nothing.
pub(super) fn zero<N: Number>() -> N {
    N::whole(0)
}
