//! How wide the columns of the trace list are, as CSS tracks: the same for its heads and every row.

use super::columns::ListColumn;
use crate::protocol::traces::TraceColumn;

/// The tracks of a grid, one a column.
pub fn tracks(columns: &[ListColumn]) -> String {
    let track = |shown: &ListColumn| match (shown.width_px, usual(&shown.column)) {
        (Some(px), _) => format!("{px}px"),
        (None, Track { least_px, most: "" }) => format!("{least_px}px"),
        (None, Track { least_px, most }) => format!("minmax({least_px}px, {most})"),
    };
    columns.iter().map(track).collect::<Vec<_>>().join(" ")
}

/// The width below which the list scrolls sideways, in pixels.
pub fn least_px(columns: &[ListColumn]) -> u32 {
    columns.iter().map(|shown| u32::from(shown.width_px.unwrap_or(usual(&shown.column).least_px))).sum()
}

/// A column whose width nobody set.
struct Track {
    least_px: u16,
    /// How far it grows, as CSS; empty: not at all.
    most: &'static str,
}

const fn usual(column: &TraceColumn) -> Track {
    let (least_px, most) = match column {
        TraceColumn::Root => (200, "3fr"),
        TraceColumn::Latency => (150, "2fr"),
        TraceColumn::Extent => (92, ""),
        TraceColumn::Spans | TraceColumn::Errors => (72, ""),
        TraceColumn::Matches => (84, ""),
        TraceColumn::Services => (116, "132px"),
        TraceColumn::Start => (116, "190px"),
        TraceColumn::Field(_) => (112, "2fr"),
    };
    Track { least_px, most }
}
