//! What is drawn of a flame graph: frames of a pixel and more as they are; narrower ones a pixel at a time, the longest
//! of them standing for the others, and none of their errors lost. So a level never gives more than its pixels.

use super::{Flame, Frame};
use core::cmp::Reverse;

/// What is in sight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// Where the picture begins on the axis.
    pub from_ns: i64,
    /// Where it ends; behind `from_ns`.
    pub to_ns: i64,
    /// How many pixels it has across.
    pub width_px: u32,
    /// The first level.
    pub from_level: u32,
    /// Behind the last level.
    pub to_level: u32,
}

/// A frame, or several too narrow to be told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The frame: of several the longest, and among equals one with an error.
    pub frame: Frame,
    /// Where it begins on the axis.
    pub start_ns: i64,
    /// Where it ends.
    pub end_ns: i64,
    /// Frames in it; 1: it is the frame.
    pub frames: u32,
    /// Spans in it.
    pub spans: u32,
    /// Spans with an error.
    pub errors: u32,
    /// Spans that are looked for.
    pub hits: u32,
}

impl Flame {
    /// What is drawn, level by level and from left to right. `hits_of` tells of a frame how many of its spans are
    /// looked for, `colour_of` what must not be joined with another: frames that share a run of pixels share it.
    pub fn marks(
        &self,
        window: Window,
        hits_of: impl Fn(u32) -> u32,
        colour_of: impl Fn(&Frame) -> u32,
    ) -> Vec<Mark> {
        let mut marks = Vec::new();
        let pixel_ns = (window.to_ns - window.from_ns).max(1) as f64 / f64::from(window.width_px.max(1));
        for level in window.from_level..window.to_level.min(self.levels()) {
            let on_level = self.on_level(level);
            let end_ns = |&at: &u32| {
                self.frames[at as usize].start_ns.saturating_add(self.frames[at as usize].width_ns)
            };
            let from = on_level.partition_point(|at| end_ns(at) < window.from_ns);
            let mut crowd = Crowd::default();
            for &at in &on_level[from..] {
                let frame = &self.frames[at as usize];
                if frame.start_ns > window.to_ns {
                    break;
                }
                let mark = Mark {
                    frame: *frame,
                    start_ns: frame.start_ns,
                    end_ns: end_ns(&at),
                    frames: 1,
                    spans: frame.spans,
                    errors: frame.errors,
                    hits: hits_of(at),
                };
                if frame.width_ns as f64 >= pixel_ns {
                    crowd.end(&mut marks, &colour_of);
                    marks.push(mark);
                } else {
                    let pixel = ((frame.start_ns - window.from_ns) as f64 / pixel_ns).floor() as i64;
                    crowd.add(mark, pixel, &mut marks, &colour_of);
                }
            }
            crowd.end(&mut marks, &colour_of);
        }
        marks
    }
}

/// Narrow frames that begin in the same pixel, and the run of pixels before that looks the same.
#[derive(Default)]
struct Crowd {
    pixel: i64,
    here: Option<Mark>,
    run: Option<(Mark, i64)>,
}

impl Crowd {
    fn add(&mut self, mark: Mark, pixel: i64, marks: &mut Vec<Mark>, colour_of: &impl Fn(&Frame) -> u32) {
        match &mut self.here {
            Some(here) if self.pixel == pixel => here.take_in(&mark),
            _ => {
                self.end_pixel(marks, colour_of);
                (self.here, self.pixel) = (Some(mark), pixel);
            }
        }
    }

    /// The pixel is full: it joins the run before it, or begins another.
    fn end_pixel(&mut self, marks: &mut Vec<Mark>, colour_of: &impl Fn(&Frame) -> u32) {
        let Some(here) = self.here.take() else { return };
        let look = |mark: &Mark| (colour_of(&mark.frame), mark.errors > 0, mark.hits > 0);
        match &mut self.run {
            Some((run, last)) if *last + 1 == self.pixel && look(run) == look(&here) => {
                run.take_in(&here);
                *last = self.pixel;
            }
            run => marks.extend(run.replace((here, self.pixel)).map(|(mark, _)| mark)),
        }
    }

    fn end(&mut self, marks: &mut Vec<Mark>, colour_of: &impl Fn(&Frame) -> u32) {
        self.end_pixel(marks, colour_of);
        marks.extend(self.run.take().map(|(mark, _)| mark));
    }
}

impl Mark {
    /// Takes in another one that begins no earlier.
    fn take_in(&mut self, other: &Self) {
        let rank = |frame: &Frame| (frame.width_ns, frame.errors > 0, Reverse(frame.row));
        if rank(&other.frame) > rank(&self.frame) {
            self.frame = other.frame;
        }
        self.end_ns = self.end_ns.max(other.end_ns);
        self.frames += other.frames;
        self.spans += other.spans;
        self.errors += other.errors;
        self.hits += other.hits;
    }
}
