use proptest::prelude::*;
use spanscope::state::row_scroll::RowScroll;

const LIST: RowScroll = RowScroll { total: 1_000, row_px: 20.0, view_px: 205.0 };
const ENDLESS: RowScroll = RowScroll { total: 50_000_000, row_px: 26.0, view_px: 800.0 };

#[test]
fn rows_cut_at_the_borders_are_in_sight() {
    assert_eq!(LIST.in_sight(0.0), (0, 11));
    assert_eq!(LIST.in_sight(30.0), (1, 12));
    assert_eq!(LIST.in_sight(1e9), (1_000, 1_000));
    assert_eq!(RowScroll::default().in_sight(5.0), (0, 0));
}

#[test]
fn a_row_in_sight_is_not_scrolled_to() {
    assert_eq!(LIST.scroll_to_show(5, 0.0, 1), None);
    assert_eq!(LIST.scroll_to_show(50, 0.0, 1), Some(51.0 * 20.0 + 20.0 - 205.0));
    assert_eq!(LIST.scroll_to_show(3, 100.0, 1), Some(40.0));
    assert_eq!(LIST.scroll_to_show(0, 5.0, 3), Some(0.0));
    assert_eq!(LIST.scroll_to_show(0, 0.0, 3), None, "there is nothing above the first row");
}

#[test]
fn beyond_the_limit_of_browsers_rows_are_placed_where_they_are_seen() {
    assert!(ENDLESS.content_px() <= 16_000_000.0);
    let end_px = ENDLESS.content_px() - ENDLESS.view_px;
    let (first, behind) = ENDLESS.in_sight(end_px);
    assert_eq!(behind, ENDLESS.total, "the last row can be reached");
    assert!(behind - first <= 32);
    let top_px = ENDLESS.row_top_px(ENDLESS.total - 1, end_px);
    assert!((top_px + 26.0 - ENDLESS.content_px()).abs() <= 1.0, "and stands at the end");
}

#[test]
fn a_page_keeps_a_row_in_sight() {
    assert_eq!(LIST.rows_a_page(), 9);
    assert_eq!(RowScroll { view_px: 5.0, ..LIST }.rows_a_page(), 1);
}

proptest! {
    #[test]
    fn scrolling_to_a_row_shows_it(total in 1..60_000_000_usize, at in 0.0_f64..1.0, from in 0.0_f64..1.0, margin in 0..5_usize) {
        let list = RowScroll { total, ..ENDLESS };
        let index = ((total as f64 * at) as usize).min(total - 1);
        let start_px = from * (list.content_px() - list.view_px).max(0.0);
        for to_px in [list.scroll_to_centre(index), list.scroll_to_show(index, start_px, margin).unwrap_or(start_px)] {
            let (first, behind) = list.in_sight(to_px);
            prop_assert!((first..behind).contains(&index));
            let seen_px = list.row_top_px(index, to_px) - to_px;
            prop_assert!(seen_px > -2.0 && seen_px < list.view_px, "{}", seen_px);
        }
    }
}
