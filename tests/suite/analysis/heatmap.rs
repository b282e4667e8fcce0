use proptest::prelude::*;
use spanscope::analysis::{
    distribution::Count,
    heatmap::{Heatmap, Point, of_points},
};

#[test]
fn without_points_there_is_nothing() {
    assert_eq!(of_points(core::iter::empty(), 10, 10), Heatmap::default());
}

#[test]
fn what_takes_no_time_is_in_the_lowest_row() {
    let point = |latency_ns| Point { start_ns: 5, latency_ns, has_failed: false };
    let map = of_points([point(0), point(1_000_000), point(9_000_000)].into_iter(), 4, 8);
    assert_eq!(map.latencies.values().first(), Some(&0));
    assert!(map.latencies.values()[1] > 900_000, "no row is given to what is shorter than all others");
    assert_eq!(map.cells.len(), 2);
}

proptest! {
    /// What a box of cells says is what a plain count finds between its edges: a brush selects exactly what it shows.
    #[test]
    fn a_box_holds_exactly_what_it_shows(
        points in prop::collection::vec((0_i64..100_000, 0_i64..5_000_000, any::<bool>()), 1..200),
        (columns, rows) in (1_usize..40, 1_usize..40),
        corners in (0_usize..40, 0_usize..40, 0_usize..40, 0_usize..40),
    ) {
        let points: Vec<Point> = points
            .into_iter()
            .map(|(start_ns, latency_ns, has_failed)| Point { start_ns, latency_ns, has_failed })
            .collect();
        let map = of_points(points.iter().copied(), columns, rows);
        prop_assert!(map.starts.bins() <= columns && map.latencies.bins() <= rows);
        let corner = |at: usize, bins: usize| at % bins;
        let (left, right) = (corner(corners.0, map.starts.bins()), corner(corners.1, map.starts.bins()));
        let (low, high) = (corner(corners.2, map.latencies.bins()), corner(corners.3, map.latencies.bins()));
        let (from_ns, to_ns) = map.starts.span(left, right);
        let (shortest_ns, longest_ns) = map.latencies.span(low, high);
        let shown = map.cells.iter().filter(|cell| {
            (left.min(right)..=left.max(right)).contains(&cell.column) && (low.min(high)..=low.max(high)).contains(&cell.row)
        });
        let shown = shown.fold(Count::default(), |sum, cell| Count {
            n: sum.n + cell.count.n,
            errors: sum.errors + cell.count.errors,
        });
        let plain: Vec<&Point> = points
            .iter()
            .filter(|point| (from_ns..to_ns).contains(&point.start_ns))
            .filter(|point| (shortest_ns..longest_ns).contains(&point.latency_ns))
            .collect();
        let errors = plain.iter().filter(|point| point.has_failed).count();
        prop_assert_eq!(shown, Count { n: plain.len(), errors });
    }
}
