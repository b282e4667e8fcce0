//! A long list in a scrolling box: which rows are in sight, and where they stand.
//!
//! Browsers limit how tall an element may be (Firefox about 17.8 million pixels, the others 33.5 million), so that
//! beyond a limit the box scrolls through fewer pixels than the rows have, and rows are placed relative to what is
//! in sight.

/// The tallest content that is made.
const TALLEST_PX: f64 = 16_000_000.0;

/// A list of rows of equal height in a box that scrolls.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct RowScroll {
    /// Rows in all.
    pub total: usize,
    /// Height of a row; above 0.
    pub row_px: f64,
    /// Height of the box.
    pub view_px: f64,
}

impl RowScroll {
    /// How tall the content of the box has to be.
    pub fn content_px(&self) -> f64 {
        self.rows_px().min(TALLEST_PX)
    }

    /// The rows in sight, those cut included: from the first to behind the last.
    pub fn in_sight(&self, scroll_px: f64) -> (usize, usize) {
        if self.row_px <= 0.0 {
            return (0, 0);
        }
        let top_px = self.top_px(scroll_px);
        let first = (top_px / self.row_px).floor().max(0.0) as usize;
        let behind = ((top_px + self.view_px) / self.row_px).ceil().max(0.0) as usize;
        (first.min(self.total), behind.min(self.total))
    }

    /// Where a row stands in the content while the box is scrolled to `scroll_px`.
    pub fn row_top_px(&self, index: usize, scroll_px: f64) -> f64 {
        let at_px = index as f64 * self.row_px;
        if self.is_scaled() { (at_px - self.top_px(scroll_px) + scroll_px).round() } else { at_px }
    }

    /// Whether the rows' places depend on the scrolling.
    pub fn is_scaled(&self) -> bool {
        self.rows_px() > TALLEST_PX
    }

    /// Where to scroll so that a row is in sight with `margin` rows around it: `None` when it already is.
    pub fn scroll_to_show(&self, index: usize, scroll_px: f64, margin: usize) -> Option<f64> {
        let top_px = self.top_px(scroll_px);
        let row_top_px = index as f64 * self.row_px;
        let margin_px = (margin as f64 * self.row_px).min((self.view_px - self.row_px) / 2.0).max(0.0);
        if row_top_px - margin_px < top_px {
            Some(self.scroll_px(row_top_px - margin_px))
        } else if row_top_px + self.row_px + margin_px > top_px + self.view_px {
            Some(self.scroll_px(row_top_px + self.row_px + margin_px - self.view_px))
        } else {
            None
        }
        .filter(|to_px| (to_px - scroll_px).abs() >= 0.5)
    }

    /// Where to scroll so that a row stands at the top.
    pub fn scroll_to_top(&self, index: usize) -> f64 {
        self.scroll_px(index as f64 * self.row_px)
    }

    /// Where to scroll so that a row stands in the middle.
    pub fn scroll_to_centre(&self, index: usize) -> f64 {
        self.scroll_px(index as f64 * self.row_px - (self.view_px - self.row_px) / 2.0)
    }

    /// Whole rows that fit into the box: a page of the page keys.
    pub fn rows_a_page(&self) -> usize {
        if self.row_px <= 0.0 { 1 } else { ((self.view_px / self.row_px) as usize).saturating_sub(1).max(1) }
    }

    fn rows_px(&self) -> f64 {
        self.total as f64 * self.row_px
    }

    /// The pixel of the rows at the top of the box.
    fn top_px(&self, scroll_px: f64) -> f64 {
        let scroll_px = scroll_px.max(0.0);
        if self.is_scaled() {
            scroll_px / self.longest_scroll_px() * (self.rows_px() - self.view_px)
        } else {
            scroll_px
        }
    }

    /// The scroll position that brings a pixel of the rows to the top.
    fn scroll_px(&self, top_px: f64) -> f64 {
        let reachable_px = (self.rows_px() - self.view_px).max(0.0);
        let top_px = top_px.clamp(0.0, reachable_px);
        if self.is_scaled() { top_px / reachable_px * self.longest_scroll_px() } else { top_px }
    }

    fn longest_scroll_px(&self) -> f64 {
        (self.content_px() - self.view_px).max(1.0)
    }
}
