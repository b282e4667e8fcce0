use spanscope::charts::spark::bars;

#[test]
fn the_highest_fills_the_picture_and_nothing_has_no_bar() {
    assert_eq!(
        bars(&[2.0, 0.0, 1.0, 0.001], [40.0, 20.0]),
        "M0.0 20v-20.0h9.0v20.0zM20.0 20v-10.0h9.0v10.0zM30.0 20v-1.0h9.0v1.0z"
    );
    assert_eq!(bars(&[], [40.0, 20.0]), "");
    assert_eq!(bars(&[0.0, 0.0], [40.0, 20.0]), "");
}
