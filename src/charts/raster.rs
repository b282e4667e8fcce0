//! Pixels that rectangles are drawn into.

use super::palette::Rgb;

/// A picture in RGBA, rows from the top.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Raster {
    /// Pixels across.
    pub width_px: usize,
    /// Pixels down.
    pub height_px: usize,
    /// Four bytes a pixel; untouched ones are transparent.
    pub rgba: Vec<u8>,
}

impl Raster {
    /// A picture in which nothing is drawn.
    pub fn new(width_px: usize, height_px: usize) -> Self {
        Self { width_px, height_px, rgba: vec![0; width_px * height_px * 4] }
    }

    /// Fills a rectangle, cut at the borders.
    pub fn fill(&mut self, (from_x, to_x): (usize, usize), (from_y, to_y): (usize, usize), [r, g, b]: Rgb) {
        let (to_x, to_y) = (to_x.min(self.width_px), to_y.min(self.height_px));
        if from_x >= to_x {
            return;
        }
        for y in from_y..to_y {
            let line = &mut self.rgba[(y * self.width_px + from_x) * 4..(y * self.width_px + to_x) * 4];
            for pixel in line.as_chunks_mut::<4>().0 {
                *pixel = [r, g, b, 255];
            }
        }
    }

    /// The colour of a pixel, `None` where nothing was drawn.
    pub fn at(&self, x: usize, y: usize) -> Option<Rgb> {
        let start = (x < self.width_px && y < self.height_px).then_some((y * self.width_px + x) * 4)?;
        match self.rgba.get(start..start + 4)? {
            &[r, g, b, 255] => Some([r, g, b]),
            _ => None,
        }
    }
}
