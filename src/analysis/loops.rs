//! Loops in a sequence of keys: a period of two to eight different calls, at least three times in a row.

use core::ops::Range;

const LONGEST_PERIOD: usize = 8;
const TURNS_LEAST: usize = 3;

/// A loop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loop {
    /// Its places in the sequence: whole turns.
    pub range: Range<usize>,
    /// Calls a turn.
    pub period: usize,
}

/// The loops of a sequence from left to right, none over another. Of several periods the shortest counts; equal keys
/// alone are no loop.
pub fn find(keys: &[u32]) -> Vec<Loop> {
    // For each period how far from a place on every key is the one a period later.
    let mut alike = vec![vec![0_usize; keys.len() + 1]; LONGEST_PERIOD + 1];
    for (period, alike) in alike.iter_mut().enumerate().skip(1) {
        for at in (0..keys.len().saturating_sub(period)).rev() {
            alike[at] = if keys[at] == keys[at + period] { alike[at + 1] + 1 } else { 0 };
        }
    }
    let mut loops = Vec::new();
    let mut at = 0;
    while at < keys.len() {
        let turns = |period: usize| alike[period][at] / period + 1;
        // A run of equal keys has every period; what comes after it may be a loop.
        let is_loop = |period: &usize| turns(*period) >= TURNS_LEAST && alike[1][at] + 1 < *period;
        match (2..=LONGEST_PERIOD).find(is_loop) {
            Some(period) => {
                let end = at + turns(period) * period;
                loops.push(Loop { range: at..end, period });
                at = end;
            }
            None => at += 1,
        }
    }
    loops
}
