//! The whole trace as a small picture: a lane of error marks on top, below it a line for every few spans.

use super::{
    palette::{Palette, Rgb},
    raster::Raster,
};
use crate::protocol::waterfall::{Overview, Run};

/// Lines are at most so thick, in pixels of the page.
const THICKEST: f64 = 8.0;
/// Errors are marked in a lane of this height at the top, in pixels of the page: seen by place, not only by colour.
const ERROR_LANE: f64 = 4.0;
/// An error mark is at least this wide, in pixels of the page.
const ERROR_WIDTH: f64 = 3.0;

/// Draws an overview that was asked for `asked_px` pixels across into a picture of the given size; `density` is the
/// number of its pixels to a pixel of the page.
pub fn draw(
    overview: &Overview,
    asked_px: u32,
    (width_px, height_px): (usize, usize),
    density: f64,
    palette: &Palette,
) -> Raster {
    let mut raster = Raster::new(width_px, height_px);
    let lane_px = (ERROR_LANE * density).round() as usize;
    let below_px = height_px.saturating_sub(lane_px);
    if overview.lines == 0 || asked_px == 0 || below_px == 0 {
        return raster;
    }
    let thickest_px = THICKEST * density;
    let pitch = (below_px as f64 / f64::from(overview.lines)).min(thickest_px);
    let x_of = |px: u32| (px as usize * width_px).div_euclid(asked_px as usize);
    for run in &overview.runs {
        let top = lane_px + (f64::from(run.line) * pitch) as usize;
        let bottom = (lane_px + (f64::from(run.line + 1) * pitch) as usize).max(top + 1);
        // A gap between lines as soon as there is room for one.
        let gap = usize::from(bottom - top > 2) * (density.round() as usize).max(1).min((bottom - top) / 3);
        let across = (x_of(run.from_px), x_of(run.to_px).max(x_of(run.from_px) + 1));
        raster.fill(across, (top, bottom - gap), palette.service(run.service));
        if run.critical {
            let thick = (density.round() as usize).clamp(1, ((bottom - top - gap) / 2).max(1));
            raster.fill(across, (bottom - gap - thick, bottom - gap), palette.critical);
        }
    }
    for run in overview.runs.iter().filter(|run| run.error) {
        mark_error(&mut raster, run, &x_of, lane_px, density, palette.error);
    }
    raster
}

fn mark_error(
    raster: &mut Raster,
    run: &Run,
    x_of: &impl Fn(u32) -> usize,
    lane_px: usize,
    density: f64,
    colour: Rgb,
) {
    let width = (ERROR_WIDTH * density).round() as usize;
    let from = x_of(run.from_px).min(raster.width_px.saturating_sub(width));
    let height = lane_px.saturating_sub((density.round() as usize).max(1));
    raster.fill((from, x_of(run.to_px).max(from + width)), (0, height), colour);
}
