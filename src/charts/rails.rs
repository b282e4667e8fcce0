//! The lines that lead from spans to what is below them, as numbers: where they stand left of a row's name.

/// How deep the indentation goes; rows further down stand there too and name their depth.
pub const DEEPEST: u32 = 20;
/// Where a line stands in the column of its level, as a share of the indentation.
const MIDDLE: f64 = 0.5;

/// What is drawn left of a row's name.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rails {
    /// Lines from the row's top to its bottom, each from and to a pixel.
    pub lines_px: Vec<(f64, f64)>,
    /// The line from the parent to this row: its left end; `None` for a root.
    pub elbow_px: Option<f64>,
    /// Where the row's name begins.
    pub name_px: f64,
}

/// The rails of a row at `depth`, of which `levels` tells the levels that go on below (bit 0: depth 0).
pub fn rails(depth: u32, levels: u64, indent_px: f64) -> Rails {
    let shown = depth.min(DEEPEST);
    let left_px = |level: u32| ((f64::from(level) - 1.0 + MIDDLE) * indent_px).round();
    let goes_on = |level: u32| levels.checked_shr(level).is_some_and(|bits| bits & 1 == 1);
    let deepest_line = if depth > DEEPEST { DEEPEST - 1 } else { shown };
    Rails {
        lines_px: (1..=deepest_line)
            .filter(|&level| goes_on(level))
            .map(|level| (left_px(level), left_px(level) + 1.0))
            .collect(),
        elbow_px: (depth > 0).then(|| left_px(shown)),
        name_px: f64::from(shown) * indent_px,
    }
}
