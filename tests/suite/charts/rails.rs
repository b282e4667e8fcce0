use spanscope::charts::rails::{DEEPEST, rails};

#[test]
fn a_root_has_no_lines() {
    let drawn = rails(0, 0b1, 16.0);
    assert_eq!((drawn.lines_px.len(), drawn.elbow_px, drawn.name_px), (0, None, 0.0));
}

#[test]
fn a_level_that_goes_on_has_a_line_and_one_that_ends_has_none() {
    // Depth 2: its parent has a later sibling (bit 1), itself has none (bit 2).
    let drawn = rails(2, 0b010, 16.0);
    assert_eq!(drawn.lines_px, [(8.0, 9.0)]);
    assert_eq!(drawn.elbow_px, Some(24.0));
    assert_eq!(drawn.name_px, 32.0);
}

#[test]
fn the_own_level_goes_on_when_a_sibling_follows() {
    assert_eq!(rails(1, 0b10, 16.0).lines_px, [(8.0, 9.0)]);
}

#[test]
fn beyond_the_deepest_level_the_indentation_stays() {
    let (deep, deeper) = (rails(DEEPEST, u64::MAX, 10.0), rails(100_000, u64::MAX, 10.0));
    assert_eq!(deep.name_px, deeper.name_px);
    assert_eq!(deeper.lines_px.len() as u32, DEEPEST - 1);
}
