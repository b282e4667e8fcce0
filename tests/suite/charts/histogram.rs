use spanscope::{
    base::{edges::Edges, time::MS},
    charts::histogram::{highest, labels, paths, steps, told},
    protocol::latency::Bar,
    state::cell_brush::Pick,
};

fn bar(n: usize, errors: usize) -> Bar {
    Bar { n, errors }
}

#[test]
fn bars_stand_on_the_ground_and_errors_at_their_foot() {
    let bars = [bar(10, 0), bar(0, 0), bar(5, 2)];
    let paths = paths(&bars, highest(&bars), [30.0, 100.0]);
    assert_eq!(paths.all, "M0.0 100.0v-100.0h9.0v100.0zM20.0 100.0v-50.0h9.0v50.0z");
    assert_eq!(paths.errors, "M20.0 100.0v-20.0h9.0v20.0z");
}

#[test]
fn one_of_many_is_still_seen() {
    let bars = [bar(100_000, 1), bar(1, 0)];
    let paths = paths(&bars, highest(&bars), [20.0, 100.0]);
    assert!(paths.all.ends_with("M10.0 100.0v-1.5h9.0v1.5z"), "{}", paths.all);
    assert!(paths.errors.contains("v-1.5"), "{}", paths.errors);
    assert_eq!(highest(&[]), 0);
}

#[test]
fn counts_have_round_steps() {
    assert_eq!(steps(37), [10, 20, 30]);
    assert_eq!(steps(3), [1, 2, 3]);
    assert_eq!(steps(1), [1]);
    assert_eq!(steps(0), [0_usize; 0]);
}

fn texts(lines: &[(&str, f64)], width_px: f64) -> Vec<String> {
    labels(lines, width_px).into_iter().map(|label| label.text).collect()
}

#[test]
fn labels_that_would_cover_each_other_are_one() {
    assert_eq!(
        texts(&[("p50", 20.0), ("p90", 100.0), ("p95", 180.0), ("p99", 300.0)], 400.0),
        ["p50", "p90", "p95", "p99"]
    );
    assert_eq!(
        texts(&[("p50", 20.0), ("p90", 200.0), ("p95", 210.0), ("p99", 300.0)], 400.0),
        ["p50", "p90 p95", "p99"]
    );
    assert_eq!(texts(&[("p50", 5.0), ("p90", 5.0), ("p95", 5.0), ("p99", 5.0)], 400.0), ["p50 p90 p95 p99"]);
    // Joining two may reach the one before.
    assert_eq!(texts(&[("p50", 170.0), ("p90", 200.0), ("p95", 220.0)], 400.0), ["p50 p90 p95"]);
}

#[test]
fn no_label_stands_out_of_the_picture() {
    for label in labels(&[("p50", 0.0), ("p99", 400.0)], 400.0) {
        let half_px = label.text.chars().count() as f64 * 7.0 / 2.0;
        assert!(label.middle_px >= half_px && label.middle_px <= 400.0 - half_px, "{label:?}");
    }
}

#[test]
fn a_pick_is_told_with_what_is_in_it() {
    let edges = Edges::new(vec![0, MS, 2 * MS, 3 * MS]);
    let bars = [bar(4, 1), bar(1, 0), bar(0, 0)];
    let told =
        |from: usize, to: usize| told(&edges, &bars, &Pick::at([from, 0]).to([to, 0]), ["span", "spans"]);
    assert_eq!(told(1, 1), "1 ms to 2 ms: 1 span");
    assert_eq!(told(2, 0), "0 ns to 3 ms: 5 spans, 1 with an error");
}
