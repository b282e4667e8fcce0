//! Small bars beside a number: how it went over time, or how it is spread.

use core::fmt::Write;

/// The lowest bar of what is not nothing.
const LOWEST_PX: f64 = 1.0;

/// Bars from the foot of a picture so wide and high, as the path of an SVG; the highest fills it.
pub fn bars(values: &[f64], [width_px, height_px]: [f64; 2]) -> String {
    let most = values.iter().copied().fold(0.0, f64::max);
    let step_px = width_px / values.len().max(1) as f64;
    // Where bars are thin there is no room between them.
    let bar_px = if step_px >= 3.0 { step_px - 1.0 } else { step_px };
    let mut path = String::new();
    for (nth, &value) in values.iter().enumerate().filter(|(_, value)| **value > 0.0) {
        let high_px = (value / most * height_px).max(LOWEST_PX);
        // Writing to a String cannot fail.
        let _ =
            write!(path, "M{:.1} {height_px}v-{high_px:.1}h{bar_px:.1}v{high_px:.1}z", nth as f64 * step_px);
    }
    path
}
