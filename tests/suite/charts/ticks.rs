use spanscope::{
    base::{
        edges::Edges,
        time::{HOUR, MIN, MS, S, duration},
    },
    charts::ticks::durations,
};

fn told(edges: &Edges, is_linear: bool, length_px: f64) -> Vec<String> {
    durations(edges, is_linear, length_px, 60.0).into_iter().map(|tick| duration(tick.ns)).collect()
}

#[test]
fn powers_of_ten_come_first_then_what_is_round_between() {
    let edges = Edges::log_linear(900_000, 2 * S, 60, false);
    assert_eq!(told(&edges, false, 260.0), ["1 ms", "10 ms", "100 ms", "1 s"]);
    assert_eq!(
        told(&edges, false, 900.0),
        ["1 ms", "2 ms", "5 ms", "10 ms", "20 ms", "50 ms", "100 ms", "200 ms", "500 ms", "1 s", "2 s"]
    );
}

#[test]
fn long_times_are_told_as_clocks_count() {
    let edges = Edges::log_linear(5 * S, 3 * HOUR, 60, false);
    assert_eq!(told(&edges, false, 300.0), ["10 s", "1 min", "10 min", "1 h"]);
}

#[test]
fn a_linear_axis_has_its_own_edges() {
    let edges = Edges::steps(930 * MS, 100);
    let ticks = durations(&edges, true, 470.0, 60.0);
    assert_eq!(ticks.first().map(|tick| (tick.ns, tick.at_px)), Some((0, 0.0)));
    assert!(ticks.windows(2).all(|pair| pair[1].at_px - pair[0].at_px >= 60.0 - 1e-9));
    assert!(ticks.iter().all(|tick| edges.values().contains(&tick.ns)));
    assert!(ticks.len() > 3, "{ticks:?}");
}

#[test]
fn no_two_stand_closer_than_they_may_and_none_outside() {
    for (first, last) in [(1, 5), (100, 90_000), (MS, MIN), (S, 400 * HOUR), (7, 7)] {
        let edges = Edges::log_linear(first, last, 80, false);
        let ticks = durations(&edges, false, 500.0, 60.0);
        assert!(ticks.windows(2).all(|pair| pair[1].at_px - pair[0].at_px >= 60.0), "{ticks:?}");
        assert!(ticks.iter().all(|tick| (0.0..=500.0).contains(&tick.at_px)));
    }
    assert_eq!(durations(&Edges::default(), false, 500.0, 60.0), []);
}
