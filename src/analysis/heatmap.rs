//! When traces started against how long they took: a picture of all of them at once (analysis.md, "Latency"). Every
//! trace is in exactly one cell.

use super::distribution::Count;
use crate::base::edges::Edges;

/// A trace as a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Point {
    /// When its root started, nanoseconds since 1970.
    pub start_ns: i64,
    /// How long its root took.
    pub latency_ns: i64,
    /// One of its spans has an error.
    pub has_failed: bool,
}

/// A cell that is not empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The bin of the starts.
    pub column: usize,
    /// The bin of the latencies.
    pub row: usize,
    /// What is in it.
    pub count: Count,
}

/// See the module.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heatmap {
    /// The bins of the starts, each as long as any other.
    pub starts: Edges,
    /// The bins of the latencies, which widen with them.
    pub latencies: Edges,
    /// The cells that are not empty, column by column.
    pub cells: Vec<Cell>,
}

/// Counts points in at most so many columns and rows; there are as many as the points fill.
pub fn of_points(points: impl Iterator<Item = Point> + Clone, columns: usize, rows: usize) -> Heatmap {
    let starts = points.clone().map(|point| point.start_ns);
    let (Some(first), Some(last)) = (starts.clone().min(), starts.max()) else { return Heatmap::default() };
    let latencies = points.clone().map(|point| point.latency_ns);
    // Without any length there is no place on a logarithmic axis: the lowest bin takes those too.
    let shortest = latencies.clone().filter(|latency_ns| *latency_ns > 0).min().unwrap_or(0);
    let has_none = latencies.clone().any(|latency_ns| latency_ns <= 0);
    let longest = latencies.max().unwrap_or(0);
    let starts = Edges::even(first, last, columns);
    let latencies = Edges::log_linear(shortest, longest, rows, has_none);
    let mut counts = vec![Count::default(); starts.bins() * latencies.bins()];
    for point in points {
        let (column, row) = (starts.bin_of(point.start_ns), latencies.bin_of(point.latency_ns));
        let count = &mut counts[column * latencies.bins() + row];
        count.n += 1;
        count.errors += usize::from(point.has_failed);
    }
    let cells = counts.iter().enumerate().filter(|(_, count)| count.n > 0);
    let cells =
        cells.map(|(at, &count)| Cell { column: at / latencies.bins(), row: at % latencies.bins(), count });
    Heatmap { cells: cells.collect(), starts, latencies }
}
