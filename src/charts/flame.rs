//! The flame graph as a picture: its frames as pixels, and what is written into them.

use super::{
    palette::{Palette, Pattern, Rgb, mixed, pattern_of},
    raster::Raster,
};
use crate::{
    base::{time, words},
    protocol::flame::{FlameFrame, FlamePicture},
    state::time_scale::TimeScale,
};

/// Frames from this width on have a gap to the next, in pixels of the page.
const GAP_FROM_PX: f64 = 3.0;
/// Frames from this width on have their outline when they have an error; narrower ones a mark at their top.
const OUTLINE_FROM_PX: f64 = 8.0;
/// An error mark is at least so wide, and so high.
const MARK_PX: f64 = 3.0;
/// Frames from this width on are written into, and the room between their edges and the text.
const TEXT_FROM_PX: f64 = 34.0;
/// Several frames in one are told from this width on.
const CROWD_TEXT_FROM_PX: f64 = 76.0;
const TEXT_INSET_PX: f64 = 5.0;
/// How much of a colour is taken away while something else is looked for.
const DIMMED: f64 = 0.72;
/// How strongly a pattern stands out, and the size it repeats in.
const PATTERN: f64 = 0.3;
const PATTERN_PX: f64 = 6.0;
/// How far beside a narrow frame the pointer still means it.
const REACH_PX: f64 = 2.0;

/// How a flame graph is laid over a picture; lengths in pixels of the page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FlameView {
    /// The axis across.
    pub scale: TimeScale,
    /// How much of the levels is scrolled away at the top.
    pub scrolled_px: f64,
    /// Height of a level.
    pub level_px: f64,
    /// Height of the picture.
    pub height_px: f64,
}

/// Something written into a frame.
#[derive(Clone, Debug, PartialEq)]
pub struct Label<'a> {
    /// Where it begins.
    pub left_px: f64,
    /// The middle of its line.
    pub middle_px: f64,
    /// How much room it has.
    pub room_px: f64,
    /// What is written, cut when there is no room.
    pub name: &'a str,
    /// What is written behind it when there is room.
    pub rest: String,
    /// The colour.
    pub ink: Rgb,
}

impl FlameView {
    /// Left and right end of a frame; outside of the picture too.
    pub fn across(&self, frame: &FlameFrame) -> (f64, f64) {
        (self.scale.px_from_ns(frame.start_ns), self.scale.px_from_ns(frame.end_ns))
    }

    /// The top of a level.
    pub fn top_px(&self, level: u32) -> f64 {
        f64::from(level) * self.level_px - self.scrolled_px
    }

    /// The levels in sight: the first, and how many.
    pub fn levels(&self) -> (u32, u32) {
        let first = (self.scrolled_px / self.level_px).floor().max(0.0);
        let behind = ((self.scrolled_px + self.height_px) / self.level_px).ceil();
        (first as u32, (behind - first).max(0.0) as u32)
    }

    /// The frame at a place of the picture.
    pub fn frame_at<'a>(
        &self,
        picture: &'a FlamePicture,
        (x_px, y_px): (f64, f64),
    ) -> Option<&'a FlameFrame> {
        let level = ((y_px + self.scrolled_px) / self.level_px).floor();
        let on_level = picture.frames.iter().filter(|frame| f64::from(frame.level) == level);
        let distance_px = |frame: &FlameFrame| {
            let (left_px, right_px) = self.across(frame);
            (left_px - x_px).max(x_px - right_px).max(0.0)
        };
        on_level
            .map(|frame| (distance_px(frame), frame))
            .filter(|(distance_px, _)| *distance_px <= REACH_PX)
            .min_by(|one, other| one.0.total_cmp(&other.0))
            .map(|(_, frame)| frame)
    }
}

/// Draws the frames with `density` pixels to a pixel of the page. While something is looked for (`is_lit`), the frames
/// without a hit step back.
pub fn draw(
    picture: &FlamePicture,
    view: &FlameView,
    density: f64,
    palette: &Palette,
    is_lit: bool,
) -> Raster {
    let size = |px: f64| (px * density).round().max(0.0) as usize;
    let mut raster = Raster::new(size(view.scale.width_px()), size(view.height_px));
    for frame in &picture.frames {
        let look = Look::of(frame, palette, is_lit);
        let (left_px, right_px) = view.across(frame);
        let gap_px = if right_px - left_px >= GAP_FROM_PX { 1.0 } else { 0.0 };
        let top_px = view.top_px(frame.level);
        let left = (left_px * density).round() as i64;
        let right = (((right_px - gap_px) * density).round() as i64).max(left + density.round() as i64);
        let top = (top_px * density).round() as i64;
        let bottom = ((top_px + view.level_px - 1.0) * density).round() as i64;
        let shape = Shape { left, right, top, bottom, density };
        shape.fill(&mut raster, &look);
        if frame.errors > 0 {
            shape.mark_error(&mut raster, palette);
        }
        if look.is_hit {
            shape.underline(&mut raster, look.ink);
        }
    }
    raster
}

/// What is written into the frames that have room.
pub fn labels<'a>(
    picture: &'a FlamePicture,
    view: &FlameView,
    palette: &Palette,
    is_lit: bool,
) -> Vec<Label<'a>> {
    let label = |frame: &FlameFrame| {
        let (left_px, right_px) = view.across(frame);
        let left_px = left_px.max(0.0) + TEXT_INSET_PX;
        let room_px = right_px.min(view.scale.width_px()) - TEXT_INSET_PX - left_px;
        let is_crowd = frame.frames > 1;
        let needed_px = if is_crowd { CROWD_TEXT_FROM_PX } else { TEXT_FROM_PX } - 2.0 * TEXT_INSET_PX;
        if room_px < needed_px {
            return None;
        }
        let name = picture.names.get(frame.name as usize).map_or("", String::as_str);
        let (name, rest) = match (is_crowd, frame.spans) {
            (true, spans) => ("", words::count(spans as usize, "span", "spans")),
            (false, 1) => (name, time::duration(frame.total_ns)),
            (false, spans) => {
                (name, format!("×{}, {}", words::grouped(spans as usize), time::duration(frame.total_ns)))
            }
        };
        Some(Label {
            left_px,
            middle_px: view.top_px(frame.level) + (view.level_px - 1.0) / 2.0,
            room_px,
            name: if name.is_empty() && !is_crowd { "(no name)" } else { name },
            rest,
            ink: Look::of(frame, palette, is_lit).ink,
        })
    };
    picture.frames.iter().filter_map(label).collect()
}

/// The colours of a frame.
struct Look {
    colour: Rgb,
    pattern: Pattern,
    pattern_colour: Rgb,
    ink: Rgb,
    is_hit: bool,
}

impl Look {
    fn of(frame: &FlameFrame, palette: &Palette, is_lit: bool) -> Self {
        let full = palette.service(frame.service);
        let is_hit = is_lit && frame.hits > 0;
        let colour = if is_lit && !is_hit { mixed(full, palette.surface, DIMMED) } else { full };
        // The pattern goes away from the ink, so that the text stays as easy to read.
        let (ink, other) = palette.inks_on(colour);
        let pattern_colour = mixed(colour, other, PATTERN);
        Self { colour, pattern: pattern_of(frame.service), pattern_colour, ink, is_hit }
    }
}

/// The place of a frame, in pixels of the picture; it may stick out.
struct Shape {
    left: i64,
    right: i64,
    top: i64,
    bottom: i64,
    density: f64,
}

impl Shape {
    fn fill(&self, raster: &mut Raster, look: &Look) {
        let (across, down) = (inside(self.left, self.right), inside(self.top, self.bottom));
        raster.fill(across, down, look.colour);
        if look.pattern == Pattern::Plain {
            return;
        }
        let period = (PATTERN_PX * self.density).round().max(1.0) as i64;
        // The pattern begins at the frame's own corner and moves with it.
        let is_on = |x: i64, y: i64| match look.pattern {
            Pattern::Plain => false,
            Pattern::Stripes => (x + y).rem_euclid(period) < period / 3,
            Pattern::Dots => {
                let from_middle = |at: i64| 2 * at.rem_euclid(period) - period + 1;
                from_middle(x).pow(2) + from_middle(y).pow(2) <= (period * period) / 5
            }
        };
        for y in down.0..down.1.min(raster.height_px) {
            for x in across.0..across.1.min(raster.width_px) {
                if is_on(x as i64 - self.left, y as i64 - self.top) {
                    raster.fill((x, x + 1), (y, y + 1), look.pattern_colour);
                }
            }
        }
    }

    /// A frame all around, parted from the colour by a line; where there is no room for it, a mark at the top.
    fn mark_error(&self, raster: &mut Raster, palette: &Palette) {
        let px = |px: f64| (px * self.density).round().max(1.0) as i64;
        if ((self.right - self.left) as f64) < OUTLINE_FROM_PX * self.density {
            let right = self.right.max(self.left + px(MARK_PX));
            let down = inside(self.top, self.top + px(MARK_PX));
            raster.fill(inside(self.left, right), down, palette.error);
            let line = inside(self.top + px(MARK_PX), self.top + px(MARK_PX) + px(1.0));
            raster.fill(inside(self.left, right), line, palette.surface);
            return;
        }
        self.outline(raster, 0, px(2.0), palette.error);
        self.outline(raster, px(2.0), px(1.0), palette.surface);
    }

    fn outline(&self, raster: &mut Raster, inset: i64, thick: i64, colour: Rgb) {
        let (left, right, top, bottom) =
            (self.left + inset, self.right - inset, self.top + inset, self.bottom - inset);
        raster.fill(inside(left, right), inside(top, top + thick), colour);
        raster.fill(inside(left, right), inside(bottom - thick, bottom), colour);
        raster.fill(inside(left, left + thick), inside(top, bottom), colour);
        raster.fill(inside(right - thick, right), inside(top, bottom), colour);
    }

    fn underline(&self, raster: &mut Raster, colour: Rgb) {
        let thick = (2.0 * self.density).round().max(1.0) as i64;
        raster.fill(inside(self.left, self.right), inside(self.bottom - thick, self.bottom), colour);
    }
}

/// A range without what lies before the picture.
fn inside(from: i64, to: i64) -> (usize, usize) {
    (from.max(0) as usize, to.max(0) as usize)
}
