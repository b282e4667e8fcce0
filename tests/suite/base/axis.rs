use spanscope::base::axis::Axis;

#[test]
fn without_gaps_every_time_stands_where_it_is() {
    let axis = Axis::folding([], 1_000);
    assert_eq!((axis.place_ns(-5), axis.place_ns(700), axis.time_ns(700)), (-5, 700, 700));
}

#[test]
fn a_folded_gap_is_a_short_break() {
    // 240 of work, a gap of 1,000, 240 of work: the break is as long as a 24th of the work.
    let axis = Axis::folding([(240, 1_240)], 1_480);
    assert_eq!((axis.place_ns(240), axis.place_ns(740), axis.place_ns(1_240)), (240, 250, 260));
    assert_eq!(axis.place_ns(1_480), 500);
    assert_eq!(
        (axis.time_ns(240), axis.time_ns(250), axis.time_ns(260), axis.time_ns(500)),
        (240, 740, 1_240, 1_480)
    );
}

#[test]
fn several_gaps_fold_and_order_stays() {
    let axis = Axis::folding([(100, 1_100), (1_200, 9_200), (9_300, 9_900)], 10_000);
    let places: Vec<i64> = (0..=100).map(|step| axis.place_ns(step * 100)).collect();
    assert!(places.is_sorted());
    for at_ns in [0, 50, 100, 1_100, 1_150, 1_200, 9_200, 9_250, 9_300, 9_900, 10_000] {
        assert_eq!(axis.time_ns(axis.place_ns(at_ns)), at_ns, "outside of gaps nothing is lost");
    }
}
