//! Stripes along a line as one CSS gradient: a single element draws any number of them.

use core::fmt::Write;

/// Stripes from and to a pixel, `offset_px` subtracted, cut to `0..width_px`, in ascending order and at least
/// `narrowest_px` wide; those that touch are joined. What lies outside altogether is left out.
pub fn joined(
    stripes_px: impl Iterator<Item = (f64, f64)>,
    offset_px: f64,
    width_px: f64,
    narrowest_px: f64,
) -> Vec<(f64, f64)> {
    let mut kept: Vec<(f64, f64)> = stripes_px
        .map(|(from_px, to_px)| (from_px - offset_px, to_px - offset_px))
        .filter(|&(from_px, to_px)| to_px >= 0.0 && from_px <= width_px)
        .map(|(from_px, to_px)| {
            let from_px = from_px.clamp(0.0, (width_px - narrowest_px).max(0.0));
            (from_px, to_px.max(from_px + narrowest_px).min(width_px))
        })
        .collect();
    kept.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut joined: Vec<(f64, f64)> = Vec::with_capacity(kept.len());
    for (from_px, to_px) in kept {
        match joined.last_mut() {
            Some(last) if from_px - last.1 < 0.5 => last.1 = last.1.max(to_px),
            _ => joined.push((from_px, to_px)),
        }
    }
    joined
}

/// The gradient of the stripes in a colour (any CSS value), transparent between them; empty without stripes.
pub fn gradient(stripes_px: &[(f64, f64)], colour: &str) -> String {
    let mut css = String::new();
    let mut behind_px = 0.0;
    for &(from_px, to_px) in stripes_px {
        let start = if css.is_empty() { "linear-gradient(90deg" } else { "" };
        // Writing into a String cannot fail.
        let _ =
            write!(css, "{start},#0000 {behind_px:.1}px {from_px:.1}px,{colour} {from_px:.1}px {to_px:.1}px");
        behind_px = to_px;
    }
    if !css.is_empty() {
        let _ = write!(css, ",#0000 {behind_px:.1}px)");
    }
    css
}
