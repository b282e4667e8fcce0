use spanscope::state::graph_view::{Fingers, GraphView};

#[test]
fn the_whole_graph_stands_in_the_middle() {
    let view = GraphView::fit([1_000.0, 200.0], [500.0, 300.0]);
    assert_eq!(view, GraphView { scale: 0.5, corner_px: [0.0, 100.0] });
    // A small one is hardly made larger.
    assert_eq!(GraphView::fit([10.0, 10.0], [500.0, 300.0]).scale, 1.25);
}

#[test]
fn a_large_graph_is_first_shown_from_its_beginning() {
    let view = GraphView::readable([4_000.0, 2_000.0], [900.0, 450.0]);
    assert_eq!(view, GraphView { scale: 0.45, corner_px: [0.0, -225.0] });
    let small = [[1_000.0, 200.0], [500.0, 300.0]];
    assert_eq!(GraphView::readable(small[0], small[1]), GraphView::fit(small[0], small[1]));
}

#[test]
fn what_is_under_the_pointer_stays_there() {
    let view = GraphView { scale: 0.5, corner_px: [20.0, 30.0] };
    let point =
        |view: GraphView| [0, 1].map(|axis| ([100.0, 50.0][axis] - view.corner_px[axis]) / view.scale);
    let zoomed = view.zoomed(2.0, [100.0, 50.0]);
    assert_eq!((zoomed.scale, point(zoomed)), (1.0, point(view)));
    // Beyond the largest scale nothing moves.
    let largest = view.zoomed(1e9, [0.0; 2]);
    assert_eq!(largest.zoomed(2.0, [77.0, 7.0]), largest);
}

#[test]
fn a_part_of_the_graph_stays_in_sight() {
    let view = GraphView::default().panned([9_999.0, -9_999.0]).kept([400.0, 300.0], [800.0, 600.0]);
    assert_eq!(view.corner_px, [740.0, -240.0]);
    let view = GraphView::default().panned([5.0, 6.0]);
    assert_eq!(view.kept([400.0, 300.0], [800.0, 600.0]), view);
}

#[test]
fn what_is_chosen_comes_into_sight() {
    let view = GraphView::default();
    assert_eq!(view.showing([100.0, 100.0], [400.0, 300.0]), view);
    assert_eq!(view.showing([1_000.0, 100.0], [400.0, 300.0]).corner_px, [-800.0, 50.0]);
}

#[test]
fn one_finger_pans_and_two_pinch() {
    let mut fingers = Fingers::default();
    let view = GraphView::default();
    fingers.down(1, [100.0, 100.0]);
    let panned = fingers.moved(1, [110.0, 95.0], view);
    assert_eq!(panned, GraphView { scale: 1.0, corner_px: [10.0, -5.0] });
    fingers.down(2, [210.0, 95.0]);
    fingers.down(3, [0.0; 2]);
    assert_eq!(fingers.count(), 2);
    assert_eq!(fingers.moved(2, [310.0, 95.0], view).scale, 2.0);
    assert_eq!(fingers.moved(3, [9.0; 2], view), view);
    fingers.up(1);
    assert_eq!(fingers.count(), 1);
}
