use spanscope::charts::stripes::{gradient, joined};

#[test]
fn stripes_are_cut_widened_and_joined() {
    let stripes = [(50.0, 60.0), (-20.0, 5.0), (60.2, 70.0), (99.9, 400.0), (500.0, 600.0), (-9.0, -1.0)];
    assert_eq!(joined(stripes.into_iter(), 0.0, 100.0, 2.0), [(0.0, 5.0), (50.0, 70.0), (98.0, 100.0)]);
    assert_eq!(joined([(110.0, 120.0)].into_iter(), 100.0, 50.0, 1.0), [(10.0, 20.0)]);
}

#[test]
fn one_gradient_draws_them_all() {
    assert_eq!(gradient(&[], "red"), "");
    assert_eq!(
        gradient(&[(0.0, 5.0), (50.0, 70.0)], "red"),
        "linear-gradient(90deg,#0000 0.0px 0.0px,red 0.0px 5.0px,#0000 5.0px 50.0px,red 50.0px 70.0px,#0000 70.0px)"
    );
}
