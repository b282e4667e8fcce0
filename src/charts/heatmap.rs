//! Traces by start and latency, a cell for as many as fall into it: the more, the stronger its colour, by the
//! logarithm, so that a single slow one is seen beside thousands. A cell in which one failed has a mark in its middle.

use super::{
    palette::{Palette, mixed},
    raster::Raster,
};
use crate::{
    base::{edges::Edges, time, words},
    protocol::latency::{Bar, HeatmapCell, HeatmapPage},
    state::cell_brush::{Grid, Pick},
};

/// Cells stand this far apart where they are large enough, in pixels of the page.
const GAP: f64 = 1.0;
/// Cells narrower than this, in pixels of the picture, stand without a gap.
const NARROW_PX: usize = 4;
/// A mark is at least so wide, in pixels of the page, whatever the cell.
const MARK: f64 = 3.0;

/// The axes of a heatmap: starts and latencies.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Axes {
    /// Nanoseconds since 1970.
    pub starts: Edges,
    /// Nanoseconds.
    pub latencies: Edges,
}

impl Axes {
    /// Those of a page.
    pub fn of(page: &HeatmapPage) -> Self {
        Self { starts: Edges::new(page.starts_ns.clone()), latencies: Edges::new(page.latencies_ns.clone()) }
    }

    /// How many cells there are.
    pub fn grid(&self) -> Grid {
        Grid { columns: self.starts.bins(), rows: self.latencies.bins() }
    }
}

/// Draws the cells into a picture of the given size; `density` is the number of its pixels to a pixel of the page.
pub fn draw(
    page: &HeatmapPage,
    (width_px, height_px): (usize, usize),
    density: f64,
    palette: &Palette,
) -> Raster {
    let mut raster = Raster::new(width_px, height_px);
    let Grid { columns, rows } = Axes::of(page).grid();
    let most = fullest(page);
    let bounds = |at: usize, cells: usize, length_px: usize| {
        let (from, to) = (at * length_px / cells, (at + 1) * length_px / cells);
        let gap = if to - from >= NARROW_PX { (GAP * density).round() as usize } else { 0 };
        (from, to.saturating_sub(gap).max(from + 1))
    };
    let place = |cell: &HeatmapCell| {
        let (column, row) = (cell.column as usize, cell.row as usize);
        let is_there = column < columns && row < rows;
        is_there.then(|| (bounds(column, columns, width_px), bounds(rows - 1 - row, rows, height_px)))
    };
    let placed = page.cells.iter().filter_map(|cell| Some((cell.count, place(cell)?)));
    for (count, (across, down)) in placed.clone() {
        raster.fill(across, down, mixed(palette.heat[0], palette.heat[1], strength(count.n, most)));
    }
    // A mark may reach into the cells beside its own.
    for (_, (across, down)) in placed.filter(|(count, _)| count.errors > 0) {
        let side = ((across.1 - across.0).min(down.1 - down.0) / 2).max((MARK * density).round() as usize);
        let rim = (density.round() as usize).max(1);
        raster.fill(middle(across, side + 2 * rim), middle(down, side + 2 * rim), palette.surface);
        raster.fill(middle(across, side), middle(down, side), palette.error);
    }
    raster
}

/// So long a stretch in the middle of another.
fn middle((from, to): (usize, usize), length: usize) -> (usize, usize) {
    let start = ((from + to) / 2).saturating_sub(length / 2);
    (start, start + length)
}

/// How strong a cell's colour is, from 0 to 1.
fn strength(n: usize, most: usize) -> f64 {
    if most <= 1 { 0.0 } else { (n.max(1) as f64).ln() / (most as f64).ln() }
}

/// The traces in the fullest cell.
pub fn fullest(page: &HeatmapPage) -> usize {
    page.cells.iter().map(|cell| cell.count.n).max().unwrap_or(0)
}

/// The traces in some cells.
pub fn sum<'a>(cells: impl Iterator<Item = &'a HeatmapCell>) -> Bar {
    cells.fold(Bar::default(), |sum, cell| Bar {
        n: sum.n + cell.count.n,
        errors: sum.errors + cell.count.errors,
    })
}

/// What is in a pick, in words; `at` writes a moment.
pub fn told(page: &HeatmapPage, axes: &Axes, pick: &Pick, at: impl Fn(i64) -> String) -> String {
    let (columns, rows) = (pick.ends(0), pick.ends(1));
    let ((first, last), (shortest, longest)) =
        (axes.starts.span(columns.0, columns.1), axes.latencies.span(rows.0, rows.1));
    let inside = page.cells.iter().filter(|cell| pick.holds([cell.column as usize, cell.row as usize]));
    format!(
        "{} to {}, {} to {}: {}",
        at(first),
        at(last),
        time::duration(shortest),
        time::duration(longest),
        counted(sum(inside), ["trace", "traces"]),
    )
}

/// How many there are, and how many of them have an error.
pub fn counted(bar: Bar, [one, many]: [&str; 2]) -> String {
    let all = words::count(bar.n, one, many);
    match bar.errors {
        0 => all,
        errors => format!("{all}, {} with an error", words::grouped(errors)),
    }
}
