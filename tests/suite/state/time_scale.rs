use proptest::prelude::*;
use spanscope::{
    base::{
        axis::Axis,
        time::{HOUR, MIN, MS, S, US},
    },
    state::{day_clock::DayClock, time_scale::TimeScale, viewport::Viewport},
};

fn labels(from_ns: i64, to_ns: i64) -> Vec<String> {
    let viewport = Viewport::of_zoom(to_ns.max(1_000 * HOUR), Some((from_ns, to_ns)));
    TimeScale::new(viewport, 600.0).ticks(100.0).into_iter().map(|tick| tick.label).collect()
}

#[test]
fn ticks_stand_at_round_times_in_one_unit() {
    assert_eq!(labels(0, 10 * MS), ["0", "2 ms", "4 ms", "6 ms", "8 ms", "10 ms"]);
    assert_eq!(
        labels(0, 1_200 * US),
        ["0", "0.2 ms", "0.4 ms", "0.6 ms", "0.8 ms", "1 ms", "1.2 ms"].map(fix)
    );
    assert_eq!(labels(0, 4 * S), ["0", "1 s", "2 s", "3 s", "4 s"]);
    assert_eq!(labels(0, 5 * MIN), ["0", "1 min", "2 min", "3 min", "4 min", "5 min"]);
    assert_eq!(labels(0, 90 * S), ["0", "15 s", "30 s", "45 s", "1 min", "1 min 15 s", "1 min 30 s"]);
    assert_eq!(
        labels(24 * HOUR, 30 * HOUR),
        ["1 d", "1 d 1 h", "1 d 2 h", "1 d 3 h", "1 d 4 h", "1 d 5 h", "1 d 6 h"]
    );
}

/// All labels of a ruler have the decimals the step needs.
fn fix(label: &str) -> String {
    match label {
        "1 ms" => "1.0 ms".to_owned(),
        other => other.to_owned(),
    }
}

#[test]
fn deep_in_a_long_trace_neighbouring_ticks_differ() {
    assert_eq!(
        labels(1_234_567_000, 1_234_573_000),
        [
            "1,234.567 ms",
            "1,234.568 ms",
            "1,234.569 ms",
            "1,234.570 ms",
            "1,234.571 ms",
            "1,234.572 ms",
            "1,234.573 ms"
        ]
    );
    assert_eq!(labels(1_234_567_000, 1_234_567_100).first().map(String::as_str), Some("1,234,567.00 µs"));
}

#[test]
fn the_cursor_is_as_fine_as_a_pixel() {
    let scale = TimeScale::new(Viewport::whole(S), 1_000.0);
    assert_eq!(scale.moment(123_456_789), "0.123 s");
    assert_eq!(scale.moment(-5 * MS), "−0.005 s");
    let scale = TimeScale::new(Viewport::whole(12_345), 500.0);
    assert_eq!(scale.moment(1_234), "1.23 µs");
}

#[test]
fn a_width_of_nothing_counts_as_a_pixel() {
    let scale = TimeScale::new(Viewport::whole(S), 0.0);
    assert_eq!(scale.px_from_ns(S), 1.0);
    assert!(scale.ticks(100.0).len() <= 2);
}

proptest! {
    #[test]
    fn a_pixel_and_back_is_within_a_pixel(
        extent in 1_000..i64::MAX / 1_000,
        part in (0.0_f64..1.0, 0.0_f64..1.0),
        width in 1.0_f64..4_000.0,
        at in 0.0_f64..1.0,
    ) {
        let zoom = ((extent as f64 * part.0) as i64, (extent as f64 * part.1) as i64);
        let scale = TimeScale::new(Viewport::of_zoom(extent, Some(zoom)), width);
        let px = at * width;
        prop_assert!((scale.px_from_ns(scale.ns_from_px(px)) - px).abs() < width / 90.0);
    }

    #[test]
    fn ticks_keep_their_distance_and_differ(
        extent in 1_000..i64::MAX / 1_000,
        part in (0.0_f64..1.0, 0.0_f64..1.0),
        width in 200.0_f64..4_000.0,
        began_ns in prop::option::of(0..i64::MAX / 1_000),
    ) {
        let zoom = ((extent as f64 * part.0) as i64, (extent as f64 * part.1) as i64);
        let clock = began_ns.map(|began_ns| DayClock::new(began_ns, -90));
        let ticks = TimeScale::new(Viewport::of_zoom(extent, Some(zoom)), width).told_by(clock).ticks(90.0);
        for pair in ticks.windows(2) {
            prop_assert!(pair[1].at_px - pair[0].at_px > 89.0);
            prop_assert_ne!(&pair[0].label, &pair[1].label);
        }
        for tick in &ticks {
            prop_assert!((-0.001..=width + 0.001).contains(&tick.at_px));
        }
    }
}

#[test]
fn a_clock_puts_ticks_at_round_times_of_day() {
    let clock = DayClock::new(9 * HOUR + 59 * MIN + 58 * S + 700 * MS, 0);
    let scale = TimeScale::new(Viewport::whole(4 * S), 800.0).told_by(Some(clock));
    let ticks = scale.ticks(100.0);
    let labels: Vec<&str> = ticks.iter().map(|tick| tick.label.as_str()).collect();
    assert_eq!(labels, ["09:59:59", "10:00:00", "10:00:01", "10:00:02"]);
    assert_eq!(ticks.iter().map(|tick| tick.at_ns).collect::<Vec<_>>()[..2], [300 * MS, 1_300 * MS]);
    assert!((ticks[0].at_px - 60.0).abs() < 1e-9);
    assert_eq!(scale.moment(1_300 * MS), "1970-01-01 10:00:00.000");
    // Where times from the start stand 100 pixels apart there is no room for times of day.
    let scale = TimeScale::new(Viewport::whole(4 * S), 400.0);
    assert_eq!(scale.ticks(100.0).len(), 5);
    assert_eq!(scale.told_by(Some(clock)).ticks(100.0).len(), 2);
}

#[test]
fn a_folded_gap_is_a_short_break_with_ticks_to_either_side() {
    let extent_ns = 2 * HOUR + 4 * S;
    let axis = Axis::folding([(2 * S, 2 * HOUR + 2 * S)], extent_ns);
    let scale = TimeScale::with_axis(Viewport::whole(extent_ns), 1_000.0, axis);
    let [((from_ns, to_ns), (from_px, to_px))] = scale.breaks()[..] else { panic!("one break") };
    assert_eq!((from_ns, to_ns), (2 * S, 2 * HOUR + 2 * S));
    assert!((from_px - 480.0).abs() < 0.1 && (to_px - 520.0).abs() < 0.1, "{from_px} {to_px}");
    assert!((scale.px_from_ns(extent_ns) - 1_000.0).abs() < 1e-6);
    for at_ns in [0, S, 2 * S, 2 * HOUR + 3 * S] {
        assert!((scale.ns_from_px(scale.px_from_ns(at_ns)) - at_ns).abs() <= 1);
    }
    let ticks = scale.ticks(100.0);
    assert!(ticks.iter().all(|tick| tick.at_ns <= from_ns || tick.at_ns >= to_ns), "none in the break");
    assert!(ticks.windows(2).all(|pair| pair[1].at_px - pair[0].at_px >= 90.0), "{ticks:?}");
    assert!(ticks.iter().any(|tick| tick.at_ns < from_ns) && ticks.iter().any(|tick| tick.at_ns > to_ns));
}
