//! Where a span's bar stands in the time column.

use crate::state::time_scale::TimeScale;

/// The narrowest bar.
const NARROWEST_PX: f64 = 2.0;
/// Bars are cut this far outside the column: their rounded ends must not show there.
const OVERHANG_PX: f64 = 8.0;

/// A bar, cut to what is shown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Bar {
    /// In the column, at least in part.
    Shown {
        /// Left end in the column.
        left_px: f64,
        /// Its width.
        width_px: f64,
    },
    /// Earlier than what is shown.
    Before,
    /// Later than what is shown.
    Behind,
}

/// The bar of a span from `start_ns` for `duration_ns`.
pub fn place(scale: &TimeScale, start_ns: i64, duration_ns: i64) -> Bar {
    let column_px = scale.width_px();
    let start_px = scale.px_from_ns(start_ns);
    let end_px = scale.px_from_ns(start_ns.saturating_add(duration_ns.max(0)));
    if end_px < 0.0 {
        return Bar::Before;
    }
    if start_px > column_px {
        return Bar::Behind;
    }
    let left_px = start_px.clamp(-OVERHANG_PX, (column_px - NARROWEST_PX).max(0.0));
    let right_px =
        end_px.clamp(left_px + NARROWEST_PX, (column_px + OVERHANG_PX).max(left_px + NARROWEST_PX));
    Bar::Shown { left_px, width_px: right_px - left_px }
}
