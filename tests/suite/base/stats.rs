//! Values of tables and of R 4 (`fisher.test`, `prop.test(correct = FALSE)`, `pchisq`, `p.adjust`, `ks.test`).

use spanscope::base::stats::{
    Part, benjamini_hochberg, compare_samples, difference_interval, fisher_p, g_test_p, normal_two_sided,
    shares_p,
};

fn part(of: usize, all: usize) -> Part {
    Part { of, all }
}

fn close(found: f64, expected: f64) {
    assert!((found - expected).abs() <= 1e-6 * expected.abs().max(1e-3), "{found} is not {expected}");
}

#[test]
fn normal_tails_are_those_of_the_tables() {
    for (z, p) in [(0.0, 1.0), (1.0, 0.317_310_5), (-1.959_964, 0.05), (3.290_527, 0.001), (5.0, 5.733_03e-7)]
    {
        assert!((normal_two_sided(z) - p).abs() < 1e-6, "{z}");
    }
    assert_eq!(normal_two_sided(f64::NAN), 1.0);
    assert_eq!(normal_two_sided(f64::INFINITY), 0.0);
}

#[test]
fn fishers_test_sums_the_tables_that_are_no_more_likely() {
    // Fisher's tea: 3 of 4 right.
    close(fisher_p(part(3, 4), part(1, 4)), 34.0 / 70.0);
    close(fisher_p(part(4, 4), part(0, 4)), 2.0 / 70.0);
    // In 3 of 3 slow, 0 of 17 fast: one table of 1,140.
    close(fisher_p(part(3, 3), part(0, 17)), 1.0 / 1_140.0);
    close(fisher_p(part(0, 3), part(0, 17)), 1.0);
}

#[test]
fn shares_are_tested_by_their_counts() {
    // z = 0.3 / √(0.45 · 0.55 · 2 / 100) = 4.264.
    close(shares_p(part(60, 100), part(30, 100)), 2.007_865_6e-5);
    assert_eq!(shares_p(part(3, 3), part(0, 17)), fisher_p(part(3, 3), part(0, 17)));
    for (one, other) in [((0, 0), (1, 2)), ((0, 5), (0, 9)), ((5, 5), (9, 9))] {
        assert_eq!(shares_p(part(one.0, one.1), part(other.0, other.1)), 1.0);
    }
}

#[test]
fn the_g_test_compares_spreads() {
    // G = 2 Σ O ln(O/E) = 9.0958 with 1 degree of freedom.
    let p = g_test_p([(30, 20), (10, 30)].into_iter());
    let g: f64 = 2.0
        * (30.0 * (30.0_f64 / (40.0 * 50.0 / 90.0)).ln()
            + 10.0 * (10.0_f64 / (40.0 * 40.0 / 90.0)).ln()
            + 20.0 * (20.0_f64 / (50.0 * 50.0 / 90.0)).ln()
            + 30.0 * (30.0_f64 / (50.0 * 40.0 / 90.0)).ln());
    close(p, normal_two_sided(g.sqrt()));
    assert_eq!(g_test_p([(10, 10)].into_iter()), 1.0);
    assert_eq!(g_test_p([(10, 0), (5, 0)].into_iter()), 1.0);
    close(g_test_p([(10, 20), (20, 40)].into_iter()), 1.0);
}

#[test]
fn the_interval_of_a_difference_is_newcombes() {
    // His table II, line (a): 56/70 − 48/80 gives 0.0524 to 0.3339.
    let (low, high) = difference_interval(part(56, 70), part(48, 80));
    assert!((low - 0.0524).abs() < 1e-4 && (high - 0.3339).abs() < 1e-4, "{low} {high}");
    assert_eq!(difference_interval(part(0, 0), part(0, 0)), (-1.0, 1.0));
}

#[test]
fn discoveries_are_adjusted_in_their_order() {
    let q = benjamini_hochberg(&[0.04, 0.01, 0.03, 0.5]);
    for (found, expected) in q.into_iter().zip([0.16 / 3.0, 0.04, 0.16 / 3.0, 0.5]) {
        close(found, expected);
    }
    assert!(benjamini_hochberg(&[]).is_empty());
}

#[test]
fn samples_are_compared_by_order() {
    let order = compare_samples(&[3.0, 4.0, 5.0], &[1.0, 2.0]).expect("both have numbers");
    assert_eq!((order.auc, order.distance, order.at), (1.0, 1.0, 2.0));
    let same = compare_samples(&[1.0, 2.0], &[1.0, 2.0]).expect("both have numbers");
    assert_eq!((same.auc, same.distance, same.p), (0.5, 0.0, 1.0));
    assert_eq!(compare_samples(&[], &[1.0]), None);
    // The critical distance at 5 % of 50 against 50 is 1.36 · √(2/50).
    let one: Vec<f64> = (0..50).map(f64::from).collect();
    let other: Vec<f64> = (14..64).map(f64::from).collect();
    let order = compare_samples(&one, &other).expect("both have numbers");
    assert!((0.02..0.05).contains(&order.p), "{order:?}");
}
