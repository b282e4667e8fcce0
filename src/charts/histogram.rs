//! How long things took, as bars: a bar for each bin, those with an error at its foot, and lines at the quantiles.

use super::heatmap::counted;
use crate::{
    base::{edges::Edges, time},
    protocol::latency::Bar,
    state::cell_brush::Pick,
};
use core::fmt::Write;

/// Bars stand this far apart where they are wide enough.
const GAP_PX: f64 = 1.0;
/// The lowest bar of a bin that is not empty.
const LOWEST_PX: f64 = 1.5;
/// A letter of a label is about so wide, and labels stand so far apart.
const LETTER_PX: f64 = 7.0;
const APART_PX: f64 = 8.0;
/// Steps of the axis of counts, at most.
const STEPS: usize = 4;

/// Bars as the paths of an SVG.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paths {
    /// Everything that was measured.
    pub all: String,
    /// Of that what has an error.
    pub errors: String,
}

/// The bars in a picture so wide and high; a bar as high as the picture stands for `most`.
pub fn paths(bars: &[Bar], most: usize, [width_px, height_px]: [f64; 2]) -> Paths {
    let mut paths = Paths::default();
    let pitch_px = width_px / bars.len().max(1) as f64;
    let gap_px = if pitch_px >= 3.0 * GAP_PX { GAP_PX } else { 0.0 };
    let bar = |path: &mut String, nth: usize, n: usize| {
        if n > 0 {
            let bar_px = (n as f64 / most.max(1) as f64 * height_px).clamp(LOWEST_PX, height_px);
            // Writing to a String cannot fail.
            let _ = write!(
                path,
                "M{:.1} {height_px:.1}v-{bar_px:.1}h{:.1}v{bar_px:.1}z",
                nth as f64 * pitch_px,
                pitch_px - gap_px
            );
        }
    };
    for (nth, count) in bars.iter().enumerate() {
        bar(&mut paths.all, nth, count.n);
        bar(&mut paths.errors, nth, count.errors);
    }
    paths
}

/// The highest bar.
pub fn highest(bars: &[Bar]) -> usize {
    bars.iter().map(|bar| bar.n).max().unwrap_or(0)
}

/// Round counts up to the most, without 0.
pub fn steps(most: usize) -> Vec<usize> {
    let edges = Edges::steps(most as i64, STEPS);
    edges.values().iter().map(|&n| n as usize).filter(|n| (1..=most).contains(n)).collect()
}

/// A label over one line or over several that stand too close to have one each.
#[derive(Clone, Debug, PartialEq)]
pub struct Label {
    /// Its middle.
    pub middle_px: f64,
    /// What it says.
    pub text: String,
}

/// The labels of lines, from the left: names and places. None covers another, none stands out of the width.
pub fn labels(lines: &[(&str, f64)], width_px: f64) -> Vec<Label> {
    let mut labels: Vec<(f64, f64, String)> = Vec::new();
    for &(name, at_px) in lines {
        let mut label = (at_px, at_px, name.to_owned());
        while let Some(before) = labels.last() {
            let room_px = (half_px(&before.2) + half_px(&label.2)) + APART_PX;
            if middle(&label, width_px) - middle(before, width_px) >= room_px {
                break;
            }
            label = (before.0, label.1, format!("{} {}", before.2, label.2));
            labels.pop();
        }
        labels.push(label);
    }
    let labels = labels.into_iter().map(|label| Label { middle_px: middle(&label, width_px), text: label.2 });
    labels.collect()
}

fn half_px(text: &str) -> f64 {
    text.chars().count() as f64 * LETTER_PX / 2.0
}

fn middle((from_px, to_px, text): &(f64, f64, String), width_px: f64) -> f64 {
    let half_px = half_px(text);
    f64::midpoint(*from_px, *to_px).min(width_px - half_px).max(half_px)
}

/// What is in the bars of a pick, in words.
pub fn told(edges: &Edges, bars: &[Bar], pick: &Pick, things: [&str; 2]) -> String {
    let (first, last) = pick.ends(0);
    let (from_ns, to_ns) = edges.span(first, last);
    let inside = bars.iter().skip(first).take(last + 1 - first);
    let sum =
        inside.fold(Bar::default(), |sum, bar| Bar { n: sum.n + bar.n, errors: sum.errors + bar.errors });
    format!("{} to {}: {}", time::duration(from_ns), time::duration(to_ns), counted(sum, things))
}
