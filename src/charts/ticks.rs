//! Round durations along an axis of bins.

use crate::base::{
    edges::Edges,
    time::{DAY, HOUR, MIN, S},
};

/// A mark on an axis.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tick {
    /// The value.
    pub ns: i64,
    /// Where it stands, from the axis's beginning.
    pub at_px: f64,
}

/// Round durations between the ends of an axis, at least `gap_px` apart, ascending. On a linear axis they are edges of
/// its bins, on others powers of ten and round clock times first, then what is round between.
pub fn durations(edges: &Edges, is_linear: bool, length_px: f64, gap_px: f64) -> Vec<Tick> {
    let (Some(&first), Some(&last)) = (edges.values().first(), edges.values().last()) else {
        return Vec::new();
    };
    let bin_px = length_px / edges.bins().max(1) as f64;
    let tick = |ns: i64| Tick { ns, at_px: edges.place(ns) * bin_px };
    if is_linear {
        let mut each = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000].into_iter();
        let each = each.find(|&each| each as f64 * bin_px >= gap_px).unwrap_or(edges.bins().max(1));
        return edges.values().iter().step_by(each).map(|&ns| tick(ns)).collect();
    }
    let mut ticks: Vec<Tick> = Vec::new();
    for round in [decades(), between()] {
        for tick in round.into_iter().filter(|ns| (first..=last).contains(ns)).map(tick) {
            if ticks.iter().all(|other| (other.at_px - tick.at_px).abs() >= gap_px) {
                ticks.push(tick);
            }
        }
    }
    ticks.sort_by_key(|tick| tick.ns);
    ticks
}

/// Powers of ten up to ten seconds, then what clocks count in, then powers of ten of a day.
fn decades() -> Vec<i64> {
    let below = (0..=10).map(|power| 10_i64.pow(power));
    below.chain([MIN, 10 * MIN, HOUR, 10 * HOUR, DAY, 10 * DAY, 100 * DAY, 1_000 * DAY]).collect()
}

/// What is round between those.
fn between() -> Vec<i64> {
    let times = |factor: i64| decades().into_iter().map(move |ns| ns * factor);
    let halves = [30 * S, 5 * MIN, 30 * MIN, 6 * HOUR];
    let fives = times(5).filter(|ns| !(10 * S..=DAY).contains(ns));
    halves.into_iter().chain(fives).chain(times(2)).collect()
}
