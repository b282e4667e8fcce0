use spanscope::{
    charts::bar::{Bar, place},
    state::{time_scale::TimeScale, viewport::Viewport},
};

/// 0 to 1000 ns on 1000 px.
fn bar(start_ns: i64, duration_ns: i64) -> Bar {
    place(&TimeScale::new(Viewport::whole(1_000), 1_000.0), start_ns, duration_ns)
}

#[test]
fn a_bar_stands_where_its_span_ran() {
    assert_eq!(bar(100, 200), Bar::Shown { left_px: 100.0, width_px: 200.0 });
}

#[test]
fn an_instant_can_be_seen_even_at_the_end() {
    assert_eq!(bar(500, 0), Bar::Shown { left_px: 500.0, width_px: 2.0 });
    assert_eq!(bar(1_000, 0), Bar::Shown { left_px: 998.0, width_px: 2.0 });
}

#[test]
fn bars_are_cut_to_what_is_shown() {
    let viewport = Viewport::whole(i64::MAX / 2).showing(1_000, 2_000);
    let scale = TimeScale::new(viewport, 1_000.0);
    assert_eq!(place(&scale, 0, i64::MAX / 2), Bar::Shown { left_px: -8.0, width_px: 1_016.0 });
    assert_eq!(place(&scale, 500, 600), Bar::Shown { left_px: -8.0, width_px: 108.0 });
    assert_eq!(place(&scale, 0, 900), Bar::Before);
    assert_eq!(place(&scale, 2_100, 900), Bar::Behind);
}
