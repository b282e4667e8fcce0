use proptest::prelude::*;
use spanscope::{
    base::axis::Axis,
    state::viewport::{NARROWEST_NS, Viewport},
};

const SECOND: i64 = 1_000_000_000;

#[test]
fn the_whole_has_no_zoom() {
    let whole = Viewport::whole(SECOND);
    assert_eq!(whole.zoom(), None);
    assert_eq!(Viewport::of_zoom(SECOND, Some((0, SECOND))).zoom(), None);
    assert_eq!(Viewport::of_zoom(SECOND, Some((10_000, 20_000))).zoom(), Some((10_000, 20_000)));
}

#[test]
fn a_trace_without_extent_still_has_a_range() {
    assert_eq!(Viewport::whole(0).width_ns(), NARROWEST_NS);
    assert_eq!(Viewport::whole(-5).width_ns(), NARROWEST_NS);
}

#[test]
fn zooming_keeps_the_anchor_and_zooming_back_gives_the_whole() {
    let whole = Viewport::whole(SECOND);
    let closer = whole.zoomed(4.0, 0.25);
    assert_eq!(closer.zoom(), Some((187_500_000, 437_500_000)));
    let quarter_ns = closer.from_ns() + closer.width_ns() / 4;
    assert_eq!(quarter_ns, SECOND / 4, "what stood at the anchor still does");
    assert!(closer.zoomed(0.25, 0.25).is_whole());
    assert!(closer.zoomed(0.001, 0.9).is_whole());
}

#[test]
fn panning_stops_at_the_ends() {
    let part = Viewport::of_zoom(SECOND, Some((100_000_000, 300_000_000)));
    assert_eq!(part.panned(0.5).zoom(), Some((200_000_000, 400_000_000)));
    assert_eq!(part.panned(-9.0).zoom(), Some((0, 200_000_000)));
    assert_eq!(part.panned(99.0).zoom(), Some((800_000_000, SECOND)));
}

#[test]
fn a_span_gets_margins_and_an_instant_gets_room() {
    let whole = Viewport::whole(SECOND);
    assert_eq!(whole.around(500_000_000, 100_000_000).zoom(), Some((490_000_000, 610_000_000)));
    assert_eq!(whole.around(SECOND, 0).zoom(), Some((SECOND - NARROWEST_NS, SECOND)));
}

#[test]
fn a_span_outside_is_brought_in_and_one_inside_moves_nothing() {
    let part = Viewport::of_zoom(SECOND, Some((100_000_000, 200_000_000)));
    assert_eq!(part.touching(150_000_000, 1), part);
    assert_eq!(part.touching(50_000_000, 60_000_000), part);
    assert_eq!(part.touching(500_000_000, 0).zoom(), Some((450_000_000, 550_000_000)));
    assert_eq!(part.touching(500_000_000, 400_000_000).zoom(), Some((490_000_000, 590_000_000)));
}

#[test]
fn nonsense_moves_nothing() {
    let part = Viewport::of_zoom(SECOND, Some((100, 2_000)));
    assert_eq!(part.zoomed(f64::NAN, 0.5), part);
    assert_eq!(part.zoomed(0.0, 0.5), part);
    assert_eq!(part.panned(f64::INFINITY), part);
}

proptest! {
    #[test]
    fn every_way_stays_inside(
        extent in 0..i64::MAX / 4,
        zoom in any::<Option<(i64, i64)>>(),
        factor in 1e-6_f64..1e6,
        anchor in -2.0_f64..3.0,
        by in -1e3_f64..1e3,
        span in (0..i64::MAX / 4, 0..i64::MAX / 4),
    ) {
        let start = Viewport::of_zoom(extent, zoom);
        for moved in [
            start,
            start.zoomed(factor, anchor),
            start.panned(by),
            start.around(span.0, span.1),
            start.touching(span.0, span.1),
        ] {
            prop_assert!(moved.from_ns() >= 0);
            prop_assert!(moved.to_ns() <= moved.extent_ns());
            prop_assert!(moved.width_ns() >= NARROWEST_NS);
        }
    }
}

#[test]
fn moving_along_an_axis_with_a_folded_gap_keeps_the_anchor() {
    let extent_ns = 100 * SECOND;
    let axis = Axis::folding([(2 * SECOND, 98 * SECOND)], extent_ns);
    let whole = Viewport::whole(extent_ns);
    assert_eq!(whole.on(&axis).off(&axis, extent_ns), whole);
    let closer = whole.on(&axis).zoomed(4.0, 0.0).off(&axis, extent_ns);
    assert!(closer.to_ns() < 2 * SECOND, "a quarter of the axis ends before the gap: {closer:?}");
    let behind = whole.on(&axis).zoomed(4.0, 1.0).off(&axis, extent_ns);
    assert!(behind.from_ns() > 98 * SECOND && behind.to_ns() == extent_ns, "{behind:?}");
}

#[test]
fn without_a_folded_gap_the_axis_is_the_time() {
    let viewport = Viewport::of_zoom(SECOND, Some((200, 70_000)));
    assert_eq!(viewport.on(&Axis::default()), viewport);
    assert_eq!(viewport.off(&Axis::default(), SECOND), viewport);
}
